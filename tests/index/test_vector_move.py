"""A store on another vector store gives the same answers; moving there is one build."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.settings import SettingsError, settings
from index.embeddings import PolicyEmbeddings
from index.errors import StoreMissingError, VectorServerError
from index.progress import Progress
from index.session import open_builder, open_retriever
from index.status import store_status
from index.store import Store
from index.vectors import VectorStore, _place, open_vectors
from tests.index.test_vectors import free_port, milvus_server, start_chroma, stop

PARTS = "一、总则\n为做好第{0}类企业的工作，制定本办法。\n二、补助标准\n对购置设备的企业按投资额的1{0}%给予补助。\n"
QUESTIONS = ("设备补助的比例是多少", "第2类企业", "总则写了什么")
Use = Callable[..., None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Settings by name, without their prefix; the rest is default."""

    def use_these(**values: str) -> None:
        for name in ("STORE", "URL", "TOKEN"):
            monkeypatch.delenv(f"POLICY_VECTOR_{name}", raising=False)
        for name, value in values.items():
            monkeypatch.setenv(f"POLICY_VECTOR_{name}", value)
        settings.cache_clear()

    return use_these


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for n in range(4):
        (folder / f"{n}.txt").write_text(PARTS.format(n), "utf-8")
    return folder


@pytest.fixture
def directory(tmp_path: Path, models_dir: Path) -> Path:
    directory = tmp_path / "store"
    directory.mkdir()
    (directory / "models").symlink_to(models_dir)
    return directory


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    process = start_chroma(tmp_path / "server", port)
    yield f"http://127.0.0.1:{port}"
    stop(process)


def build(directory: Path, folder: Path, progress: Progress | None = None) -> list[str]:
    builder = open_builder(directory, progress or Progress())
    try:
        return [report.status for report in builder.build([folder])]
    finally:
        builder.vectors.close()
        builder.store.close()


def answers(directory: Path) -> list[tuple[str, float, float]]:
    """Chunk, dense and fused score of every hit of every question."""
    retriever = open_retriever(directory)
    try:
        hits = [hit for question in QUESTIONS for hit in retriever.search(question)]
        return [(hit.chunk.chunk_id, hit.cosine, hit.score) for hit in hits]
    finally:
        retriever.vectors.close()
        retriever.store.close()


def same(one: list[tuple[str, float, float]], other: list[tuple[str, float, float]]) -> bool:
    return [hit[0] for hit in one] == [hit[0] for hit in other] and all(
        a == pytest.approx(b, abs=1e-3) for a, b in zip(one, other, strict=True)
    )


class CountsEmbedded(Progress):
    """Notes how many vectors a build wrote."""

    written = 0

    def embedding(self, done: int, total: int) -> None:
        self.written = total


def check_move(directory: Path, folder: Path, use: Use, values: dict[str, str]) -> None:
    """Build here, move there: the vectors are copied, not embedded again, and answers are the same."""
    use()
    build(directory, folder)
    embedded = answers(directory)
    assert embedded
    use(**values)
    with pytest.raises(StoreMissingError, match="请运行一次：python -m index build"):
        open_retriever(directory)
    assert store_status(directory).problems
    moved = CountsEmbedded()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PolicyEmbeddings, "encode_passages", lambda *_: pytest.fail("not a copy"))
        assert build(directory, folder, moved) == ["未变"] * 4
    assert moved.written > 0
    assert same(answers(directory), embedded)
    status = store_status(directory)
    assert (status.problems, status.vectors) == ([], status.chunks)
    assert status.vector_store != "chroma"


def test_same_answers_on_a_chroma_server(
    directory: Path, folder: Path, chroma: str, use: Use
) -> None:
    check_move(directory, folder, use, {"URL": chroma})


def test_same_answers_in_milvus_lite(directory: Path, folder: Path, use: Use) -> None:
    check_move(directory, folder, use, {"STORE": "milvus", "URL": str(directory / "milvus.db")})


