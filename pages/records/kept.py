"""What is kept: turns, conversations and ratings, and an answer as JSON."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum

from assistant.answer import Answer, Citation
from assistant.blocks import Block, Prose, from_json, to_json


class Verdict(StrEnum):
    """What a visitor says of an answer."""

    UP = "up"
    DOWN = "down"


class Reason(StrEnum):
    """Why an answer did not help."""

    OFF_TOPIC = "答非所问"
    CITATION = "引用不对"
    OUTDATED = "内容过时"
    MISSING = "没找到"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Rating:
    """A visitor's word on one answer; ``reason`` is None where none was chosen."""

    verdict: Verdict
    reason: Reason | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class NewTurn:
    """A turn to be kept. ``answer`` is None where there is none: ``notice`` then says why, and
    ``shown`` is what was on the page. ``status`` is the answer's, or ``stopped`` or
    ``failed``."""

    question: str
    asked_at: datetime
    answer: Answer | None = None
    shown: tuple[Block, ...] = ()
    notice: str = ""
    status: str = "failed"
    elapsed_ms: int = 0


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn as it was kept; ``turn`` names it in the records, ``token`` the link to it, "" where
    it is not shared."""

    turn: int
    question: str
    asked_at: datetime
    answer: Answer | None
    shown: tuple[Block, ...]
    notice: str
    rating: Rating | None = None
    token: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in the list of its owner."""

    id: str
    title: str
    created: datetime
    changed: datetime
    turns: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole conversation, its turns in order."""

    id: str
    title: str
    created: datetime
    turns: tuple[KeptTurn, ...]


def answer_to_json(answer: Answer) -> str:
    """Everything that is needed to show the answer again; not what a model wrote it from."""
    values = asdict(answer) | {"blocks": to_json(answer.blocks)}
    del values["material"]
    return json.dumps(values)  # escaped to ASCII: a document may hold halves of characters


def answer_from_json(written: str) -> Answer:
    """The answer that ``answer_to_json`` wrote; keys of another version are ignored. Earlier ones
    kept the answer as Markdown."""
    values = json.loads(written)
    known = {f.name for f in fields(Answer)}
    of_citation = {f.name for f in fields(Citation)}
    kept = {key: value for key, value in values.items() if key in known}
    kept["citations"] = tuple(
        Citation(**{k: v for k, v in cited.items() if k in of_citation})
        for cited in kept.get("citations", ())
    )
    kept["options"] = tuple(kept.get("options", ()))
    kept["blocks"] = (
        from_json(values["blocks"]) if "blocks" in values else (Prose(values["answer"]),)
    )
    return Answer(**kept)


def rating_of(verdict: str | None, reason: str | None, words: str | None) -> Rating | None:
    """A rating from its columns, None where there is none."""
    if not verdict:
        return None
    return Rating(Verdict(verdict), Reason(reason) if reason else None, words or "")


# Of the tables turns, feedback and shares, as ``turn_of`` takes them.
COLUMNS = "t.id, question, asked_at, answer, shown, notice, token, verdict, reason, words"


def turn_of(row: tuple[int, str, str, str | None, str, str, str | None, str, str, str]) -> KeptTurn:
    """A turn from its columns, those of its rating and of its link."""
    turn, question, asked_at, written, shown, notice, token, *rated = row
    answer = answer_from_json(written) if written else None
    blocks = answer.blocks if answer else (Prose(shown),) if shown else ()
    at = datetime.fromisoformat(asked_at)
    return KeptTurn(turn, question, at, answer, blocks, notice, rating_of(*rated), token or "")


def moment(at: datetime) -> str:
    """A time as the tables hold it: UTC, of one width, so that it sorts."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def whole(text: str) -> str:
    """``text`` without halves of characters, which no table can hold."""
    return text.encode("utf-8", "ignore").decode("utf-8")
