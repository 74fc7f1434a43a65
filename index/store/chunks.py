"""The chunks of the live documents: their rows in the database, and what the keyword index holds of
them and of the blocks around them.

A block is a run of neighbouring chunks, whose words say what a chunk is about beyond its own (on 339
questions: document first 82 → 83 %, words in five chunks 91 → 93 %). It carries the row of its first
chunk.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from corpus.document import Document
from index.keywords import Keywords
from index.splitter import Chunk
from index.store.database import Database, marks

BLOCK = 4000  # characters of a document that make a block
_T = TypeVar("_T", int, str)
_CANDIDATE = "c.rowid, c.chunk_id, c.document_id, c.block, d.places"
_BATCH = 20_000  # values in one statement; SQLite takes 32,766


@dataclass(frozen=True, slots=True)
class Candidate:
    """What ranking needs of a live chunk. ``places`` are those that its document names at its
    beginning."""

    row: int
    chunk_id: str
    document_id: str
    block: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A live chunk with the words it stands for. ``places`` as in ``Candidate``."""

    chunk_id: str
    document_id: str
    source: str
    section: str
    text: str
    start: int
    end: int
    places: tuple[str, ...]


def row_of(chunk_id: str) -> int:
    """The row of a chunk, derived from its content address: 63 bits, so that among a million chunks
    two share one with a probability of 5 in 100 million (and the build then fails, nothing is lost)."""
    return int.from_bytes(hashlib.blake2b(chunk_id.encode(), digest_size=8).digest()) >> 1


def blocks_of(chunks: Iterable[tuple[str, int, int]]) -> dict[str, int]:
    """The row of the block of each chunk, from (chunk_id, start, end) in order."""
    blocks: dict[str, int] = {}
    block = begin = 0
    for key, start, end in chunks:
        if not blocks or end - begin > BLOCK:
            block, begin = row_of(key), start
        blocks[key] = block
    return blocks


