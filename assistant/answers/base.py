"""What a kind of answer is: one class in a file of its own that bids for a question and answers it."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from assistant.answer import Citation, Status, cite
from assistant.blocks import Block, Mark
from assistant.evidence.asked import Asked
from corpus.document import Document, Provision
from corpus.language.departments import Department

# The whole answer stays readable on a phone; the quotes leave room for the lead.
MAX_QUOTES = 460
CERTAIN_BID = 1.0  # a bid that no other can beat: nobody else is asked


@dataclass(frozen=True, slots=True)
class Bid:
    """How surely (0 to 1) a question is of a kind, and what was ``found`` for it on the way.

    ``settles_scope``: what was found shows by itself that the documents answer the question; else
    the question is refused where the evidence as a whole is too thin.
    """

    surely: float
    found: Any = None
    settles_scope: bool = False


@dataclass(slots=True)
class Draft:
    """An answer in the making: its blocks, and the citations that their marks refer to.

    ``department``: the only one whose name of today is told, None for all that are quoted.
    ``notices_at``: how many blocks stand before what is said about validity.
    """

    blocks: list[Block] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    status: Status = "answered"
    options: tuple[str, ...] = ()
    material: tuple[Citation, ...] = ()
    department: Department | None = None
    notices_at: int = 0

    def cite(self, document: Document, provision: Provision, start: int, end: int) -> Mark:
        """Add a citation (once) and return its mark. The colon that leads to a list isn't quoted: the
        items have citations of their own."""
        if end - start > 1 and document.text[end - 1] in "：:":
            end -= 1
        for known in self.citations:
            if known.covers(document, start, end):
                return Mark(known.n)
        citation = cite(len(self.citations) + 1, document, provision.section, start, end)
        self.citations.append(citation)
        return Mark(citation.n)

    def quoted(self) -> int:
        """Characters quoted so far."""
        return sum(len(c.quote) for c in self.citations)


class Kind(Protocol):
    """One kind of answer; ``name`` is what the JSON of an answer calls it."""

    name: ClassVar[str]

    def bid(self, asked: Asked) -> Bid | None:
        """How surely the question is of this kind, None where it is not. Cheap: it looks only at
        what it needs of ``asked``, where everything is computed once."""
        ...

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The answer, from what the bid found."""
        ...
