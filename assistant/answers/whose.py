"""Whose number it is: 0371-66668888是谁的电话 → the words that stand with that very number."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Quote
from assistant.evidence.asked import Asked
from corpus.document import Document, Provision
from corpus.language.sentences import clause_spans

_SURELY = 0.97
_NUMBER = re.compile(
    r"(?<![0-9-])(?:0[0-9]{2,3}[-—－ ]?[0-9]{7,8}|1[3-9][0-9]{9}|"
    r"[48]00[-—－ ]?[0-9]{3}[-—－ ]?[0-9]{4}|[0-9]{7,8}|123[0-9]{2})(?![0-9])"
)
_WHOSE = re.compile("谁|哪(?!些)|什么|啥|干(?:什么|嘛)")
_NEAR = 60  # characters of a clause beyond which only what is near the number is told
_BETWEEN = "；;，,。\n"


class Whose:
    """Tells to whom a telephone number belongs that the documents give."""

    name: ClassVar[str] = "whose"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the number, and the places where it stands."""
        number = _NUMBER.search(asked.question.text)
        rest = _NUMBER.sub("", asked.question.text)
        if number is None or not _WHOSE.search(rest) or len(rest) > 16:
            return None
        places = list(_places(asked, number[0]))
        return Bid(_SURELY, (number[0], places), settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The words around the number."""
        number, places = bid.found
        if not places:
            return Draft([Lead((f"资料库里没有出现{number}这个号码。",))], status="not_found")
        draft = Draft()
        told: set[str] = set()
        for document, provision, start, end in places:
            words = document.text[start:end]
            if words not in told:
                told.add(words)
                mark = draft.cite(document, provision, start, end)
                draft.blocks.append(Quote(words, mark))
        return draft


def _places(asked: Asked, number: str) -> list[tuple[Document, Provision, int, int]]:
    found = []
    for document_id in asked.library.store.names.holding([number]):
        if asked.within is not None and document_id not in asked.within:
            continue
        document = asked.library.document(document_id)
        for match in re.finditer(re.escape(number), document.text):
            provision = document.provision_at(match.start())
            if provision is not None:
                found.append((document, provision, *_around(document.text, provision, match)))
    return found


def _around(text: str, provision: Provision, match: re.Match[str]) -> tuple[int, int]:
    """The clause that gives the number; of a long one what stands right before it."""
    clauses = clause_spans(text, provision.start, provision.end)
    start, end = next(
        ((a, b) for a, b in clauses if a <= match.start() < b), (provision.start, provision.end)
    )
    if end - start <= _NEAR:
        return start, end
    while start < match.start() and match.start() - start > _NEAR:
        cut = next((at for at in range(start, match.start()) if text[at] in _BETWEEN), None)
        if cut is None:
            break
        start = cut + 1
    after = next((at for at in range(match.end(), end) if text[at] in _BETWEEN), end)
    return start, after
