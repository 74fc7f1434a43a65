"""The page served over a store of the seed document."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.page_server import serving


@pytest.fixture(scope="session")
def store(seed_store: Path) -> Path:
    """A store built from the documents of this repository."""
    return seed_store


@pytest.fixture(scope="session")
def page_url(store: Path) -> Iterator[str]:
    """The address of ``python ui.py``, ready to answer."""
    with serving(store) as url:
        yield url
