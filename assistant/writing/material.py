"""The spans a model may write from: those the extracted answer quotes, then whole paragraphs around and
beside them, each text once.

A clause alone leaves a model without what it depends on: who is meant, what stands before it, the other
items of its list. What is asked as a whole (a list, a comparison, the reasons, an overview) needs the
whole section.
"""

from collections.abc import Iterator

from assistant.answer import Citation, cite
from assistant.evidence.clauses import Candidate
from assistant.understanding.kinds import QuestionKind
from corpus.document import Document, Provision, ProvisionKind

_LONGEST = 6000  # characters of all spans together
_PARAGRAPH = 900  # of a paragraph that is given whole; of a longer one, the clause
_SECTION = 3000  # of a section that is given whole
_MOST = 40  # spans
_SHORTEST = 6  # characters of what is left of a paragraph beside quoted words
_NEAR = 8.0  # log-odds below the best clause
_FEWEST = 8  # clauses that are given however far below
_WHOLE_OF = 2  # best clauses whose sections are given whole
# kinds of questions that ask for the whole of something
WHOLE = frozenset({
    QuestionKind.LIST, QuestionKind.AGGREGATE, QuestionKind.COMPARISON, QuestionKind.REASON,
    QuestionKind.OVERVIEW, QuestionKind.PROCEDURE, QuestionKind.BENEFITS,
})  # fmt: skip
_KINDS = (ProvisionKind.PARAGRAPH, ProvisionKind.ROW, ProvisionKind.CELL, ProvisionKind.ANNEX)

_Place = tuple[Document, Provision, int, int]


def material(
    cited: tuple[Citation, ...], candidates: list[Candidate], whole: bool = False
) -> tuple[Citation, ...]:
    """``cited``, then further spans numbered on, 6,000 characters at most, none twice.

    Args:
        cited: what the answer quotes; stays as it is, whatever its length.
        candidates: scored clauses, best first; behind the first eight those far below the best are left
            out, and everywhere those of documents not in force where the best one's is.
        whole: the question asks for the whole of something: sections of the best clauses come first.
    """
    found = list(cited)
    room = _LONGEST - sum(len(c.quote) for c in found)
    near = list(_near(candidates))
    sections = (p for c in near[:_WHOLE_OF] for p in _section(c)) if whole else iter(())
    for document, provision, start, end in [*sections, *map(_paragraph, near)]:
        for left, right in _left(document, start, end, found):
            if right - left <= room and len(found) < _MOST:
                found.append(cite(len(found) + 1, document, provision.section, left, right))
                room -= right - left
    return tuple(found)


def _near(candidates: list[Candidate]) -> Iterator[Candidate]:
    for rank, candidate in enumerate(candidates):
        best = candidates[0]
        if rank >= _FEWEST and candidate.score < best.score - _NEAR:
            return
        binding = candidate.document.metadata.validity.binding
        if binding or not best.document.metadata.validity.binding:
            yield candidate


def _paragraph(candidate: Candidate) -> _Place:
    """The whole paragraph of a clause, or the clause where that is long."""
    provision = candidate.provision
    if provision.end - provision.start <= _PARAGRAPH:
        return candidate.document, provision, provision.start, provision.end
    return candidate.document, provision, candidate.start, candidate.end


def _section(candidate: Candidate) -> list[_Place]:
    """The paragraphs under the heading of a clause, those under its items too; of the innermost
    heading that holds more than its paragraph and is not too long."""
    document, path = candidate.document, candidate.provision.path
    chosen: list[_Place] = []
    for depth in range(len(path), 0, -1):
        within = [
            (document, p, p.start, p.end)
            for p in document.provisions
            if p.path[:depth] == path[:depth] and p.kind in _KINDS
        ]
        if sum(end - start for _, _, start, end in within) > _SECTION:
            break
        chosen = within
    return chosen


def _left(document: Document, start: int, end: int, found: list[Citation]) -> list[tuple[int, int]]:
    """What of ``document.text[start:end]`` no span holds yet, without the blanks around it."""
    spans = [(start, end)]
    for c in found:
        if c.document_id == document.document_id:
            spans = [
                part
                for s, e in spans
                for part in ((s, min(e, c.start)), (max(s, c.end), e))
                if part[0] < part[1]
            ]
    trimmed = []
    for s, e in dict.fromkeys(spans):
        words = document.text[s:e]
        s += len(words) - len(words.lstrip(" \n\t\u3000；。，、"))
        e = s + len(document.text[s:e].rstrip())
        if e - s >= _SHORTEST:
            trimmed.append((s, e))
    return trimmed
