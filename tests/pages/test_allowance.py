"""One user can't ask without end, and takes nothing from the others."""

from contextlib import ExitStack

import pytest

from pages.allowance import Allowance, TooMuchError


def test_so_many_a_minute() -> None:
    now = [0.0]
    allowance = Allowance(3, 0, lambda: now[0])
    for _ in range(3):
        with allowance.taken("li"):
            now[0] += 10
    with pytest.raises(TooMuchError, match="30 秒后"), allowance.taken("li"):
        pass
    with allowance.taken("wang"):
        pass
    now[0] += 30.1
    with allowance.taken("li"):
        pass
    with pytest.raises(TooMuchError), allowance.taken("li"):
        pass


def test_so_many_at_once() -> None:
    allowance = Allowance(0, 2)
    with ExitStack() as stack:
        stack.enter_context(allowance.taken("li"))
        stack.enter_context(allowance.taken("li"))
        with pytest.raises(TooMuchError, match="2 个问题"), allowance.taken("li"):
            pass
        with allowance.taken("wang"):
            pass
    with allowance.taken("li"):
        pass


def test_without_limits() -> None:
    allowance = Allowance(0, 0)
    with ExitStack() as stack:
        for _ in range(100):
            stack.enter_context(allowance.taken("li"))
