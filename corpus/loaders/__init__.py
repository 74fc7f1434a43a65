"""Loaders: a file of any supported type in, plain text with fields and tables out.

The type is found in the bytes, not in the name. Heavy libraries load only where they are needed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, Progress, Refused, Table
from corpus.loaders.contents import without_contents
from corpus.loaders.sniff import true_type

__all__ = ["SUFFIXES", "Extracted", "Progress", "Refused", "Table", "extract", "extract_bytes"]

SUFFIXES = (
    ".txt", ".md", ".markdown", ".html", ".htm", ".shtml", ".mht", ".mhtml", ".docx", ".docm", ".doc", ".wps", ".rtf",
    ".odt", ".pdf", ".ofd", ".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".png",
    ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".zip", ".pptx", ".pptm", ".ppsx",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of file: its name for administrators, its usual suffixes, and its loader as
    ``module.function`` of this package with the keyword arguments that it takes."""

    name: str
    suffixes: str
    loader: str
    takes: tuple[str, ...] = ()

    def load(self, data: bytes, **given: Any) -> Extracted:
        """Hand the bytes to the loader, imported only now."""
        module, function = self.loader.split(".")
        loader = getattr(import_module(f"{__name__}.{module}"), function)
        found: Extracted = loader(data, **{name: given[name] for name in self.takes})
        return found


_OLD_OFFICE = ("office.load_old_office", ("kind", "limit_mb"))
# By what ``true_type`` returns. A new loader is one file and its row here.
KINDS = {
    "text": Kind("文本", "txt text", "text.load_text"),
    "markdown": Kind("Markdown", "md markdown", "markdown.load_markdown"),
    "csv": Kind("CSV", "csv tsv", "spreadsheet.load_csv"),
    "json": Kind("JSON", "json jsonl ndjson", "json_rows.load_json"),
    "html": Kind("网页", "html htm shtml xhtml jhtml", "html.load_html"),
    "mhtml": Kind("网页档案", "mht mhtml", "mhtml.load_mhtml"),
    "docx": Kind("Word 文档", "docx docm dotx dotm", "docx.load_docx", ("limit_mb",)),
    "xlsx": Kind("Excel 工作簿", "xlsx xlsm xltx", "spreadsheet.load_xlsx", ("limit_mb",)),
    "xls": Kind("Excel 97-2003 工作簿", "xls et", "spreadsheet.load_xls"),
    "doc": Kind("Word 97-2003 文档", "doc wps dot", *_OLD_OFFICE),
    "wps": Kind("WPS 文档", "wps", *_OLD_OFFICE),
    "rtf": Kind("RTF 文档", "rtf", *_OLD_OFFICE),
    "odt": Kind("ODT 文档", "odt", *_OLD_OFFICE),
    "pptx": Kind("演示文稿", "pptx pptm ppsx potx", "pptx.load_pptx", ("limit_mb",)),
    "pdf": Kind("PDF", "pdf", "pdf.load_pdf", ("progress",)),
    "ofd": Kind("OFD", "ofd", "ofd.load_ofd", ("limit_mb",)),
    "image": Kind("图片", "png jpg jpeg tif tiff bmp webp gif", "ocr.load_image"),
}
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
    read = KINDS[kind]
    found = without_contents(read.load(data, kind=kind, limit_mb=limit_mb, progress=progress))
    found = replace(found, data=data)
    suffix = _suffix(name)
    if suffix in read.suffixes.split() or kind == "text":
        return found
    said = f"扩展名是 .{suffix}，内容实际是{read.name}，已按{read.name}读取。"
    return replace(found, notes=(said, *found.notes))


def _suffix(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
