"""Conversations are kept as they go on; where that fails the visitor is told, and goes on."""

import sqlite3
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.blocks import Lead, Prose
from pages import texts
from pages.chat.conversation import Conversation
from pages.chat.history import history
from pages.chat.keeping import keep, listed, reopen
from pages.chat.transcript import transcript
from pages.desk import Desk
from pages.identity import Identity, Role
from pages.records.errors import UnknownConversationError
from pages.records.kept import Rating, Verdict
from pages.records.records import Records

VISITOR = Identity(Role.GUEST, "甲")
OTHER = Identity(Role.READER, "甲")


def answered(conversation: Conversation, question: str, *, again: bool = False) -> Conversation:
    begun = conversation.begin(question, again=again)
    return begun.finish(Answer(question, "answered", (Lead(("答。",)),)))


def test_a_conversation_comes_back_as_it_was() -> None:
    records = Records.open(None)
    first = keep(records, VISITOR, answered(Conversation(), "甲？"))
    records.rate(VISITOR.key, first.turns[0].saved, Rating(Verdict.UP))
    second = keep(
        records, VISITOR, first.begin("乙？").show((Prose("一半"),)).give_up(texts.STOPPED)
    )
    again = reopen(records, VISITOR, second.id)
    assert again == second and again.turns[0].rating == Rating(Verdict.UP)
    assert again.questions() == ["甲？"] and again.turns[1].shown == (Prose("一半"),)
    with pytest.raises(UnknownConversationError):
        reopen(records, OTHER, second.id)
    assert listed(records, OTHER) == []


def test_keeping_twice_keeps_one() -> None:
    """As when a visitor stops an answer in the moment that it ends."""
    records = Records.open(None)
    begun = Conversation(id="x").begin("甲？")
    stopped = keep(records, VISITOR, begun.give_up(texts.STOPPED))
    ended = keep(records, VISITOR, begun.finish(Answer("甲？", "answered", (Lead(("答。",)),))))
    assert stopped.turns[0].saved == ended.turns[0].saved
    assert len(reopen(records, VISITOR, "x").turns) == 1


def test_a_question_asked_again_takes_the_place_of_the_last() -> None:
    records = Records.open(None)
    kept = keep(records, VISITOR, answered(Conversation(), "甲？"))
    kept = keep(records, VISITOR, answered(kept, "乙？", again=True))
    assert [t.question for t in reopen(records, VISITOR, kept.id).turns] == ["乙？"]


def test_whoever_signs_in_goes_on_with_a_conversation_of_their_own() -> None:
    records = Records.open(None)
    kept = keep(records, VISITOR, answered(Conversation(), "甲？"))
    later = keep(records, OTHER, answered(kept, "乙？"))
    assert later.id != kept.id and not later.turns[-1].unsaved
    assert [t.question for t in reopen(records, OTHER, later.id).turns] == ["乙？"]
    assert [t.question for t in reopen(records, VISITOR, kept.id).turns] == ["甲？"]


def test_nobody_is_recorded_without_a_name() -> None:
    records = Records.open(None)
    nameless = Identity(Role.GUEST, "")
    keep(records, nameless, answered(Conversation(), "甲？"))
    assert records.listed(nameless.key) == [] == listed(records, nameless)


def test_answers_go_on_where_nothing_can_be_kept() -> None:
    records = Records.open(None)
    records.database.close()
    kept = keep(records, VISITOR, answered(Conversation(), "甲？"))
    assert kept.turns[0].answer and texts.UNSAVED in transcript(kept)
    assert texts.HISTORY_LOST in history(listed(records, VISITOR), kept.id)


def test_the_pages_open_with_records_of_a_later_version(seed_store: Path, tmp_path: Path) -> None:
    for name in ("store.sqlite3", "keywords"):
        (tmp_path / name).symlink_to(seed_store / name)
    with sqlite3.connect(tmp_path / "records.db") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    desk = Desk(tmp_path)
    kept = keep(desk.records, VISITOR, answered(Conversation(), "甲？"))
    assert kept.turns[0].saved and desk.records.database.path is None
    with sqlite3.connect(tmp_path / "records.db") as db:
        assert db.execute("PRAGMA user_version").fetchone() == (99,)
    db.close()
