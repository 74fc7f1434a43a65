"""The spans a model may write from: those the extracted answer quotes, and a few more that are near."""

from assistant.answer import Citation, cite
from assistant.evidence.clauses import Candidate

_MORE = 4  # further clauses
_LONGEST = 1200  # characters of all spans together
_NEAR = 8.0  # log-odds below the best clause


def material(cited: tuple[Citation, ...], candidates: list[Candidate]) -> tuple[Citation, ...]:
    """``cited``, then further clauses numbered on: near the best, in force if it is, not long."""
    found = list(cited)
    for candidate in candidates:
        best = candidates[0]
        binding = candidate.document.metadata.validity.binding
        if candidate.score < best.score - _NEAR or len(found) >= len(cited) + _MORE:
            break
        if best.document.metadata.validity.binding and not binding:
            continue
        document, start, end = candidate.document, candidate.start, candidate.end
        if any(c.covers(document, start, end) for c in found):
            continue
        if sum(len(c.quote) for c in found) + len(candidate.text) > _LONGEST:
            continue
        found.append(cite(len(found) + 1, document, candidate.provision.section, start, end))
    return tuple(found)
