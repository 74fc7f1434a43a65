"""The clauses of a piece, each with the words that count when it is compared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.compare.folded import Folded, folded, lettered
from corpus.compare.pieces import Piece
from corpus.language.markers import marker_at
from corpus.language.sentences import clause_spans

_TITLE = 16  # characters of a first sentence that is a heading: 鼓励企业科技创新。对初次认定为…
# A first sentence that lays something down is no heading, however short: 建设期为2年。
_STATES = re.compile(
    "[0-9]|应当|可以|不得|必须|禁止|[为是由]|[一二三四五六七八九十百千万]+个?[年月日倍元人次]"
)
_ALIKE = (("或者", "或"), ("以及", "及"), ("应当", "应"), ("能够", "能"))
_PARTICLES = re.compile("[的了如若则之所而且就均都]")
_ARTICLE = re.compile("(?<!》)第[一二三四五六七八九十百千零〇0-9]+条")


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]`` of a document, up to 。 or ；. ``folded`` leaves the number of an item out:
    items are numbered anew when one is put in. ``piece``: the place of its piece; ``paragraph``: the
    offset where its line begins; ``number``: which it is in its piece; ``item``: whether it is a
    numbered one; ``title``: whether it only names what the piece is about."""

    piece: int
    start: int
    end: int
    folded: Folded
    paragraph: int
    number: int
    item: bool = False
    title: bool = False

    @property
    def words(self) -> str:
        """What is compared."""
        return self.folded.text


def clauses_of(text: str, piece: Piece, place: int) -> list[Clause]:
    """The clauses of a piece, in reading order."""
    found: list[Clause] = []
    spans = clause_spans(text, piece.body, piece.end)
    for start, end in spans:
        marker = marker_at(text, start)
        body = marker.end if marker is not None and marker.end < end else start
        words = folded(text, body, end)
        if lettered(words.text):
            line = max(text.rfind("\n", piece.start, start) + 1, piece.start)
            named = not found and len(words.text) <= _TITLE and text[end - 1] not in "：:；;"
            named = named and not _STATES.search(words.text)
            found.append(Clause(place, start, end, words, line, len(found), body > start, named))
    if len(found) == 1 and found[0].title:
        return [replace(found[0], title=False)]
    return found


def says_the_same(old: str, new: str, renumbered: Mapping[str, str]) -> bool:
    """Whether two clauses differ by nothing, by punctuation, by words that say no more than others
    (或者 → 或), or by the new numbers of the articles that they refer to (``renumbered``: old label →
    new label)."""
    moved = _ARTICLE.sub(lambda match: renumbered.get(match[0], match[0]), old)
    return _bare(moved) == _bare(new) or _bare(old) == _bare(new)


def _bare(text: str) -> str:
    for long, short in _ALIKE:
        text = text.replace(long, short)
    return _PARTICLES.sub("", lettered(text))
