"""The page served over a store of the seed document."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.pages.page_server import served
from tests.pages.visitor import Visitor, visit

HOST = "policy.example.gov.cn"


@pytest.fixture(scope="session")
def store(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the documents of this repository, for pages to keep their records in."""
    copy = tmp_path_factory.mktemp("pages") / "store"
    return Path(shutil.copytree(seed_store, copy, symlinks=True))


@pytest.fixture(scope="session")
def page_url(store: Path) -> Iterator[str]:
    """The address of the pages, ready to answer; they go by the name of ``HOST``, too."""
    with served(store, hosts=HOST) as url:
        yield url


@pytest.fixture
def desktop(browser: Browser, page_url: str) -> Iterator[Visitor]:
    """A visitor at a desk."""
    with visit(browser, page_url, 1280, 800, "light") as visitor:
        yield visitor


@pytest.fixture
def phone(browser: Browser, page_url: str) -> Iterator[Visitor]:
    """A visitor with a phone."""
    with visit(browser, page_url, 390, 844, "light") as visitor:
        yield visitor
