"""One answer to several questions: each under its question, marks counted through, sources once.

A part that is not answered is told in one line; what is said besides (validity, names of today) is said
once for all parts.
"""

from collections.abc import Iterable, Sequence

from assistant.answer import Answer, Citation
from assistant.answers.finish import sources
from assistant.answers.numbered import number_in
from assistant.blocks import Block, Lead, Notice, Part, Sources, renumbered


def join(questions: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """The joined answer; answered if one of them is."""
    citations: list[Citation] = []
    parts: list[Block] = []
    notices: dict[Block, None] = {}
    for question, answer in zip(questions, answers, strict=True):
        if answer.status != "answered":
            parts.append(Part(question, tuple(_line(answer.blocks))))
            continue
        numbers = {c.n: number_in(c, citations) for c in answer.citations}
        notices |= dict.fromkeys(b for b in answer.blocks if isinstance(b, Notice))
        own = tuple(b for b in answer.blocks if not isinstance(b, Sources | Notice))
        parts.append(Part(question, renumbered(own, numbers)))
    known = any(answer.status == "answered" for answer in answers)
    first = [b for b in notices if isinstance(b, Notice) and b.about == "validity"]
    last = [b for b in notices if b not in first]
    return Answer(
        " ".join(questions), "answered" if known else "not_found",
        (*first, *parts, *last, *sources(citations)), tuple(citations), "several",
    )  # fmt: skip


def _line(blocks: Iterable[Block]) -> Iterable[Block]:
    """The line that says that nothing was found."""
    return [b for b in blocks if isinstance(b, Lead)][:1]
