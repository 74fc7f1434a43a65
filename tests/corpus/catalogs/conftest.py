"""The seed document, read once."""

import pytest

from corpus.document import Document, Metadata
from corpus.structure.provisions import parse
from tests.corpus.catalogs.rows import (
    Seed,
)


@pytest.fixture(scope="module")
def seed(seed_text: str) -> Seed:
    return Seed(Document("seed", "seed", seed_text, Metadata(), parse(seed_text)))
