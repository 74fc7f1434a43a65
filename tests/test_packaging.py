"""``pip install .`` brings everything that the code reads, and the commands."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from corpus.commands import installed
from corpus.settings import PROJECT_ROOT

PACKAGES = ("corpus", "index", "assistant", "pages", "eval")
_LEFT_OUT = (".py", ".pyc", ".md")


def test_the_wheel_holds_every_file_of_data(tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(
            PROJECT_ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("ui.py", "pyproject.toml", "requirements.txt", "README.md"):
        shutil.copy(PROJECT_ROOT / name, tmp_path)
    build = "from setuptools.build_meta import build_wheel; build_wheel('dist')"
    subprocess.run([sys.executable, "-c", build], cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    files = [p for package in PACKAGES for p in (PROJECT_ROOT / package).rglob("*") if p.is_file()]
    data = {p.relative_to(PROJECT_ROOT).as_posix() for p in files if p.suffix not in _LEFT_OUT}
    code = {p.relative_to(PROJECT_ROOT).as_posix() for p in files if p.suffix == ".py"}
    assert data - packed == set()
    assert code | {"ui.py"} <= packed


def test_an_installed_command_is_the_module_of_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/policy-corpus", "--help"])
    with pytest.raises(SystemExit) as left:
        installed()
    assert left.value.code == 0
    assert "python -m corpus" in capsys.readouterr().out
