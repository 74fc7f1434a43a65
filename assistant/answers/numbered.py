"""Citations of several answers numbered through as those of one."""

from dataclasses import replace

from assistant.answer import Citation


def number_in(citation: Citation, citations: list[Citation]) -> int:
    """The number of a citation in a joined answer, to whose ``citations`` it is added where it is new;
    the same words keep one number."""
    for known in citations:
        if replace(citation, n=known.n) == known:
            return known.n
    citations.append(replace(citation, n=len(citations) + 1))
    return len(citations)
