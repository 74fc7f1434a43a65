"""Does a document answer the same, whatever format it came in?

The document is made in every format of ``eval.office_files``; each file is indexed in a store of
its own and asked the same questions, and what comes back is compared with the file at hand.
"""

import difflib
import math
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answer import Answer
from assistant.assistant import Assistant
from corpus.document import Document
from corpus.errors import DocumentError
from corpus.life.sidecar import sidecar_path
from corpus.loader import SourceFile, load
from corpus.settings import PROJECT_ROOT, settings
from corpus.table import table
from eval.checks import right
from eval.office_files import FORMATS, Maker, MakerMissingError
from eval.questions import EvalQuestion
from eval.remembered_embeddings import RememberedEmbeddings
from index.build import Builder
from index.embeddings import PolicyEmbeddings
from index.report import FAILED
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

DOCUMENT = PROJECT_ROOT / "corpus" / "documents" / "豫政办〔2011〕75号.txt"
MARK, SCAN_MARK = 0.95, 0.90  # least share of answers that agree
_NEAR = 0.8  # likeness from which two quotes are the same clause, read differently
_QUOTATION = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as one file gave it, and the answers from a store of it alone."""

    document: Document
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that two files answer differently. ``cause`` says in what."""

    question: EvalQuestion
    cause: str
    expected: Answer
    found: Answer


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one format compares with the file at hand; all but ``right`` are shares, 0 to 1.

    ``provisions`` are found with the same words, ``addresses`` also under the same headings.
    ``characters`` is 1 − edit distance / length, white space aside. ``agreement``: same status and
    same set of quotes; ``first_quote``: same status and same first quote. Words are compared
    without white space and with the width of punctuation folded. ``right`` counts answers that
    pass ``eval.checks``.
    """

    format: str
    provisions: float
    addresses: float
    characters: float
    agreement: float
    first_quote: float
    right: int
    seconds: float
    causes: dict[str, int] = field(default_factory=dict)
    differences: tuple[Difference, ...] = field(default=(), repr=False)

    @property
    def mark(self) -> float:
        """The least agreement that is good enough."""
        return SCAN_MARK if self.format.startswith("scan") else MARK

    @property
    def passed(self) -> bool:
        """Whether enough answers agree."""
        return self.agreement >= self.mark


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of all formats. ``failed`` says why a file could not be taken in, ``missing`` why
    none could be made."""

    document: str
    model: str
    asked: int
    right: int
    seconds: float
    comparisons: tuple[Comparison, ...]
    failed: dict[str, str]
    missing: dict[str, str]

    @property
    def passed(self) -> bool:
        """Whether every format that could be made is read, and agrees well enough."""
        return not self.failed and all(c.passed for c in self.comparisons)

    def to_text(self) -> str:
        """A table for people."""
        rows: list[tuple[str, ...]] = [
            ("格式", "条款同字", "条款同址", "字符正确", "回答一致", "首句一致", "答对", "结论")
        ]
        for c in self.comparisons:
            shares = (c.provisions, c.addresses, c.characters, c.agreement, c.first_quote)
            verdict = "达标" if c.passed else f"未达标（应有 {c.mark:.0%}）"
            right = f"{c.right}/{self.asked}"
            rows.append((c.format, *map(_percent, shares), right, verdict))
        lines = [table(rows), f"原文件答对 {self.right}/{self.asked}；用时 {self.seconds:.0f} 秒"]
        lines += [f"{name}：未达标，读不进来：{why}" for name, why in self.failed.items()]
        lines += [f"{name}：未测，{why}" for name, why in self.missing.items()]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """What is kept of a run."""
        formats = {}
        for c in self.comparisons:
            values = {k: v for k, v in asdict(c).items() if k not in ("format", "differences")}
            formats[c.format] = {
                k: round(v, 4) if isinstance(v, float) else v for k, v in values.items()
            }
        return {
            "document": self.document, "n": self.asked, "date": date.today().isoformat(), "model": self.model,
            "seconds": round(self.seconds, 1), "right": self.right, "formats": formats,
            "failed": self.failed, "missing": self.missing,
        }  # fmt: skip


