"""The real page in a process of its own, for what is measured from outside."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.settings import PROJECT_ROOT


@dataclass(frozen=True, slots=True)
class Served:
    """Where the page answers, and the number of its process."""

    url: str
    pid: int


@contextmanager
def serving(store: Path) -> Iterator[Served]:
    """``python ui.py`` over ``store`` on the loopback, ready to answer; stopped in order at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "ui.py", "--store", str(store), "--port", str(port)],
        cwd=PROJECT_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert process.stdout
    try:
        process.stdout.readline()  # says that it is up
        yield Served(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(60)
        process.stdout.close()
