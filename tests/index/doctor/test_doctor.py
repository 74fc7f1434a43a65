"""Every fault that is planted is found; what can be mended is, and the rest says what to do."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus.settings import settings
from index.build import Builder
from index.doctor import Fault, Part, examine, mend
from index.embeddings import BUNDLED_MODEL, PolicyEmbeddings
from index.progress import Progress
from index.session import open_retriever
from index.store import Store
from index.vectors import VectorStore

WORDS = "对购置设备的企业按投资额的10%给予补助"
TEXT = (
    "关于支持第{n}类企业的若干意见\n一、总则\n为做好第{n}类企业的工作，市财政局要制定办法。\n二、补助标准\n"
    + WORDS
)
ALTERED = "UPDATE documents SET text = replace(text, '10%', '90%') WHERE source = '1.txt'"


@pytest.fixture(scope="module")
def origin(
    tmp_path_factory: pytest.TempPathFactory, models_dir: Path, embeddings: PolicyEmbeddings
) -> Path:
    """A store of three documents; of the first, an earlier version is kept."""
    home = tmp_path_factory.mktemp("doctor")
    folder = home / "documents"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(TEXT.format(n=n), "utf-8")
    store = Store(home / "store", create=True)
    (home / "store" / "models").symlink_to(models_dir)
    vectors = VectorStore(home / "store" / "vectors")
    build = Builder(store, vectors, embeddings, settings().chunk_size).build
    build([folder])
    (folder / "0.txt").write_text(TEXT.format(n=0) + "，最高200万元。", "utf-8")
    build([folder])
    vectors.close()
    store.close()
    return home


@pytest.fixture
def store(origin: Path, tmp_path: Path) -> Path:
    """A copy of the store; its documents' files are where they were."""
    directory = tmp_path / "store"
    shutil.copytree(origin / "store", directory, symlinks=True)
    return directory


def run(directory: Path, *statements: str) -> None:
    with closing(sqlite3.connect(directory / "store.sqlite3")) as db, db:
        for statement in statements:
            db.execute(statement)


def change_vectors(directory: Path, change: Callable[[VectorStore, list[str]], None]) -> None:
    vectors = VectorStore(directory / "vectors")
    change(vectors, sorted(vectors.ids()))
    vectors.close()


def of_another_model(vectors: VectorStore, ids: list[str]) -> None:
    strange = np.random.default_rng(0).normal(size=(len(ids), vectors.dimension()))
    strange /= np.linalg.norm(strange, axis=1, keepdims=True)
    vectors.put(ids, strange.astype(np.float32))


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def damage(path: Path) -> None:
    path.write_bytes(b"\x00" * path.stat().st_size)


def lose_words(directory: Path) -> None:
    shutil.rmtree(directory / "keywords")


def lose_one_entry(directory: Path) -> None:
    store = Store(directory)
    row = sorted(store.keywords.chunks.rows())[0]
    store.keywords.chunks.remove([row])
    store.keywords.settle()
    store.close()


