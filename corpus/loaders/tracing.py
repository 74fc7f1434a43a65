"""A text traced back to the letters on the pages it was read from.

Loaders join lines to paragraphs and cells to rows, leave heads and page numbers out, and write the
names of columns before values. Here the text is compared with the strokes of the pages: what stands
there once is certain; what stands there more often is told apart by what stands around it; where that
leaves a doubt it gets no place. Nothing of how a loader came to its text has to be known.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.loaders.base import Table
from corpus.loaders.cells_traced import trace_rows
from corpus.loaders.ink import Ink
from corpus.loaders.places import Box, Place
from corpus.loaders.strokes import Stroke, Strokes, folded, level

_KEY = 3  # letters by which strokes are looked up
_AROUND = 120  # letters by which places are told apart
_LEAST = 2  # of these that have to agree beyond the stroke itself where it stands elsewhere too
_BELOW = 4  # rows in which the next line of a column stands
_FAR = 2  # letters; a line of one column has no wider gap
_NOTE = "［注］"  # what loaders put before a footnote
_WRITTEN = "：；"  # what loaders put between a name and its value, and between cells
_EVEN = 0.15  # widths of a letter by which letters may stand off their place on an even line


def trace(text: str, tables: Sequence[Table], inks: Sequence[Ink]) -> tuple[Place, ...]:
    """Where the words of a text stand, by start. ``page`` 0: written by the loader, on no page."""
    if not inks:
        return ()
    strokes = Strokes.of(inks)
    letters: dict[int, Box] = {}
    rows = sorted((span, table, n) for table in tables for n, span in enumerate(table.spans))
    rows.sort(key=lambda row: row[0])
    spans = [span for span, _, _ in rows]
    paragraphs = _Paragraphs(strokes, text, letters)
    passed = paragraphs.trace(spans)
    letters.update(trace_rows(text, tables, strokes, passed))
    paragraphs.trace([])  # cells that hold paragraphs
    return tuple(_places(text, letters))


class _Paragraphs:
    """Traces what stands outside of tables."""

    def __init__(self, strokes: Strokes, text: str, letters: dict[int, Box]) -> None:
        self._strokes = strokes
        self._text = text
        self._found = letters
        self._offsets = [at for at, c in enumerate(text) if not c.isspace()]
        self._squeezed = "".join(folded(text[at]) for at in self._offsets)
        self._starting: dict[str, list[int]] = defaultdict(list)
        for place, stroke in enumerate(strokes.strokes):
            for length in range(1, min(_KEY, len(stroke.letters)) + 1):
                if length == _KEY or length == len(stroke.letters):
                    self._starting[stroke.letters[:length]].append(place)

    def trace(self, rows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Trace what has no place yet of the text, but for ``rows``; returns the rows of the pages that
        were passed, each with the offset of the text where it was."""
        passed: list[tuple[int, int]] = []
        starts = [start for start, _ in rows]
        last = -1  # the stroke before
        at = 0
        while at < len(self._squeezed):
            offset = self._offsets[at]
            if offset in self._found:
                at += 1
                continue
            row = bisect_right(starts, offset) - 1
            if row >= 0 and offset < rows[row][1]:
                at = bisect_right(self._offsets, rows[row][1] - 1)
                continue
            place = self._stroke(at, last)
            if place is None:
                at += 1
                continue
            stroke = self._strokes.strokes[place]
            for step, box in enumerate(stroke.boxes):
                self._found[self._offsets[at + step]] = box
            stroke.used = True
            passed.append((offset, stroke.row))
            last = place
            at += len(stroke.letters)
        return passed

    def _stroke(self, at: int, last: int) -> int | None:
        """The stroke whose letters the text holds from ``at`` on, None where that is in doubt."""
        strokes, text = self._strokes.strokes, self._squeezed
        following = last + 1
        there = 0 < following < len(strokes) and not strokes[following].used
        if there and text.startswith(strokes[following].letters, at):
            return following
        fitting = [
            place
            for length in range(_KEY, 0, -1)
            for place in self._starting.get(text[at : at + length], ())
            if (length == _KEY or len(strokes[place].letters) == length)
            and not strokes[place].used
            and text.startswith(strokes[place].letters, at)
        ]
        below = [place for place in fitting if self._goes_on(last, place)]
        if len(below) == 1:
            return below[0]
        if len(fitting) < 2:
            sure = fitting and self._around(at, strokes[fitting[0]]) >= _LEAST
            longer = fitting and len(strokes[fitting[0]].letters) > 4
            return fitting[0] if sure or longer else None
        agreed = [
            (self._around(at, strokes[place]) + len(strokes[place].letters), place)
            for place in fitting[:200]
        ]
        best = max(agreed)[0]
        found = [place for count, place in agreed if count == best]
        if best < len(strokes[found[0]].letters) + _LEAST:
            return None
        if len(found) == 1:
            return found[0]
        # All around is the same in several places: what is said again comes in the same order.
        return next((place for place in found if place > last), None) if best > _AROUND else None

    def _goes_on(self, last: int, place: int) -> bool:
        """Whether a stroke stands below the one before, in its column."""
        before, stroke = self._strokes.strokes[last], self._strokes.strokes[place]
        near = last >= 0 and stroke.page == before.page and 0 < stroke.row - before.row < _BELOW
        return near and stroke.left < before.right and stroke.right > self._margin(last)

    def _margin(self, place: int) -> int:
        """Where the line begins that a stroke ends."""
        strokes = self._strokes.strokes
        while place > 0 and strokes[place - 1].row == strokes[place].row:
            gap = strokes[place].left - strokes[place - 1].right
            if gap > _FAR * (strokes[place].boxes[0].right - strokes[place].left):
                break
            place -= 1
        return strokes[place].left

    def _around(self, at: int, stroke: Stroke) -> int:
        """How many letters before and after a stroke are those around the words."""
        page, text = self._strokes.letters, self._squeezed
        count = len(stroke.letters)
        after, there = at + count, stroke.at + count
        right = _common(text[after : after + _AROUND], page[there : there + _AROUND])
        before, above = (
            text[max(0, at - _AROUND) : at],
            page[max(0, stroke.at - _AROUND) : stroke.at],
        )
        return right + _common(before[::-1], above[::-1])


