"""Whatever the bytes: a document, or one clear line."""

import io
import zipfile
from functools import lru_cache

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import DocumentError
from corpus.loaders import SUFFIXES, Extracted, Refused, extract_bytes, ocr, office
from corpus.loaders.page_lines import Page
from tests.corpus.loaders import loader_samples as samples
from tests.corpus.loaders.test_loaders_html import PAGE
from tests.corpus.loaders.test_loaders_pptx import shape, slides

FUZZ = settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 118>>stream\nBT /F 12 Tf 72 700 Td (Technical renovation of enterprises, article 1) Tj 0 -20 Td (second line) Tj ET\n"  # noqa: E501
    b"72 600 m 300 600 l S\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


@lru_cache(maxsize=1)
def specimens() -> dict[str, bytes]:
    """A small real file of each type."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["部门", "任务", None], ["省财政厅", "安排资金", 3.5], ["省科技厅", "立项", None]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    xlsx = io.BytesIO()
    book.save(xlsx)
    old = xlwt.Workbook()
    first = old.add_sheet("目录")
    for number, row in enumerate((["部门", "电话"], ["省财政厅", "0371"])):
        for column, value in enumerate(row):
            first.write(number, column, value)
    xls = io.BytesIO()
    old.save(xls)
    text = samples.seed_text()[:1500]
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("通知.txt", text)
        archive.writestr("a.html", PAGE)
    return {
        "a.txt": text.encode(), "b.txt": text.encode("gb18030"), "a.md": f"# 标题\n\n{text}\n\n|a|b|\n|-|-|\n|1|2|\n".encode(),  # noqa: E501
        "a.html": PAGE.encode(), "a.docx": samples.table_docx(), "a.xlsx": xlsx.getvalue(), "a.xls": xls.getvalue(),
        "a.csv": "部门,电话\n省财政厅,0371\n".encode("gbk"), "a.pdf": PDF, "a.ofd": samples.ofd(samples.seed_lines()[:6]),  # noqa: E501
        "a.zip": inner.getvalue(), "a.pptx": slides(shape("惠企政策", role="title") + shape("一")),
        "a.mht": b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n' + PAGE.encode(),  # noqa: E501
    }  # fmt: skip


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """No recogniser and no LibreOffice: their input is what is tested here."""
    monkeypatch.setattr(ocr, "recognise", lambda pixels: Page(1.0, 1.0))
    monkeypatch.setattr(ocr, "read_boxes", lambda pixels: ([], pixels))
    monkeypatch.setattr(office, "soffice", lambda: None)


def check(data: bytes, name: str) -> None:
    """A result, or one line that says why not."""
    try:
        found = list(extract_bytes(data, name, limit_mb=5))
    except DocumentError as error:
        assert str(error)
        assert "\n" not in str(error)
        return
    for item in found:
        if isinstance(item, Refused):
            assert item.reason
            continue
        assert isinstance(item, Extracted)
        assert item.text.strip()
        item.text.encode()
        for table in item.tables:
            for row, (start, end) in zip(table.rows, table.spans, strict=True):
                assert len(row) == (len(table.header) or len(row))
                assert table.header == () or "\n" not in item.text[start:end]


@pytest.mark.parametrize("name", specimens())
def test_specimens_load(name: str) -> None:
    assert all(
        isinstance(item, Extracted) for item in extract_bytes(specimens()[name], name, limit_mb=5)
    )


@FUZZ
@given(
    name=st.sampled_from(list(specimens())),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 8)), max_size=8
    ),
    kept=st.one_of(st.just(1.0), st.floats(0, 1)),
)
def test_mutated(name: str, changes: list[tuple[float, bytes, int]], kept: float) -> None:
    check(mutate(specimens()[name], changes, kept), name)


@FUZZ
@given(
    name=st.sampled_from(["a.docx", "a.xlsx", "a.ofd", "a.pptx"]),
    member=st.integers(0, 30),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 8)), min_size=1, max_size=6
    ),
)
def test_mutated_inside_the_package(
    name: str, member: int, changes: list[tuple[float, bytes, int]]
) -> None:
    source = zipfile.ZipFile(io.BytesIO(specimens()[name]))
    names = source.namelist()
    chosen = names[member % len(names)]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for other in names:
            data = source.read(other)
            archive.writestr(other, mutate(data, changes, 1.0) if other == chosen else data)
    check(target.getvalue(), name)


@FUZZ
@given(data=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES), head=st.sampled_from([b"", b"%PDF-1.5\n", b"PK\x03\x04", b"<html>", b"\x89PNG\r\n\x1a\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"BM", b"II*\0", b"\xff\xfe"]))  # fmt: skip  # noqa: E501
def test_any_bytes(data: bytes, suffix: str, head: bytes) -> None:
    check(head + data, f"a{suffix}")


@FUZZ
@given(st.lists(st.sampled_from(["<table>", "<tr>", "<td colspan=99999>", "<td rowspan=-3>", "</td>", "</table>", "<div hidden>", "<ol start=x>", "<li>", "<p>字，字。", "</p>", "<br>", "<pre>", "a\n", "<!--", "-->", "<a>链</a>", "&#0;", "\x00"]), max_size=60))  # fmt: skip  # noqa: E501
def test_any_markup(parts: list[str]) -> None:
    check(("<html><body>文。" + "".join(parts)).encode(), "a.html")


def mutate(data: bytes, changes: list[tuple[float, bytes, int]], kept: float) -> bytes:
    """Overwrite, insert and delete a few bytes, and cut the end off."""
    changed = bytearray(data)
    for place, insert, delete in changes:
        at = int(place * len(changed))
        changed[at : at + delete] = insert
    return bytes(changed[: int(kept * len(changed))])
