"""What the same benefit is in each place: 各市对首次认定高新技术企业奖励多少？"""

import re
from collections.abc import Set
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Paragraph, Table, Text
from assistant.errors import ProfileError
from assistant.evidence.asked import Asked
from assistant.match.asked import Wanted, wanted_of
from assistant.match.offer import Offer
from assistant.measures.comparing import amounts_of
from assistant.measures.comparison import Group, compare

_SURELY = 0.968  # above what one measure of one place says
_MOST, _CELL = 8, 120  # rows; characters of a quote
_PLACES = re.compile("各(?:个)?(?:省|市|县|区|地(?!块))|哪(?:个|些)(?:省|市|县|区|地方|地区)")
_COLUMNS = ("地区", "能得多少", "原文", "文件")


class BenefitsCompared:
    """Lays the measures of several places side by side."""

    name: ClassVar[str] = "benefits_compared"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the benefits of at least two places that the question speaks of."""
        text = asked.question.text
        if asked.named or not _PLACES.search(text) or wanted_of(text) is not Wanted.AMOUNT:
            return None
        try:
            groups = compare(asked.resources.matcher.stock(), text)
        except ProfileError:
            return None
        own = [g for g in groups if asked.within is None or _within(g, asked.within)]
        return Bid(_SURELY, own, settles_scope=True) if own else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """A table, a row each place, every quote cited."""
        offers = [offer for group in bid.found for offer in group.offers]
        places = list(dict.fromkeys(o.region.name for o in offers))
        lead = f"资料库里有 {len(places)} 个地区规定了这项支持（{'、'.join(places[:_MOST])}）："
        draft = Draft([Lead((lead,))], notices_at=1)
        rows = tuple(_row(asked, draft, offer) for offer in offers[:_MOST])
        draft.blocks.append(Table(_COLUMNS, rows))
        if left := len(offers) - len(rows):
            draft.blocks.append(Paragraph((f"另有 {left} 项未列出，可在“比较政策”页面查看全部。",)))
        return draft


def _within(group: Group, within: Set[str]) -> bool:
    return all(o.document.document_id in within for o in group.offers)


def _row(asked: Asked, draft: Draft, offer: Offer) -> tuple[Text, ...]:
    document = asked.library.document(offer.document.document_id)
    provision = document.provision_at(offer.measure.start)
    assert provision is not None  # measures are extracted from provisions
    mark = draft.cite(document, provision, offer.measure.start, offer.measure.end)
    quote = " ".join(offer.quote.split())
    shown = quote if len(quote) <= _CELL else f"{quote[: _CELL - 1]}…"
    return (offer.region.name,), (amounts_of(offer),), (shown, mark), (document.title,)
