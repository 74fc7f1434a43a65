"""The annexes of a document: 有哪些附件, 附件是什么."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.meant import Meant, meant
from assistant.answers.shown import plain
from assistant.blocks import Lead, Listing
from assistant.evidence.asked import Asked
from corpus.document import Document, Provision, ProvisionKind

_SURELY = 0.9
_ASKED = re.compile(
    r"(?:哪些|哪几[个份]|什么|几[个份]|多少[个份]?)附[件表录](?!材料|资料)"
    r"|附[件表录](?:都|一共|总共)?(?:有|包括|是|叫)(?:哪些|哪几|什么|啥|几[个份]|多少)"
)


class Annexes:
    """Lists the annexes of the document that the question is about."""

    name: ClassVar[str] = "annexes"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the document."""
        if not _ASKED.search(asked.question.text):
            return None
        about = meant(asked)
        return Bid(_SURELY, about, settles_scope=True) if about else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """Each by its name, as it stands here or is named; or that there is none."""
        about: Meant = bid.found
        document = about.document
        found = _titles(document) or [
            p for p in document.provisions if p.kind is ProvisionKind.ANNEX
        ]
        draft = Draft()
        if not found:
            draft.status = "not_found"
            draft.blocks.append(Lead((f"《{document.title}》没有附件。",)))
            return draft
        items = tuple(
            (plain(document.text[p.start : p.end]), draft.cite(document, p, p.start, p.end))
            for p in found
        )
        draft.blocks.append(Listing(items, (f"《{document.title}》的附件（共{len(items)}项）：",)))
        return draft


def _titles(document: Document) -> list[Provision]:
    """The title of each annex with a label; not of the rule that a notice issues."""
    labelled = [part for part in document.parts if part.name.startswith("附")]
    titles = ([p for p in part.provisions if p.kind is ProvisionKind.TITLE] for part in labelled)
    return [own[-1] for own in titles if own]
