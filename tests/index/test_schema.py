"""Stores of earlier and later versions of the program: upgraded as a whole, refused, never damaged."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.document import Document, Metadata
from corpus.language.words import search_words
from corpus.structure.provisions import parse
from index.build import Builder
from index.embeddings import PolicyEmbeddings
from index.errors import BusyError, StoreDamagedError, StoreOutdatedError
from index.retriever import HybridRetriever
from index.session import open_store
from index.store import Store, schema
from index.vectors import VectorStore
from tests.conftest import run_command

# As version 1 made them.
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
  document_id TEXT PRIMARY KEY, source TEXT NOT NULL, file TEXT NOT NULL, root TEXT NOT NULL,
  hash TEXT NOT NULL,
  metadata TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE provisions (
  document_id TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL,
  end INTEGER NOT NULL, path TEXT NOT NULL, paragraph INTEGER NOT NULL, topic TEXT NOT NULL,
  PRIMARY KEY (document_id, n)) WITHOUT ROWID;
CREATE TABLE chunks (
  rowid INTEGER PRIMARY KEY, chunk_id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, section TEXT NOT NULL, context TEXT NOT NULL);
CREATE INDEX chunks_of_document ON chunks (document_id);
CREATE VIRTUAL TABLE keywords USING fts5 (words, tokenize = 'unicode61');
"""
OLD = "一、补助标准\n对购置设备的企业按投资额的10%给予补助，最高不超过200万元。\n"
NEW = OLD + "二、申报期限\n每年三月底以前向市工业和信息化局申报。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where 旧.txt came from; the next build doesn't look where 别处.txt is."""
    for name, file in (("documents", "旧.txt"), ("elsewhere", "别处.txt")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text(OLD, "utf-8")
    return tmp_path / "documents"


@pytest.fixture
def directory(tmp_path: Path, folder: Path, embeddings: PolicyEmbeddings) -> Path:
    """A store of version 1 with two documents and their vectors."""
    directory = tmp_path / "store"
    directory.mkdir()
    with closing(sqlite3.connect(directory / "store.sqlite3")) as db, db:
        db.executescript(TABLES)
        db.executemany(
            "INSERT INTO meta VALUES (?, ?)", [("schema", "1"), ("model", embeddings.name)]
        )
        for source, root in (("旧.txt", folder), ("别处.txt", tmp_path / "elsewhere")):
            _write(db, source, root)
    chunk_ids = ["旧.txt-1", "别处.txt-1"]
    VectorStore(directory / "vectors").put(chunk_ids, embeddings.encode_passages([OLD, OLD]))
    return directory


def _write(db: sqlite3.Connection, source: str, root: Path) -> None:
    known = {
        "title": f"{source}办法", "number": "某政办〔2015〕3号", "issuer": "", "issued": "2015-03-01",
        "validity": "未核实", "plan_period": "", "source_url": "", "source_note": "",
    }  # fmt: skip
    digest = hashlib.sha256(OLD.encode()).hexdigest()
    db.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
        (_id(source), source, source, str(root), digest, json.dumps(known), OLD),
    )
    db.executemany(
        "INSERT INTO provisions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (_id(source), n, p.kind.value, p.start, p.end, json.dumps(p.path), p.paragraph, p.topic)
            for n, p in enumerate(parse(OLD))
        ],
    )
    row = db.execute(
        "INSERT INTO chunks (chunk_id, document_id, start, end, section, context)"
        " VALUES (?, ?, 0, ?, '一', '')",
        (f"{source}-1", _id(source), len(OLD)),
    )
    words = " ".join(search_words(OLD))  # as version 1 cut them
    db.execute("INSERT INTO keywords (rowid, words) VALUES (?, ?)", (row.lastrowid, words))


