"""Documents that a later one of the same place ends without naming them.

此前出台的支持重点产业发展的奖励政策同时废止: what is meant are the place's earlier documents on the same
matter. Whether a document is one of them is judged by its title, so it is told with the words to check.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.match.place import Region
from assistant.match.words import covered, meaning_words, same, words_of
from corpus.document import Document

_ENDS = re.compile(
    "(?:此前|以前|之前|原有?)(?:已?(?:经)?(?:出台|发布|印发|制定|执行|实施))?的?(?P<what>[^。；\n《》]{0,40}?)"
    "(?:政策|文件|规定|办法|意见|措施)[^。；\n《》]{0,12}?(?:废止|停止执行|不再执行|失效)"
)
_OF_A_TITLE = re.compile(
    "实施意见|若干政策|若干意见|若干措施|意见|政策|措施|办法|通知|关于|印发|实施|试行|支持|促进|加快|推进|发展|县委|人民政府|中共"
)
_SAME = 0.75  # of the weight of an earlier title's words said by the later title and its clause


@dataclass(frozen=True, slots=True)
class Successor:
    """A later document that ends an earlier one since a day; ``words`` are its own that say so."""

    document: Document
    since: date
    words: str


def successors(
    documents: Mapping[str, Document], regions: Mapping[str, Region]
) -> dict[str, Successor]:
    """By the id of the document that is ended; only among documents of one known place."""
    enders = [
        (document, clause)
        for document in documents.values()
        if _day(document) and regions[document.document_id].names
        for clause in _ENDS.finditer(document.text)
    ]
    found: dict[str, Successor] = {}
    for later, clause in enders:
        since = _day(later)
        assert since is not None
        for key, earlier in documents.items():
            own = _day(earlier)
            if (
                key == later.document_id
                or regions[key] != regions[later.document_id]
                or (own is not None and own >= since)
                or not _same_matter(earlier, later, clause["what"])
            ):
                continue
            if key not in found or found[key].since > since:
                found[key] = Successor(later, since, clause[0])
    return found


def _same_matter(earlier: Document, later: Document, what: str) -> bool:
    wanted: Sequence[str] = meaning_words(_OF_A_TITLE.sub(" ", same(earlier.title)))
    share, weight = covered(wanted, words_of(f"{later.title} {what}"))
    return bool(weight) and share >= _SAME


def _day(document: Document) -> date | None:
    known = document.metadata
    return known.issued or known.effective or known.published