class ChunkTable:
    """Reads and writes chunks; writing happens inside the store's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._keywords = database.keywords

    def put(self, document: Document, chunks: list[tuple[str, Chunk]]) -> None:
        """Write the chunks (chunk_id, chunk) of a document that has none here."""
        text = document.text
        ordered = sorted(
            ((chunk.start, chunk.end, key, chunk) for key, chunk in chunks), key=lambda c: c[:3]
        )
        blocks = blocks_of((key, start, end) for start, end, key, _ in ordered)
        self._database.insert(
            "chunks",
            (
                (
                    row_of(key), key, document.document_id, start, end, chunk.section,
                    chunk.context, text[start:end], blocks[key],
                )
                for start, end, key, chunk in ordered
            ),
        )  # fmt: skip
        self.index_words(document.document_id, document.text)

    def index_words(self, document_id: str, text: str) -> None:
        """Put the chunks and blocks of a document into the keyword index; ``text`` is its text."""
        rows = self._database.rows(
            "SELECT rowid, context, start, end, block FROM chunks WHERE document_id = ?"
            " ORDER BY start",
            (document_id,),
        )
        words: dict[int, str] = {}
        blocks: dict[int, tuple[int, int]] = {}
        for row, context, start, end, block in rows:
            # Title and heading path count as words of a chunk.
            words[row] = f"{context}\n{text[start:end]}"
            blocks[block] = (blocks.get(block, (start, end))[0], end)
        self._keywords.chunks.put(words)
        self._keywords.blocks.put({row: text[start:end] for row, (start, end) in blocks.items()})

    def remove(self, document_id: str) -> None:
        """Take the chunks of a document out."""
        rows = self._database.rows(
            "DELETE FROM chunks WHERE document_id = ? RETURNING rowid, block", (document_id,)
        )
        self._keywords.chunks.remove(row for row, _ in rows)
        self._keywords.blocks.remove(block for _, block in rows)

    def replace(self, document: Document, chunks: list[tuple[str, Chunk]]) -> None:
        """Write the chunks (chunk_id, chunk) of a live document anew."""
        self.remove(document.document_id)
        self.put(document, chunks)

    def ids(self, document_id: str = "") -> set[str]:
        """Ids of live chunks, of one document or all."""
        where, values = ("WHERE document_id = ?", (document_id,)) if document_id else ("", ())
        rows = self._database.rows(f"SELECT chunk_id FROM chunks {where}", values)  # noqa: S608
        return {row[0] for row in rows}

    def around(self, chunk: StoredChunk, size: int) -> tuple[int, int]:
        """Offsets of the run of whole chunks around a chunk that fits into ``size`` characters."""
        rows = self._database.rows(
            "SELECT start, end FROM chunks WHERE document_id = ? AND start < ? AND end > ?"
            " ORDER BY start",
            (chunk.document_id, chunk.start + size, chunk.end - size),
        )
        start, end = chunk.start, chunk.end
        after = [row for row in rows if row[0] >= end]
        before = [row for row in rows if row[1] <= start][::-1]
        while True:  # what follows a chunk explains it more often than what precedes it
            if after and after[0][1] - start <= size:
                end = after.pop(0)[1]
            elif before and end - before[0][0] <= size:
                start = before.pop(0)[0]
            else:
                return start, end

    def knows(self, words: str) -> bool:
        """Whether any chunk or its headings hold these very words."""
        return self._keywords.chunks.holds(words)

    def restore_words(self) -> None:
        """Bring the keyword index in line with the table where entries are missing or too many, as
        after a loss of its files; in the usual case two counts are all that is looked at."""
        lacking: set[str] = set()
        for part, column in self._parts():
            ((live,),) = self._database.rows(f"SELECT count(DISTINCT {column}) FROM chunks")  # noqa: S608
            if part.count() != live:
                there, wanted = part.rows(), self._live(column)
                part.remove(there - wanted)
                lacking |= self._documents(column, wanted - there)
        for document_id in sorted(lacking):
            ((text,),) = self._database.rows(
                "SELECT text FROM documents WHERE document_id = ?", (document_id,)
            )
            self.index_words(document_id, text)

    def lacking_words(self) -> int:
        """How many chunks and blocks are not in the keyword index."""
        return sum(len(self._live(column) - part.rows()) for part, column in self._parts())

    def extra_words(self) -> int:
        """How many entries of the keyword index are of no chunk or block."""
        return sum(len(part.rows() - self._live(column)) for part, column in self._parts())

    def embedded_texts(self, chunk_ids: list[str]) -> dict[str, str]:
        """What is embedded for each live chunk (see ``Chunk.embedding_text``), by id."""
        rows = (row_of(chunk_id) for chunk_id in chunk_ids)
        found = self._select("c.chunk_id, c.context, c.text", rows)
        return {chunk_id: f"{context}\n{words}" for chunk_id, context, words in found}

    def _parts(self) -> tuple[tuple[Keywords, str], ...]:
        return (self._keywords.chunks, "rowid"), (self._keywords.blocks, "block")

    def _live(self, column: str) -> set[int]:
        return {row[0] for row in self._database.rows(f"SELECT DISTINCT {column} FROM chunks")}  # noqa: S608

    def _documents(self, column: str, values: set[int]) -> set[str]:
        found: set[str] = set()
        for batch in _batches(values):
            rows = self._database.rows(
                f"SELECT DISTINCT document_id FROM chunks WHERE {column} IN ({marks(batch)})",  # noqa: S608
                batch,
            )
            found.update(row[0] for row in rows)
        return found

    def candidates(self, rows: Iterable[int]) -> list[Candidate]:
        """The live chunks among ``rows``."""
        return [_candidate(*row) for row in self._select(_CANDIDATE, rows)]

    def of_documents(self, document_ids: Iterable[str], limit: int) -> list[Candidate]:
        """The chunks of live documents, ``limit`` of them at most."""
        found = self._select(_CANDIDATE, document_ids, "c.document_id", limit)
        return [_candidate(*row) for row in islice(found, limit)]

    def rows(self, document_id: str, limit: int) -> list[int]:
        """The rows of the first chunks of a document."""
        found = self._database.rows(
            "SELECT rowid FROM chunks WHERE document_id = ? ORDER BY start LIMIT ?",
            (document_id, limit),
        )
        return [row for (row,) in found]

    def get(self, chunk_ids: Iterable[str]) -> dict[str, StoredChunk]:
        """The live ones among ``chunk_ids``."""
        columns = "c.chunk_id, c.document_id, d.source, c.section, c.text, c.start, c.end, d.places"
        found = self._select(columns, (row_of(chunk_id) for chunk_id in chunk_ids))
        return {
            key: StoredChunk(key, of, source, section, text, start, end, _places(places))
            for key, of, source, section, text, start, end, places in found
        }

    def _select(
        self, columns: str, values: Iterable[Any], by: str = "c.rowid", limit: int = -1
    ) -> Iterator[tuple[Any, ...]]:
        """``columns`` of live chunks whose column ``by`` is among ``values``; ``limit`` bounds what is
        read at once."""
        for batch in _batches(values):
            yield from self._database.rows(
                f"SELECT {columns} FROM chunks c JOIN documents d USING (document_id)"  # noqa: S608
                f" WHERE {by} IN ({marks(batch)}) LIMIT ?",
                (*batch, limit),
            )


def _candidate(row: int, key: str, of: str, block: int, places: str) -> Candidate:
    return Candidate(row, key, of, block, _places(places))


@lru_cache(maxsize=1024)
def _places(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


def _batches(values: Iterable[_T]) -> Iterator[list[_T]]:
    every = list(values)
    for at in range(0, len(every), _BATCH):
        yield every[at : at + _BATCH]
