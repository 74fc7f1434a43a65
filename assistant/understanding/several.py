"""Several questions in one message: each is answered for itself, in one answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation
from assistant.answers.compose import SOURCES, escape, sources_line
from assistant.understanding.followup import complete
from corpus.language.departments import DepartmentTable
from corpus.language.words import content_words

_MOST = 4  # questions answered at once; more would make no readable answer
_END = re.compile(r"(?<=[？?])\s*|\s*[\r\n]+\s*")
_MARK = re.compile(r"(?<!\\)\[(\d{1,3})\]")


def split_questions(text: str, table: DepartmentTable) -> list[str]:
    """The questions of a message, each complete in itself; just the message where it asks one thing.

    What stands before a question mark is one question with all that leads up to it. A piece without
    a word of its own (对吗？真的？) belongs to the question before it.
    """
    pieces: list[str] = []
    for piece in _END.split(text):
        if pieces and len(content_words(piece)) < 2 and not table.find(piece):
            pieces[-1] += piece
        elif piece:
            pieces.append(piece)
    asked = [piece for piece in pieces if piece.rstrip().endswith(("？", "?"))]
    if len(asked) < 2 or asked[: len(pieces)] != pieces or len(pieces) > _MOST:
        return [text]
    return [complete(piece, pieces[:number], table) for number, piece in enumerate(pieces)]


def join(questions: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """One answer of several: each under its question, marks counted through, sources told once."""
    citations: list[Citation] = []
    blocks: list[str] = []
    for question, answer in zip(questions, answers, strict=True):
        numbers = {c.n: _number(c, citations) for c in answer.citations}
        lines = [line for line in answer.answer.split("\n\n") if not line.startswith(SOURCES)]
        body = _MARK.sub(lambda m, known=numbers: f"[{known[int(m[1])]}]", "\n\n".join(lines))  # type: ignore[misc]
        blocks.append(f"**{escape(question)}**\n\n{body}")
    blocks.append(sources_line(citations))
    known = any(answer.status == "answered" for answer in answers)
    return Answer(
        " ".join(questions), "answered" if known else "not_found",
        "\n\n".join(block for block in blocks if block), tuple(citations),
    )  # fmt: skip


def _number(citation: Citation, citations: list[Citation]) -> int:
    """The number of a citation in the joined answer; the same words keep one number."""
    for known in citations:
        if replace(citation, n=known.n) == known:
            return known.n
    citations.append(replace(citation, n=len(citations) + 1))
    return len(citations)
