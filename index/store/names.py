"""How documents name one another: found by number or title, and what each says of others."""

import json

from corpus.document import Document, Metadata, Relation, RelationKind
from corpus.language.document_numbers import number_key, title_key
from corpus.life.standing import Claim, claim_of
from index.store.database import Database


class NameTable:
    """Looks up documents by what they are called; writing happens inside the store's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, document: Document) -> None:
        """Record which documents a live one names."""
        self._database.insert(
            "relations",
            (
                (
                    document.document_id, r.kind.value, number_key(r.number), title_key(r.title),
                    r.number, r.title, r.start, r.end,
                )
                for r in document.metadata.relations
            ),
        )  # fmt: skip

    def named(self, title: str, number: str) -> str:
        """The id of the live document of that number, or else of that title; "" if none is here."""
        for column, key in (("number_key", number_key(number)), ("title_key", title_key(title))):
            if key and (found := self._first(f"{column} = :key", key=key)):
                return found
        return ""

    def titled(self, words: str) -> str:
        """The id of the first document whose title contains ``words``, "" if there is none."""
        key = title_key(words).replace("%", "").replace("_", "")
        return self._first("title_key LIKE :key", key=f"%{key}%") if key else ""

    def _first(self, condition: str, order: str = "source", **values: str) -> str:
        rows = self._database.rows(
            f"SELECT document_id FROM documents WHERE {condition} ORDER BY {order} LIMIT 1",  # noqa: S608
            values,
        )
        return str(rows[0][0]) if rows else ""

    def claims(self, document: Document) -> tuple[Claim, ...]:
        """What other live documents say of this one, and what its own register says of others."""
        names = (number_key(document.metadata.number), title_key(document.metadata.title))
        rows = self._database.rows(
            "SELECT r.kind, r.title, r.number, r.start, r.end, d.document_id, d.metadata"
            " FROM relations r JOIN documents d USING (document_id)"
            " WHERE (r.number_key = ? AND ? != '' OR r.title_key = ? AND ? != '')"
            " AND r.document_id != ?",
            (names[0], names[0], names[1], names[1], document.document_id),
        )
        found = [
            claim_of(
                Relation(RelationKind(row[0]), *row[1:5]),
                document.metadata,
                by,
                Metadata.from_json(json.loads(known)),
            )
            for *row, by, known in rows
        ]
        own = [
            Claim(r.kind, self._meant(r, document.document_id), r.title, r.number)
            for r in document.metadata.relations
            if r.kind.passive
        ]
        return tuple(claim for claim in (*own, *found) if claim)

    def _meant(self, relation: Relation, document_id: str) -> str:
        """The id of the other live document that ``document_id``'s relation names, "" if none is here.

        One of that title, but of another number, is not meant.
        """
        return self._first(
            "document_id != :own AND (number_key = :number AND :number != ''"
            " OR title_key = :title AND :title != '' AND (:number = '' OR number_key = ''))",
            "number_key = :number DESC, source",
            number=number_key(relation.number),
            title=title_key(relation.title),
            own=document_id,
        )
