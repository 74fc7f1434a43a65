"""What the records tell an administrator: questions and ratings, never whose they are."""

from dataclasses import dataclass
from datetime import datetime

from assistant.answer import Answer
from pages.records.database import Database
from pages.records.kept import Rating, answer_from_json, moment, rating_of


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


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating with the answer it is about, citations and versions included."""

    turn: int
    question: str
    answer: Answer
    rating: Rating
    at: datetime


def questions_between(database: Database, start: datetime, end: datetime) -> list[Asked]:
    """The questions asked from ``start`` until before ``end``, oldest first.

    Raises:
        RecordsError: the file can't be read.
    """
    with database.reading() as db:
        rows = db.execute(
            "SELECT t.id, question, asked_at, status, mode, elapsed_ms, replaced, verdict, reason,"
            " words FROM turns t LEFT JOIN feedback f ON f.turn = t.id"
            " WHERE asked_at >= ? AND asked_at < ? ORDER BY asked_at, t.id",
            (moment(start), moment(end)),
        ).fetchall()
    return [
        Asked(turn, question, datetime.fromisoformat(at), status, mode, elapsed, bool(replaced),
              rating_of(*rated))
        for turn, question, at, status, mode, elapsed, replaced, *rated in rows
    ]  # fmt: skip


def ratings(database: Database, start: datetime, end: datetime) -> list[Rated]:
    """The ratings given from ``start`` until before ``end``, the last first.

    Raises:
        RecordsError: the file can't be read.
    """
    with database.reading() as db:
        rows = db.execute(
            "SELECT t.id, question, answer, verdict, reason, words, at"
            " FROM feedback f JOIN turns t ON t.id = f.turn"
            " WHERE at >= ? AND at < ? ORDER BY at DESC, t.id DESC",
            (moment(start), moment(end)),
        ).fetchall()
    found = []
    for turn, question, written, verdict, reason, words, at in rows:
        rating = rating_of(verdict, reason, words)
        assert rating is not None  # the column holds one of two words
        found.append(
            Rated(turn, question, answer_from_json(written), rating, datetime.fromisoformat(at))
        )
    return found
