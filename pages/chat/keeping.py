"""Keep conversations as they go on, and bring them back. Answering never depends on it."""

import logging
from dataclasses import replace

from corpus.errors import PolicyError
from pages.chat.conversation import Conversation, Turn
from pages.identity import Identity
from pages.records.errors import RecordsError, UnknownConversationError
from pages.records.kept import KeptTurn, Listed, NewTurn
from pages.records.records import LISTED, Records, new_id

log = logging.getLogger(__name__)


def keep(records: Records, visitor: Identity, conversation: Conversation) -> Conversation:
    """Put the last turn of a conversation into the records; what can't be kept says so itself.

    Doing it twice does no harm. A visitor without a name has no records.
    """
    if not visitor.name or not conversation.turns or conversation.busy:
        return conversation
    conversation = replace(conversation, id=conversation.id or new_id())
    last = conversation.turns[-1]
    new = NewTurn(
        last.question, last.asked_at, last.answer, last.shown, last.notice,
        "stopped" if last.shown or not last.notice else "failed",
    )  # fmt: skip
    try:
        return _appended(records, visitor.key, conversation, new)
    except UnknownConversationError:  # signed in or out meanwhile: it goes on as another one
        conversation = replace(conversation, id=new_id())
    except RecordsError as error:
        log.warning("%s", error, exc_info=error.__cause__)
        return conversation.last_saved(0)
    try:
        return _appended(records, visitor.key, conversation, new)
    except PolicyError as error:
        log.warning("%s", error)
        return conversation.last_saved(0)


def reopen(records: Records, visitor: Identity, conversation: str) -> Conversation:
    """A conversation of the visitor as it was kept.

    Raises:
        UnknownConversationError: none of that id is the visitor's; RecordsError: it can't be read.
    """
    kept = records.load(visitor.key, conversation)
    return Conversation(tuple(_turn(turn) for turn in kept.turns), kept.id)


def listed(
    records: Records, visitor: Identity, limit: int = LISTED, words: str = ""
) -> list[Listed] | None:
    """The visitor's conversations (``Records.listed``), None where they can't be read."""
    if not visitor.name:
        return []
    try:
        return records.listed(visitor.key, limit, words)
    except RecordsError as error:
        log.warning("%s", error, exc_info=error.__cause__)
        return None


def _appended(
    records: Records, owner: str, conversation: Conversation, new: NewTurn
) -> Conversation:
    replaces = conversation.turns[-1].replaces
    try:
        saved = records.append(owner, conversation.id, new, replaces)
    except UnknownConversationError:
        records.begin(owner, new.question, conversation.id)
        saved = records.append(owner, conversation.id, new, replaces)
    # A rating given while this answer was being written is in the records only.
    ratings = {turn.turn: turn.rating for turn in records.load(owner, conversation.id).turns}
    return conversation.last_saved(saved).rated(ratings)


def _turn(kept: KeptTurn) -> Turn:
    return Turn(
        kept.question, kept.shown, kept.answer, kept.notice, kept.asked_at, kept.turn,
        rating=kept.rating, token=kept.token,
    )  # fmt: skip
