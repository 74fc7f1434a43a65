"""Does a document answer the same, whatever format it came in?

The document is made in every format of ``eval.formats.office_files``; each file is indexed in a store of
its own and asked the same questions, and what comes back is compared with the file at hand.
"""

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer
from assistant.assistant import Assistant
from corpus.document import Document
from corpus.errors import DocumentError
from corpus.language.words import unspaced
from corpus.life.sidecar import sidecar_path
from corpus.loader import SourceFile, load
from corpus.settings import PROJECT_ROOT, settings
from eval.checks import right
from eval.formats.likeness import correct, difference, fold, quotes
from eval.formats.office_files import FORMATS, Maker, MakerMissingError
from eval.formats.report import Comparison, Difference, Report
from eval.questions import EvalQuestion
from eval.remembered_embeddings import RememberedEmbeddings
from index.build import Builder
from index.embeddings import PolicyEmbeddings
from index.report import FAILED
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

DOCUMENT = PROJECT_ROOT / "corpus" / "documents" / "豫政办〔2011〕75号.txt"


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as one file gave it, and the answers from a store of it alone."""

    document: Document
    answers: tuple[Answer, ...]


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
    words = (unspaced(r.document.text) for r in (expected, found))
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


def _right(questions: Sequence[EvalQuestion], reading: Reading) -> int:
    return sum(right(q, a) for q, a in zip(questions, reading.answers, strict=True))


def _provisions(document: Document, *, path: bool) -> Counter[tuple[str, ...]]:
    text = document.text
    return Counter(
        (fold(text[p.start : p.end]), *(map(fold, p.path) if path else ()))
        for p in document.provisions
    )


def _shared(expected: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> float:
    return (expected & found).total() / max(1, expected.total())
