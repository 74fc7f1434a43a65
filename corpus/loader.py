"""Files in: extract the text, read its structure, and put together what is known of it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.errors import DocumentError
from corpus.loaders import SUFFIXES, Progress, Refused, extract
from corpus.metadata import merge, metadata_from_fields, read_metadata
from corpus.settings import settings
from corpus.sidecar import read_sidecar, sidecar_path
from corpus.structure import parse


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to index. ``source`` is its path relative to the folder that was given."""

    path: Path
    source: str
    root: Path

    @property
    def document_id(self) -> str:
        """The id of the document that this file holds."""
        return document_id(self.source)


def document_id(source: str) -> str:
    """Twelve hex digits of the source: the same file gets the same id in every store."""
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def find_files(paths: list[Path]) -> Iterator[SourceFile]:
    """Yield the documents below ``paths``, sorted; hidden files and sidecars are left out.

    Raises:
        DocumentError: a path that doesn't exist.
    """
    for given in paths:
        if not given.exists():
            raise DocumentError(f"找不到“{given}”，请检查路径。")
        if given.is_file():
            yield SourceFile(given, given.name, given.parent)
            continue
        for path in sorted(given.rglob("*")):
            relative = path.relative_to(given)
            hidden = any(part.startswith(".") for part in relative.parts)
            if path.is_file() and not hidden and path.suffix.lower() in SUFFIXES:
                yield SourceFile(path, relative.as_posix(), given)


def content_hash(file: SourceFile) -> str:
    """SHA-256 of the file and its sidecar together: either one changing makes it changed."""
    digest = hashlib.sha256(file.path.read_bytes())
    sidecar = sidecar_path(file.path)
    if sidecar.is_file():
        digest.update(b"\0" + sidecar.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document taken in, with remarks for the administrator (第3页是扫描件…)."""

    document: Document
    notes: tuple[str, ...] = ()


def load_all(file: SourceFile, progress: Progress | None = None) -> Iterator[Loaded | Refused]:
    """Read every document of a file: one, or the members of an archive.

    ``progress`` is told (pages done, pages in all) while scans are recognised.

    Raises:
        DocumentError: the file can't be taken in; MetadataError: a bad sidecar.
    """
    sidecar = read_sidecar(file.path)
    for found in extract(file.path, limit_mb=settings().max_file_mb, progress=progress):
        if isinstance(found, Refused):
            yield found
            continue
        source = f"{file.source}/{found.name}" if found.name else file.source
        rows = tuple(span for table in found.tables for span in table.spans)
        provisions = parse(found.text, rows)
        stated = merge(read_metadata(found.text, provisions), metadata_from_fields(found.fields))
        # A sidecar describes the file it stands beside, not each member of an archive.
        metadata = merge(stated, None if found.name else sidecar)
        document = Document(document_id(source), source, found.text, metadata, provisions)
        yield Loaded(document, found.notes)


def load(file: SourceFile) -> Document:
    """Read a file that holds one document.

    Raises:
        DocumentError: the file can't be taken in, or is an archive; MetadataError: a bad sidecar.
    """
    found = list(load_all(file))
    if len(found) != 1 or isinstance(found[0], Refused):
        raise DocumentError("这是一个压缩包，里面不止一份文件。")
    return found[0].document
