"""``python -m assistant measures --compare``: the same benefit side by side, for a terminal and programs."""

import json
from typing import Any

from assistant.library import Library
from assistant.match.offer import Offer
from assistant.match.shelf import MeasureShelf
from assistant.measures.comparison import NOTHING_SHARED, Group, Over, compare
from corpus.facts.measures.measure import amount_text
from index.store import Store


def compare_command(
    store: Store, words: str, places: list[str], *, versions: bool, as_json: bool
) -> int:
    """Print the groups.

    Raises:
        ProfileError: nothing is asked, or a place is none.
    """
    over = Over.VERSIONS if versions else Over.PLACES
    groups = compare(MeasureShelf(Library(store)).stock(), words, places, over)
    if as_json:
        print(json.dumps([group_json(group) for group in groups], ensure_ascii=False))
    else:
        print("\n".join(map(group_lines, groups)) or NOTHING_SHARED)
    return 0


def group_json(group: Group) -> dict[str, Any]:
    """One benefit, a row each measure; ``start``/``end`` are the offsets of ``quote``."""
    return {"benefit": group.name, "rows": [_row(offer) for offer in group.offers]}


def group_lines(group: Group) -> str:
    """Lines to read: the benefit, then place, amount, words and source of each."""
    lines = [f"【{group.name}】"]
    for offer in group.offers:
        quote = " ".join(offer.quote.split())
        lines.append(f"  {offer.region.name}：{amounts_of(offer)}　{quote}")
        lines.append(f"      —— {offer.document.title} {offer.section}")
    return "\n".join(lines)


def amounts_of(offer: Offer) -> str:
    """What one gets, as one reads it; said where the text gives no figure."""
    return "、".join(map(amount_text, offer.measure.amounts)) or "文件未规定金额"


def _row(offer: Offer) -> dict[str, Any]:
    measure, document = offer.measure, offer.document
    return {
        "place": offer.region.name,
        "amount": amounts_of(offer),
        "tier": measure.tier.text if measure.tier else None,
        "conditions": [offer.said(piece) for piece in offer.conditions],
        "quote": offer.quote,
        "start": measure.start,
        "end": measure.end,
        "document_id": document.document_id,
        "title": document.title,
        "section": offer.section,
    }
