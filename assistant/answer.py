"""What the assistant returns: an Answer, made of blocks, with its Citations."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from assistant.blocks import Block, Lead
from assistant.rendering.markdown import markdown
from corpus.document import Document


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a stored document: ``text[start:end] == quote``, always. ``version`` names the text
    that is meant, so that the words are found even after the document has been replaced."""

    n: int
    document_id: str
    source: str
    title: str
    number: str
    section: str
    quote: str
    start: int
    end: int
    validity: str
    version: str = ""

    def covers(self, document: Document, start: int, end: int) -> bool:
        """Whether it quotes ``document.text[start:end]``, alone or with more."""
        here = self.document_id == document.document_id
        return here and self.start <= start and end <= self.end


def cite(n: int, document: Document, section: str, start: int, end: int) -> Citation:
    """Cite ``document.text[start:end]`` under mark ``n``."""
    return Citation(
        n, document.document_id, document.source, document.title, document.metadata.number,
        section, document.text[start:end], start, end, document.metadata.validity.value,
        document.version,
    )  # fmt: skip


Status = Literal["answered", "not_found", "writing"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; marks in ``blocks`` refer to ``citations``.

    ``kind`` names the kind of answer (a module of ``assistant/answers``). While a model writes,
    ``status`` is "writing", and all else is the extract, which stands in the meantime.
    ``options`` are questions to choose from, where what was left open decides the answer.
    ``filter`` says in words which documents were looked at, "" for all of them.
    ``material`` holds the spans that a model may write the answer from; an answer that is not
    extracted, but concluded by rules, has none. ``fell_back`` says why a model that was to write it
    did not: the call failed, or what it wrote was not supported.
    """

    question: str
    status: Status
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...] = ()
    kind: str = ""
    mode: Literal["extractive", "model"] = "extractive"
    elapsed_ms: int = 0
    id: str = ""
    resolved_question: str = field(default="", compare=False)
    options: tuple[str, ...] = ()
    filter: str = ""
    material: tuple[Citation, ...] = field(default=(), compare=False, repr=False)
    fell_back: Literal["", "failed", "unsupported"] = field(default="", compare=False)

    @property
    def markdown(self) -> str:
        """The answer as Markdown with ``[n]`` marks."""
        return markdown(self.blocks)

    def to_json(self) -> dict[str, Any]:
        """The command contract's JSON of one answer."""
        return {
            "id": self.id,
            "question": self.question,
            "status": self.status,
            "kind": self.kind,
            "answer": self.markdown,
            "citations": [asdict(c) for c in self.citations],
            "mode": self.mode,
            "elapsed_ms": self.elapsed_ms,
        }


def not_found(question: str, kind: str, words: str) -> Answer:
    """An answer that says in one line why there is none."""
    return Answer(question, "not_found", (Lead((words,)),), kind=kind)