@pytest.mark.slow
def test_same_answers_on_a_milvus_server(
    directory: Path, folder: Path, use: Use, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with milvus_server(tmp_path_factory.mktemp("milvus")) as url:
        check_move(directory, folder, use, {"URL": url.replace("http", "milvus")})


def test_lost_vectors_are_made_again(directory: Path, folder: Path) -> None:
    build(directory, folder)
    before = answers(directory)
    vectors = VectorStore(directory / "vectors")
    vectors.remove(sorted(vectors.ids())[:3])
    vectors.close()
    assert "3 个切片缺少向量" in store_status(directory).problems[0]
    assert build(directory, folder) == ["未变"] * 4
    assert same(answers(directory), before)
    assert store_status(directory).problems == []


def test_server_down_leaves_the_store_as_it_was(
    directory: Path, folder: Path, tmp_path: Path, use: Use
) -> None:
    port = free_port()
    process = start_chroma(tmp_path / "server", port)
    try:
        use(URL=f"http://127.0.0.1:{port}")
        build(directory, folder)
        before = answers(directory)
        (folder / "0.txt").write_text("一、总则\n内容换成了新的一句话。\n", "utf-8")
        builder = open_builder(directory, Progress())
    finally:
        stop(process)
    live = builder.store.chunks.ids()
    with pytest.raises(VectorServerError, match="连不上向量服务"):
        builder.build([folder])
    assert builder.store.chunks.ids() == live
    builder.vectors.close()
    builder.store.close()
    with pytest.raises(VectorServerError, match="连不上向量服务"):
        build(directory, folder)
    assert "连不上向量服务" in store_status(directory).problems[0]
    process = start_chroma(tmp_path / "server", port)
    try:
        assert same(answers(directory), before)
        assert "更新" in build(directory, folder)
    finally:
        stop(process)


def test_stores_on_one_server_have_collections_of_their_own(
    tmp_path: Path, chroma: str, use: Use
) -> None:
    use(URL=chroma)
    stores = [Store(tmp_path / name, create=True) for name in ("one", "other")]
    with pytest.raises(StoreMissingError, match="还没有在向量服务上建立"):
        open_vectors(stores[0])
    opened = [open_vectors(store, create=True) for store in stores]
    again = open_vectors(stores[0])
    assert len({vectors._collection.name for vectors in (*opened, again)}) == 2  # type: ignore[attr-defined]
    for vectors in (*opened, again):
        vectors.close()
    for store in stores:
        store.close()


@pytest.mark.parametrize(
    ("kind", "url", "place"),
    [
        ("chroma", "", (False, "")),
        ("chroma", "http://host", (False, "http://host:8000")),
        ("chroma", "https://host/", (False, "https://host:443")),
        ("chroma", "milvus://host", (True, "http://host:19530")),
        ("milvus", "http://[::1]:19530", (True, "http://[::1]:19530")),
        ("milvus", "/srv/milvus.db", (True, "/srv/milvus.db")),
    ],
)
def test_addresses(kind: str, url: str, place: tuple[bool, str]) -> None:
    assert _place(kind, url) == place


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("milvus", ""),
        ("chroma", "host:8000"),
        ("chroma", "ftp://host"),
        ("chroma", "http://"),
        ("chroma", "http://host:port"),
        ("chroma", "http://host/api"),
        ("milvus", "http://user:secret@host"),
    ],
)
def test_addresses_that_cannot_be_used(kind: str, url: str) -> None:
    with pytest.raises(SettingsError, match="POLICY_VECTOR_URL") as caught:
        _place(kind, url)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_client_of_milvus_is_named_when_missing(
    directory: Path, folder: Path, use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    use(URL="milvus://127.0.0.1")
    with pytest.raises(VectorServerError, match="请先安装：pip install pymilvus=="):
        build(directory, folder)
