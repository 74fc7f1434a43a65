"""The same benefit in several places or versions of a policy, side by side.

Two measures give the same benefit when what they are about, whom they are for and their tier are said in
the same words and their kinds agree; the place has no part in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import ProfileError
from assistant.match.asked import topic_words
from assistant.match.contrast import opposed
from assistant.match.offer import Offer
from assistant.match.place import place_of
from assistant.match.shelf import Stock
from assistant.match.verdict import Weight
from assistant.match.words import Words, covered, words_of
from corpus.facts.measures.measure import Benefit
from corpus.language.places import place_table

_SAME = 0.6  # of the weight of either's words said by the other
_ASKED = 0.66  # of the weight of the question's words said by the clause
_MOST = 400  # measures that are held against each other
# Grants of money are called 奖励 here and 补助 there.
_MONEY = frozenset((Benefit.REWARD, Benefit.SUBSIDY, Benefit.TALENT))
_COMPARING = re.compile(
    "各(?:省市|市县|区县|[省市区县地])(?:区|方)?|哪(?:个|些|里)?(?:省|市|县|区|地方|地)?|新旧(?:办法|政策|版本?)?|新老|有(?:什么|何|哪些)?(?:变化|不同|区别|差别)|"
    "变化|不同|区别|对比|相比|比较|(?:得|更|最)?(?:高|低|多(?!少)|(?<!多)少)[？?]?$|分别|办法|政策"
)
NOTHING_ASKED = "请说明要比较哪项支持，如“首次认定高新技术企业奖励”，或写明至少两个地区。"
NOTHING_SHARED = "没有找到两个以上地区（或版本）都有的同一项支持措施。"
NO_PLACE = "认不出地区“{name}”，请写完整的省、市或区县名称。"


class Over(StrEnum):
    """What a benefit is compared over."""

    PLACES = "地区"
    VERSIONS = "版本"


@dataclass(frozen=True, slots=True)
class Group:
    """One benefit: ``name`` in the words of its first measure; ``offers`` in the order of their places,
    of one place by the day of their document."""

    name: str
    offers: tuple[Offer, ...]


def compare(
    stock: Stock, words: str = "", places: Sequence[str] = (), over: Over = Over.PLACES
) -> list[Group]:
    """The benefits that ``words`` speak of (all, where they speak of none) and that at least two places
    give, or two documents of one place; those of most places first.

    Raises:
        ProfileError: neither words nor two places are given, or a place is none.
    """
    wanted = topic_words(_COMPARING.sub(" ", words))
    chains = [_chain(name) for name in places]
    if not wanted and len(chains) < 2 and over is Over.PLACES:
        raise ProfileError(NOTHING_ASKED)
    ready = []
    for offer in stock.offers:
        if offer.region.known and _in_places(offer, chains) and _spoken_of(wanted, offer, stock):
            ready.append(_Ready.of(offer))
    groups = _grouped(ready[:_MOST], stock.weight)
    found = [group for own in groups for group in _kept(own, over, max(2, len(chains)))]
    return sorted(found, key=lambda g: -len({o.region.names for o in g.offers}))


def same_benefit(one: Offer, other: Offer, weight: Weight) -> bool:
    """Whether two measures give the same, wherever they hold."""
    return _agree(_Ready.of(one), _Ready.of(other), weight)


@dataclass(frozen=True, slots=True)
class _Ready:
    """An offer with the words that it is compared by: its own, without places."""

    offer: Offer
    about: frozenset[str]
    said: Words
    tier: Words

    @classmethod
    def of(cls, offer: Offer) -> "_Ready":
        tier = offer.measure.tier.text if offer.measure.tier else ""
        target = offer.target.words if offer.target else ()
        about = frozenset((*offer.topic.words, *target))
        told = f"{offer.topic.text} {offer.measure.target} {tier}"
        placed = {
            w for n in place_table().find(told) for w in words_of(told[n.start : n.end]).words
        }
        return cls(offer, about - placed, words_of(told), words_of(tier))


def _agree(one: _Ready, other: _Ready, weight: Weight) -> bool:
    kinds = {one.offer.measure.benefit, other.offer.measure.benefit}
    if (len(kinds) > 1 and not kinds <= _MONEY) or not one.about or not other.about:
        return False
    if not _same_tier(one, other, weight):
        return False
    if opposed(one.said.text, other.said) or opposed(other.said.text, one.said):
        return False
    return (
        min(
            covered(one.about, other.said, weight)[0],
            covered(other.about, one.said, weight)[0],
        )
        >= _SAME
    )


def _same_tier(one: _Ready, other: _Ready, weight: Weight) -> bool:
    """Whether both tiers are one; that of a clause without tiers is what the clause itself says."""
    mine, theirs = one.tier.text, other.tier.text
    if mine == theirs or not mine or not theirs:
        told, silent = (mine, other) if mine else (theirs, one)
        return mine == theirs or told in silent.said.text
    shares = (
        covered(one.tier.words, other.tier, weight),
        covered(other.tier.words, one.tier, weight),
    )
    return all(share >= _SAME for share, _ in shares)


def _grouped(ready: Sequence[_Ready], weight: Weight) -> list[list[_Ready]]:
    """Each joins the first group all of whose members give the same: no chain of likenesses."""
    groups: list[list[_Ready]] = []
    for one in ready:
        for group in groups:
            if all(_agree(one, member, weight) for member in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _kept(group: Sequence[_Ready], over: Over, least: int) -> Iterator[Group]:
    offers = sorted((r.offer for r in group), key=_order)
    if over is Over.PLACES:
        if len({o.region.names for o in offers}) >= min(least, 2):
            yield Group(_name(offers[0]), tuple(offers))
        return
    for names in dict.fromkeys(o.region.names for o in offers):
        own = [o for o in offers if o.region.names == names]
        if len({o.document.document_id for o in own}) > 1:
            yield Group(_name(own[0]), tuple(own))


def _order(offer: Offer) -> tuple[object, ...]:
    known = offer.document.metadata
    day = known.issued or known.effective or known.published
    return offer.region.names, day.isoformat() if day else "", offer.measure.start


def _name(offer: Offer) -> str:
    """What the benefit is, in the words of a measure."""
    tier = offer.measure.tier.text if offer.measure.tier else ""
    about = " ".join(offer.topic.text.split()).strip("，,；;、 ")
    plain = "；".join(filter(None, (tier, about)))
    return f"{offer.measure.benefit.value}：{plain[:60]}"


def _in_places(offer: Offer, chains: Sequence[tuple[str, ...]]) -> bool:
    names = offer.region.names
    return not chains or any(names[: len(chain)] == chain for chain in chains)


def _chain(name: str) -> tuple[str, ...]:
    found = place_of(name)
    if not found:
        raise ProfileError(NO_PLACE.format(name=name[:20]))
    return found


def _spoken_of(wanted: Sequence[str], offer: Offer, stock: Stock) -> bool:
    if not wanted:
        return True
    tier = offer.measure.tier.text if offer.measure.tier else ""
    said = words_of(f"{offer.quote} {offer.measure.target} {tier}")
    return covered(wanted, said, stock.weight)[0] >= _ASKED and not opposed(" ".join(wanted), said)
