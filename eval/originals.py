"""Are quoted words boxed or marked in the original: exactly these, and how soon is it open?

Texts are made into files of every format (``eval.formats.office_files``) and taken in as ever. Of each,
citations are drawn: whole provisions and parts of them. What is boxed is read again from the file by
other means than the program's own: PDFium's text within the boxes, the objects of the OFD file as they
were written, and of a scan the PDF it was printed from.
"""

import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from corpus.document import Document
from corpus.loader import SourceFile, load, load_all
from corpus.loaders import Refused
from corpus.loaders.places import boxes, unpack
from corpus.original import Original
from eval.formats.likeness import edit_distance, fold
from eval.formats.office_files import Maker, MakerMissingError
from eval.originals_read import letters_in, marked_words
from pages.originals.marking import mark
from pages.originals.reading import Reading

FORMATS = ("pdf", "scan", "docx", "html", "ofd")
_LEAST = 8  # characters of a citation
_NEAR = 0.05  # of a scan's letters that may be read or reached wrongly, two at the least


@dataclass(slots=True)
class Tally:
    """What became of the citations of one format; seconds that opening took, first and again."""

    right: int = 0
    unmarked: int = 0
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many citations."""
        return self.right + self.unmarked + len(self.wrong)


@dataclass(frozen=True, slots=True)
class Case:
    """One file: its document, its original, and the PDF that a scan was printed from."""

    format: str
    path: Path
    document: Document
    original: Original
    printed: Path | None


def measure(
    texts: Sequence[Path],
    count: int,
    formats: Sequence[str] = FORMATS,
    say: Callable[[str], None] = lambda _: None,
) -> dict[str, Tally]:
    """Draw ``count`` citations over all texts and formats, and look for each in its original.

    Raises:
        DocumentError: a text can't be taken in.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    drawn = random.Random(5)
    with tempfile.TemporaryDirectory(prefix="originals-") as folder:
        cases = list(_cases(texts, formats, Path(folder), say))
        reading = Reading()
        for number in range(count):
            case = cases[number % len(cases)]
            start, end = _citation(case.document, drawn)
            _look(case, start, end, reading, tallies[case.format])
    return dict(tallies)


def _cases(
    texts: Sequence[Path], formats: Sequence[str], folder: Path, say: Callable[[str], None]
) -> list[Case]:
    cases = []
    for number, path in enumerate(texts):
        text = load(SourceFile(path, path.name, path.parent)).text
        maker = Maker(text, path.stem[:30], folder / str(number))
        for name in formats:
            say(f"{path.name}：{name}")
            try:
                made = maker.make(name)
                printed = maker.make("pdf") if name.startswith("scan") else None
            except MakerMissingError as error:
                say(str(error))
                continue
            (found,) = load_all(SourceFile(made, made.name, made.parent))
            assert not isinstance(found, Refused) and found.original is not None
            cases.append(Case(name, made, found.document, found.original, printed))
    return cases


def _citation(document: Document, drawn: random.Random) -> tuple[int, int]:
    """A provision, or a part of one."""
    long = [p for p in document.provisions if p.end - p.start >= _LEAST]
    chosen = drawn.choice(long)
    if drawn.random() < 0.5:
        return chosen.start, chosen.end
    start = drawn.randrange(chosen.start, chosen.end - _LEAST + 1)
    return start, drawn.randint(start + _LEAST, chosen.end)


def _look(case: Case, start: int, end: int, reading: Reading, tally: Tally) -> None:
    text, kind = case.document.text, case.original.kind
    quote = fold(text[start:end])
    begun = time.perf_counter()
    if kind in ("pdf", "ofd"):
        found = boxes(unpack(case.original.places)[0], text, start, end)
        for page in sorted({box.page for box in found}):
            reading.picture(kind, case.path, page)
        tally.seconds.append(time.perf_counter() - begun)
        seen = [fold(letters_in(case.printed or case.path, found))] if found else []
    else:
        marked = mark(reading.html(kind, case.path), case.document, start, end)
        tally.seconds.append(time.perf_counter() - begun)
        seen = [fold(marked_words(marked.html))] if marked.found else []
    if not seen:
        tally.unmarked += 1
    elif _same(quote, seen[0], near=case.format.startswith("scan")):
        tally.right += 1
    else:
        tally.wrong.append(f"{case.path.name}：{quote[:60]} ≠ {seen[0][:60]}")


def _same(quote: str, seen: str, *, near: bool) -> bool:
    if not near:
        return Counter(quote) == Counter(seen)
    return edit_distance(quote, seen) <= max(2, _NEAR * len(quote))


def report(tallies: dict[str, Tally]) -> dict[str, Any]:
    """The figures of all formats, seconds as median and worst."""
    return {
        name: {
            "citations": tally.count,
            "right": tally.right,
            "unmarked": tally.unmarked,
            "wrong": len(tally.wrong),
            "seconds": round(median(tally.seconds), 3),
            "seconds_worst": round(max(tally.seconds), 3),
        }
        for name, tally in tallies.items()
    }
