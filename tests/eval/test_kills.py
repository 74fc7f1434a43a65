"""A few of the kills that ``make faults`` tries by the hundred."""

from pathlib import Path

import pytest

from tests.pages.page_server import command


@pytest.mark.slow
@pytest.mark.parametrize("cut", [[], pytest.param(["--cut"], marks=pytest.mark.sweep)])
def test_nothing_is_lost(cut: list[str], models_dir: Path) -> None:
    words = ("eval", "kills", "--tries", "3", "--seed", "7", "--models", str(models_dir))
    result = command("-m", *words, *cut, timeout=600)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "有损失 0 次" in result.stdout
