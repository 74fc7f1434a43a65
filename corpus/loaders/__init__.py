"""Loaders: a file of any supported type in, plain text with fields and tables out.

The type is found in the bytes, not in the name. Heavy libraries load only where they are needed.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, Progress, Refused, Table
from corpus.loaders.sniff import true_type

__all__ = ["SUFFIXES", "Extracted", "Progress", "Refused", "Table", "extract", "extract_bytes"]

SUFFIXES = (
    ".txt", ".md", ".markdown", ".html", ".htm", ".shtml", ".mht", ".mhtml", ".docx", ".docm", ".doc", ".wps", ".rtf",
    ".odt", ".pdf", ".ofd", ".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".png",
    ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".zip",
)  # fmt: skip
_NAMES = {
    "text": ("文本", ("txt", "text", "")), "markdown": ("Markdown", ("md", "markdown")), "csv": ("CSV", ("csv", "tsv")),
    "json": ("JSON", ("json", "jsonl", "ndjson")),
    "html": ("网页", ("html", "htm", "shtml", "xhtml", "jhtml")), "mhtml": ("网页档案", ("mht", "mhtml")),
    "docx": ("Word 文档", ("docx", "docm", "dotx", "dotm")), "xlsx": ("Excel 工作簿", ("xlsx", "xlsm", "xltx")),
    "xls": ("Excel 97-2003 工作簿", ("xls", "et")), "doc": ("Word 97-2003 文档", ("doc", "wps", "dot")),
    "wps": ("WPS 文档", ("wps",)), "rtf": ("RTF 文档", ("rtf",)), "odt": ("ODT 文档", ("odt",)),
    "pdf": ("PDF", ("pdf",)),
    "ofd": ("OFD", ("ofd",)), "image": ("图片", ("png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp", "gif")),
    "zip": ("压缩包", ("zip",)),
}  # fmt: skip
_EMPTY = "文件是空的，没有可导入的内容。"


def extract(
    path: Path, *, limit_mb: int, progress: Progress | None = None
) -> Iterator[Extracted | Refused]:
    """Yield the document in ``path``; an archive yields one item a member, with its ``name``.

    ``progress`` is told (pages done, pages in all) while scans are recognised.

    Raises:
        DocumentError: the file can't be taken in; one Chinese line says why.
    """
    try:
        size = path.stat().st_size
        if size > limit_mb * 1024 * 1024:
            raise DocumentError(f"文件超过 {limit_mb} MB，请拆分后再导入。")
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError("文件无法读取，请检查路径和读取权限。") from error
    yield from extract_bytes(data, path.name, limit_mb=limit_mb, progress=progress)


def extract_bytes(
    data: bytes, name: str, *, limit_mb: int, progress: Progress | None = None
) -> Iterator[Extracted | Refused]:
    """Like ``extract`` for bytes at hand; ``name`` gives the suffix."""
    if not data.strip(b"\0 \t\r\n"):
        raise DocumentError(_EMPTY)
    kind = true_type(data, _suffix(name))
    if kind == "zip":
        yield from _archive(data, limit_mb, progress)
    else:
        yield _document(data, name, kind, limit_mb, progress)


def _archive(
    data: bytes, limit_mb: int, progress: Progress | None
) -> Iterator[Extracted | Refused]:
    from corpus.loaders.archive import load_zip  # noqa: PLC0415

    def member(content: bytes, name: str) -> Iterator[Extracted | Refused]:
        try:
            if f".{_suffix(name)}" not in SUFFIXES:
                raise DocumentError(f"不支持的文件类型“.{_suffix(name)}”，未导入。")
            kind = true_type(content, _suffix(name))
            if kind == "zip":
                raise DocumentError("压缩包里的压缩包不展开，请解压后再导入。")
            yield replace(_document(content, name, kind, limit_mb, progress), name=name)
        except DocumentError as error:
            yield Refused(name, str(error))

    yield from load_zip(data, member, limit_mb=limit_mb)


def _document(
    data: bytes, name: str, kind: str, limit_mb: int, progress: Progress | None
) -> Extracted:
    found = _load(data, kind, limit_mb, progress)
    suffix = _suffix(name)
    label, usual = _NAMES[kind]
    if suffix in usual or kind == "text":
        return found
    return replace(
        found, notes=(f"扩展名是 .{suffix}，内容实际是{label}，已按{label}读取。", *found.notes)
    )


def _load(data: bytes, kind: str, limit_mb: int, progress: Progress | None) -> Extracted:  # noqa: PLR0911
    """Hand the bytes to the loader of their type, imported only now."""
    match kind:
        case "text":
            from corpus.loaders.text import load_text

            return load_text(data)
        case "markdown":
            from corpus.loaders.markdown import load_markdown

            return load_markdown(data)
        case "csv":
            from corpus.loaders.spreadsheet import load_csv

            return load_csv(data)
        case "json":
            from corpus.loaders.json_rows import load_json

            return load_json(data)
        case "html":
            from corpus.loaders.html import load_html

            return load_html(data)
        case "mhtml":
            from corpus.loaders.mhtml import load_mhtml

            return load_mhtml(data)
        case "docx":
            from corpus.loaders.docx import load_docx

            return load_docx(data, limit_mb=limit_mb)
        case "xlsx":
            from corpus.loaders.spreadsheet import load_xlsx

            return load_xlsx(data, limit_mb=limit_mb)
        case "xls":
            from corpus.loaders.spreadsheet import load_xls

            return load_xls(data)
        case "pdf":
            from corpus.loaders.pdf import load_pdf

            return load_pdf(data, progress=progress)
        case "ofd":
            from corpus.loaders.ofd import load_ofd

            return load_ofd(data, limit_mb=limit_mb)
        case "image":
            from corpus.loaders.ocr import load_image

            return load_image(data)
        case _:
            from corpus.loaders.docx import load_docx
            from corpus.loaders.office import to_docx

            return replace(load_docx(to_docx(data, kind), limit_mb=limit_mb), kind=kind)


def _suffix(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
