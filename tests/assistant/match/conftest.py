"""One matcher for all tests of a file."""

from collections.abc import Iterator

import pytest

from assistant.match.matcher import Matcher
from tests.assistant.match.library import matcher_over


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matcher]:
    with matcher_over(tmp_path_factory.mktemp("match")) as made:
        yield made
