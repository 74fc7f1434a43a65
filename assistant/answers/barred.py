"""能…吗 where the asker's case stands in a list of what is left out: no, with the lead-in and the item."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Quote
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import Candidate
from corpus.document import Document, Provision
from corpus.language.markers import marker_at
from corpus.language.words import content_words

_SURELY = 0.62
_COVER = 0.35  # share of the question's words that the item itself must carry
_ITEMS = 20
# 有下列情形之一的，不予奖励：
_LEFT_OUT = re.compile(
    "(?:情形|情况|行为|问题)(?:之一)?.{0,12}(?:不予|不得(?:申报|申请|享受|认定|推荐|参加|领取)|不享受|不能(?:申报|享受)|不支持|不受理|取消)"
)
_EXCEPTED = re.compile("除外|但是|可以")
ELIGIBLE = re.compile(
    "能不能|能否|可不可以|可否|是否(?:可以|能)|够不够|(?:能|可以|够|符合|享受).{0,24}(?:吗|么|不)[？?]?$"
)


class Barred:
    """Says that what is asked for is not given in the asker's case."""

    name: ClassVar[str] = "barred"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the lead-in and the item."""
        if not ELIGIBLE.search(asked.question.text) or asked.question.compares:
            return None
        for candidate in asked.fitting.candidates[:3]:
            lead_in = _lead_in(candidate)
            if lead_in is None or candidate.own < _COVER or _EXCEPTED.search(candidate.text):
                continue
            words = candidate.document.text[lead_in.start : lead_in.end]
            if any(word in words for word in content_words(asked.question.text)):
                return Bid(_SURELY, (candidate, lead_in))
        return None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """No; then the words."""
        candidate, lead_in = bid.found
        document: Document = candidate.document
        draft = Draft()
        above = draft.cite(document, lead_in, lead_in.start, lead_in.end)
        mark = draft.cite(document, candidate.provision, candidate.start, candidate.end)
        words = document.text[lead_in.start : lead_in.end].rstrip("：: ")
        draft.blocks.append(Lead(("不能。", words, above, "，其中包括：", candidate.text, mark)))
        draft.blocks.append(Quote(candidate.text, mark, proof=True))
        return draft


def _lead_in(candidate: Candidate) -> Provision | None:
    """The line that leads to the list a clause is an item of, where it says what is left out."""
    document, own = candidate.document, candidate.provision
    if not own.path or marker_at(document.text, own.start) is None:
        return None  # a paragraph behind the list is no item of it
    before = document.provisions_between(0, own.start)[-_ITEMS:]
    for provision in reversed(before):
        words = document.text[provision.start : provision.end].rstrip()
        if words.endswith(("：", ":")):
            above = len(own.path) > 0 and own.path[: len(provision.path)] == provision.path
            return provision if above and _LEFT_OUT.search(words) else None
    return None
