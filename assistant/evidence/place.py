"""Whether a document holds for the place that a question names: a place is a key, honoured exactly."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.document import Document
from corpus.language.places import NATIONWIDE, places_in
from corpus.life.jurisdiction import holds_for, jurisdiction
from index.retriever import places_agree

# 从杭州搬过来, 去深圳参展: where the asker comes from or goes to, not whose rules he asks for.
_COMES_OR_GOES = re.compile(
    "(?:从|来自|去|赴|前往|迁往|离开|到)[\u4e00-\u9fff]{2,9}?(?:搬|迁|来|转|调|落户|参展|出差|旅游|就医|看病|读书|上学|打工|办展)"
)


def asked_places(question: str) -> list[str]:
    """The places whose rules a question asks for, the nation left out."""
    return [p for p in places_in(_COMES_OR_GOES.sub("，", question)) if p != NATIONWIDE]


def is_away(document: Document, mentioned: tuple[str, ...], asked: Sequence[str]) -> bool:
    """Whether a document is of another place than all of those asked for. Who issued it tells; where
    nothing does, the places that it names at its head.

    Args:
        mentioned: the places named at the head of the document (`StoredChunk.places`).
    """
    told = holds_in(document, asked)
    return bool(places_agree(list(asked), [mentioned])[0] < 0) if told is None else not told


def holds_in(document: Document, asked: Sequence[str]) -> bool | None:
    """Whether a document holds in one of the places, or is of a part of it; None where nothing tells of
    which place it is (a news page)."""
    known = document.metadata
    told = [_holds(known.issuer, known.title, known.number, place) for place in asked]
    if any(told):
        return True
    if not told or not all(holds is False for holds in told):
        return None
    # A question on the province takes in its cities.
    return any(_lies_in(known.issuer, known.title, known.number, place) for place in asked)


@lru_cache(maxsize=4096)
def _holds(issuer: str, title: str, number: str, place: str) -> bool | None:
    where = jurisdiction(issuer, title, number)
    return holds_for(where, place) if where else None


@lru_cache(maxsize=4096)
def _lies_in(issuer: str, title: str, number: str, place: str) -> bool:
    """Whether the place of a document lies in the one asked for (东莞市 in 广东省)."""
    where = jurisdiction(issuer, title, number)
    named = places_in(where.place) if where else []
    return any(places_agree([place], [(name,)])[0] > 0 for name in named)
