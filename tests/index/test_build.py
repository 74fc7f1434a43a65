"""Building on the real model and Chroma: only what changed, all or nothing, resumable."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.build import Builder
from index.embeddings import PolicyEmbeddings
from index.errors import BusyError, ForeignModelError, StoreDamagedError
from index.progress import Progress
from index.report import FileReport
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

PARTS = "一、总则\n{}\n二、补助标准\n对购置设备的企业按投资额的10%给予补助，最高不超过200万元。\n"


class StopAtVectors(Progress):
    """Someone presses Ctrl+C when the first vectors are there."""

    def embedding(self, done: int, total: int) -> None:
        raise KeyboardInterrupt


class Told(Progress):
    """Remembers what a build tells."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.embedded: list[int] = []

    def reading(self, done: int, total: int, source: str) -> None:
        self.read.append(source)

    def embedding(self, done: int, total: int) -> None:
        self.embedded.append(total)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(
            PARTS.format(f"为做好第{n}类企业的工作，制定本办法。"), "utf-8"
        )
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "store", create=True)
    yield store
    store.close()


def builder(store: Store, embeddings: PolicyEmbeddings, **given: object) -> Builder:
    return Builder(store, VectorStore(store.directory / "vectors"), embeddings, 280, **given)  # type: ignore[arg-type]


def statuses(reports: list[FileReport]) -> list[str]:
    return [r.status for r in reports]


def test_only_what_changed(store: Store, folder: Path, embeddings: PolicyEmbeddings) -> None:
    build = builder(store, embeddings).build
    assert statuses(build([folder])) == ["新增"] * 3
    assert statuses(build([folder])) == ["未变"] * 3
    (folder / "1.txt").write_text("一、总则\n内容换成了新的一句话。\n", "utf-8")
    assert statuses(build([folder])) == ["未变", "更新", "未变"]
    (folder / "2.txt").unlink()
    assert statuses(build([folder])) == ["未变", "未变"]
    assert store.counts()["documents"] == 3
    assert "移除" in statuses(build([folder], prune=True))
    assert store.counts()["documents"] == 2
    assert VectorStore(store.directory / "vectors").ids() == store.chunks.ids()


def test_lost_keywords_are_named_and_restored(
    store: Store, folder: Path, embeddings: PolicyEmbeddings
) -> None:
    builder(store, embeddings).build([folder])
    store.close()
    shutil.rmtree(store.directory / "keywords" / "blocks")
    with closing(Store(store.directory)) as lost:
        assert any("关键词索引" in problem for problem in lost.check())
        retriever = HybridRetriever(lost, VectorStore(store.directory / "vectors"), embeddings)
        with pytest.raises(StoreDamagedError, match="python -m index doctor --mend"):
            retriever.search("最高补助多少")
    with closing(Store(store.directory, create=True)) as again:
        assert statuses(builder(again, embeddings).build([folder])) == ["未变"] * 3
        assert again.check() == [] and again.keywords.blocks.count() == 3


def test_entries_left_by_a_stop_after_the_commit_are_taken_out(
    store: Store, folder: Path, embeddings: PolicyEmbeddings
) -> None:
    build = builder(store, embeddings).build
    build([folder])
    store.keywords.chunks.put({5: "被撤下的文件"})
    store.keywords.commit()
    store.keywords.settle()
    assert store.check() == []  # nobody looks at them
    build([folder])
    assert store.keywords.chunks.count() == len(store.chunks.ids())


def test_bad_file_is_named_and_the_rest_goes_in(
    store: Store, folder: Path, embeddings: PolicyEmbeddings
) -> None:
    (folder / "0.txt").write_bytes(b"")
    reports = builder(store, embeddings).build([folder])
    assert statuses(reports) == ["失败", "新增", "新增"]
    assert "空" in reports[0].reason


def test_interrupted_build_changes_nothing_and_is_resumed(
    store: Store, folder: Path, embeddings: PolicyEmbeddings
) -> None:
    builder(store, embeddings).build([folder])
    before = store.chunks.ids()
    for n in range(3):
        (folder / f"{n}.txt").write_text(PARTS.format(f"第{n}类企业换了一种说法。"), "utf-8")

    with pytest.raises(KeyboardInterrupt):
        builder(store, embeddings, progress=StopAtVectors()).build([folder])
    assert store.chunks.ids() == before
    found = HybridRetriever(store, VectorStore(store.directory / "vectors"), embeddings)
    assert "200万元" in "".join(hit.chunk.text for hit in found.search("最高补助多少"))

    told = Told()
    assert statuses(builder(store, embeddings, progress=told).build([folder])) == ["更新"] * 3
    assert told.embedded == []  # the vectors were there already
    assert told.read == ["0.txt", "1.txt", "2.txt", ""]


def test_second_builder_is_told_to_wait(
    store: Store, folder: Path, embeddings: PolicyEmbeddings
) -> None:
    other = Store(store.directory)
    with store.writing(), pytest.raises(BusyError, match="另一个进程"):
        builder(other, embeddings).build([folder])
    other.close()


def test_foreign_model_is_refused(store: Store, folder: Path, embeddings: PolicyEmbeddings) -> None:
    builder(store, embeddings).build([folder])
    with store.writing():
        store.set_meta("model", "other")
    with pytest.raises(ForeignModelError, match="other"):
        builder(store, embeddings).build([folder])


def test_langchain_retriever(store: Store, folder: Path, embeddings: PolicyEmbeddings) -> None:
    build = builder(store, embeddings)
    build.build([folder])
    from index.langchain_retriever import PolicyRetriever  # takes seconds to import

    retriever = PolicyRetriever(searcher=HybridRetriever(store, build.vectors, embeddings), limit=2)
    found = retriever.invoke("设备补助的比例")
    assert len(found) == 2
    text = store.document(found[0].metadata["document_id"]).text
    assert text[found[0].metadata["start"] : found[0].metadata["end"]] == found[0].page_content


def test_question_is_never_query_syntax(
    store: Store, folder: Path, embeddings: PolicyEmbeddings
) -> None:
    build = builder(store, embeddings)
    build.build([folder])
    retriever = HybridRetriever(store, build.vectors, embeddings)
    for hostile in ('" OR 1 NEAR', "words:*", "补助 AND NOT (", "'; DROP TABLE chunks; --", "*"):
        retriever.search(hostile)
    assert store.counts()["documents"] == 3
