"""Search over the real parts: places, blocks, passages around a hit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.batch import BatchQuestion
from assistant.search import search
from corpus.language.departments import department_table
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever, places_agree
from index.store import Store
from index.vectors import VectorStore

FILLER = "".join(
    f"第{n}项工作要明确责任、限定时间、逐条落实，并按月报送进展情况。" for n in range(40)
)


def _text(place: str, share: int) -> str:
    return (
        f"{place}人民政府关于支持企业技术改造的意见\n某政〔2020〕{share}号\n各县（市、区）人民政府：\n一、资金支持\n"
        f"对企业购置技术改造设备，按投资额的{share}%给予补助。\n二、组织领导\n{FILLER}\n"
    )


@pytest.fixture(scope="module")
def retriever(
    models_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[HybridRetriever]:
    folder = tmp_path_factory.mktemp("places")
    for place, share in (("河南省郑州市", 8), ("江西省南昌市", 9), ("浙江省", 10)):
        (folder / f"{place}.txt").write_text(_text(place, share), "utf-8")
    store = Store(folder / ".store", create=True)
    vectors = VectorStore(folder / ".store" / "vectors")
    embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
    Builder(store, vectors, embeddings, 280).build([folder])
    yield HybridRetriever(store, vectors, embeddings)
    store.close()


@pytest.mark.parametrize(
    ("named", "file"),
    [
        ("某政〔2020〕9号", "江西省南昌市.txt"),
        ("请问某政2020年10号文", "浙江省.txt"),
        ("《浙江省人民政府关于支持企业技术改造的意见》", "浙江省.txt"),
    ],
)
def test_the_document_that_is_named_comes_first(
    retriever: HybridRetriever, named: str, file: str
) -> None:
    """Even for a clause that the others have as well, and against the place."""
    for question in (f"{named}对设备补助多少", f"{named}里河南省郑州市的企业怎么办"):
        assert retriever.search(question)[0].chunk.source == file


@pytest.mark.parametrize(
    ("place", "file"),
    [
        ("郑州市", "河南省郑州市.txt"),
        ("河南省", "河南省郑州市.txt"),
        ("南昌", "江西省南昌市.txt"),
        ("浙江", "浙江省.txt"),
        ("浙江省杭州市", "浙江省.txt"),
    ],
)
def test_documents_of_the_place_come_first(
    retriever: HybridRetriever, place: str, file: str
) -> None:
    hits = retriever.search(f"{place}的企业购置技术改造设备补助多少")
    assert hits[0].chunk.source == file


def test_agreement_of_places() -> None:
    named = [("河南省",), ("河南省郑州市",), ("江西省",), (), ("全国",)]
    assert list(places_agree(["郑州市"], named)) == [1, 1, -1, 0, 0]
    assert list(places_agree([], named)) == [0] * 5


def test_a_hit_is_shown_with_what_stands_around_it(retriever: HybridRetriever) -> None:
    question = BatchQuestion("", "郑州市技术改造设备补助多少", ())
    hits = search(question, retriever, department_table(), 5)
    seen: dict[str, list[tuple[int, int]]] = {}
    for hit in hits:
        text = retriever.store.document(hit["document_id"]).text
        assert text[hit["start"] : hit["end"]] == hit["text"]
        assert len(hit["text"]) <= 600
        for start, end in seen.setdefault(hit["document_id"], []):
            assert (hit["start"], hit["end"]) != (start, end)
        seen[hit["document_id"]].append((hit["start"], hit["end"]))
    assert len(hits[0]["text"]) > 280  # more than the chunk that was found


def test_the_store_knows_the_very_words(retriever: HybridRetriever) -> None:
    assert retriever.store.chunks.knows("技术改造")
    assert not retriever.store.chunks.knows("改造技术")
    assert not retriever.store.chunks.knows("，。")
