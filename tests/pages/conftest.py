"""The page served over a store of the seed document."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of the machine."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield chromium
        chromium.close()
