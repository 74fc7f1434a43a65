"""The versions of a document: those that it took the place of, and those that took its place."""

import re
from collections.abc import Mapping
from datetime import date

from corpus.document import Metadata, RelationKind
from corpus.language.document_numbers import same_title
from corpus.life.standing import claims_among

_TAKEN_OVER = (RelationKind.REPEALED_BY, RelationKind.REPLACED_BY, RelationKind.AMENDED_BY)
# What a title says of the version, not of the matter: 暂行办法 → 办法, （2023年修订）, （试行）.
_VERSION = re.compile(
    r"[（(](?:试行|暂行|[0-9]{4}年?[^）)]{0,8}|[^）)]{0,6}(?:修订|修正|修改|版|征求意见稿)[^）)]{0,4})[）)]"
    r"|暂行(?=办法|规定|条例|细则)|[（(][0-9]{4}-[0-9]{2}-[0-9]{2}[）)]"
)
_EARLIEST = date.min


def chain_of(document_id: str, documents: Mapping[str, Metadata]) -> list[str]:
    """The ids of all versions of a document at hand, itself included, the oldest first.

    Versions are linked by what one says of the other (废止, 替代, 修改), and by their titles where these
    differ only by what tells versions apart and no other body says the same of its own matters.
    """
    linked: dict[str, set[str]] = {key: set() for key in documents}
    for target, claims in claims_among(documents).items():
        for claim in claims:
            if claim.kind in _TAKEN_OVER and claim.document_id in linked:
                linked[target].add(claim.document_id)
                linked[claim.document_id].add(target)
    own = documents[document_id]
    found = {document_id}
    open_ids = [document_id]
    open_ids += [key for key, known in documents.items() if _one_matter(own, known)]
    while open_ids:
        key = open_ids.pop()
        found.add(key)
        open_ids += linked[key] - found
    return sorted(found, key=lambda key: (_dated(documents[key]), key))


def _one_matter(known: Metadata, other: Metadata) -> bool:
    """Whether two titles name one matter, and nothing says that it is another body's."""
    titles = [_VERSION.sub("", each.title) for each in (known, other)]
    if not all(titles) or not same_title(*titles):
        return False
    issuers = {known.issuer, other.issuer} - {""}
    return len(issuers) < 2


def _dated(known: Metadata) -> date:
    return known.issued or known.effective or known.published or _EARLIEST
