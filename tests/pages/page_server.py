"""The pages, served by ``python ui.py`` as a user starts it, or within the test's own process."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI

from corpus.settings import settings
from pages.access.door import Door
from pages.desk import Desk
from pages.serving.guard import allowed_hosts
from pages.serving.server import _listening
from pages.serving.web import web_application
from tests.conftest import aside

ROOT = Path(__file__).resolve().parents[2]


def environment() -> dict[str, str]:
    """The environment of a user who has set nothing of ours."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("POLICY_", "GRADIO_"))}


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(*arguments: str, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    """Run Python in the project's root to its end."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
    )


@contextmanager
def serving(store: Path, log: list[str] | None = None, **configured: str) -> Iterator[str]:
    """``python ui.py`` over ``store``, ready to answer; yields its address.

    When it is stopped it must leave in order, without a traceback in its log; who hands in a ``log``
    to be filled judges its lines.
    """
    process = subprocess.Popen(
        [sys.executable, "ui.py", "--store", str(store), "--port", str(free_port())],
        cwd=ROOT,
        env=environment() | configured,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout and process.stderr
    judged = log is not None
    log = [] if log is None else log
    reader = threading.Thread(target=log.extend, args=(process.stderr,), daemon=True)
    reader.start()
    try:
        line = process.stdout.readline()
        assert "已启动" in line, "".join(log)
        yield line.split("：", 1)[1].split("（")[0]
    finally:
        process.terminate()
        said = process.stdout.read()
        status = process.wait(120)
        reader.join(60)
        process.stdout.close()
        process.stderr.close()
    assert status == 0 and "已停止" in said, "".join(log)
    assert judged or "Traceback" not in "".join(log), "".join(log)


@contextmanager
def served(
    store: Path, *, closed: bool = False, hosts: str = "", port: int = 0, **configured: str
) -> Iterator[str]:
    """What ``serving`` serves, without a process: the models are those that the tests have loaded.

    ``configured`` holds while the pages are made; ``closed`` as if others reached this machine.
    ``port`` is for a server that is started anew; 0 is any.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name, value in configured.items():
            patch.setenv(name, value)
        settings.cache_clear()
        desk = Desk(store)
        desk.load()
        names = allowed_hosts("127.0.0.1", True, hosts)

        async def made() -> FastAPI:  # Gradio leaves a loop open where none runs
            return web_application(desk, Door(store), closed, names)

        application = aside(made())
        desk.wait()
    settings.cache_clear()
    port = port or free_port()
    with _listening(application, desk, "127.0.0.1", port):
        yield f"http://127.0.0.1:{port}/"
    desk.close()
