"""A store of the seed document, and the page served over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.page_server import command, serving


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the documents of this repository."""
    directory = tmp_path_factory.mktemp("store")
    built = command("-m", "index", "build", "--store", str(directory), timeout=300)
    assert built.returncode == 0, built.stderr
    return directory


@pytest.fixture(scope="session")
def page_url(store: Path) -> Iterator[str]:
    """The address of ``python ui.py``, ready to answer."""
    with serving(store) as url:
        yield url
