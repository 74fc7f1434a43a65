"""The measures that a question about money speaks of: 鹿城区信息化项目投了80万，能补多少？"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from assistant.match.contrast import opposed
from assistant.match.offer import Offer
from assistant.match.place import Reach, place_of, reach
from assistant.match.shelf import Stock
from assistant.match.verdict import Weight
from assistant.match.words import Words, meaning_words, same, words_of
from corpus.language.places import place_table

_AROUND, _MEANT = 0.6, 0.85  # a word said over the clause only; one said by an official equivalent
_LEAST, _OWN = 0.66, 0.34  # of the question's weight: said at all, said by the clause itself
_NEAR = 0.12  # of that weight: as good as the best
_TOGETHER = 0.25  # what it is worth that the clause says them all in one run
_FIGURED = 0.1  # what a clause with a figure is worth where a figure is asked for
_MUCH = re.compile("多少|几(?:[万千百块成钱]|个点)|最高|最多|上限|封顶|多大(?:比例|力度)|什么标准")
_GIFT = re.compile(
    "补[贴助偿]|奖[励补金]|资助|津贴|贴息|优惠|减免|扶持|支持|创新券|[能会可该]?[奖补贴给返](?!.{0,3}[通示复])|拿|领"
)
_TERMS = re.compile(
    "条件|要求|门槛|什么(?:样的)?企业(?:能|可以|才)|怎样才能|谁(?:能|可以)(?:申|享|拿)"
)
_UNTIL = re.compile(
    "截止|截至|(?:申报|申请|报名|受理)[^，。？?]{0,8}(?:时间|期限|到?(?:什么时候|啥时候|几号|几月|哪天|何时))|"
    "(?:什么时候|啥时候|几号|几月|哪天|何时)[^，。？?]{0,4}(?:申报|申请|报名|到期)"
)
# What a question says of the asking itself tells no measure from another.
_ASKING = re.compile(
    "(?:一共|总共|大概|现在|今年|到底|请问|我们?|咱们?|俺们?)|(?:能|可以?|会|该|要)?(?:拿|领|得|给|补|奖|贴|返|用)(?:到)?(?:多少|几)[个万千百块]?(?:点|钱|元)?|"
    "能[拿领补奖贴给得]|多少钱?|几(?:个点|[万千百块]|号|月)|什么时候|啥时候|哪天|何时|截止|最[高多]|上限|封顶|钱|怎么|如何|有没有|需要|什么|哪些|条件|要求|[拿领][到得]?"
)


class Wanted(StrEnum):
    """What is asked of a measure."""

    AMOUNT = "金额"
    CONDITIONS = "条件"
    UNTIL = "截止"


@dataclass(frozen=True, slots=True)
class Picked:
    """Offers of one clause, tier by tier; ``cover`` and ``own`` are the shares (0–1) of the question's
    words said for it, and in its own words."""

    offers: tuple[Offer, ...]
    cover: float
    own: float


def wanted_of(question: str) -> Wanted | None:
    """What a question asks of measures, None where it asks nothing of them."""
    if not _GIFT.search(question):
        return None
    if _UNTIL.search(question):
        return Wanted.UNTIL
    if _TERMS.search(question):
        return Wanted.CONDITIONS
    return Wanted.AMOUNT if _MUCH.search(question) else None


def topic_words(question: str) -> tuple[str, ...]:
    """The words of a question that say which measure is meant."""
    return meaning_words(_plain(question))


def _plain(question: str) -> str:
    """A question in the one form, without its places and without what it says of the asking."""
    plain, place = question, _place_of(question)
    for named in reversed(list(place_table().find(question))):
        plain = f"{plain[: named.start]} {plain[named.end :]}"
    for name in place:
        plain = plain.replace(name, " ").replace(name[:-1] if len(name) > 2 else name, " ")
    return same(_ASKING.sub(" ", plain))


def pick(
    question: str,
    stock: Stock,
    documents: Iterable[str],
    meanings: Mapping[str, Sequence[str]],
    wanted: Wanted,
) -> list[Picked]:
    """The clauses of ``documents`` that a question speaks of, best first; none where it doesn't say
    enough, or where no clause of its place says it. ``meanings``: official terms of everyday words."""
    words = topic_words(question)
    kept, place = set(documents), _place_of(question)
    clauses: dict[tuple[str, int, int], list[Offer]] = {}
    for offer in stock.offers:
        key = offer.document.document_id
        if key in kept and reach(offer.region, place) not in (Reach.ELSEWHERE, Reach.BELOW):
            clauses.setdefault((key, offer.measure.start, offer.measure.end), []).append(offer)
    found, told = [], words_of(question)
    for offers in clauses.values():
        if opposed(same(offers[0].quote), told):
            continue
        over = 1.0 if wanted is Wanted.UNTIL else _AROUND
        cover, own = _covered(words, offers[0], meanings, stock.weight, over)
        if cover >= _LEAST and (own >= _OWN or wanted is Wanted.UNTIL):
            found.append((Picked(tuple(offers), cover, own), _run(question, offers[0])))
    if not found:
        return []
    ranked = sorted(((_worth(p, wanted) + run, p) for p, run in found), key=lambda pair: -pair[0])
    return [picked for worth, picked in ranked if ranked[0][0] - worth <= _NEAR]


def _worth(picked: Picked, wanted: Wanted) -> float:
    figured = wanted is Wanted.AMOUNT and any(o.measure.amounts for o in picked.offers)
    return picked.cover + _FIGURED * figured


def _run(question: str, offer: Offer) -> float:
    """What it is worth that the clause says the question's words in one run (国家高新技术企业)."""
    plain, quote = _plain(question).replace(" ", ""), same(offer.quote)
    found = SequenceMatcher(None, plain, quote, autojunk=False).find_longest_match()
    return _TOGETHER * found.size / len(plain) if plain else 0.0


def _covered(
    words: Sequence[str],
    offer: Offer,
    meanings: Mapping[str, Sequence[str]],
    weight: Weight,
    around: float,
) -> tuple[float, float]:
    quote = words_of(f"{offer.quote} {offer.measure.target}")
    over = words_of(f"{offer.document.title} {offer.section} {' '.join(_paths(offer))}")
    total = cover = own = 0.0
    for word in words:
        heavy = weight(word)
        here = _said(word, quote, meanings)
        total += heavy
        own += heavy * here
        cover += heavy * max(here, around * max(_said(word, over, meanings), _before(offer, word)))
    return (cover / total, own / total) if total else (0.0, 0.0)


def _before(offer: Offer, word: str) -> float:
    """Whether a word stands before the clause in its paragraph (0 or 1)."""
    return float(word in offer.around.plain)


def _said(word: str, here: Words, meanings: Mapping[str, Sequence[str]]) -> float:
    credit = here.credit(word)
    if credit < _MEANT and any(meant in here.text for meant in meanings.get(word, ())):
        return _MEANT
    return credit


def _paths(offer: Offer) -> tuple[str, ...]:
    provision = offer.document.provision_at(offer.measure.start)
    return provision.path if provision else ()


def _place_of(question: str) -> tuple[str, ...]:
    """The place that a question names, from the province down; the first of one name only."""
    if names := place_of(question):
        return names
    for named in place_table().find(question):
        if len(named.places) == 1:
            return (*named.places[0].above, named.places[0].name)
    return ()
