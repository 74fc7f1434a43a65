"""Files in: decode text and read its metadata sidecar."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.errors import DocumentError
from corpus.metadata import merge, read_metadata
from corpus.settings import settings
from corpus.sidecar import read_sidecar, sidecar_path
from corpus.structure import parse

SUFFIXES = (".txt", ".md")
_SNIFF = 4096


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to index. ``source`` is its path relative to the folder that was given."""

    path: Path
    source: str
    root: Path

    @property
    def document_id(self) -> str:
        """Twelve hex digits of the source: the same file gets the same id in every store."""
        return hashlib.sha256(self.source.encode()).hexdigest()[:12]


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


def load(file: SourceFile) -> Document:
    """Read, decode and parse one file.

    Raises:
        DocumentError: not a usable text file; MetadataError: a bad sidecar.
    """
    limit = settings().max_file_mb
    if file.path.suffix.lower() not in SUFFIXES:
        raise DocumentError(
            f"不支持的文件类型“{file.path.suffix}”，目前支持 {'、'.join(SUFFIXES)}。"
        )
    if file.path.stat().st_size > limit * 1024 * 1024:
        raise DocumentError(f"文件超过 {limit} MB，请拆分后再导入。")
    text = decode(file.path.read_bytes())
    provisions = parse(text)
    metadata = merge(read_metadata(text, provisions), read_sidecar(file.path))
    return Document(file.document_id, file.source, text, metadata, provisions)


def decode(data: bytes) -> str:
    """Decode UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030 (covers GBK, GB2312).

    Line ends become ``\\n``, so that the stored text survives any reader unchanged.

    Raises:
        DocumentError: empty, binary, or in none of these encodings.
    """
    if not data.strip():
        raise DocumentError("文件是空的，没有可导入的内容。")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data[:_SNIFF]:
        raise DocumentError("文件是二进制内容，不是文本；请确认文件类型。")
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            raise DocumentError("文件是空的，没有可导入的内容。")
        return text
    raise DocumentError("无法识别文字编码，请另存为 UTF-8 后再导入。")
