"""The versions of a document: those that it took the place of, and those that took its place."""

import re
from collections.abc import Mapping
from datetime import date

from corpus.document import Metadata, RelationKind
from corpus.language.document_numbers import number_key, same_title, title_key
from corpus.life.standing import claims_among

_TAKEN_OVER = (RelationKind.REPEALED_BY, RelationKind.REPLACED_BY, RelationKind.AMENDED_BY)
# What a title says of the version, not of the matter: 暂行办法 → 办法, （2023年修订）, （试行）.
_VERSION = re.compile(
    r"[（(](?:试行|暂行|[0-9]{4}年?[^）)]{0,8}|[^）)]{0,6}(?:修订|修正|修改|版|征求意见稿)[^）)]{0,4})[）)]"
    r"|暂行(?=办法|规定|条例|细则)|[（(][0-9]{4}-[0-9]{2}-[0-9]{2}[）)]"
)
_EARLIEST = date.min
_LONGEST = 8  # versions: a title that more documents have (通知) names no matter


class Chains:
    """The versions among the documents at hand, whose metadata are given by id.

    Versions are linked by what one says of the other (废止, 替代, 修改), and by titles that differ only by
    what tells versions apart, where they are of two days, and not of two bodies.
    """

    def __init__(self, documents: Mapping[str, Metadata]) -> None:
        self._documents = documents
        self._linked: dict[str, set[str]] = {}
        for target, claims in claims_among(documents).items():
            for claim in claims:
                if claim.kind in _TAKEN_OVER and claim.document_id in documents:
                    self._linked.setdefault(target, set()).add(claim.document_id)
                    self._linked.setdefault(claim.document_id, set()).add(target)
        self._titled: dict[str, list[str]] = {}
        for document_id, known in documents.items():
            if key := title_key(_matter(known)):
                self._titled.setdefault(key, []).append(document_id)

    def of(self, document_id: str) -> list[str]:
        """The ids of all versions of a document, itself included, the oldest first."""
        found: set[str] = set()
        left = [document_id]
        while left:
            key = left.pop()
            if key not in found and key in self._documents:
                found.add(key)
                left += [*self._linked.get(key, ()), *self._alike(key)]
        ordered = sorted(found, key=lambda key: (dated(self._documents[key]), key))
        return ordered if len(ordered) <= _LONGEST else [document_id]

    def _alike(self, document_id: str) -> list[str]:
        known = self._documents[document_id]
        alike = self._titled.get(title_key(_matter(known)), [])
        return [key for key in alike if _one_body(known, self._documents[key])]

    def next_to(self, document_id: str) -> tuple[str, str] | None:
        """(old, new): the document with the version before it, or, if it is the oldest, with the one
        behind it; None where it is the only one."""
        chain = self.of(document_id)
        if len(chain) < 2:
            return None
        at = max(chain.index(document_id), 1)
        return chain[at - 1], chain[at]


def _matter(known: Metadata) -> str:
    return _VERSION.sub("", known.title)


def _one_body(known: Metadata, other: Metadata) -> bool:
    """Whether two documents of one title are versions of it, and not one text from two sites, nor two
    bodies' own."""
    issuers = {known.issuer, other.issuer} - {""}
    dates = dated(known), dated(other)
    numbers = {number_key(known.number), number_key(other.number)} - {""}
    apart = _EARLIEST not in dates and dates[0] != dates[1]
    one_number = bool(known.number and other.number) and len(numbers) == 1
    if len(issuers) > 1 or one_number or not apart:
        return False
    return same_title(_matter(known), _matter(other))


def dated(known: Metadata) -> date:
    """When a document was made, as far as known; those of an unknown day come first."""
    return known.issued or known.effective or known.published or _EARLIEST