def _common(a: str, b: str) -> int:
    for count, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return count
    return min(len(a), len(b))


def _places(text: str, letters: dict[int, Box]) -> Iterator[Place]:
    """Letters in a row as few places; colons and semicolons between them are the loader's."""
    run: list[tuple[int, Box]] = []
    for at, char in enumerate(text):
        if char.isspace():
            continue
        box = letters.get(at)
        if box is None:
            yield from _even(text, run)
            run = []
            beside = at - 1 in letters or at + 1 in letters
            if (char in _WRITTEN and beside) or (char in _NOTE and _is_note(text, at)):
                yield Place(at, at + 1, 0, 0, 0, 0, 0)
            continue
        if run and not _goes_on(run[-1][1], box):
            yield from _even(text, run)
            run = []
        run.append((at, box))
    yield from _even(text, run)


def _is_note(text: str, at: int) -> bool:
    return text.find(_NOTE, max(0, at - 2), at + len(_NOTE)) >= 0


def _goes_on(before: Box, box: Box) -> bool:
    return before[0] == box[0] and box[1] >= before[1] and level(before, box)


def _even(text: str, run: list[tuple[int, Box]]) -> Iterator[Place]:
    """A stretch of a line as places within which letters stand as evenly as ``boxes`` takes them to."""
    if not run:
        return
    if run[0][1].page == 0:
        yield from (Place(at, at + 1, 0, 0, 0, 0, 0) for at, _ in run)
        return
    start, end = run[0][0], run[-1][0] + 1
    first, last = run[0][1], run[-1][1]
    left, right = first.left, max(last.right, first.right)
    whole, so_far = 0, {}
    for at in range(start, end):
        so_far[at] = whole
        whole += 1 if text[at].isascii() else 2
    step = (right - left) / max(1, whole)
    even = all(abs(left + so_far[at] * step - box.left) <= _EVEN * 2 * step for at, box in run)
    if even or len(run) == 1:
        top, bottom = min(b.top for _, b in run), max(b.bottom for _, b in run)
        yield Place(start, end, first.page, left, top, right, bottom)
        return
    half = len(run) // 2
    yield from _even(text, run[:half])
    yield from _even(text, run[half:])
