"""What the attacks share: one server, one browser, and the count at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile import tally
from tests.hostile.site import Site, hostile_site


@pytest.fixture(scope="session")
def site(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server for all attacks: what one of them plants, the next ones meet."""
    with hostile_site(seed_store, tmp_path_factory.mktemp("hostile")) as site:
        yield site


@pytest.fixture(autouse=True)
def left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Who came to the server leaves it at the end of a test."""
    yield
    if "site" in request.fixturenames:
        request.getfixturevalue("site").open.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many were tried."""
    if tally.tried:
        terminalreporter.write_line(tally.line())
