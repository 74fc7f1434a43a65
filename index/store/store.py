"""Store: what changes together when a document comes, goes or is asked for."""

from pathlib import Path

from corpus.document import Document
from corpus.errors import UnknownDocumentError
from index.errors import StoreDamagedError, StoreOutdatedError
from index.progress import Progress
from index.splitter import Chunk
from index.store.chunks import ChunkTable
from index.store.database import Database
from index.store.documents import DocumentTable
from index.store.facts import FactTable
from index.store.names import NameTable
from index.store.originals import KeptOriginal, OriginalTable
from index.store.schema import SCHEMA_VERSION, prepare
from index.store.twins import TwinTable

_AGAIN = "请重新运行 python -m index build"
_OF_DOCUMENT = ("provisions", "relations", "sketches", "twins", "titles", "facts", "documents")


class Store(Database):
    """The database of one store directory, a room for each kind of thing that is stored."""

    def __init__(
        self, directory: Path, *, create: bool = False, progress: Progress | None = None
    ) -> None:
        super().__init__(directory, create=create)
        self.documents = DocumentTable(self)
        self.names = NameTable(self)
        self.twins = TwinTable(self)
        self.chunks = ChunkTable(self)
        self.facts = FactTable(self)
        self.originals = OriginalTable(self)
        with self.opening():
            version = self._schema()
            if create and version < SCHEMA_VERSION:
                with self.writing(tables=True):
                    prepare(self, version)
                    self.chunks.restore_words()
                    self.renew_facts(progress or Progress())
        if version > SCHEMA_VERSION:
            raise StoreDamagedError("资料库由更新版本的程序建立，请升级程序后再用。")
        # 0 without documents: a first build that was stopped at once
        if 0 < version < SCHEMA_VERSION and not create:
            raise StoreOutdatedError(
                f"资料库由旧版本的程序建立，请运行一次：python -m index build --store {directory}"
            )

    def _schema(self) -> int:
        try:
            return int(self.meta("schema") or 0)
        except ValueError as error:
            raise self._damaged() from error

    def counts(self) -> dict[str, int]:
        """Number of documents, provisions and chunks."""
        return {
            table: self.rows(f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608
            for table in ("documents", "provisions", "chunks")
        }

    def document(self, document_id: str, version: str = "") -> Document:
        """The stored document with its provisions: what is live, or an earlier ``version`` of it.

        Raises:
            UnknownDocumentError: no such id, or no such version.
        """
        document = self.documents.live(document_id)
        if version and (document is None or document.version != version):
            document = self.documents.earlier(document_id, version)
        if document is None:
            raise UnknownDocumentError(f"资料库里没有编号为“{document_id}”的文件。")
        return document

    def put(
        self,
        document: Document,
        file: str,
        root: str,
        digest: str,
        chunks: list[tuple[str, Chunk]],
        original: KeptOriginal | None = None,
    ) -> None:
        """Write a document in place of its earlier self; call inside ``writing``.

        ``file`` is the source of the file it came from and ``digest`` that file's content hash;
        ``chunks`` are (chunk_id, chunk).
        """
        self.remove(document.document_id, successor=document.version)
        self.documents.put(document, file, root, digest)
        self.chunks.put(document, chunks)
        self.twins.find(document, self.documents.sound)
        self.twins.put(document)
        self.names.put(document)
        self.facts.put(document)
        if original is not None:
            self.originals.put(document.document_id, document.version, original)

    def remove(self, document_id: str, *, successor: str = "") -> None:
        """Take a document out; call inside ``writing``.

        Its text stays among the versions, so that citations still open it, unless ``successor`` is
        the same version, or it was altered by other means than a build.
        """
        self.documents.keep(document_id, successor)
        self.chunks.remove(document_id)
        for table in _OF_DOCUMENT:
            self.write(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))  # noqa: S608
        self.write("DELETE FROM twins WHERE other_id = ?", (document_id,))

    def renew_facts(self, progress: Progress) -> None:
        """Extract all facts anew where other code did; call inside ``writing``."""
        self.facts.renew(self.documents.sound, progress)

    def remove_orphans(self, table: str, column: str) -> None:
        """Delete the rows of a table that belong to no document; call inside ``writing``."""
        self.write(
            f"DELETE FROM {table}"  # noqa: S608
            f" WHERE {column} NOT IN (SELECT document_id FROM documents)"
        )

    def check(self) -> list[str]:
        """Problems of the database itself, in Chinese; empty when sound."""
        try:
            sound = self.rows("PRAGMA quick_check(5)") == [("ok",)]
        except StoreDamagedError:
            return ["数据库文件已损坏"]
        problems = [] if sound else ["数据库文件已损坏"]
        try:
            lacking = self.chunks.lacking_words()
        except StoreDamagedError as error:
            return [*problems, str(error)]
        return problems + ([f"{lacking} 个切片缺少关键词索引，{_AGAIN}"] if lacking else [])
