"""A few of the kills that ``make faults`` tries by the hundred."""

import pytest

from tests.pages.page_server import command


@pytest.mark.slow
@pytest.mark.parametrize("cut", [[], ["--cut"]])
def test_nothing_is_lost(cut: list[str]) -> None:
    result = command("-m", "eval", "kills", "--tries", "3", "--seed", "7", *cut, timeout=300)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "有损失 0 次" in result.stdout
