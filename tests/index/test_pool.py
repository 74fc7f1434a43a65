"""A search within some documents finds the best of these, few or many."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

COUNT = 30
ASKED = "企业技术改造设备补助多少？"


@pytest.fixture(scope="module")
def retriever(
    models_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[HybridRetriever]:
    """Thirty documents on the subject, and one that hardly touches it."""
    folder = tmp_path_factory.mktemp("pool")
    for n in range(COUNT):
        text = f"关于企业技术改造的第{n}号意见\n一、资金\n对企业技术改造设备给予{n}%的补助。\n"
        (folder / f"{n:02}.txt").write_text(text, "utf-8")
    aside = "关于城市绿化的通知\n一、绿化\n园林部门要种植行道树。\n二、经费\n绿化设备由企业捐助。\n"
    (folder / "绿化.txt").write_text(aside, "utf-8")
    store = Store(folder / ".store", create=True)
    vectors = VectorStore(folder / ".store" / "vectors")
    embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
    Builder(store, vectors, embeddings, 280).build([folder])
    yield HybridRetriever(store, vectors, embeddings)
    store.close()


@pytest.fixture(params=["compared one by one", "asked for ever more"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.retriever._POOL", 10)
    if request.param == "asked for ever more":
        monkeypatch.setattr("index.pool._FEW", 0)


@pytest.mark.usefixtures("way")
def test_what_hardly_fits_is_found_where_only_it_is_allowed(retriever: HybridRetriever) -> None:
    ids = {entry.source: key for key, entry in retriever.store.documents.entries().items()}
    assert "绿化.txt" not in {hit.chunk.source for hit in retriever.search(ASKED, 10)}
    found = retriever.search(ASKED, 10, within={ids["绿化.txt"]})
    assert {hit.chunk.source for hit in found} == {"绿化.txt"}


@pytest.mark.usefixtures("way")
def test_the_best_of_the_allowed_come_first(retriever: HybridRetriever) -> None:
    ids = {entry.source: key for key, entry in retriever.store.documents.entries().items()}
    some = {ids[f"{n:02}.txt"] for n in (3, 17, 29)} | {ids["绿化.txt"]}
    found = retriever.search("第17号意见的技术改造补助", 10, within=some)
    assert {hit.chunk.document_id for hit in found} == some
    assert found[0].chunk.source in ("03.txt", "17.txt", "29.txt")
    assert found[-1].chunk.source == "绿化.txt"
    cosines = {hit.chunk.chunk_id: hit.cosine for hit in retriever.search(ASKED, 100)}
    for hit in retriever.search(ASKED, 10, within=some):  # no score of an index is left out
        assert hit.cosine == pytest.approx(cosines.get(hit.chunk.chunk_id, hit.cosine), abs=1e-5)


def test_nothing_is_found_where_nothing_is_allowed(retriever: HybridRetriever) -> None:
    assert retriever.search(ASKED, 10, within=set()) == []


def test_a_document_that_is_named_but_not_allowed_stays_out(retriever: HybridRetriever) -> None:
    ids = {entry.source: key for key, entry in retriever.store.documents.entries().items()}
    found = retriever.search("《关于城市绿化的通知》", 10, within={ids["05.txt"]})
    assert {hit.chunk.source for hit in found} == {"05.txt"}