def compare_formats(
    questions: Sequence[EvalQuestion],
    embeddings: PolicyEmbeddings,
    *,
    document: Path = DOCUMENT,
    formats: Sequence[str] = tuple(FORMATS),
    store: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Report:
    """Make, index and ask the document in every format.

    Words that are the same in several formats are embedded once.

    Args:
        store: a finished store of the document alone to answer for the file at hand; None builds one.
        say: told what comes next.

    Raises:
        DocumentError: the file at hand can't be taken in, or ``store`` holds something else.
    """
    begun = time.perf_counter()
    embeddings = RememberedEmbeddings(embeddings)
    with tempfile.TemporaryDirectory(prefix="formats-") as folder:
        work = Path(folder)
        say("原文件")
        directory = store or index_file(document, work / "stores" / "reference", embeddings)
        expected = read(directory, questions, embeddings)
        text = load(SourceFile(document, document.name, document.parent)).text
        maker = Maker(text, document.stem, work / "files")
        comparisons: list[Comparison] = []
        failed: dict[str, str] = {}
        missing: dict[str, str] = {}
        for name in formats:
            say(name)
            start = time.perf_counter()
            try:
                path = _with_sidecar(maker.make(name), document)
                directory = index_file(path, work / "stores" / name, embeddings)
            except MakerMissingError as error:
                missing[name] = str(error)
                continue
            except DocumentError as error:
                failed[name] = str(error)
                continue
            found = read(directory, questions, embeddings)
            seconds = time.perf_counter() - start
            comparisons.append(compare(name, questions, expected, found, seconds))
    return Report(
        document.name, embeddings.name, len(questions), _right(questions, expected),
        time.perf_counter() - begun, tuple(comparisons), failed, missing,
    )  # fmt: skip


def _with_sidecar(path: Path, document: Path) -> Path:
    """Put what stands beside the document beside ``path`` too; return ``path``."""
    if sidecar := sidecar_path(document):
        path.with_name(f"{path.name}.yaml").write_bytes(sidecar.read_bytes())
    return path


def index_file(path: Path, directory: Path, embeddings: PolicyEmbeddings) -> Path:
    """Build a store of one file; return its directory.

    Raises:
        DocumentError: the file can't be taken in.
    """
    store = Store(directory, create=True)
    builder = Builder(store, VectorStore(directory / "vectors"), embeddings, settings().chunk_size)
    failed = [r.reason for r in builder.build([path]) if r.status == FAILED]
    store.close()
    if failed:
        raise DocumentError(failed[0])
    return directory


def read(
    directory: Path, questions: Sequence[EvalQuestion], embeddings: PolicyEmbeddings
) -> Reading:
    """Ask all questions of a store that holds one document.

    Raises:
        DocumentError: it holds none or several.
    """
    store = Store(directory)
    retriever = HybridRetriever(store, VectorStore(directory / "vectors"), embeddings)
    assistant = Assistant(retriever)
    ids = assistant.library.document_ids()
    if len(ids) != 1:
        raise DocumentError(f"资料库“{directory}”应只有一份文件，现有 {len(ids)} 份。")
    answers = tuple(assistant.ask(q.question, list(q.history), q.id) for q in questions)
    document = assistant.library.document(ids[0])
    store.close()
    return Reading(document, answers)


def compare(
    name: str,
    questions: Sequence[EvalQuestion],
    expected: Reading,
    found: Reading,
    seconds: float = 0.0,
) -> Comparison:
    """Compare what two files of one document gave."""
    triples = list(zip(questions, expected.answers, found.answers, strict=True))
    differences = tuple(
        Difference(q, cause, a, b) for q, a, b in triples if (cause := difference(a, b))
    )
    first = sum(a.status == b.status and quotes(a)[:1] == quotes(b)[:1] for _, a, b in triples)
    words = (plain(r.document.text) for r in (expected, found))
    return Comparison(
        name,
        provisions=_shared(*(_provisions(r.document, path=False) for r in (expected, found))),
        addresses=_shared(*(_provisions(r.document, path=True) for r in (expected, found))),
        characters=correct(*words),
        agreement=(len(triples) - len(differences)) / len(triples),
        first_quote=first / len(triples),
        right=_right(questions, found),
        seconds=seconds,
        causes=dict(Counter(d.cause for d in differences)),
        differences=differences,
    )


def _percent(share: float) -> str:
    """A share with one decimal, never rounded up: 100.0% means all."""
    return f"{math.floor(1000 * share) / 10}%"


def _right(questions: Sequence[EvalQuestion], reading: Reading) -> int:
    return sum(right(q, a) for q, a in zip(questions, reading.answers, strict=True))


def plain(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def fold(text: str) -> str:
    """A text without white space, the width of its marks folded (，→ , and “ → ")."""
    return plain(unicodedata.normalize("NFKC", text).translate(_QUOTATION))


def quotes(answer: Answer) -> list[str]:
    """The words an answer stands on, folded, in its order."""
    return [fold(c.quote) for c in answer.citations]


def difference(expected: Answer, found: Answer) -> str:
    """In what two answers differ; "" where they agree."""
    if expected.status != found.status:
        return "有无答案不同"
    ours, theirs = set(quotes(expected)), set(quotes(found))
    if ours == theirs:
        return ""
    if len(ours) == len(theirs) and all(any(_alike(a, b) for b in theirs) for a in ours):
        return "同句异字"
    return "引句不同" if quotes(expected)[:1] != quotes(found)[:1] else "首句相同，其余引句不同"


def _alike(a: str, b: str) -> bool:
    return a == b or difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= _NEAR


def _provisions(document: Document, *, path: bool) -> Counter[tuple[str, ...]]:
    text = document.text
    return Counter(
        (fold(text[p.start : p.end]), *(map(fold, p.path) if path else ()))
        for p in document.provisions
    )


def _shared(expected: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> float:
    return (expected & found).total() / max(1, expected.total())


def correct(expected: str, found: str) -> float:
    """1 − edit distance / length of ``expected``, not below 0."""
    return max(0.0, 1 - edit_distance(expected, found) / max(1, len(expected)))


def edit_distance(a: str, b: str) -> int:
    """Least number of characters to insert, delete or replace; one numpy row at a time."""
    codes = np.array([ord(c) for c in b], dtype=np.int32)
    places = np.arange(len(b) + 1, dtype=np.int32)
    row = places.copy()
    for number, char in enumerate(a, start=1):
        best = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(char)))
        row = np.concatenate(([np.int32(number)], best))
        # insertions run along the row: each costs one more than the place left of it
        row = np.minimum.accumulate(row - places) + places
    return int(row[-1])


def misses_text(report: Report) -> str:
    """Every answer that differs: the question, in what, and the quotes that only one side has."""
    lines = []
    for comparison in report.comparisons:
        for d in comparison.differences:
            lines.append(f"{comparison.format} {d.question.id} {d.cause}：{d.question.question}")
            expected, found = quotes(d.expected), quotes(d.found)
            lines += [f"    原文件 [{d.expected.status}] {q}" for q in expected if q not in found]
            lines += [f"    本格式 [{d.found.status}] {q}" for q in found if q not in expected]
    return "\n".join(lines)
