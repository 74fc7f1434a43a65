"""Where a document holds, and whether the place of a profile lies there."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.document import Document
from corpus.language.places import Level, NamedPlace, lineage, place_table
from corpus.language.words import is_general_word, unspaced, word_spans
from corpus.life.jurisdiction import Jurisdiction, jurisdiction

_AT = re.compile("(?:在|位于|注册于|落户|来自|到)$")
_NAMES_MORE = re.compile("银行|保险|大学|学院|集团|证券|路|街|公园|时期|期间")
_PARTY = re.compile("^(?:中共|中国共产党)")
_NEAR = 3000  # characters at the beginning that tell the place where nothing else does
_MOST = 0.6  # share of the named places that lie in one


class Reach(StrEnum):
    """Whether a document holds where the profile is."""

    HERE = "适用"
    ELSEWHERE = "其他地区"
    BELOW = "下辖地区"
    UNKNOWN = "地区不明"


@dataclass(frozen=True, slots=True)
class Region:
    """Where a document holds: names from the province down, ``()`` for the whole nation or, where
    not ``known``, for a place that the document doesn't tell."""

    names: tuple[str, ...]
    known: bool

    @property
    def name(self) -> str:
        """The place as a reader is told it."""
        return self.names[-1] if self.names else "全国" if self.known else ""


def region_of(document: Document) -> Region:
    """Where a document holds: what issuer, number or title say, else the place that it speaks of."""
    known = document.metadata
    issuer = _PARTY.sub("", unspaced(known.issuer))
    found = jurisdiction(issuer, known.title or document.source, known.number)
    if found and found.level is Level.NATION:
        return Region((), True)
    if found and (names := _names(found)):
        return Region(names, True)
    spoken = _spoken_of(f"{known.title} {document.source}") or _spoken_of(document.text[:_NEAR])
    return Region(spoken, bool(spoken))


def _names(found: Jurisdiction) -> tuple[str, ...]:
    names = lineage(found.place) if found.place else ()
    return names or ((found.province,) if found.province else ())


def _spoken_of(text: str) -> tuple[str, ...]:
    """The one place that most of the places named lie in, () where there is none."""
    chains = [
        (*place.above, place.name)
        for named in place_table().find(text)
        if len(named.places) == 1
        for place in named.places
    ]
    if not chains:
        return ()
    for deep in (3, 2, 1):
        heads = [chain[:deep] for chain in chains if len(chain) >= deep]
        top = max(set(heads), key=heads.count) if heads else ()
        if top and sum(
            chain == top[: len(chain)] or chain[:deep] == top for chain in chains
        ) >= _MOST * len(chains):
            return top
    return ()


def reach(region: Region, place: tuple[str, ...]) -> Reach:
    """Whether a document of ``region`` holds at ``place`` (names from the province down)."""
    if not region.known or (not place and region.names):
        return Reach.UNKNOWN
    if place[: len(region.names)] == region.names:
        return Reach.HERE
    if region.names[: len(place)] == place:
        return Reach.BELOW
    return Reach.ELSEWHERE


def place_of(text: str) -> tuple[str, ...]:
    """Names from the province down of the place that somebody names, in official or in everyday words
    (深圳南山, 海淀中关村); () where a text names none, or one of a name that several bear."""
    chain: list[NamedPlace] = []
    for named in place_table().find(text):
        if chain and named.start != chain[-1].end:
            break
        chain.append(named)
    if not chain:
        return _everyday(text)
    last = chain[-1].places
    if len(last) > 1:  # a district whose name several cities have, without its city
        return ()
    names = (*last[0].above, last[0].name)
    return _below(names, text[chain[-1].end :]) or names


@lru_cache(maxsize=1)
def _short() -> dict[str, list[tuple[str, ...]]]:
    """Districts and counties by their names without 区, 县 or 市."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for place in place_table().places:
        if place.level is Level.COUNTY and len(place.name) > 2 and place.name[-1] in "区县市":
            found.setdefault(place.name[:-1], []).append((*place.above, place.name))
    return found


def _below(names: tuple[str, ...], behind: str) -> tuple[str, ...]:
    """The district whose short name follows its city's."""
    for size in (4, 3, 2):
        for known in _short().get(behind[:size], ()):
            if len(behind) >= size and known[: len(names)] == names:
                return known
    return ()


def _everyday(text: str) -> tuple[str, ...]:
    """A district by its short name, where only one bears it and it is no word of its own."""
    for start, end in word_spans(text):
        known = _short().get(text[start:end], [])
        alone = not is_general_word(text[start:end]) or _AT.search(text[:start])
        if len(known) == 1 and alone and not _NAMES_MORE.match(text, end):
            names = known[0]
            # 新乡 is the city before it is the county of the same name
            return names[:-1] if names[-2][:-1] == names[-1][:-1] else names
    return ()
