"""What a document has for the one who asks: 我是在周口做家具的小厂，这文件对我有什么用 → what it says of the trade,
of the place, and the support that is there for all."""

import re
from dataclasses import dataclass
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.meant import is_plain, meant
from assistant.answers.mentions import fitting, line
from assistant.blocks import Lead, Listing
from assistant.evidence.asked import Asked
from assistant.mentions.asker import Asker, asker_of, wider
from assistant.mentions.gathered import Said, gather
from assistant.mentions.subject import Subject
from assistant.understanding.kinds import QuestionKind
from corpus.document import Document
from corpus.structure.statements import Statement
from corpus.structure.support import for_small, support_of

_SURELY = 0.75
_KINDS = (QuestionKind.BENEFITS, QuestionKind.ADVICE)
_FOR_ME = re.compile(
    "(?:对|给|跟|和)(?:我|俺|咱).{0,8}(?:用|影响|好处|帮助|关系|意味)|(?:用得上|能用上?|够得着|套得上|用上).{0,10}(?:哪|啥|什么|几)|(?:哪|啥|什么).{0,8}(?:用得上|能用|跟我|和我|适合我)|(?:能|有|可以).{0,6}(?:沾|享受|支持|好处|机会|优惠)"
)
_LIKELY = 0.5  # share of these among the kinds
_TRADE, _PLACE, _SUPPORT = (8, 280), (5, 160), (6, 330)  # statements shown, and characters of them
_OF_SMALL = 2  # statements on small enterprises that come first
_FEW = 2  # statements below which a trade is looked for by a wider name


@dataclass(frozen=True, slots=True)
class Found:
    """What the document says: of the trade (by which name), of the place, for all."""

    asker: Asker
    name: str
    trade: list[Said]
    place: list[Said]
    support: list[Said]


class Advice:
    """Groups what a document has for an asker who says what he does or where he is."""

    name: ClassVar[str] = "advice"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the groups; the document has to be known, and the asker to say who he is."""
        share = sum(asked.question.shares.get(kind, 0.0) for kind in _KINDS)
        verdict = asked.question.kind is QuestionKind.YES_NO
        if share < _LIKELY and (verdict or not _FOR_ME.search(asked.question.text)):
            return None
        asker = asker_of(asked.question)
        if asked.question.departments:
            return None  # an official asks for his department, not for himself
        about = meant(asked)
        if asker is None or about is None or not is_plain(asked):
            return None
        if not (asker.trade or asker.place or asker.small):
            return None
        found = _found(about.document, asker)
        if not (found.trade or found.place or found.support):
            return None
        return Bid(_SURELY, found, settles_scope=bool(found.trade or found.place))

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """What there is, in one line; then each group."""
        found: Found = bid.found
        draft = Draft(notices_at=1)
        place = found.asker.place[0] if found.asker.place else ""
        groups = [
            (found.name, "条", found.trade, _TRADE),
            (place, "处", found.place, _PLACE),
            ("通用支持", "条", found.support, _SUPPORT),
        ]
        told = [f"{name}{len(said)}{unit}" for name, unit, said, _ in groups if said]
        missing = [n for n, _, said, _ in groups[:2] if n and not said]
        missing = [n for n in missing if not any(n in s.words for s in found.trade)]
        silent = f"文件没有点名{'、'.join(missing)}；" if missing else ""
        draft.blocks.append(Lead((f"{silent}与您有关的有：{'，'.join(told)}。",)))
        for name, _, said, (most, room) in groups:
            if said:
                shown = fitting(said, most, room)
                lines = tuple(line(s, draft, headed=said is not found.support) for s in shown)
                draft.blocks.append(Listing(lines, (f"{name}：",)))
        return draft


def _found(document: Document, asker: Asker) -> Found:
    name = asker.trade[0] if asker.trade else ""
    trade = _of_trade(document, asker)
    place = gather(document, Subject((asker.place,), place=True)) if asker.place else []
    known = {s.statement.start for s in trade}
    place = [s for s in place if s.statement.start not in known]
    known |= {s.statement.start for s in place}
    general = support_of(document, asker.small)
    if asker.small:
        general = list({s.start: s for s in [*for_small(document)[:_OF_SMALL], *general]}.values())
    support = [_said(document, s) for s in general if s.start not in known]
    return Found(asker, name, trade, place, support)


def _of_trade(document: Document, asker: Asker) -> list[Said]:
    """What is said of the trade; by a wider name where next to nothing is."""
    if not asker.trade:
        return []
    said = gather(document, Subject((asker.trade,)))
    for names in wider(asker.trade[0]):
        if len(said) >= _FEW:
            break
        more = gather(document, Subject(tuple((name,) for name in names)))
        known = {s.statement.start for s in said}
        said = said + [s for s in more if s.statement.start not in known]
    return said


def _said(document: Document, statement: Statement) -> Said:
    words = " ".join(document.text[statement.start : statement.end].split())
    return Said(document, statement, words.strip("，,。；;：: "), False)
