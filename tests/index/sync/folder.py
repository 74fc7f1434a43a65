"""A folder of documents and the store that is kept in line with it."""

from pathlib import Path

from assistant.assistant import Assistant
from corpus.document import Document
from index.build import Builder
from index.embeddings import PolicyEmbeddings
from index.progress import Progress
from index.report import FileReport
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

RULES = "一、总则\n为支持企业购置设备，制定本办法。\n二、补助标准\n按投资额的{}%给予补助，最高不超过{}万元。\n"


OTHER = "一、申报时间\n每年三月底以前向市工业和信息化局提交申请书。\n"


class Embedded(Progress):
    """Counts the chunks that were embedded."""

    total = 0

    def embedding(self, done: int, total: int) -> None:
        self.total = total


class Site:
    """A folder of documents and the store that is kept in line with it."""

    def __init__(self, directory: Path, embeddings: PolicyEmbeddings) -> None:
        self.folder = directory / "documents"
        self.folder.mkdir()
        self.store = Store(directory / "store", create=True)
        self.vectors = VectorStore(directory / "store" / "vectors")
        self.embeddings = embeddings
        self.embedded = 0

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def build(self, *paths: Path, prune: bool = False) -> dict[str, FileReport]:
        """The reports by source; the chunks embedded are counted in ``embedded``."""
        told = Embedded()
        builder = Builder(self.store, self.vectors, self.embeddings, 280, told)
        reports = builder.build(list(paths) or [self.folder], prune=prune)
        self.embedded = told.total
        assert len({r.source for r in reports}) == len(reports)
        assert self.vectors.ids() == self.store.chunks.ids()
        return {r.source: r for r in reports}

    def ids(self) -> dict[str, str]:
        """Document ids by source."""
        return {e.source: e.document_id for e in self.store.documents.entries().values()}

    def document(self, source: str) -> Document:
        return self.store.document(self.ids()[source])

    def assistant(self) -> Assistant:
        return Assistant(HybridRetriever(self.store, self.vectors, self.embeddings))
