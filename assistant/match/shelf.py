"""The measures of the library, made ready to be matched and kept until the index changes."""

import math
from collections import Counter
from collections.abc import Sequence

from assistant.match.offer import Offer
from assistant.match.verdict import Weight
from corpus.language.words import general_idf

_HEAVIEST = 11.0


def weights(offers: Sequence[Offer]) -> Weight:
    """How much each word tells: rare in general Chinese, and in few of the measures at hand."""
    counts: Counter[str] = Counter()
    for offer in offers:
        pieces = (offer.topic, *offer.conditions, *((offer.target,) if offer.target else ()))
        counts.update({word for piece in pieces for word in piece.words})
    whole = math.log(len(offers) + 2)
    kept: dict[str, float] = {}

    def weight(word: str) -> float:
        known = kept.get(word)
        if known is None:
            rare = math.log((len(offers) + 2) / (counts[word] + 1)) / whole
            known = kept[word] = min(general_idf(word), _HEAVIEST) * (0.4 + 0.6 * rare)
        return known

    return weight
