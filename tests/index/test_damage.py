"""Damaged keywords, vectors and rows: seen at a quick look, never served, mended in one run."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.settings import settings
from index.build import Builder
from index.disk import of_disk
from index.doctor import examine, mend
from index.embeddings import PolicyEmbeddings
from index.errors import StoreDamagedError, StoreFullError, StoreLockedError
from index.progress import Progress
from index.session import open_retriever
from index.soundness.check import damages
from index.status import store_status
from index.store import Store
from index.vectors import VectorStore

TEXT = "关于支持第{n}类企业的若干意见\n一、补助标准\n对购置设备的企业按投资额的10%给予补助。\n"


@pytest.fixture(scope="module")
def origin(
    tmp_path_factory: pytest.TempPathFactory, models_dir: Path, embeddings: PolicyEmbeddings
) -> Path:
    """A store of three documents."""
    home = tmp_path_factory.mktemp("damage")
    folder = home / "documents"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(TEXT.format(n=n), "utf-8")
    (home / "store").mkdir()
    (home / "store" / "models").symlink_to(models_dir)
    build(home / "store", folder, embeddings)
    return home


def build(directory: Path, folder: Path, embeddings: PolicyEmbeddings) -> list[str]:
    store = Store(directory, create=True)
    vectors = VectorStore(directory / "vectors")
    with closing(store), closing(vectors):
        reports = Builder(store, vectors, embeddings, settings().chunk_size).build([folder])
    return [report.source for report in reports]


@pytest.fixture
def store(origin: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(origin / "store", tmp_path / "store", symlinks=True))


def overwrite(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = random.Random(0).randrange(len(data))
    data[at : at + 16] = os.urandom(len(data[at : at + 16]))
    path.write_bytes(data)


@pytest.mark.parametrize(
    "pattern", ["keywords/chunks/*.term", "keywords/blocks/*.idx", "keywords/chunks/meta.json"]
)
def test_damaged_files_are_seen_refused_and_mended(pattern: str, store: Path) -> None:
    assert damages(store) == [] == store_status(store).problems
    overwrite(next(store.glob(pattern)))
    assert damages(store) and store_status(store).problems
    with pytest.raises(StoreDamagedError, match="doctor --mend"):
        open_retriever(store)
    assert mend(store, Progress()) == []
    assert damages(store, full=True) == [] == store_status(store).problems
    assert open_retriever(store).search("购置设备补助")


def test_damaged_pages_of_the_vectors_are_refused_and_mended(store: Path) -> None:
    path = store / "vectors" / "chroma.sqlite3"
    data = bytearray(path.read_bytes())
    data[4096 : len(data) // 2] = bytes(len(data) // 2 - 4096)
    path.write_bytes(data)
    assert store_status(store).problems
    with pytest.raises(StoreDamagedError, match="doctor --mend"):
        open_retriever(store)
    assert mend(store, Progress()) == []
    assert open_retriever(store).search("购置设备补助")


def test_an_index_without_vectors_is_not_served(store: Path) -> None:
    shutil.rmtree(store / "vectors")
    with pytest.raises(StoreDamagedError, match="不完整"):
        open_retriever(store)


def test_an_altered_row_is_not_served_and_is_mended(
    store: Path, embeddings: PolicyEmbeddings
) -> None:
    with closing(sqlite3.connect(store / "store.sqlite3")) as db, db:
        db.execute("UPDATE documents SET metadata = replace(metadata, '企业', '事业')")
    with closing(Store(store)) as opened:
        for document_id in opened.documents.entries():
            with pytest.raises(StoreDamagedError):
                opened.document(document_id)
    assert examine(store, lambda: embeddings)
    assert mend(store, Progress()) == []


def test_what_the_disk_refuses_is_not_told_as_damage(tmp_path: Path) -> None:
    full = of_disk(OSError(28, "No space left on device"), tmp_path)
    assert isinstance(full, StoreFullError)
    for number, word in ((30, "只读"), (13, "权限")):
        told = of_disk(OSError(number, os.strerror(number)), tmp_path)
        assert isinstance(told, StoreLockedError) and word in str(told)
        assert "移走" not in str(told)
    assert of_disk(ValueError("corrupt"), tmp_path) is None


def test_an_upload_that_was_never_built_is_told_and_taken_in(
    origin: Path, store: Path, embeddings: PolicyEmbeddings
) -> None:
    (store / "uploads").mkdir()
    (store / "uploads" / "新.txt").write_text(TEXT.format(n=9), "utf-8")
    assert any("新.txt" in problem for problem in store_status(store).problems)
    assert "新.txt" in build(store, origin / "documents", embeddings)
    assert store_status(store).problems == []


def test_withdrawing_what_repeals_another_says_so(
    store: Path, tmp_path: Path, embeddings: PolicyEmbeddings
) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    old, new = "关于鼓励技术改造的暂行办法", "关于鼓励技术改造的办法"
    (folder / "旧.txt").write_text(f"{old}\n一、总则\n各单位遵照执行。\n", "utf-8")
    (folder / "新.txt").write_text(
        f"{new}\n一、总则\n本办法自发布之日起施行，《{old}》同时废止。\n", "utf-8"
    )
    build(store, folder, embeddings)
    with closing(Store(store, create=True)) as opened:
        ids = {e.source: key for key, e in opened.documents.entries().items()}
        vectors = VectorStore(store / "vectors")
        builder = Builder(opened, vectors, embeddings, settings().chunk_size)
        (report,) = builder.withdraw([ids["新.txt"]])
        vectors.close()
    assert old in report.reason and "未核实" in report.reason


def test_files_of_a_store_are_for_their_owner_alone(store: Path) -> None:
    (store / "uploads").mkdir(mode=0o755)
    (store / "uploads").chmod(0o755)
    assert mend(store, Progress()) == []
    assert (store / "uploads").stat().st_mode & 0o077 == 0
