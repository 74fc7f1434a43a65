"""How documents name one another: found by number or title, and what each says of others."""

import json
import re
from collections.abc import Iterable

from corpus.document import Document, Metadata, ProvisionKind, Relation, RelationKind
from corpus.language.document_numbers import number_key, title_key
from corpus.life.standing import Claim, claim_of
from index.store.database import Table, marks

_BATCH = 500  # keys in one statement
_SHORTEST = 3  # characters of a title that names a document
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》){4,120})》")
_STATE = "中华人民共和国"
_ISSUES = re.compile("印发|发布|公布|颁布|颁发|下发|转发|批转")


def titles_of(document: Document) -> list[str]:
    """The keys of all titles that a document is known by: its own, that of the rule it issues, those
    of its annexes without their labels, and each without 中华人民共和国."""
    title = document.metadata.title
    named = [title, *(_QUOTED.findall(title) if _ISSUES.search(title) else ())]
    for part in document.parts:
        lines = [p for p in part.provisions if part.name and p.kind is ProvisionKind.TITLE]
        named.append("".join(document.text[p.start : p.end] for p in lines))
    keys = [
        title_key(re.sub(r"^附[件表]\s*[0-9一二三四五六七八九十]*[：:.、]?", "", t)) for t in named
    ]
    keys += [key.removeprefix(_STATE) for key in keys]
    return list(dict.fromkeys(key for key in keys if len(key) >= _SHORTEST))


class NameTable(Table):
    """Looks up documents by what they are called."""

    def put(self, document: Document) -> None:
        """Record what a live document is called, and which documents it names."""
        self._database.insert(
            "titles", ((key, document.document_id) for key in titles_of(document))
        )
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

    def called(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """The live documents known by each of these title keys, those last in force first."""
        found: dict[str, list[str]] = {}
        every = list(keys)
        for at in range(0, len(every), _BATCH):
            batch = every[at : at + _BATCH]
            rows = self._database.rows(
                "SELECT t.title_key, document_id FROM titles t JOIN documents d USING (document_id)"  # noqa: S608
                f" WHERE t.title_key IN ({marks(batch)})"
                " ORDER BY coalesce(json_extract(d.metadata, '$.effective'), '') DESC,"
                " coalesce(json_extract(d.metadata, '$.issued'), '') DESC, d.source",
                batch,
            )
            for key, document_id in rows:
                found.setdefault(key, []).append(document_id)
        return found

    def mentioned(self, words: Iterable[str]) -> bool:
        """Whether the text of any live document holds one of these very words."""
        return any(
            self._database.rows("SELECT 1 FROM documents WHERE instr(text, ?) LIMIT 1", (each,))
            for each in words
        )

    def holds(self, document_id: str, words: str) -> bool:
        """Whether the text of a live document holds these very words."""
        return bool(
            self._database.rows(
                "SELECT 1 FROM documents WHERE document_id = ? AND instr(text, ?)",
                (document_id, words),
            )
        )

    def holding(self, words: Iterable[str]) -> list[str]:
        """The ids of the live documents whose text holds one of these very words, those that say it
        most often first."""
        every = [word for word in words if word]
        if not every:
            return []
        said = " + ".join(
            "(length(text) - length(replace(text, ?, ''))) / length(?)" for _ in every
        )
        rows = self._database.rows(
            f"SELECT document_id, {said} AS said FROM documents WHERE said > 0"  # noqa: S608
            " ORDER BY said DESC, source",
            [value for word in every for value in (word, word)],
        )
        return [str(row[0]) for row in rows]

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
                Relation(RelationKind(kind), title, number, start, end),
                document.metadata,
                by,
                Metadata.from_json(json.loads(known)),
            )
            for kind, title, number, start, end, by, known in rows
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
