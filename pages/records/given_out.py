"""Everything that is kept of one owner as JSON values, for who asks what is known of them."""

from typing import Any
from urllib.parse import parse_qsl

from assistant.rendering.markdown import markdown
from pages.records.kept import Kept, KeptTurn
from pages.records.records import Records


def given_out(records: Records, owner: str) -> dict[str, Any]:
    """The owner's key and conversations: questions, answers with their quotes, ratings, times in UTC.

    Raises:
        RecordsError: the file can't be read.
    """
    kept = [
        records.load(owner, listed.id, also_replaced=True)
        for listed in records.listed(owner, limit=-1)
    ]
    values: dict[str, Any] = {
        "owner": owner,
        "conversations": [_conversation(one) for one in kept],
    }
    if profile := records.profile(owner):
        told, at = profile
        values["profile"] = {"told": dict(parse_qsl(told.lstrip("?"))), "kept_at": at}
    return values


def _conversation(kept: Kept) -> dict[str, Any]:
    return {
        "title": kept.title,
        "created": kept.created.isoformat(),
        "turns": [_turn(turn) for turn in kept.turns],
    }


def _turn(turn: KeptTurn) -> dict[str, Any]:
    values: dict[str, Any] = {
        "question": turn.question,
        "asked_at": turn.asked_at.isoformat(),
        "shown": markdown(turn.shown),
        "notice": turn.notice,
    }
    if turn.answer:
        values["answer"] = turn.answer.to_json()
    if turn.rating:
        reason = turn.rating.reason.value if turn.rating.reason else ""
        values["rating"] = {
            "verdict": turn.rating.verdict.value, "reason": reason, "words": turn.rating.words,
        }  # fmt: skip
    return values
