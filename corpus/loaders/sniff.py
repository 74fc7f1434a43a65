"""What a file really is, found in its bytes: names lie, bytes don't."""

import re
import zipfile

from corpus.errors import DocumentError
from corpus.loaders.zipped import ZIP_ERRORS, open_zip, part_names

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8")
_ARCHIVES = {
    b"Rar!": "rar",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b": "gz",
    b"BZh": "bz2",
    b"\xfd7zXZ": "xz",
}
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"SQLite format 3")
_HTML = re.compile(
    rb"^\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XHTML = re.compile(
    rb"^\s*<\?xml[^>]*\?>\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_MHTML = re.compile(
    rb"^(?:[A-Za-z-]+:[^\n]*\r?\n)*(?:MIME-Version|Content-Type:\s*multipart/related)", re.I
)
_SUFFIXES = {
    "txt": "text", "text": "text", "md": "markdown", "markdown": "markdown", "csv": "csv", "tsv": "csv", "htm": "html",
    "html": "html", "shtml": "html", "xhtml": "html", "jhtml": "html", "mht": "mhtml", "mhtml": "mhtml",
    "json": "json", "jsonl": "json", "ndjson": "json",
}  # fmt: skip
_JSON_ROWS = re.compile(rb"^\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,200}\"\s*:")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def true_type(data: bytes, suffix: str) -> str:
    """Return the loader's name: text, markdown, csv, json, html, mhtml, docx, xlsx, xls, doc, rtf,
    odt, pptx, pdf, ofd, image or zip. ``suffix`` (lower case, no dot) only decides among kinds of plain text.

    Raises:
        DocumentError: a type we can't read, named in the message.
    """
    head = data[:4096]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(data)
    if head.startswith(_OLE):
        return _ole_type(data, suffix)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or _is_bmp(head):
        return "image"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    for magic, name in _ARCHIVES.items():
        if head.startswith(magic):
            raise DocumentError(f"不支持 {name} 压缩包，请解压后导入，或改用 zip。")
    if head.startswith(_PROGRAMS):
        raise DocumentError("这是程序或数据库文件，不是文档。")
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(bare) or _XHTML.match(bare):
        return "html"
    if _MHTML.match(bare) and b"multipart/related" in head.lower():
        return "mhtml"
    if b'progid="Word.Document"' in head:
        return "doc"
    return _plain(head, bare, suffix)


def _plain(head: bytes, bare: bytes, suffix: str) -> str:
    if suffix in ("csv", "tsv", "xls", "et") and _JSON_ROWS.match(bare):
        return "json"  # an export under the name of a table
    kind = _SUFFIXES.get(suffix)
    if kind:
        return "text" if kind == "mhtml" else kind
    if suffix in ("doc", "xls", "wps", "et") and re.search(
        rb"<(?:table|html|div|meta)\b", head, re.I
    ):
        return "html"  # systems export "Excel" files that are pages
    if suffix == "xls" and head.count(b"\t") > 5:
        return "csv"
    return "text"


def _is_bmp(head: bytes) -> bool:
    size = int.from_bytes(head[14:18], "little")  # of the second header
    return head[:2] == b"BM" and len(head) > 30 and size in (12, 40, 52, 56, 64, 108, 124)


def _zip_type(data: bytes) -> str:
    with open_zip(data) as archive:
        names = part_names(archive)
        if "word/document.xml" in names:
            return "docx"
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "ofd.xml" in names:
            return "ofd"
        if "ppt/presentation.xml" in names:
            return "pptx"
        if "xl/workbook.bin" in names:
            raise DocumentError("不支持二进制工作簿（xlsb），请另存为 xlsx 后再导入。")
        if "mimetype" in names:
            return _open_document(archive)
    return "zip"


def _open_document(archive: zipfile.ZipFile) -> str:
    try:
        kind = archive.read("mimetype")[:100]
    except ZIP_ERRORS:
        return "zip"
    return "odt" if b"opendocument.text" in kind else "zip"


def _ole_type(data: bytes, suffix: str) -> str:
    """Streams of a compound file stand in its directory by UTF-16 name."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise DocumentError("文件设有打开密码，请去掉密码后再导入。")
    if has("WordDocument"):
        return "wps" if suffix == "wps" else "doc"
    if has("Workbook") or has("Book"):
        return "xls"
    if has("PowerPoint Document"):
        raise DocumentError("不支持旧版演示文稿（ppt），请另存为 pptx 或 PDF 后再导入。")
    if suffix in ("doc", "wps"):
        return suffix
    raise DocumentError("无法识别这个 Office 旧格式文件，请另存为 docx 或 xlsx 后再导入。")
