"""How much a measure gives, under which conditions, until when: told from its record, reckoned with the
figures that the question gives."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.clarify import ELSEWHERE, of_places
from assistant.blocks import Lead, Listing, Mark, Paragraph, Quote, Text
from assistant.evidence.asked import Asked
from assistant.match.asked import Picked, Wanted, pick, wanted_of
from assistant.match.calculator import UNSTATED
from assistant.match.matcher import Match, match
from assistant.match.place import place_of
from assistant.match.reading import profile_of_sentence
from assistant.match.statements import Told
from assistant.match.term import recurs
from assistant.match.verdict import Met
from corpus.facts.measures.measure import amount_text
from corpus.facts.periods import Period
from corpus.language.numerals import chinese_date

_DATED = 0.64  # above steps and lists, which tell more than was asked
_RECKONED, _TOLD = 0.9, 0.3  # a formula with the user's figure; words that others may choose better
_WHOLE = 0.8  # of the question's words said for the clause: it is in scope
_REVIEW = re.compile("审核|评审|公示|审批")
_DENIES = re.compile(
    "不是|并非|不属于|没有(?!.{0,6}[补奖吗])|除了"
)  # for whom else, is not told by a record
_MOST = 3  # clauses told
_TIERS = 8  # tiers of a clause told
_LABEL = 60  # characters of a tier


class Granted:
    """Answers 能补多少, 最高多少, 要什么条件, 几号截止 of a support measure."""

    name: ClassVar[str] = "measure"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: what is wanted, and of each clause that the question speaks of its matches."""
        text = asked.question.text
        wanted = wanted_of(text)
        if wanted is None or _DENIES.search(text):
            return None
        stock = asked.resources.matcher.stock()
        hits = {hit.chunk.document_id for hit in asked.hits}
        near = set(asked.named) & hits or hits
        meanings = {term.word: term.meanings for term in asked.question.terms}
        picked = pick(text, stock, near, meanings, wanted)
        if not picked:
            return None
        profile = profile_of_sentence(text)
        told, place = Told(profile), place_of(profile.place)
        found = [(p, [match(o, told, stock, place) for o in p.offers]) for p in picked]
        # of what is in force and what is not, the former answers
        found = [f for f in found if f[1][0].timely.validity.binding] or found
        found = found[:_MOST]
        if wanted is Wanted.UNTIL:
            return self._until(asked, found)
        if wanted is Wanted.CONDITIONS:
            found = [(p, own) for p, own in found if own[0].offer.measure.conditions]
        if not found:
            return None
        reckoned = wanted is Wanted.AMOUNT and any(_formula(m) for _, own in found for m in own)
        if wanted is Wanted.AMOUNT and not any(
            m.offer.measure.amounts for _, own in found for m in own
        ):
            # of a place, what the whole nation may get says nothing
            found = [f for f in found if place[: len(f[1][0].offer.region.names)] == place]
            return Bid(_TOLD, (wanted, found[:1], [])) if found else None
        surely = _RECKONED if reckoned else _TOLD
        return Bid(surely, (wanted, found, []), settles_scope=found[0][0].cover >= _WHOLE)

    def _until(self, asked: Asked, found: list[tuple[Picked, list[Match]]]) -> Bid | None:
        """The last day of each clause; where none is told for it, the periods that its document tells."""
        dated = [(p, own) for p, own in found if own[0].offer.measure.deadline]
        if dated:
            return Bid(_DATED, (Wanted.UNTIL, dated[:1], []), settles_scope=True)
        document_id = found[0][0].offers[0].document.document_id
        periods = asked.library.store.facts.find(Period, document_id=document_id)
        told = [
            f.fact
            for f in periods
            if f.fact.window.until and not _reviews(asked, document_id, f.fact)
        ]
        return Bid(_DATED, (Wanted.UNTIL, found[:1], told), settles_scope=True) if told else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """What is wanted first, then the words of the clause, then what else holds."""
        wanted, found, periods = bid.found
        draft = Draft()
        if periods:
            _periods(asked, draft, found[0][0], periods)
            return draft
        if wanted is Wanted.AMOUNT and any(_formula(m) for _, own in found for m in own):
            found = [f for f in found if any(_formula(m) for m in f[1])]
            found = [f for f in found if any(_formula(m) and _sure(m) for m in f[1])] or found
        for picked, own in found:
            _tell(asked, draft, wanted, picked, own)
        if len(found) > 1 and (options := of_places(asked.question, asked.fitting)):
            draft.options = options
            draft.blocks.append(Paragraph((ELSEWHERE,)))
        return draft


