"""Files in: extract the text, read its structure, and put together what is known of it."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.document import Document, Origin, Provision
from corpus.errors import DocumentError
from corpus.life.metadata import (
    combine,
    metadata_from_fields,
    metadata_from_page,
    read_metadata,
)
from corpus.life.sidecar import Sidecar, read_sidecar, sidecar_path
from corpus.loaders import SUFFIXES, Extracted, Progress, Refused, extract
from corpus.loaders.places import pack
from corpus.loaders.sniff import true_type
from corpus.loaders.tracing import trace
from corpus.original import Original
from corpus.settings import settings
from corpus.structure.catalog import lay_out
from corpus.structure.table_rows import parse_with_tables

# Part of every content hash: raised when documents are read differently, so that the next build
# reads all of them again (and embeds only the chunks that came out different).
_READER = "6"
# What systems and office programs leave in folders; nobody meant to hand it in.
_LITTER = ("thumbs.db", "desktop.ini")
_SIDECAR = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to index. ``source`` is its path relative to the folder that was given."""

    path: Path
    source: str
    root: Path


def document_id(source: str, salt: str = "") -> str:
    """Twelve hex digits of the source: the same file gets the same id in every store.

    ``salt`` makes another one where that id already belongs to a document that was moved away.
    """
    return hashlib.sha256(f"{source}{salt}".encode()).hexdigest()[:12]


def find_files(paths: list[Path]) -> Iterator[SourceFile]:
    """Yield the files below ``paths``, sorted; hidden ones, litter and sidecars are left out.

    Raises:
        DocumentError: a path that doesn't exist.
    """
    for given in paths:
        if not given.exists():
            raise DocumentError(f"找不到“{given}”，请检查路径。")
        if given.is_file():
            yield SourceFile(given, readable(given.name), given.parent)
            continue
        found = sorted(path for path in given.rglob("*") if path.is_file())
        sidecars = {sidecar_path(p) for p in found if p.suffix.lower() not in _SIDECAR}
        for path in found:
            relative = path.relative_to(given)
            hidden = any(part.startswith((".", "~$")) for part in relative.parts)
            if not hidden and path not in sidecars and path.name.lower() not in _LITTER:
                yield SourceFile(path, readable(relative.as_posix()), given)


def readable(path: str) -> str:
    """A path as text: a name unpacked from a Chinese Windows archive may be GBK, which Python can
    hold, but which nothing can store or print."""
    return "/".join(_decoded(os.fsencode(part)) for part in path.split("/"))


def _decoded(name: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class ContentHash:
    """SHA-256 of a file, and of what else decides how it is read: its sidecar and this reader."""

    file: str
    reading: str

    def __str__(self) -> str:
        """As the store keeps it."""
        return f"{self.file}.{self.reading}"


def content_hash(file: SourceFile) -> ContentHash:
    """What a file holds now; either part changing makes it changed."""
    with file.path.open("rb") as stream:
        content = hashlib.file_digest(stream, "sha256")
    sidecar = sidecar_path(file.path)
    reading = hashlib.sha256(_READER.encode())
    if sidecar is not None:
        reading.update(b"\0" + sidecar.read_bytes())
    return ContentHash(content.hexdigest(), reading.hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document taken in, with remarks for the administrator (第3页是扫描件…) and the bytes that it
    was read from."""

    document: Document
    notes: tuple[str, ...] = ()
    original: Original | None = None


def load_all(file: SourceFile, progress: Progress | None = None) -> Iterator[Loaded | Refused]:
    """Read every document of a file: one, or the members of an archive.

    ``progress`` is told (pages done, pages in all) while scans are recognised.

    Raises:
        DocumentError: the file can't be taken in; MetadataError: a bad sidecar.
    """
    suffix = file.path.suffix.lower()
    if suffix in _SIDECAR:
        raise DocumentError("旁边没有它所说明的文件，元数据未使用。")
    if suffix and suffix not in SUFFIXES:
        raise DocumentError(f"不支持的文件类型“{suffix}”，未导入。")
    sidecar = read_sidecar(file.path)
    for found in extract(file.path, limit_mb=settings().max_file_mb, progress=progress):
        if isinstance(found, Refused):
            yield found
        else:
            # A sidecar describes the file it stands beside, not each member of an archive.
            yield _read(file, found, Sidecar() if found.name else sidecar)


def _read(file: SourceFile, found: Extracted, sidecar: Sidecar) -> Loaded:
    source = f"{file.source}/{found.name}" if found.name else file.source
    header = (Origin.HEADER, metadata_from_fields(found.fields))
    given = (Origin.SIDECAR, sidecar.metadata)
    provisions: tuple[Provision, ...]
    if catalog := lay_out(found, sidecar.columns):
        text, provisions = catalog.text, catalog.provisions
        metadata = replace(combine(given, header), columns=catalog.columns)
    else:
        text = found.text
        provisions = parse_with_tables(text, found.tables, found.fields.get("title", ""))
        page = (Origin.HEADER, metadata_from_page(found.fields))
        metadata = combine(given, header, (Origin.TEXT, read_metadata(text, provisions)), page)
    metadata = replace(metadata, notes=found.notes)
    document = Document(document_id(source), source, text, metadata, provisions)
    # A catalogue is written anew from its rows; what stood where is known of other texts only.
    wanted = settings().keep_originals and text == found.text
    turned = {ink.number: ink.turns for ink in found.inks}
    places = pack(trace(text, found.tables, found.inks), turned) if wanted else b""
    kind = true_type(found.data, Path(source).suffix.lower().lstrip("."))
    original = Original(kind, found.data, found.converted, places)
    return Loaded(document, found.notes, original)


def load(file: SourceFile) -> Document:
    """Read a file that holds one document.

    Raises:
        DocumentError: the file can't be taken in, or is an archive; MetadataError: a bad sidecar.
    """
    found = list(load_all(file))
    if len(found) != 1 or isinstance(found[0], Refused):
        raise DocumentError("这是一个压缩包，里面不止一份文件。")
    return found[0].document
