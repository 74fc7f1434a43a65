"""Are quoted words boxed or marked in the original: exactly these, and how soon is it open?

Texts are made into files of every format (``eval.formats.office_files``), indexed as ever, and looked at
over the pages that users see. Of each, citations are drawn: whole provisions and parts of them. What is
boxed is read again from the file by other means than the program's own: pdfplumber's letters within the
boxes, the objects of the OFD file as they were written, and of a scan the PDF it was printed from.
"""

import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

import httpx

from corpus.document import Document
from corpus.loader import SourceFile, load
from corpus.settings import settings
from eval.formats.likeness import edit_distance, fold
from eval.formats.office_files import Maker, MakerMissingError
from eval.originals_read import boxes_shown, letters_in, marked_words, pictures_shown
from eval.serving import serving
from index.build import Builder
from index.embeddings import PolicyEmbeddings
from index.store import Store
from index.vectors import VectorStore

FORMATS = ("pdf", "scan", "docx", "html", "ofd")
_LEAST = 8  # characters of a citation
_NEAR = 0.05  # of a scan's letters that may be read or reached wrongly, two at the least


@dataclass(slots=True)
class Tally:
    """What became of the citations of one format; seconds until the page and its pictures were there."""

    right: int = 0
    unmarked: int = 0
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Counts, and the median and the worst of the seconds."""
        return {
            "citations": self.right + self.unmarked + len(self.wrong),
            "right": self.right,
            "unmarked": self.unmarked,
            "wrong": len(self.wrong),
            "seconds": round(median(self.seconds), 3),
            "seconds_worst": round(max(self.seconds), 3),
        }


@dataclass(frozen=True, slots=True)
class Case:
    """One file; ``printed`` is the PDF that a scan was printed from, else the file itself."""

    format: str
    path: Path
    printed: Path


def measure(
    texts: Sequence[Path],
    count: int,
    embeddings: PolicyEmbeddings,
    models: Path,
    formats: Sequence[str] = FORMATS,
    say: Callable[[str], None] = lambda _: None,
) -> dict[str, Tally]:
    """Draw ``count`` citations over all texts and formats, and look for each in its original.

    Args:
        models: the folder of the unpacked models.

    Raises:
        DocumentError: a text can't be taken in.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    drawn = random.Random(5)
    with tempfile.TemporaryDirectory(prefix="originals-") as folder:
        cases = list(_made(texts, formats, Path(folder), say))
        directory = Path(folder) / "store"
        documents = _indexed(cases, directory, embeddings)
        (directory / "models").symlink_to(models.resolve())
        with serving(directory) as served, httpx.Client(base_url=served.url) as client:
            client.get("/originals/none")  # what the server does once is not counted
            for number in range(count):
                case = cases[number % len(cases)]
                document = documents[case.path]
                start, end = _citation(document, drawn)
                _look(client, case, document, start, end, tallies[case.format])
    return dict(tallies)


def _made(
    texts: Sequence[Path], formats: Sequence[str], folder: Path, say: Callable[[str], None]
) -> list[Case]:
    cases = []
    for number, path in enumerate(texts):
        text = load(SourceFile(path, path.name, path.parent)).text
        maker = Maker(text, f"{number}{path.stem[:30]}", folder / str(number))
        for name in formats:
            say(f"{path.name}：{name}")
            try:
                made = maker.make(name)
                printed = maker.make("pdf") if name.startswith("scan") else made
            except MakerMissingError as error:
                say(str(error))
                continue
            cases.append(Case(name, made, printed))
    return cases


def _indexed(
    cases: Sequence[Case], directory: Path, embeddings: PolicyEmbeddings
) -> dict[Path, Document]:
    documents = {}
    with closing(Store(directory, create=True)) as store:
        vectors = VectorStore(directory / "vectors")
        builder = Builder(store, vectors, embeddings, settings().chunk_size)
        for root in dict.fromkeys(case.path.parents[1] for case in cases):
            sources = {
                c.path.relative_to(root).as_posix(): c.path for c in cases if root in c.path.parents
            }
            builder.build([root], only=frozenset(sources))
            for key, entry in store.documents.entries().items():
                if entry.source in sources:
                    documents[sources[entry.source]] = store.document(key)
        vectors.close()
    return documents


def _citation(document: Document, drawn: random.Random) -> tuple[int, int]:
    """A provision, or a part of one."""
    long = [p for p in document.provisions if p.end - p.start >= _LEAST]
    chosen = drawn.choice(long)
    if drawn.random() < 0.5:
        return chosen.start, chosen.end
    start = drawn.randrange(chosen.start, chosen.end - _LEAST + 1)
    return start, drawn.randint(start + _LEAST, chosen.end)


def _look(
    client: httpx.Client, case: Case, document: Document, start: int, end: int, tally: Tally
) -> None:
    query = urlencode({"v": document.version, "s": start, "e": end})
    begun = time.perf_counter()
    page = client.get(f"/originals/{document.document_id}?{query}").text
    for picture in pictures_shown(page):
        client.get(picture)
    tally.seconds.append(time.perf_counter() - begun)
    quote, boxes = fold(document.text[start:end]), boxes_shown(page)
    seen = fold(letters_in(case.printed, boxes) if boxes else marked_words(page))
    if not seen:
        tally.unmarked += 1
    elif _same(quote, seen, near=case.format.startswith("scan")):
        tally.right += 1
    else:
        tally.wrong.append(f"{case.path.name}：{quote[:60]} ≠ {seen[:60]}")


def _same(quote: str, seen: str, *, near: bool) -> bool:
    if not near:
        return Counter(quote) == Counter(seen)
    return edit_distance(quote, seen) <= max(2, _NEAR * len(quote))


def report(tallies: dict[str, Tally]) -> dict[str, Any]:
    """The figures of all formats."""
    return {name: tally.figures() for name, tally in tallies.items()}
