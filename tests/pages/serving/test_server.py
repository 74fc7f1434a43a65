"""``python ui.py`` says in one Chinese line why it can't start."""

import socket
from pathlib import Path

import pytest

from tests.conftest import run_command
from tests.pages.page_server import command, free_port


def test_no_store(tmp_path: Path) -> None:
    done = command("ui.py", "--store", str(tmp_path / "none"))
    assert done.returncode == 1 and done.stdout == ""
    assert "python -m index build" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("port", ["0", "70000", "八千"])
def test_impossible_port(port: str) -> None:
    done = run_command("ui", "--port", port)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1


def test_port_taken(store: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = run_command("ui", "--store", str(store), "--port", port)
    assert done.returncode == 1
    assert port in done.stderr and len(done.stderr.splitlines()) == 1


def test_foreign_address(store: Path) -> None:
    done = run_command("ui", "--store", str(store), "--host", "203.0.113.7")
    assert done.returncode == 1
    assert "203.0.113.7" in done.stderr and len(done.stderr.splitlines()) == 1


def test_others_are_let_in_only_when_there_are_users(store: Path) -> None:
    done = run_command("ui", "--store", str(store), "--host", "0.0.0.0", "--port", str(free_port()))
    assert done.returncode == 1 and "python -m pages users add" in done.stderr
    assert len(done.stderr.splitlines()) == 1
