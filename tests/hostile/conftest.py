"""What the attacks share: the browser and the page of the other tests, and the count at the end."""

import pytest

from tests.hostile import tally
from tests.pages.conftest import browser, page_url, store

__all__ = ["browser", "page_url", "store"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many were tried."""
    if tally.tried:
        terminalreporter.write_line(tally.line())