def _reviews(asked: Asked, document_id: str, period: Period) -> bool:
    """Whether a period is that of those who look at applications."""
    text = asked.library.document(document_id).text
    return _REVIEW.search(text, period.start, max(period.start, period.window.start)) is not None


def _periods(asked: Asked, draft: Draft, picked: Picked, periods: list[Period]) -> None:
    """When applications are open, in the words of the document; the last day first."""
    document = asked.library.document(picked.offers[0].document.document_id)
    last = max(p.window.until for p in periods if p.window.until)
    for period in sorted(periods, key=lambda p: p.window.until != last)[:_MOST]:
        provision = document.provision_at(period.start)
        if provision is None:
            continue
        mark = draft.cite(document, provision, period.start, period.end)
        if not draft.blocks:
            draft.blocks.append(Lead((f"申报截止{chinese_date(last)}", mark)))
        draft.blocks.append(Quote(document.text[period.start : period.end], mark, proof=True))


def _formula(match: Match) -> bool:
    """Whether the user's own figure went into the sum of a tier that he is in."""
    return " × " in match.sum.how and match.sum.value is not None and not _out(match)


def _sure(match: Match) -> bool:
    """Whether nothing is left open."""
    return all(v.met is Met.YES for v in match.verdicts)


def _out(match: Match) -> bool:
    return any(v.met is Met.NO for v in match.verdicts)


def _tell(asked: Asked, draft: Draft, wanted: Wanted, picked: Picked, own: list[Match]) -> None:
    offer = picked.offers[0]
    document = asked.library.document(offer.document.document_id)
    start, end = offer.measure.start, offer.measure.end
    end += document.text[end : end + 1] == "。"  # a sentence is quoted whole
    provision = document.provision_at(start)
    assert provision is not None  # measures are extracted from provisions
    mark = draft.cite(document, provision, start, end)
    if wanted is Wanted.AMOUNT:
        draft.blocks += _amounts(own, mark)
    elif wanted is Wanted.CONDITIONS:
        items = tuple((offer.said(v.piece), mark) for v in own[0].verdicts if v.piece.text.strip())
        draft.blocks.append(Listing(items, (f"须满足 {len(items)} 项条件：",)))
    else:
        draft.blocks.append(Lead((_until(own[0]), _until_mark(asked, draft, own[0]) or mark)))
    draft.blocks.append(Quote(document.text[start:end], mark, proof=True))
    if wanted is not Wanted.UNTIL and own[0].timely.until and (line := _until(own[0])):
        draft.blocks.append(Paragraph((f"{line}。",)))


def _amounts(own: list[Match], mark: Mark) -> list[Lead | Listing]:
    """The sum, with its formula; tier by tier where the question leaves open which."""
    fitting = [m for m in own if not _out(m)] or own
    reckoned = [m for m in fitting if _formula(m)]
    if len(reckoned) == 1:
        return [Lead((f"{reckoned[0].sum.shown}（{reckoned[0].sum.how}）", mark))]
    if len(fitting) == 1:
        return [Lead((_stated(fitting[0]), mark))]
    items: list[Text] = [(f"{_tier(m)}{_stated(m)}", mark) for m in fitting[:_TIERS]]
    return [Listing(tuple(items), (f"分 {len(fitting)} 档：",))]


def _tier(match: Match) -> str:
    tier = match.offer.measure.tier
    words = " ".join(tier.text.split())[:_LABEL] if tier else ""
    return f"{words}：" if words else ""


def _stated(match: Match) -> str:
    amounts = match.offer.measure.amounts
    if not amounts:
        return UNSTATED
    said = "，".join(map(amount_text, amounts))
    return f"{match.sum.shown}（{match.sum.how}）" if _formula(match) else said


def _until(match: Match) -> str:
    timely, limit = match.timely, match.offer.measure.deadline
    if limit is not None and recurs(limit, match.offer.document):
        words = " ".join(limit.text.split()).removeprefix("每年")
        return f"申报时间：每年{words}"
    until = timely.until or (limit.until if limit else None)
    if until is None:
        return f"申报时间：{' '.join(limit.text.split())}" if limit else ""
    to_apply = timely.to_apply or (limit is not None and limit.until == until)
    return f"{'申报截止' if to_apply else '政策有效期至'}{chinese_date(until)}"


def _until_mark(asked: Asked, draft: Draft, match: Match) -> Mark | None:
    """The citation of the words that tell the day."""
    limit = match.offer.measure.deadline or match.offer.measure.term
    if limit is None:
        return None
    document = asked.library.document(match.offer.document.document_id)
    provision = document.provision_at(limit.start)
    return draft.cite(document, provision, limit.start, limit.end) if provision else None
