"""The parts of a document: 这份文件分几部分, 讲了什么 → its headings of the first level."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.document_facts import points_at_one
from assistant.answers.headings import listed
from assistant.blocks import Lead
from assistant.evidence.asked import Asked
from corpus.document import Document, Provision, ProvisionKind

_SURELY = 0.88
# Whole documents have parts; 分几批 and 几类企业 are counted elsewhere.
_ASKS = re.compile(
    "(?:分|有|包括|包含|共)(?:为|成|了)?(?:哪|几|多少)(?:些|个|大)?(?:部分|章|节|大块|块)|目录|提纲|框架|结构|大纲|"
    "主要内容|(?:讲|说|写|规定)(?:的|了)(?:都)?(?:是)?(?:些)?(?:什么|啥|哪些)|概括|总结|概要|摘要"
)


class Overview:
    """Lists the parts of a document that is named, pointed at, or the only one."""

    name: ClassVar[str] = "overview"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the document and its headings."""
        text = asked.question.text
        if not _ASKS.search(text) or not (asked.named or points_at_one(text)):
            return None
        document = asked.document
        headings = _parts(document) if document else []
        return Bid(_SURELY, (document, headings), settles_scope=True) if headings else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """How many parts there are, and their headings."""
        document, headings = bid.found
        count = Lead((f"《{document.title}》分 {len(headings)} 部分：",))
        return listed(document, headings, Draft([count]))


def _parts(document: Document) -> list[Provision]:
    """The headings of the first level, none where there is only one."""
    headings = [p for p in document.provisions if p.kind is ProvisionKind.HEADING]
    top = min((len(h.path) for h in headings), default=0)
    found = [h for h in headings if len(h.path) == top]
    return found if len(found) > 1 else []
