"""What somebody can get: 我是成都一家30人的餐饮企业，能享受哪些政策？"""

import re
from collections import Counter
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Listing, Paragraph, Text
from assistant.errors import ProfileError
from assistant.evidence.asked import Asked
from assistant.match.calculator import UNSTATED
from assistant.match.matcher import Match, Status
from assistant.match.place import Reach
from assistant.match.profile import Profile
from assistant.match.reading import profile_of_sentence, says_something
from assistant.match.term import When
from assistant.match.verdict import Met
from assistant.understanding.kinds import QuestionKind
from corpus.language.numerals import chinese_date

_SURELY, _LAPSED = 0.967, 0.94  # above what tables say; where all has lapsed, below
_LIKELY, _WHOLE = 0.45, 0.25  # share of 可享政策; enough where the question says much of who asks
_MOST = 8  # measures that are listed
_LONGEST = 900  # characters quoted: more than elsewhere, as every line is a benefit of its own
_THIS = re.compile("[这本该]个?[份项]?(?:文件|政策|通知|办法|意见)")
_ASK = 40  # characters of one of them
_SPOKEN = 0.42  # of what a measure is about is said
_OPEN = 3  # things to check that are named


class Benefits:
    """Holds what a question says of who asks against the measures of the library."""

    name: ClassVar[str] = "benefits"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the profile and the measures that it speaks of, where one of them may be had."""
        question = asked.question
        share = question.shares.get(QuestionKind.BENEFITS, 0.0)
        if share < _WHOLE or asked.named or _THIS.search(question.text):
            return None
        profile = profile_of_sentence(question.text)
        told = (profile.place, profile.industry, profile.size, profile.qualifications)
        if not says_something(profile) or (share < _LIKELY and sum(map(bool, told)) < 2):
            return None
        try:
            found = asked.resources.matcher.match(profile)
        except ProfileError:
            return None
        if asked.within is not None:
            found = [m for m in found if m.offer.document.document_id in asked.within]
        if any(m.applies for m in found):
            return Bid(_SURELY, (profile, found), settles_scope=True)
        lapsed = [m for m in found if _lapsed(m)]
        return Bid(_LAPSED, (profile, lapsed), settles_scope=True) if lapsed else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """How many fit, which, what they come to, what is to be checked, and what is left out."""
        profile, found = bid.found
        if not any(m.applies for m in found):
            return _all_lapsed(asked, profile, found)
        fits = [m for m in found if m.status is Status.FITS]
        open_ = [m for m in found if m.status is Status.OPEN]
        draft = Draft([Lead((_lead(profile, fits, open_),))], notices_at=1)
        listed = 0
        for name, own in (("符合", fits), ("需核实", open_)):
            items = []
            for match in own[: _MOST - listed]:
                if draft.quoted() > _LONGEST:
                    break
                items.append(_item(asked, draft, match))
            listed += len(items)
            if items:
                draft.blocks.append(Listing(tuple(items), (f"{name}：",)))
        if left := len(fits) + len(open_) - listed:
            draft.blocks.append(Paragraph((f"另有 {left} 项未列出，可在“找政策”页面查看全部。",)))
        if apart := _apart(found):
            draft.blocks.append(Paragraph((apart,)))
        draft.options = _options(asked.question.text, profile, open_)
        return draft


def _lapsed(match: Match) -> bool:
    """Whether only time stands in the way of what may fit."""
    return (
        match.timely.when is not When.OPEN
        and match.reach is Reach.HERE
        and match.share >= _SPOKEN
        and all(v.met is not Met.NO for v in match.verdicts)
    )


def _all_lapsed(asked: Asked, profile: Profile, found: list[Match]) -> Draft:
    """That nothing can be had now, and what could be had, with the reason."""
    line = f"{_said(profile)}，资料库里有 {len(found)} 项相关的支持措施，但都已过期或尚未开始："
    draft = Draft([Lead((line,))], notices_at=1)
    items: list[Text] = []
    for match in found[:_MOST]:
        if draft.quoted() > _LONGEST:
            break
        items.append((*_item(asked, draft, match), f"（{match.timely.reason}）"))
    draft.blocks.append(Listing(tuple(items)))
    if left := len(found) - len(items):
        draft.blocks.append(Paragraph((f"另有 {left} 项未列出，可在“找政策”页面查看全部。",)))
    return draft


def _said(profile: Profile) -> str:
    told = "，".join(
        filter(None, (profile.place, profile.industry, profile.size, *profile.qualifications))
    )
    return f"按您说的情况（{told}）"


def _lead(profile: Profile, fits: list[Match], open_: list[Match]) -> str:
    said = _said(profile)
    if fits and open_:
        return f"{said}，符合 {len(fits)} 项支持措施，另有 {len(open_)} 项需要核实："
    return (
        f"{said}，符合 {len(fits)} 项支持措施："
        if fits
        else f"{said}，有 {len(open_)} 项支持措施可能适用，需要核实："
    )


def _item(asked: Asked, draft: Draft, match: Match) -> Text:
    """Amount and formula, the words, what is to be checked, until when."""
    offer = match.offer
    document = asked.library.document(offer.document.document_id)
    provision = document.provision_at(offer.measure.start)
    assert provision is not None  # measures are extracted from provisions
    mark = draft.cite(document, provision, offer.measure.start, offer.measure.end)
    unstated = f"{UNSTATED}：" if match.sum.how == UNSTATED else ""
    before = f"{match.sum.shown}：" if match.sum.shown else unstated
    words = " ".join(offer.quote.split())
    how = f"（{match.sum.how}）" if match.sum.how and " × " in match.sum.how else ""
    checks = "、".join(_short(ask) for ask in match.missing[:_OPEN])
    behind = f"；需核实：{checks}" if checks else ""
    if match.timely.until:
        word = "申报截止" if match.timely.to_apply else "有效期至"
        behind += f"；{word}{chinese_date(match.timely.until)}"
    return f"{before}{words}", mark, how + behind


def _short(ask: str) -> str:
    ask = " ".join(ask.split())
    return ask if len(ask) <= _ASK else f"{ask[: _ASK - 1]}…"


def _apart(found: list[Match]) -> str:
    """How many are left out because of time or place."""
    out = Counter(
        match.timely.when.value if match.timely.when is not When.OPEN else match.reach.value
        for match in found
        if not match.applies
        and (match.timely.when is not When.OPEN or match.reach is Reach.ELSEWHERE)
    )
    told = "，".join(f"{name} {count} 项" for name, count in out.items())
    return f"没有列入：{told}。" if told else ""


def _options(question: str, profile: Profile, open_: list[Match]) -> tuple[str, ...]:
    """Where the place is what is missing: the places to choose from."""
    if profile.place:
        return ()
    places = Counter(m.offer.region.name for m in open_ if m.reach is Reach.UNKNOWN)
    named = [name for name, _ in places.most_common(4) if name]
    return tuple(f"我在{name}，{question}" for name in named)
