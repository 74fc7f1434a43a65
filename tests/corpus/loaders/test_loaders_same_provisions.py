"""The same document gives the same provisions whatever format it came in."""

import difflib
import re
import shutil
from pathlib import Path

import pytest

from corpus.errors import DocumentError
from corpus.loaders import Extracted, extract, extract_bytes, office
from corpus.structure.provisions import parse
from tests.corpus.loaders import loader_samples as samples


def one(path: Path) -> Extracted:
    (found,) = extract(path, limit_mb=50)
    assert isinstance(found, Extracted)
    return found


def tight(text: str) -> str:
    return re.sub(r"\s", "", text)


def provisions(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Kind, path and words of every provision, white space aside."""
    return [(p.kind, tuple(map(tight, p.path)), tight(text[p.start : p.end])) for p in parse(text)]


@pytest.fixture(scope="module")
def expected() -> list[tuple[str, tuple[str, ...], str]]:
    return provisions(samples.seed_text())


def test_gb18030(tmp_path: Path, expected: list[object]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(samples.seed_text().encode("gb18030"))
    assert provisions(one(path).text) == expected


def test_docx(tmp_path: Path, expected: list[object]) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(samples.seed_docx())
    assert provisions(one(path).text) == expected


def test_ofd(expected: list[object]) -> None:
    (found,) = extract_bytes(samples.ofd(samples.seed_lines()), "a.ofd", limit_mb=50)
    assert isinstance(found, Extracted)
    assert provisions(found.text) == expected
    assert found.fields == {"file_title": "技术改造意见全文"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "doc", pytest.param("html", marks=pytest.mark.sweep)])
def test_made_by_libreoffice(
    kind: str, office_files: dict[str, Path], expected: list[object]
) -> None:
    assert provisions(one(office_files[kind]).text) == expected


@pytest.mark.slow
def test_scan(office_files: dict[str, Path], tmp_path: Path) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed")
    scanned = samples.scan(office_files["pdf"], tmp_path, pages=2)
    steps: list[tuple[int, int]] = []
    (found,) = extract(
        scanned, limit_mb=50, progress=lambda done, total: steps.append((done, total))
    )
    assert isinstance(found, Extracted)
    got = tight(found.text)
    want = tight(samples.seed_text())[: len(got)]
    assert difflib.SequenceMatcher(None, want, got, autojunk=False).ratio() >= 0.98
    # Both pages end inside a paragraph: all provisions before it have the seed's addresses.
    assert [p[:2] for p in provisions(found.text)][:-1] == [
        p[:2] for p in provisions(samples.seed_text())
    ][: len(provisions(found.text)) - 1]
    assert steps == [(0, 2), (1, 2), (2, 2)]
    assert "扫描件" in found.notes[0]


@pytest.mark.slow
def test_table_over_pages(office_files: dict[str, Path]) -> None:
    found = one(office_files["table"])
    (table,) = found.tables
    assert table.header == ("序号", "重点任务", "牵头部门")
    assert [row[0] for row in table.rows] == [str(number) for number in range(1, 41)]
    assert [row[2] for row in table.rows[:3]] == [
        "省工业和信息化厅",
        "省工业和信息化厅",
        "省财政厅",
    ]
    start, end = table.spans[3]
    assert found.text[start:end] == (
        "序号：4；重点任务：第4项任务：加大企业技术改造支持力度，落实设备更新贴息政策，按季度调度。；牵头部门：省财政厅"
    ).replace("。；", "；")
    assert found.text.startswith("重点任务分工表\n")
    assert found.text.endswith("以上任务请抓紧落实。\n")


@pytest.mark.slow
@pytest.mark.sweep
def test_locked_pdf(office_files: dict[str, Path]) -> None:
    with pytest.raises(DocumentError, match="密码"):
        one(office_files["locked"])


def test_doc_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "soffice", lambda: None)
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    with pytest.raises(DocumentError, match="LibreOffice"):
        list(extract_bytes(data, "a.wps", limit_mb=5))
