"""The spans a model may write from: those the extracted answer quotes, and a few more that are near."""

from assistant.answer import Citation, cite
from assistant.evidence.clauses import Candidate

_MORE = 4  # further clauses
_LONGEST = 1200  # characters of all spans together
_NEAR = 8.0  # log-odds below the best clause


def material(cited: tuple[Citation, ...], candidates: list[Candidate]) -> tuple[Citation, ...]:
    """``cited``, then further clauses numbered on: near the best, in force if it is, not long."""
    found = list(cited)
    best = candidates[0] if candidates else None
    for candidate in candidates:
        assert best is not None
        binding = candidate.document.metadata.validity.binding
        if candidate.score < best.score - _NEAR or len(found) >= len(cited) + _MORE:
            break
        if best.document.metadata.validity.binding and not binding:
            continue
        if any(_within(candidate, c) for c in found):
            continue
        if sum(len(c.quote) for c in found) + candidate.end - candidate.start > _LONGEST:
            continue
        section = candidate.provision.section
        found.append(
            cite(len(found) + 1, candidate.document, section, candidate.start, candidate.end)
        )
    return tuple(found)


def _within(candidate: Candidate, citation: Citation) -> bool:
    return (
        candidate.document.document_id == citation.document_id
        and citation.start <= candidate.start
        and candidate.end <= citation.end
    )
