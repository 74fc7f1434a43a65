"""Several questions in one message, told apart."""

import re

from assistant.understanding.followup import complete
from corpus.language.departments import DepartmentTable
from corpus.language.words import content_words

_MOST = 4  # questions answered at once; more would make no readable answer
_END = re.compile(r"(?<=[？?])\s*|\s*[\r\n]+\s*")


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
