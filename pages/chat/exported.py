"""What an exported conversation says: each answer with its quotes, where they stand, and whether the
documents are in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.answer import Citation
from assistant.blocks import Block
from corpus import clock
from corpus.errors import PolicyError
from corpus.language.numerals import chinese_date
from pages import texts
from pages.desk import Desk
from pages.records.kept import Kept, KeptTurn

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ExportedQuote:
    """A quote and what is known of it, as name and value."""

    n: int
    title: str
    words: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ExportedTurn:
    """A question, its answer (empty where there is none), why there is none, and quotes."""

    question: str
    asked: str
    answer: tuple[Block, ...]
    notice: str
    quotes: tuple[ExportedQuote, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A conversation as it is to be written into a file."""

    title: str
    line: str
    turns: Sequence[ExportedTurn]


def exported(kept: Kept, desk: Desk) -> Exported:
    """Put together what a file of this conversation says, as documents stand today."""
    now = _minute(clock.now())
    line = texts.EXPORT_LINE.format(now=now)
    return Exported(kept.title, line, [_turn(turn, desk) for turn in kept.turns])


def _turn(turn: KeptTurn, desk: Desk) -> ExportedTurn:
    cited = turn.answer.citations if turn.answer else ()
    quotes = tuple(_quote(c, desk) for c in cited)
    asked = _minute(clock.local(turn.asked_at))
    return ExportedTurn(turn.question, asked, turn.shown, turn.notice, quotes)


def _quote(cited: Citation, desk: Desk) -> ExportedQuote:
    facts, _ = quote_facts(cited, desk)
    return ExportedQuote(cited.n, cited.title, cited.quote, tuple(facts))


def quote_facts(cited: Citation, desk: Desk) -> tuple[list[Fact], str]:
    """What is known of a quote today, as name and value, and where its original is seen ("" for
    nowhere)."""
    facts = [
        (texts.NUMBER, cited.number or texts.NOT_RECORDED),
        (texts.PATH_LABEL, cited.section),
        (texts.OFFSETS, texts.OFFSETS_VALUE.format(start=cited.start, end=cited.end)),
        (texts.VERSION, f"{cited.document_id} @ {cited.version}"),
        (texts.VALIDITY_THEN, cited.validity),
    ]
    try:
        quoted = desk.quoted(cited)
    except PolicyError:  # the store is being rebuilt; what was cited then is known all the same
        return facts, ""
    known = quoted.document.metadata if quoted.document else None
    if known and known.issuer:
        facts.insert(1, (texts.ISSUER, known.issuer))
    if known and known.issued:
        facts.insert(2 if known.issuer else 1, (texts.ISSUED, chinese_date(known.issued)))
    if quoted.standing and quoted.standing.validity.value != cited.validity:
        facts.append((texts.VALIDITY_NOW, quoted.standing.validity.value))
    if quoted.removed or quoted.changed:
        line = texts.SOURCE_REMOVED if quoted.removed else texts.SOURCE_CHANGED
        facts.append((texts.NOTE, line))
    return facts, quoted.original


def _minute(moment: datetime) -> str:
    return f"{chinese_date(moment.date())} {moment:%H:%M}"
