"""Files made to hang, to fill memory or disk, to fetch something: each is read or refused in time."""

import io
import json
import socket
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import PolicyError
from corpus.loader import find_files, load
from corpus.loaders import extract_bytes
from corpus.loaders.base import Extracted, Refused
from tests.hostile.payloads import MARKUP
from tests.hostile.tally import held

_SECONDS = 12.0
_LIMIT = 2  # MB
_DEEP = 50_000
_LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha" * 10}">' for i in range(10))
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ENTITIES = {
    "laughs": f"<!DOCTYPE x [{_LAUGHS}]>",
    "file": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    "net": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/x">]>',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p; <!ENTITY l9 "x">]>',
    "outer": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "quadratic": f'<!DOCTYPE x [<!ENTITY l9 "{"a" * 50_000}">]>',
}


def _zipped(parts: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def _docx(body: str, doctype: str = "", relations: str = "") -> bytes:
    xml = f'<?xml version="1.0"?>{doctype}<w:document {_W}><w:body>{body}</w:body></w:document>'
    return _zipped({
        "[Content_Types].xml": _TYPES, "word/document.xml": xml,
        "word/_rels/document.xml.rels": "<Relationships xmlns="
        f'"http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
    })  # fmt: skip


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _outside(kind: str, target: str) -> str:
    return (
        f'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kind}" Target="{target}" TargetMode="External"/>'
    )


def _xlsx(sheet: str, doctype: str = "") -> bytes:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return _zipped({
        "[Content_Types].xml": _TYPES,
        "xl/workbook.xml": f'<?xml version="1.0"?>{doctype}<workbook {main}><sheets><sheet name="&l9;" sheetId="1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{doctype}<worksheet {main}><sheetData>{sheet}</sheetData></worksheet>',
    })  # fmt: skip


def _ofd(doctype: str, where: str) -> bytes:
    return _zipped(
        {
            "OFD.xml": f'<?xml version="1.0"?>{doctype}<OFD><DocBody><DocRoot>{where}</DocRoot></DocBody></OFD>'
        }
    )


def _hostile() -> Iterator[tuple[str, str, bytes]]:
    for name, doctype in _ENTITIES.items():
        repeated = "&l9;" * (2000 if name == "quadratic" else 1)
        yield f"docx-{name}", "a.docx", _docx(_paragraph(repeated), doctype)
        yield (
            f"xlsx-{name}",
            "a.xlsx",
            _xlsx(f"<row><c t='inlineStr'><is><t>{repeated}</t></is></c></row>", doctype),
        )
        yield f"ofd-{name}", "a.ofd", _ofd(doctype, repeated)
        yield (
            f"html-{name}",
            "a.html",
            f"{doctype}<html><body><p>{repeated}</p></body></html>".encode(),
        )
    for name in ("laughs",):  # LibreOffice reads it, and takes its time
        text = f"<?xml version='1.0'?>{_ENTITIES[name]}<x>&l9;</x>"
        parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": text}
        yield f"odt-{name}", "a.odt", _zipped(dict(parts))
    for kind in ("image", "oleObject", "attachedTemplate", "hyperlink", "frame", "subDocument"):
        for target in (
            "http://127.0.0.1:9/x",
            "file:///etc/passwd",
            "\\\\127.0.0.1\\x",
            "../../../etc/passwd",
        ):
            yield (
                f"docx-{kind}",
                "a.docx",
                _docx(_paragraph("甲"), relations=_outside(kind, target)),
            )
    for target in (
        "../../../../etc/passwd",
        "/etc/passwd",
        "http://127.0.0.1:9/x",
        "Doc_0/../../x",
        "OFD.xml",
    ):
        yield "ofd-path", "a.ofd", _ofd("", target)
    for deep in (1000, _DEEP):
        yield "json-deep", "a.json", b"[" * deep + b"]" * deep
        yield "json-objects", "a.json", b'{"a":' * deep + b"1" + b"}" * deep
        yield "jsonl-deep", "a.jsonl", b'{"a":' * deep + b"1" + b"}" * deep + b"\n"
        yield "html-deep", "a.html", b"<div>" * deep + "甲".encode() + b"</div>" * deep
        yield "html-late", "a.html", b"</div>" * deep + b"<div>" * deep + "甲".encode()
        yield "html-names", "a.html", b"<x/>" * deep + "甲".encode()
        yield "html-tables", "a.html", b"<table><tr><td>" * (deep // 10) + "甲".encode()
        yield "html-lists", "a.html", b"<ul><li>" * (deep // 5) + "甲".encode()
        yield "markdown-quotes", "a.md", b"> " * deep + "甲".encode()
        yield "markdown-brackets", "a.md", b"[" * deep
        yield "markdown-stars", "a.md", b"*a **a " * (deep // 5)
        yield (
            "docx-deep",
            "a.docx",
            _docx("<w:tbl><w:tr><w:tc>" * (deep // 10) + "</w:tc></w:tr></w:tbl>" * (deep // 10)),
        )
        yield "text-brackets", "a.txt", "（".encode() * deep
        yield "text-numbers", "a.txt", "第一条".encode() * (deep // 2)
        yield "csv-columns", "a.csv", b"a," * deep
        yield "csv-quote", "a.csv", b'a,b\n"' + b"x\n" * deep
    yield (
        "html-colspan",
        "a.html",
        "<table><tr><td colspan=1000000000 rowspan=1000000000>甲</table>".encode(),
    )
    yield "html-attributes", "a.html", b"<p " + b"a=1 " * 100_000 + b">x"
    yield (
        "html-fetch",
        "a.html",
        b"<img src=http://127.0.0.1:9/x><link rel=stylesheet href=http://127.0.0.1:9/x><iframe src=file:///etc/passwd></iframe><p>x</p>",
    )
    yield (
        "xlsx-far",
        "a.xlsx",
        _xlsx('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>甲</t></is></c></row>'),
    )
    yield "json-number", "a.json", b'[{"a":' + b"9" * 100_000 + b"}]"
    yield "json-nan", "a.json", b'[{"a":NaN,"b":1e999,"c":-Infinity}]'
    yield "json-keys", "a.json", json.dumps([{f"k{i}": i for i in range(20_000)}]).encode()
    yield "text-line", "a.txt", "甲".encode() * 600_000
    yield "text-lines", "a.txt", b"\n" * 1_500_000 + "甲".encode()
    yield "text-controls", "a.txt", bytes(range(1, 32)) * 1000
    yield "too-large", "a.txt", b"x" * (_LIMIT * 2**20 + 1)
    yield (
        "pdf-loop",
        "a.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>",
    )
    yield (
        "pdf-pages",
        "a.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 2147483647>>endobj\ntrailer<</Root 1 0 R>>",
    )
    yield "rtf-deep", "a.rtf", b"{\\rtf1 " + b"{" * _DEEP
    yield (
        "mht-parts",
        "a.mht",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + b"--a\n" * _DEEP,
    )
    yield "gif-wide", "a.png", b"GIF89a\xff\xff\xff\xff\x80\x00\x00" + bytes(50)
    bomb = _zipped({"a.txt": bytes(20_000_000)})
    yield "zip-bomb", "a.zip", bomb
    yield (
        "docx-bomb",
        "a.docx",
        _zipped({"[Content_Types].xml": _TYPES, "word/document.xml": bytes(20_000_000)}),
    )
    yield (
        "xlsx-bomb",
        "a.xlsx",
        _zipped({"[Content_Types].xml": _TYPES, "xl/workbook.xml": bytes(20_000_000)}),
    )
    yield "ofd-bomb", "a.ofd", _zipped({"OFD.xml": bytes(20_000_000)})
    yield "zip-many", "a.zip", _zipped({f"{i}.txt": "" for i in range(6000)})
    yield "zip-in-zip", "a.zip", _zipped({"b.zip": _zipped({"c.zip": bomb})})
    headers = [b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM", b"II*\x00", b"RIFF", b"GIF89a", b"MZ", b"\x7fELF", b"Rar!", b"\x1f\x8b", b"<html>", b"[{", b"\xff\xfe", b"\x00\x00\xfe\xff"]  # fmt: skip
    suffixes = [
        "txt",
        "docx",
        "xlsx",
        "xls",
        "pdf",
        "ofd",
        "html",
        "json",
        "csv",
        "md",
        "png",
        "zip",
    ]
    for start in headers:
        for suffix in suffixes:
            yield "wrong-type", f"a.{suffix}", start + bytes(range(256)) * 4


@pytest.fixture
def unheard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was asked of a network."""
    asked: list[Any] = []

    def refused(*where: Any, **_: Any) -> None:
        asked.append(where)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    return asked


def test_files_are_read_or_refused_in_time(
    unheard: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for kind, name, data in _hostile():
        begun = time.process_time()
        try:
            items: list[Extracted | Refused] = list(extract_bytes(data, name, limit_mb=_LIMIT))
            said = ""
        except PolicyError as error:
            items, said = [], str(error)
        told = "".join(i.text if isinstance(i, Extracted) else i.reason for i in items) + said
        seconds = time.process_time() - begun
        calm = seconds < _SECONDS and len(told) < 20 * _LIMIT * 2**20
        secret = "root:" in told or "haha" * 50 in told or "\n" in said
        harmless = not (secret or unheard or any(tmp_path.iterdir()))
        held("装载", calm and harmless, (kind, name, seconds, told[:200], unheard))


_SIDECARS: list[str] = [
    "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\ntitle: *c",
    "!!python/object/apply:os.system ['touch hacked']", "title: !!python/name:os.system", "title: !!python/object/new:os.system [touch hacked]",
    "title: " + "[" * 5000, "title: " + "{" * 5000, "? " * 5000, "title: &a [*a]", "title: 9e999", "title: 2024-99-99", "issued: 2024-99-99", "title: " + "x" * 100_000,
    "- " * 3000, "title: {a: b}", "title: [a, b]", "columns: [1]", "columns: {a: {b: c}}", "validity: ok", "relations: {}", "repeals: {a: {b: c}}",
    "searchable: maybe", "%YAML 9.9\n---\ntitle: a", "title: a\n---\ntitle: b", "\x00", "title: \x07", "<<: *x", "title: !!binary aGk=", "title: !!set {a}", "title: .nan", "2: 3",
]  # fmt: skip


def test_sidecars(tmp_path: Path, unheard: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text("关于测试的通知\n一、要求\n", "utf-8")
    for words in [*_SIDECARS, *(f"title: {json.dumps(w)}" for w in MARKUP)]:
        path.with_suffix(".yaml").write_text(words, "utf-8", errors="surrogatepass")
        begun = time.process_time()
        try:
            (file,) = find_files([path])
            title = load(file).metadata.title
        except PolicyError as error:
            title = ""
            held("登记文件", "\n" not in str(error), words[:80])
        calm = time.process_time() - begun < _SECONDS and len(title) < 200_000
        held("登记文件", calm and not unheard and not (tmp_path / "hacked").exists(), words[:80])
