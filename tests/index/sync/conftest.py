"""The folder that tests of this kind change."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embeddings import PolicyEmbeddings
from tests.index.sync.folder import Site


@pytest.fixture
def site(tmp_path: Path, embeddings: PolicyEmbeddings) -> Iterator[Site]:
    site = Site(tmp_path, embeddings)
    yield site
    site.store.close()
