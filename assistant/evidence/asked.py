"""A question with all that is known for answering it: each thing computed once, and only if needed."""

from collections.abc import Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from assistant.duties.register import DutyRegister
from assistant.evidence.admissible import admissible, fits
from assistant.evidence.clause_vectors import ClauseVectors
from assistant.evidence.clauses import Candidate, Evidence, find, gather
from assistant.evidence.reading import Found, Reading
from assistant.evidence.scope import in_scope
from assistant.evidence.silence import settled
from assistant.library import Library
from assistant.match.matcher import Matcher
from assistant.tables.records import Table
from assistant.tables.shelf import TableShelf
from assistant.tasks.register import TaskRegister
from assistant.understanding.question import Question
from corpus.document import Document
from corpus.language.departments import DepartmentTable
from index.named_documents import named_documents
from index.retriever import Hit, HybridRetriever


class Parts(StrEnum):
    """What takes part in the choice of words; less than both only to measure what each is worth."""

    BOTH = "both"
    RULES = "rules"
    READER = "reader"


@dataclass(slots=True)
class Resources:
    """What questions are answered with; shared by all questions and threads."""

    retriever: HybridRetriever
    library: Library
    vectors: ClauseVectors
    reading: Reading
    duties: DutyRegister
    table: DepartmentTable
    parts: Parts = Parts.BOTH
    tables: TableShelf = field(default_factory=TableShelf)
    tasks: TaskRegister = field(init=False)
    matcher: Matcher = field(init=False)

    def __post_init__(self) -> None:
        self.tasks = TaskRegister(self.library)
        self.matcher = Matcher(self.library)


class Asked:
    """One question. ``within``: ids of the documents that may answer, None for all."""

    def __init__(
        self, question: Question, resources: Resources, within: Set[str] | None = None
    ) -> None:
        self.question = question
        self.resources = resources
        self.within = within
        self.library = resources.library
        self.table = resources.table

    @cached_property
    def hits(self) -> list[Hit]:
        """The chunks that may hold the answer, best first."""
        return find(self.question, self.resources.retriever, self.within)

    @cached_property
    def evidence(self) -> Evidence:
        """The clauses of these chunks, scored."""
        use = self.resources
        return gather(self.question, self.hits, use.retriever, use.library, use.vectors, use.table)

    @cached_property
    def fitting(self) -> Evidence:
        """The evidence with those clauses only that may answer."""
        return replace(self.evidence, candidates=admissible(self.question, self.evidence))

    @cached_property
    def fitting_read(self) -> Found | None:
        """What the reader finds, None where it stands in a clause that may not answer."""
        found, kept = self.read, self.fitting.candidates
        if found is None:
            return None
        out = [c for c in self.evidence.candidates if c not in kept]
        if any(_shared(found, c) for c in out) or not fits(self.question, found, kept):
            return None
        return found

    @cached_property
    def read(self) -> Found | None:
        """What the reader finds; None where there is no reader, or nothing to read."""
        if self.resources.parts is Parts.RULES:
            return None
        return self.resources.reading.best(self.question.text, self.evidence.hits, self.library)

    @cached_property
    def tables(self) -> list[Table]:
        """The tables of the documents that were found."""
        return self.resources.tables.near(self.hits, self.library)

    @cached_property
    def in_scope(self) -> bool:
        """Whether the evidence carries the question far enough to answer from it."""
        return in_scope(
            self.question,
            self.evidence,
            self.resources.vectors,
            lambda: self.read.score if self.read else None,
        )

    @cached_property
    def read_settles(self) -> bool:
        """Whether the reader found an answer where the rules see none. It compares no figures."""
        if self.question.asks_bound or self.read is None:
            return False
        sentence = self.read.document.text[slice(*self.read.sentence)]
        return settled(self.read.score, sentence, self.question.text)

    @cached_property
    def named(self) -> list[str]:
        """Ids of the documents that the question names, by number or title."""
        return named_documents(self.question.text, self.resources.retriever.store)

    @cached_property
    def document(self) -> Document | None:
        """The document that the question names, or the only one there is; None where it is outside
        ``within``."""
        if self.named:
            found: Document | None = self.library.document(self.named[0])
        else:
            found = self.library.only_document()
        outside = found and self.within is not None and found.document_id not in self.within
        return None if outside else found


def _shared(found: Found, clause: Candidate) -> bool:
    """Whether what was read stands in a clause."""
    same = found.document.document_id == clause.document.document_id
    return same and clause.start < found.end and found.start < clause.end
