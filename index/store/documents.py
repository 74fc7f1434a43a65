"""The live documents with their provisions, and the earlier versions that citations still open."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from corpus.document import Document, Metadata, Provision, ProvisionKind
from corpus.language.document_numbers import number_key, title_key
from corpus.language.places import places_in
from index.errors import StoreDamagedError
from index.store.database import Table

_BEGINNING = 400  # characters of a text: its title, its number, whom it addresses


@dataclass(frozen=True, slots=True)
class Entry:
    """What the store knows of a document without reading its text. ``file`` is the source of the
    file it came from: the archive's for a member of an archive, else its own."""

    document_id: str
    source: str
    file: str
    root: str
    hash: str


class DocumentTable(Table):
    """Reads and writes documents."""

    def entries(self) -> dict[str, Entry]:
        """Every document by id, without its text."""
        rows = self._database.rows(
            "SELECT document_id, source, file, root, hash FROM documents ORDER BY source"
        )
        return {row[0]: Entry(*row) for row in rows}

    def states(self) -> dict[str, str]:
        """For every document by id, by source: a word that changes whenever it is read anew."""
        columns = "document_id, hash || version"
        return dict(self._database.rows(f"SELECT {columns} FROM documents ORDER BY source"))  # noqa: S608

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Number of provisions and chunks of every document by id."""
        counts = (
            f"(SELECT count(*) FROM {table} t WHERE t.document_id = d.document_id)"  # noqa: S608
            for table in ("provisions", "chunks")
        )
        rows = self._database.rows(f"SELECT document_id, {','.join(counts)} FROM documents d")  # noqa: S608
        return {document_id: (provisions, chunks) for document_id, provisions, chunks in rows}

    def known(self) -> dict[str, tuple[Metadata, tuple[str, ...]]]:
        """Of every live document that answers questions its metadata, and the places it names at its
        beginning, by id."""
        found = {}
        rows = self._database.rows("SELECT document_id, metadata, places FROM documents")
        for document_id, written, places in rows:
            known = Metadata.from_json(json.loads(written))
            if known.searchable:
                found[document_id] = known, tuple(json.loads(places))
        return found

    def metadata(self) -> dict[str, Metadata]:
        """Of every live document its metadata, by id, by source."""
        rows = self._database.rows("SELECT document_id, metadata FROM documents ORDER BY source")
        return {key: Metadata.from_json(json.loads(written)) for key, written in rows}

    def titles(self) -> dict[str, str]:
        """The title of every live document by id, or its source where it has none."""
        return dict(
            self._database.rows(
                "SELECT document_id, coalesce(nullif(json_extract(metadata, '$.title'), ''), source)"
                " FROM documents ORDER BY source"
            )
        )

    def ids(self, *, catalogs: bool, limit: int = -1) -> list[str]:
        """Ids of the live catalogues, or of the other documents, by source."""
        rows = self._database.rows(
            "SELECT document_id FROM documents"
            " WHERE (coalesce(json_extract(metadata, '$.columns'), '{}') != '{}') = ?"
            " ORDER BY source LIMIT ?",
            (catalogs, limit),
        )
        return [row[0] for row in rows]

    def text(self, document_id: str, start: int, end: int) -> str:
        """A slice of a live document's text, "" where it is gone."""
        rows = self._database.rows(
            "SELECT substr(text, ?, ?) FROM documents WHERE document_id = ?",
            (start + 1, end - start, document_id),
        )
        return rows[0][0] if rows else ""

    def live(self, document_id: str) -> Document | None:
        """A live document with its provisions, None where it is gone.

        Raises:
            StoreDamagedError: it is not what was taken in.
        """
        with self._database.reading():
            rows = self._database.seals.rows("documents", document_id)
            provisions = self._database.seals.rows("provisions", document_id)
        if rows == []:
            return None
        if rows is None or provisions is None:
            raise StoreDamagedError(
                f"编号为“{document_id}”的文件与导入时不一致，没有采用；"
                "请运行一次 python -m index doctor --mend。"
            )
        key, source, _, _, _, known, text, *_ = rows[0]
        found = ((k, s, e, json.loads(p), n, t) for _, _, k, s, e, p, n, t in provisions)
        return _document((key, source, text, known), found)

    def earlier(self, document_id: str, version: str) -> Document | None:
        """An earlier version of a document, None where it was not kept."""
        rows = self._database.rows(
            "SELECT document_id, source, text, metadata, provisions FROM versions"
            " WHERE document_id = ? AND version = ?",
            (document_id, version),
        )
        return _document(rows[0][:4], json.loads(rows[0][4])) if rows else None

    def versions(self) -> dict[str, list[tuple[str, str]]]:
        """The earlier versions of every live document that has any, by id: (version, when it was
        replaced, ISO), newest first."""
        found: dict[str, list[tuple[str, str]]] = {}
        for document_id, version, retired in self._database.rows(
            "SELECT document_id, version, retired FROM versions"
            " WHERE document_id IN (SELECT document_id FROM documents) ORDER BY retired DESC"
        ):
            found.setdefault(document_id, []).append((version, retired))
        return found

    def put(self, document: Document, file: str, root: str, digest: str) -> None:
        """Write a document that is not here; ``file`` and ``digest`` as in ``Store.put``."""
        document_id, known = document.document_id, document.metadata
        self._database.write(
            "DELETE FROM versions WHERE document_id = ? AND version = ?",
            (document_id, document.version),
        )
        row = (
            document_id, document.source, file, root, digest, to_json(known.to_json()), document.text,
            document.version, number_key(known.number), title_key(known.title),
            to_json(places_of(document)),
        )  # fmt: skip
        self._database.insert("documents", [row])
        self._database.insert(
            "provisions",
            (
                (document_id, n, kind, start, end, to_json(path), paragraph, topic)
                for n, (kind, start, end, path, paragraph, topic) in enumerate(_columns(document))
            ),
        )

    def rename(self, document_id: str, source: str, file: str, root: str) -> None:
        """Give a document the new name of its file."""
        self._database.write(
            "UPDATE documents SET source = ?, file = ?, root = ? WHERE document_id = ?",
            (source, file, root, document_id),
        )

    def keep(self, document_id: str, successor: str) -> None:
        """Put the text of a live document among the versions, unless it is that of ``successor``, or
        was altered by other means than a build."""
        stored = self.sound(document_id)
        if stored is None or stored.version == successor:
            return
        self._database.write(
            "INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                document_id, stored.version, stored.source, to_json(stored.metadata.to_json()),
                stored.text, to_json(_columns(stored)), datetime.now(UTC).isoformat(timespec="seconds"),
            ),
        )  # fmt: skip

    def sound(self, document_id: str) -> Document | None:
        """The live document, None where it is not what was taken in."""
        try:
            stored = self.live(document_id)
        except (
            ValueError,
            KeyError,
            TypeError,
            StoreDamagedError,
        ):  # metadata or paths that are no longer JSON
            return None
        named = self._database.rows(
            "SELECT version FROM documents WHERE document_id = ?", (document_id,)
        )
        return stored if stored and stored.version == named[0][0] else None


def places_of(document: Document) -> list[str]:
    """Places that a document names where it says what it is; a catalogue is of many places."""
    if document.metadata.columns:
        return []
    known = document.metadata
    return places_in(f"{known.title}\n{known.issuer}\n{document.text[:_BEGINNING]}")


def to_json(value: Any) -> str:
    """JSON as it is stored: characters as they are."""
    return json.dumps(value, ensure_ascii=False)


def _columns(document: Document) -> list[tuple[Any, ...]]:
    return [
        (p.kind.value, p.start, p.end, p.path, p.paragraph, p.topic) for p in document.provisions
    ]


def _document(row: tuple[str, str, str, str], provisions: Iterable[Iterable[Any]]) -> Document:
    """A document from (document_id, source, text, metadata as JSON) and its provisions' columns."""
    known = Metadata.from_json(json.loads(row[3]))
    found = (
        Provision(ProvisionKind(kind), start, end, tuple(path), paragraph, topic)
        for kind, start, end, path, paragraph, topic in provisions
    )
    return Document(*row[:3], known, tuple(found))
