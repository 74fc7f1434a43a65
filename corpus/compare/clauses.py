"""The clauses of a piece, each with the words that count when it is compared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.compare.folded import Folded, folded, lettered
from corpus.compare.pieces import Piece
from corpus.language.markers import marker_at
from corpus.language.sentences import clause_spans

_ARTICLE = re.compile("(?<!》)第[一二三四五六七八九十百千零〇0-9]+条")


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]`` of a document, up to 。 or ；. ``folded`` leaves the number of an item out:
    items are numbered anew when one is put in. ``piece``: the place of its piece; ``paragraph``: the
    offset where its line begins; ``item``: whether it is a numbered one."""

    piece: int
    start: int
    end: int
    folded: Folded
    paragraph: int
    item: bool = False

    @property
    def words(self) -> str:
        """What is compared."""
        return self.folded.text


def clauses_of(text: str, piece: Piece, place: int) -> list[Clause]:
    """The clauses of a piece, in reading order."""
    found = []
    for start, end in clause_spans(text, piece.body, piece.end):
        marker = marker_at(text, start)
        body = marker.end if marker is not None and marker.end < end else start
        words = folded(text, body, end)
        if lettered(words.text):
            line = max(text.rfind("\n", piece.start, start) + 1, piece.start)
            found.append(Clause(place, start, end, words, line, body > start))
    return found


def says_the_same(old: str, new: str, renumbered: Mapping[str, str]) -> bool:
    """Whether two clauses differ by nothing, by punctuation, or by the new numbers of the articles
    that they refer to (``renumbered``: old label → new label)."""
    mine = _ARTICLE.sub(lambda match: renumbered.get(match[0], match[0]), old)
    return lettered(mine) == lettered(new) or lettered(old) == lettered(new)
