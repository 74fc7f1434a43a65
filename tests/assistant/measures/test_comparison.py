"""The same benefit over places and versions: told by its words and tier, never by its place."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.errors import ProfileError
from assistant.library import Library
from assistant.match.shelf import MeasureShelf, Stock
from assistant.measures.comparison import Over, compare
from corpus.document import Document, Metadata
from corpus.structure.provisions import parse
from index.store import Store
from tests.conftest import run_command

DOCUMENTS = {
    "chengdu": "成都市支持创新若干政策\n一、支持创新\n对首次认定的国家高新技术企业，给予一次性奖励20万元。\n"
    "对首次认定为国家级、省级绿色工厂的企业，分别给予100万元、50万元奖励。\n"
    "对重新认定的国家高新技术企业，给予奖励5万元。\n",
    "hangzhou": "杭州市支持制造业若干政策\n一、支持创新\n首次认定国家高新技术企业的，给予补助30万元。\n"
    "对首次认定为省级绿色工厂的企业，给予40万元奖励。\n",
    "later": "成都市促进制造业发展若干措施\n一、支持创新\n对首次认定的国家高新技术企业，给予一次性奖励10万元。\n",
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("store")
    with closing(Store(directory, create=True)) as store, store.writing():
        for name, text in DOCUMENTS.items():
            known = Metadata(title=text.partition("\n")[0])
            document = Document(name, f"{name}.txt", text, known, parse(text))
            store.put(document, document.source, "", "", [])
        store.set_meta("generation", "1")
        store.set_meta("model", "test")
    return directory


@pytest.fixture(scope="module")
def stock(directory: Path) -> Iterator[Stock]:
    with closing(Store(directory)) as store:
        yield MeasureShelf(Library(store)).stock()


def _table(stock: Stock, *args: object) -> list[list[tuple[str, str]]]:
    return [
        [(o.document.document_id, o.quote) for o in g.offers]
        for g in compare(stock, *args)  # type: ignore[arg-type]
    ]


def test_places_side_by_side_for_what_is_asked(stock: Stock) -> None:
    (group,) = _table(stock, "各市对首次认定高新技术企业奖励多少")
    assert {name for name, _ in group} == {"chengdu", "hangzhou", "later"}
    assert all("首次认定" in quote for _, quote in group)


def test_tiers_are_compared_with_their_like(stock: Stock) -> None:
    (group,) = compare(stock, "绿色工厂奖励", ["成都市", "杭州市"])
    assert [o.measure.amounts[0].value for o in group.offers] == [500_000, 400_000]


def test_two_versions_of_one_place(stock: Stock) -> None:
    (group,) = _table(stock, "新旧办法的奖励有什么变化", (), Over.VERSIONS)
    assert [name for name, _ in group] == ["chengdu", "later"]


def test_nothing_asked_and_no_place(stock: Stock) -> None:
    with pytest.raises(ProfileError, match="请说明"):
        compare(stock, "")
    with pytest.raises(ProfileError, match="认不出"):
        compare(stock, "奖励", ["不知道在哪里"])


def test_the_command(directory: Path) -> None:
    done = run_command(
        "assistant",
        "measures",
        "--compare",
        "首次认定高新技术企业",
        "--json",
        "--store",
        str(directory),
    )
    assert done.returncode == 0, done.stderr
    (group,) = json.loads(done.stdout)
    for row in group["rows"]:
        assert DOCUMENTS[row["document_id"]][row["start"] : row["end"]] == row["quote"]
    assert {row["amount"] for row in group["rows"]} >= {"一次性20万元"}
