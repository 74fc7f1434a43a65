"""Links to single answers, for reading: made and taken back by the owner of the conversation."""

import secrets
from datetime import UTC, datetime

from pages import texts
from pages.records.database import Database
from pages.records.errors import UnknownConversationError
from pages.records.kept import COLUMNS, KeptTurn, moment, turn_of


class Shares:
    """Which answers whoever knows a link may read; a link ends with its conversation.

    Every method may raise:
        RecordsError: the file can't be read or written.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def share(self, owner: str, turn: int) -> str:
        """The token of a link to an answer; the same one however often it is asked for.

        Raises:
            UnknownConversationError: no such answer in a conversation of ``owner``.
        """
        with self.database.writing() as db:
            found = db.execute(
                "SELECT token FROM turns t JOIN conversations c ON c.id = t.conversation"
                " LEFT JOIN shares s ON s.turn = t.id"
                " WHERE t.id = ? AND owner = ? AND answer IS NOT NULL",
                (turn, owner),
            ).fetchone()
            if found is None:
                raise UnknownConversationError(texts.CONVERSATION_UNKNOWN)
            token: str = found[0] or secrets.token_urlsafe(18)
            if not found[0]:
                now = moment(datetime.now(UTC))
                db.execute("INSERT INTO shares VALUES (?, ?, ?)", (turn, token, now))
        return token

    def unshare(self, owner: str, turn: int) -> None:
        """Let the link to an answer of ``owner`` lead nowhere from now on."""
        with self.database.writing() as db:
            db.execute(
                "DELETE FROM shares WHERE turn = ? AND turn IN (SELECT t.id FROM turns t"
                " JOIN conversations c ON c.id = t.conversation WHERE owner = ?)",
                (turn, owner),
            )

    def read(self, token: str) -> KeptTurn:
        """The shared turn.

        Raises:
            UnknownConversationError: no link of that token, or no longer.
        """
        with self.database.reading() as db:
            row = db.execute(
                f"SELECT {COLUMNS} FROM shares s JOIN turns t ON t.id = s.turn"
                " LEFT JOIN feedback f ON f.turn = t.id WHERE token = ?",
                (token,),
            ).fetchone()
        if row is None:
            raise UnknownConversationError(texts.SHARE_UNKNOWN)
        return turn_of(row)
