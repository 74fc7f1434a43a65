"""One answer to several questions: each under its question, marks counted through, sources once."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation
from assistant.answers.finish import sources
from assistant.blocks import Block, Part, Sources, renumbered


def join(questions: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """The joined answer; answered if one of them is."""
    citations: list[Citation] = []
    blocks: list[Block] = []
    for question, answer in zip(questions, answers, strict=True):
        numbers = {c.n: _number(c, citations) for c in answer.citations}
        own = tuple(b for b in answer.blocks if not isinstance(b, Sources))
        blocks.append(Part(question, renumbered(own, numbers)))
    blocks += sources(citations)
    known = any(answer.status == "answered" for answer in answers)
    return Answer(
        " ".join(questions), "answered" if known else "not_found", tuple(blocks),
        tuple(citations), "several",
    )  # fmt: skip


def _number(citation: Citation, citations: list[Citation]) -> int:
    """The number of a citation in the joined answer; the same words keep one number."""
    for known in citations:
        if replace(citation, n=known.n) == known:
            return known.n
    citations.append(replace(citation, n=len(citations) + 1))
    return len(citations)