def _id(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def _dump(directory: Path) -> Iterator[str]:
    with closing(sqlite3.connect(directory / "store.sqlite3")) as db:
        yield from db.iterdump()


def _builder(store: Store, embeddings: PolicyEmbeddings) -> Builder:
    return Builder(store, VectorStore(store.directory / "vectors"), embeddings, 280)


def test_reading_says_that_a_build_is_needed(directory: Path) -> None:
    before = list(_dump(directory))
    with pytest.raises(StoreOutdatedError, match="python -m index build"):
        open_store(directory)
    for words in (
        ("assistant", "ask", "补助多少"),
        ("index", "status"),
        ("corpus", "info", _id("旧.txt")),
        ("corpus", "show", _id("旧.txt"), "--version", "000000000000"),
    ):
        done = run_command(*words, "--store", str(directory))
        assert done.returncode == 1 and done.stdout == ""
        (line,) = done.stderr.splitlines()
        assert "旧版本" in line and f"python -m index build --store {directory}" in line
    assert list(_dump(directory)) == before


def test_a_build_upgrades_and_keeps_every_document(
    directory: Path, folder: Path, embeddings: PolicyEmbeddings
) -> None:
    (folder / "旧.txt").write_text(NEW, "utf-8")
    store = Store(directory, create=True)
    kept = store.document(_id("别处.txt"))
    assert (kept.text, kept.metadata.number) == (OLD, "某政办〔2015〕3号")
    assert store.names.named("", "某政办[2015]3号") == _id("别处.txt")
    assert store.document(kept.document_id, kept.version) == kept
    assert [r.status for r in _builder(store, embeddings).build([folder])] == ["更新"]
    assert store.meta("schema") == str(schema.SCHEMA_VERSION)
    # the citation of an old conversation opens what it quoted, the question finds what is new
    version = Document("", "", OLD, Metadata()).version
    assert store.document(_id("旧.txt"), version).text == OLD
    assert store.document(_id("旧.txt")).text == NEW
    vectors = VectorStore(directory / "vectors")
    hits = HybridRetriever(store, vectors, embeddings).search("何时申报")
    assert {h.chunk.source for h in hits} == {"旧.txt", "别处.txt"}
    assert vectors.ids() == store.chunks.ids()
    store.close()
    Store(directory, create=True).close()  # nothing is left to be done


def test_a_store_of_version_2_is_searched_as_before(
    tmp_path: Path, folder: Path, embeddings: PolicyEmbeddings
) -> None:
    """Its keywords stood in the database, and its chunks had rows of no meaning."""
    store = Store(tmp_path / "second", create=True)
    _builder(store, embeddings).build([folder])
    vectors = VectorStore(store.directory / "vectors")
    before = HybridRetriever(store, vectors, embeddings).search("补助标准")
    store.close()
    shutil.rmtree(store.directory / "keywords")
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute("CREATE VIRTUAL TABLE keywords USING fts5 (words)")
        db.execute("CREATE VIRTUAL TABLE blocks USING fts5 (words)")
        db.execute("CREATE VIRTUAL TABLE keyword_terms USING fts5vocab (keywords, row)")
        for n, (row,) in enumerate(db.execute("SELECT rowid FROM chunks").fetchall(), 1):
            db.execute("UPDATE chunks SET rowid = ?, block = 1 WHERE rowid = ?", (n, row))
        db.execute("DROP TABLE facts")
        db.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
    with pytest.raises(StoreOutdatedError):
        open_store(store.directory)
    with closing(Store(store.directory, create=True)) as upgraded:
        assert HybridRetriever(upgraded, vectors, embeddings).search("补助标准") == before
        assert upgraded.check() == []
        assert [r.status for r in _builder(upgraded, embeddings).build([folder])] == ["未变"]


def test_a_copy_of_a_document_of_version_1_is_recognised(
    directory: Path, tmp_path: Path, embeddings: PolicyEmbeddings
) -> None:
    copy = tmp_path / "副本.txt"
    copy.write_text(OLD, "utf-8")
    with closing(Store(directory, create=True)) as store:
        (report,) = _builder(store, embeddings).build([copy])
        assert store.twins.of(_id("副本.txt")) == {_id("旧.txt"), _id("别处.txt")}
    assert "内容基本相同" in report.reason


@pytest.mark.parametrize("at", range(4))
def test_an_upgrade_that_is_cut_off_changes_nothing(
    directory: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    before = list(_dump(directory))
    broken = [*schema._UPGRADES[2][:at], "ALTER TABLE nothing ADD COLUMN x"]
    with monkeypatch.context() as patched:
        patched.setitem(schema._UPGRADES, 2, tuple(broken))
        with pytest.raises(StoreDamagedError):
            Store(directory, create=True)
    assert list(_dump(directory)) == before
    with pytest.raises(StoreOutdatedError):
        Store(directory)
    with closing(Store(directory, create=True)) as store:
        assert store.counts()["documents"] == 2


def test_a_store_of_a_later_version_is_refused_and_kept(directory: Path) -> None:
    with closing(sqlite3.connect(directory / "store.sqlite3")) as db, db:
        db.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    before = list(_dump(directory))
    for create in (False, True):
        with pytest.raises(StoreDamagedError, match="更新版本"):
            Store(directory, create=create)
    assert list(_dump(directory)) == before


def test_another_process_at_work_is_no_damage(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither while it upgrades, nor while it makes a store."""
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "timeout": 0.1}))
    with closing(connect(directory / "store.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError, match="另一个进程"):
            Store(directory, create=True)
        other.execute("ROLLBACK")
    with closing(Store(directory, create=True)) as store, store.writing():
        Store(directory, create=True).close()
