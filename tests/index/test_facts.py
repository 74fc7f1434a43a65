"""Facts come, change and go with their documents, and are extracted anew where the code is another."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document, Metadata
from corpus.facts.duties.duty import Duty
from corpus.facts.duties.extract import extract_duties
from corpus.structure.provisions import parse
from index.errors import StoreOutdatedError
from index.progress import Progress
from index.store import Store, facts

TITLE = "关于加强河道保洁工作的通知"
TEXT = "一、保洁\n市水利局要清理河道。\n二、保障\n由市财政局会同市水利局安排经费。\n"
# What an earlier version of the program left.
FORMER = ("DROP TABLE facts", "DELETE FROM meta WHERE key = 'facts'",
          "INSERT OR REPLACE INTO meta VALUES ('schema', '3')")  # fmt: skip


class Told(Progress):
    """Remembers how far the extraction was."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []

    def extracting(self, done: int, total: int) -> None:
        self.steps.append((done, total))


class Stopped(Progress):
    """Someone presses Ctrl+C when the first document has its facts."""

    def extracting(self, done: int, total: int) -> None:
        raise KeyboardInterrupt


def document(name: str, text: str = TEXT, **known: bool) -> Document:
    metadata = replace(Metadata(title=TITLE), **known)  # type: ignore[arg-type]
    return Document(name, f"{name}.txt", text, metadata, parse(text))


def put(store: Store, *documents: Document) -> None:
    with store.writing():
        for each in documents:
            store.put(each, each.source, "", "", [])


def found(store: Store) -> list[tuple[str, Duty]]:
    return [(f.document_id, f.fact) for f in store.facts.find(Duty)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path, create=True)) as store:
        put(store, document("b"), document("a"))
        yield store


def altered(directory: Path, *statements: str) -> None:
    with closing(sqlite3.connect(directory / "store.sqlite3")) as db, db:
        for statement in statements:
            db.execute(statement)


def test_they_are_those_of_the_text_by_source_in_reading_order(store: Store) -> None:
    given = extract_duties(document("a"))
    assert len(given) > 2
    assert found(store) == [("a", duty) for duty in given] + [("b", duty) for duty in given]
    assert all(store.facts.fit(store.document(i)) for i in "ab")
    assert {f.version for f in store.facts.find(Duty)} == {document("a").version}


def test_they_are_found_by_subject_and_counted(store: Store) -> None:
    mine = store.facts.find(Duty, key="水利", document_id="a")
    assert mine and {f.fact.department for f in mine} == {"水利"}
    counts = store.facts.counts(Duty)
    assert sum(row[-1] for row in counts) == len(found(store))
    assert ("a", "水利", "市水利局", len(mine)) in counts


def test_they_go_with_their_document(store: Store) -> None:
    with store.writing():
        store.documents.rename("b", "0.txt", "0.txt", "")
        store.remove("a")
    assert {document_id for document_id, _ in found(store)} == {"b"}
    put(store, document("b", "一、保洁\n市住建局要清理河道。\n"))
    assert [duty.name for _, duty in found(store)] == ["市住建局"]


def test_a_write_that_fails_leaves_them(store: Store) -> None:
    before = found(store)
    with pytest.raises(RuntimeError), store.writing():
        store.put(document("b", "一、无\n"), "", "", "", [])
        raise RuntimeError
    assert found(store) == before


def test_a_store_of_the_former_version_is_brought_up_to_date(store: Store) -> None:
    before, directory = found(store), store.directory
    store.close()
    altered(directory, *FORMER)
    with pytest.raises(StoreOutdatedError, match="python -m index build"):
        Store(directory)
    with pytest.raises(KeyboardInterrupt):
        Store(directory, create=True, progress=Stopped())
    with pytest.raises(StoreOutdatedError):  # stopped half-way: as it was
        Store(directory)
    told = Told()
    Store(directory, create=True, progress=told).close()
    assert told.steps == [(1, 2), (2, 2)]
    with closing(Store(directory)) as upgraded:
        assert found(upgraded) == before and upgraded.facts.are_current()


def test_other_code_extracts_anew_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = found(store)
    altered(store.directory, "UPDATE facts SET json = replace(json, '清理', '疏浚')")
    told = Told()
    with store.writing():
        store.renew_facts(told)
    assert told.steps == [] and found(store) != before
    monkeypatch.setattr(facts, "extraction", lambda: "of another version")
    assert not store.facts.are_current()
    for _ in range(2):
        with store.writing():
            store.renew_facts(told)
    assert told.steps == [(1, 2), (2, 2)] and found(store) == before


def test_a_text_that_was_altered_keeps_the_rest_from_nothing(store: Store) -> None:
    altered(store.directory, "UPDATE documents SET metadata = '{' WHERE document_id = 'a'",
            "UPDATE meta SET value = '' WHERE key = 'facts'")  # fmt: skip
    with store.writing():
        store.renew_facts(Progress())
    assert store.facts.are_current() and store.facts.fit(store.document("b"))
