"""The records of the visitors: conversations that belong to one owner each, and what they rate.

Whoever asks for a conversation says who they are. One of somebody else behaves in every way like one
that does not exist.
"""

import secrets
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.rendering.markdown import markdown
from pages import texts
from pages.records.database import Database
from pages.records.errors import TitleError, UnknownConversationError
from pages.records.kept import (
    COLUMNS,
    Kept,
    KeptTurn,
    Listed,
    NewTurn,
    Rating,
    answer_to_json,
    moment,
    turn_of,
    whole,
)
from pages.records.profiles import drop_profile, expire_profiles, profile_of
from pages.records.shares import Shares

FILE = "records.db"
TITLE = 60  # characters of a conversation's name
_WORDS = 1000  # characters of a visitor's own words on an answer
LISTED = 50  # conversations in a list, unless more are asked for

# instr, not LIKE: what is typed has no signs of its own
_NAMED = (
    " AND (instr(lower(c.title), lower(?)) OR EXISTS (SELECT 1 FROM turns t"
    " WHERE t.conversation = c.id AND NOT t.replaced AND instr(lower(t.question), lower(?))))"
)
_OWNED = "SELECT id, title, created FROM conversations WHERE id = ? AND owner = ?"


class Records:
    """Conversations and ratings in one file; safe to share between threads and processes.

    Every method may raise:
        RecordsError: the file can't be read or written.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.shown: Callable[[Kept], Kept] = lambda kept: kept  # what of it whoever reads may see
        self.shares = Shares(database)

    @classmethod
    def open(cls, path: Path | None) -> "Records":
        """Open or create the records; None keeps them in memory, until the program ends."""
        return cls(Database(path))

    @property
    def notice(self) -> str:
        """What went wrong on opening, in one line for the administrator; else ""."""
        return self.database.notice

    def begin(self, owner: str, title: str, conversation: str = "") -> str:
        """Begin a conversation and return its id.

        Args:
            conversation: an id from ``new_id``; nothing happens if there is one of that id.
        """
        conversation = conversation or new_id()
        now = moment(datetime.now(UTC))
        with self.database.writing() as db:
            db.execute(
                "INSERT OR IGNORE INTO conversations VALUES (?, ?, ?, ?, ?)",
                (conversation, owner, _short(title) or texts.UNTITLED, now, now),
            )
        return conversation

    def listed(self, owner: str, limit: int = LISTED, words: str = "") -> list[Listed]:
        """The conversations of an owner, the one that changed last first.

        Args:
            limit: how many at the most, -1 for all.
            words: only those in whose name and questions all of these stand, apart by white space.
        """
        wanted = whole(words).split()
        named = _NAMED * len(wanted)
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT id, title, created, changed,"
                " (SELECT count(*) FROM turns WHERE conversation = c.id AND NOT replaced)"
                f" FROM conversations c WHERE owner = ?{named}"
                " ORDER BY changed DESC, id LIMIT ?",
                (owner, *(word for word in wanted for _ in range(2)), limit),
            ).fetchall()
        return [
            Listed(key, title, datetime.fromisoformat(created), datetime.fromisoformat(changed), n)
            for key, title, created, changed, n in rows
        ]

    def load(self, owner: str, conversation: str, also_replaced: bool = False) -> Kept:
        """A whole conversation.

        Args:
            also_replaced: with the turns that were asked again or edited, which no page shows.

        Raises:
            UnknownConversationError: there is none of that id that belongs to ``owner``.
        """
        with self.database.reading() as db:
            key, title, created = owned(db, owner, conversation)
            rows = db.execute(
                f"SELECT {COLUMNS} FROM turns t LEFT JOIN feedback f ON f.turn = t.id"
                " LEFT JOIN shares s ON s.turn = t.id"
                " WHERE conversation = ? AND (NOT replaced OR ?) ORDER BY position, t.id",
                (key, also_replaced),
            ).fetchall()
        turns = tuple(turn_of(row) for row in rows)
        return self.shown(Kept(key, title, datetime.fromisoformat(created), turns))

    def shared(self, token: str) -> KeptTurn:
        """The turn that a link leads to, without its answer where who reads may not see what it quotes.

        Raises:
            UnknownConversationError: no link of that token, or no longer.
        """
        turn = self.shares.read(token)
        return self.shown(Kept("", "", turn.asked_at, (turn,))).turns[0]

    def rename(self, owner: str, conversation: str, title: str) -> None:
        """Give a conversation another name; it keeps its place in the list.

        Raises:
            TitleError: an empty name; UnknownConversationError: as for ``load``.
        """
        name = _short(title)
        if not name:
            raise TitleError(texts.TITLE_EMPTY)
        with self.database.writing() as db:
            owned(db, owner, conversation)
            db.execute("UPDATE conversations SET title = ? WHERE id = ?", (name, conversation))

    def delete(self, owner: str, conversation: str) -> None:
        """Delete a conversation with its turns and ratings.

        Raises:
            UnknownConversationError: as for ``load``.
        """
        with self.database.writing() as db:
            owned(db, owner, conversation)
            db.execute("DELETE FROM conversations WHERE id = ?", (conversation,))

    def append(self, owner: str, conversation: str, turn: NewTurn, replacing: int = 0) -> int:
        """Add a turn to the end of a conversation and return its name in the records.

        A turn that is there already (asked at the same time) is left as it is.

        Args:
            replacing: a turn of this conversation that gives way to the new one, 0 for none. Another
                window may have replaced it already; the new turn then goes to the end.

        Raises:
            UnknownConversationError: as for ``load``.
        """
        written = answer_to_json(turn.answer) if turn.answer else None
        now = moment(datetime.now(UTC))
        with self.database.writing() as db:
            owned(db, owner, conversation)
            there = db.execute(
                "SELECT id FROM turns WHERE conversation = ? AND asked_at = ?",
                (conversation, moment(turn.asked_at)),
            ).fetchone()
            if there:
                return int(there[0])
            row = db.execute(
                "UPDATE turns SET replaced = 1 WHERE id = ? AND conversation = ? AND NOT replaced"
                " RETURNING position",
                (replacing, conversation),
            ).fetchone()
            position = (
                row
                or db.execute(
                    "SELECT coalesce(max(position) + 1, 0) FROM turns WHERE conversation = ?",
                    (conversation,),
                ).fetchone()
            )
            added = db.execute(
                "INSERT INTO turns (conversation, position, question, shown, answer, notice, asked_at,"
                " elapsed_ms, mode, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    conversation, position[0], whole(turn.question),
                    "" if turn.answer else whole(markdown(turn.shown)), written, turn.notice,
                    moment(turn.asked_at), turn.answer.elapsed_ms if turn.answer else turn.elapsed_ms,
                    turn.answer.mode if turn.answer else "",
                    turn.answer.status if turn.answer else turn.status,
                ),
            )  # fmt: skip
            db.execute("UPDATE conversations SET changed = ? WHERE id = ?", (now, conversation))
        assert added.lastrowid is not None  # what an INSERT gives
        return added.lastrowid

    def rate(self, owner: str, turn: int, rating: Rating | None) -> None:
        """Keep what the owner says of an answer, in place of what was said before; None takes it back.

        Raises:
            UnknownConversationError: no such turn in a conversation of ``owner``, or it has no answer.
        """
        with self.database.writing() as db:
            found = db.execute(
                "SELECT 1 FROM turns t JOIN conversations c ON c.id = t.conversation"
                " WHERE t.id = ? AND owner = ? AND answer IS NOT NULL",
                (turn, owner),
            ).fetchone()
            if not found:
                raise UnknownConversationError(texts.CONVERSATION_UNKNOWN)
            db.execute("DELETE FROM feedback WHERE turn = ?", (turn,))
            if rating:
                words = whole(rating.words).strip()[:_WORDS]
                reason = rating.reason.value if rating.reason else ""
                now = moment(datetime.now(UTC))
                db.execute(
                    "INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?)",
                    (turn, owner, rating.verdict.value, reason, words, now),
                )

    def keeps(self, owner: str) -> bool:
        """Whether anything is kept of an owner: a conversation or a profile."""
        return bool(self.listed(owner, 1)) or self.profile(owner) is not None

    def profile(self, owner: str) -> tuple[str, str] | None:
        """What an owner's kept profile says, as an address, and when it was kept; None where none is."""
        with self.database.reading() as db:
            row = profile_of(db, owner)
        return (row[0], row[2]) if row else None

    def delete_owner(self, owner: str) -> int:
        """Delete everything that is kept of an owner, the profile too; how many conversations that were."""
        with self.database.writing() as db:
            drop_profile(db, owner)
            return db.execute("DELETE FROM conversations WHERE owner = ?", (owner,)).rowcount

    def expire(self, older_than: datetime) -> int:
        """Delete the conversations in which nothing was said since, and the profiles kept before; how
        many conversations that were."""
        with self.database.writing() as db:
            expire_profiles(db, moment(older_than))
            return db.execute(
                "DELETE FROM conversations WHERE changed < ?", (moment(older_than),)
            ).rowcount


def new_id() -> str:
    """An id that nobody can guess."""
    return secrets.token_urlsafe(18)


def owned(db: sqlite3.Connection, owner: str, conversation: str) -> tuple[str, str, str]:
    row: tuple[str, str, str] | None = db.execute(_OWNED, (conversation, owner)).fetchone()
    if row is None:
        raise UnknownConversationError(texts.CONVERSATION_UNKNOWN)
    return row


def _short(title: str) -> str:
    line = " ".join(whole(title).split())
    return line if len(line) <= TITLE else line[: TITLE - 1] + "…"
