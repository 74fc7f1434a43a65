"""What the records tell an administrator: questions and ratings, never whose they are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.answer import Citation
from pages.records.database import Database
from pages.records.kept import Rating, answer_from_json, moment, rating_of

_UNCITED = '"citations": []'  # in an answer as JSON: no text can hold it, quotes are escaped there


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "已回答"
    SILENT = "文件未规定"  # documents are about it, and none of them says
    OUTSIDE = "超出范围"  # no document is about it
    UNDONE = "没有完成"  # stopped by the visitor, or failed


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that was asked. ``status`` is answered, not_found, stopped or failed; ``mode`` is
    "" where there is no answer; ``replaced`` where it was asked again or edited."""

    turn: int
    question: str
    asked_at: datetime
    status: str
    mode: str
    elapsed_ms: int
    replaced: bool
    rating: Rating | None
    outcome: Outcome


def questions_between(database: Database, start: datetime, end: datetime) -> list[Asked]:
    """The questions asked from ``start`` until before ``end``, oldest first.

    Raises:
        RecordsError: the file can't be read.
    """
    with database.reading() as db:
        rows = db.execute(
            "SELECT t.id, question, asked_at, status, mode, elapsed_ms, replaced, verdict, reason,"
            " words, instr(answer, ?) FROM turns t LEFT JOIN feedback f ON f.turn = t.id"
            " WHERE asked_at >= ? AND asked_at < ? ORDER BY asked_at, t.id",
            (_UNCITED, moment(start), moment(end)),
        ).fetchall()
    return [
        Asked(turn, question, datetime.fromisoformat(at), status, mode, elapsed, bool(replaced),
              rating_of(*rated), _outcome(status, bool(uncited)))
        for turn, question, at, status, mode, elapsed, replaced, *rated, uncited in rows
    ]  # fmt: skip


def _outcome(status: str, uncited: bool) -> Outcome:
    if status == "answered":
        return Outcome.ANSWERED
    if status != "not_found":
        return Outcome.UNDONE
    return Outcome.OUTSIDE if uncited else Outcome.SILENT


def question_of(database: Database, turn: int) -> str:
    """The question of a turn as it was understood, "" where there is no such turn.

    Raises:
        RecordsError: the file can't be read.
    """
    with database.reading() as db:
        row = db.execute("SELECT question, answer FROM turns WHERE id = ?", (turn,)).fetchone()
    if row is None:
        return ""
    question, written = row
    return (answer_from_json(written).resolved_question if written else "") or str(question)


def most_cited(
    database: Database, start: datetime, end: datetime, limit: int
) -> list[tuple[str, int]]:
    """The documents that answers of questions asked from ``start`` until before ``end`` quote, by id,
    with how many answers that were; the most quoted first.

    Raises:
        RecordsError: the file can't be read.
    """
    with database.reading() as db:
        rows = db.execute(
            "SELECT json_extract(value, '$.document_id'), count(DISTINCT t.id) AS n"
            " FROM turns t, json_each(t.answer, '$.citations')"
            " WHERE status = 'answered' AND asked_at >= ? AND asked_at < ?"
            " GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?",
            (moment(start), moment(end), limit),
        ).fetchall()
    return [(str(document_id), int(count)) for document_id, count in rows]


@dataclass(frozen=True, slots=True)
class Quoting:
    """An answer that is kept and quotes a document: which question it answers, and its citations of
    that document."""

    turn: int
    question: str
    asked_at: datetime
    citations: tuple[Citation, ...]


def quoting(database: Database, document_id: str, limit: int) -> list[Quoting]:
    """The answers shown to this day that quote a document, the last ones first, ``limit`` at most.

    Raises:
        RecordsError: the file can't be read.
    """
    with database.reading() as db:
        rows = db.execute(
            "SELECT t.id, question, asked_at, answer FROM turns t WHERE NOT replaced AND EXISTS"
            " (SELECT 1 FROM json_each(t.answer, '$.citations')"
            " WHERE json_extract(value, '$.document_id') = ?)"
            " ORDER BY asked_at DESC, t.id DESC LIMIT ?",
            (document_id, limit),
        ).fetchall()
    return [
        Quoting(
            turn,
            question,
            datetime.fromisoformat(at),
            tuple(c for c in answer_from_json(answer).citations if c.document_id == document_id),
        )
        for turn, question, at, answer in rows
    ]