MENDED: dict[str, tuple[Part, Callable[[Path], None]]] = {
    "altered text": (Part.TEXT, lambda d: run(d, ALTERED)),
    "a provision past the end": (
        Part.TEXT,
        lambda d: run(d, "UPDATE provisions SET end = end + 9999 WHERE n = 1"),
    ),
    "metadata that is no JSON": (
        Part.TEXT,
        lambda d: run(d, "UPDATE documents SET metadata = '{' WHERE source = '2.txt'"),
    ),
    "altered words of a chunk": (
        Part.CHUNK,
        lambda d: run(d, "UPDATE chunks SET text = replace(text, '10%', '90%')"),
    ),
    "chunks of a document lost": (
        Part.CHUNK,
        lambda d: run(
            d,
            "DELETE FROM chunks WHERE document_id ="
            " (SELECT document_id FROM documents WHERE source = '1.txt')",
        ),
    ),
    "a chunk moved": (Part.CHUNK, lambda d: run(d, "UPDATE chunks SET start = start + 1")),
    "facts past the end": (Part.FACTS, lambda d: run(d, "UPDATE facts SET end = end + 9999")),
    "a fact of another body": (
        Part.FACTS,
        lambda d: run(d, "UPDATE facts SET json = replace(json, '财政', '税务') WHERE n = 0"),
    ),
    "facts of a document lost": (
        Part.FACTS,
        lambda d: run(
            d,
            "DELETE FROM facts WHERE document_id ="
            " (SELECT document_id FROM documents WHERE source = '1.txt')",
        ),
    ),
    "facts of other code": (
        Part.FACTS,
        lambda d: run(d, "UPDATE meta SET value = 'other' WHERE key = 'facts'"),
    ),
    "facts of no document": (
        Part.ORPHAN,
        lambda d: run(d, "INSERT INTO facts VALUES ('gone', 0, 'duty', '', '', 0, 1, '{}')"),
    ),
    "half a document": (
        Part.ORPHAN,
        lambda d: run(d, "DELETE FROM documents WHERE source = '2.txt'"),
    ),
    "keywords lost": (Part.KEYWORDS, lose_words),
    "one keyword entry lost": (Part.KEYWORDS, lose_one_entry),
    "vectors missing": (
        Part.VECTORS,
        lambda d: change_vectors(d, lambda v, ids: v.remove(ids[:2])),
    ),
    "vectors of another model": (Part.VECTORS, lambda d: change_vectors(d, of_another_model)),
    "vectors of other length": (
        Part.VECTORS,
        lambda d: change_vectors(d, lambda v, ids: v.put(ids[:1], 3 * v.get(ids[:1]))),
    ),
    "vectors too many": (
        Part.VECTORS,
        lambda d: change_vectors(d, lambda v, ids: v.put(["gone-1"], v.get(ids[:1]))),
    ),
    "vector files overwritten": (Part.VECTORS, lambda d: damage(d / "vectors" / "chroma.sqlite3")),
}
NAMED: dict[str, tuple[Part, Callable[[Path], None]]] = {
    "an altered earlier version": (
        Part.VERSION,
        lambda d: run(d, "UPDATE versions SET text = text || '。'"),
    ),
    "a first build that was cut off": (
        Part.DATABASE,
        lambda d: run(d, "DELETE FROM meta WHERE key = 'model'"),
    ),
    "another model's store": (
        Part.MODEL,
        lambda d: run(d, "UPDATE meta SET value = 'another' WHERE key = 'model'"),
    ),
    "database cut off": (Part.DATABASE, lambda d: cut(d / "store.sqlite3")),
    "another database damaged": (
        Part.BESIDE,
        lambda d: (d / "records.db").write_bytes(b"no database at all " * 100) and None,
    ),
}


def found(directory: Path, embeddings: PolicyEmbeddings) -> list[Fault]:
    return examine(directory, lambda: embeddings)


def top_quote(directory: Path) -> str:
    return open_retriever(directory).search("购置设备补助多少")[0].chunk.text


def test_nothing_is_wrong_with_a_sound_store(store: Path, embeddings: PolicyEmbeddings) -> None:
    assert examine(store, lambda: embeddings, deep=True) == []


@pytest.mark.parametrize("fault", MENDED)
def test_planted_fault_is_found_and_mended(
    fault: str, store: Path, embeddings: PolicyEmbeddings
) -> None:
    part, plant = MENDED[fault]
    plant(store)
    faults = found(store, embeddings)
    assert part in {f.part for f in faults}, faults
    assert mend(store, Progress()) == []
    assert examine(store, lambda: embeddings, deep=True) == []
    assert WORDS in top_quote(store)


@pytest.mark.parametrize("fault", NAMED)
def test_what_cannot_be_mended_is_named(
    fault: str, store: Path, embeddings: PolicyEmbeddings
) -> None:
    part, plant = NAMED[fault]
    plant(store)
    (named,) = found(store, embeddings)
    assert named.part is part and not named.mends
    assert mend(store, Progress()) == [named]


def test_altered_text_whose_file_is_gone_stays_and_says_so(
    store: Path, embeddings: PolicyEmbeddings
) -> None:
    run(store, ALTERED, "UPDATE documents SET root = '/nowhere' WHERE source = '1.txt'")
    (left,) = mend(store, Progress())
    assert left.part is Part.TEXT and not left.mends
    assert "请重新导入" in left.line and "1.txt" in left.line
    assert [f.part for f in found(store, embeddings)] == [Part.TEXT]


@pytest.fixture
def damaged_model(store: Path, models_dir: Path) -> Path:
    (store / "models").unlink()
    shutil.copytree(models_dir / BUNDLED_MODEL, store / "models" / BUNDLED_MODEL)
    cut(store / "models" / BUNDLED_MODEL / "tokenizer.json")
    return store


def test_a_damaged_model_is_found(damaged_model: Path, embeddings: PolicyEmbeddings) -> None:
    (fault,) = found(damaged_model, embeddings)
    assert fault.part is Part.MODEL and fault.mends


@pytest.mark.sweep
def test_a_damaged_model_is_unpacked_again(damaged_model: Path) -> None:
    assert mend(damaged_model, Progress()) == []
