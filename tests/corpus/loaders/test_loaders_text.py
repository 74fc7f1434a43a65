"""Plain text and markdown."""

import pytest

from corpus.errors import DocumentError
from corpus.loaders import Extracted, extract_bytes
from corpus.loaders.text import decode
from tests.corpus.loaders import loader_samples as samples

LINE = "各省辖市人民政府，省人民政府各部门：\n　　一、重要意义\n技术改造具有技术新、投资省、工期短的特点。\n"


def one(data: bytes, name: str) -> Extracted:
    (found,) = extract_bytes(data, name, limit_mb=5)
    assert isinstance(found, Extracted)
    return found


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"],
)
def test_encodings(encoding: str) -> None:
    assert one(LINE.encode(encoding), "a.txt").text == LINE


def test_big5() -> None:
    text = "各縣市政府及所屬機關：為加強企業技術改造，提升產業競爭力，請依照下列規定辦理。\n"
    assert one(text.encode("big5"), "a.txt").text == text


def test_seed_keeps_every_character() -> None:
    assert one(samples.SEED.read_bytes(), "a.txt").text == samples.seed_text()


def test_line_ends() -> None:
    assert one("一\r\n二\r三\n".encode(), "a.txt").text == "一\n二\n三\n"


def test_cut_off_inside_a_character() -> None:
    assert one(LINE.encode()[:-2], "a.txt").text == LINE[:-2]


def test_few_damaged_bytes_are_told() -> None:
    data = bytearray((LINE * 20).encode())
    data[10] = 0xFF
    text, notes = decode(bytes(data))
    assert "\ufffd" in text
    assert "损坏" in notes[0]


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\t", b"\xef\xbb\xbf", b"\0\0\0\0"],
    ids=["nothing", "blanks", "mark", "zeros"],
)
def test_empty(data: bytes) -> None:
    with pytest.raises(DocumentError, match="空"):
        one(data, "a.txt")


def test_binary() -> None:
    with pytest.raises(DocumentError, match="二进制"):
        one(bytes(range(256)) * 40, "a.txt")


def test_markdown() -> None:
    source = """---
title: 关于技术改造的通知
文号: 豫政办〔2011〕75号
date: 2011-07-05
---
# 一、总则

见[《办法》](http://example.com/x)，**“十二五”**规划。
第二行。

1. 甲
2. 乙

| 序号 | 事项 |
|---|---|
| 1 | 备案 |
| 2 | 核准 |
"""
    found = one(source.encode(), "a.md")
    assert found.fields == {
        "title": "关于技术改造的通知",
        "number": "豫政办〔2011〕75号",
        "published": "2011-07-05",
    }
    assert found.text == (
        "一、总则\n见《办法》，“十二五”规划。\n第二行。\n1.甲\n2.乙\n序号：1；事项：备案\n序号：2；事项：核准\n"
    )
    table = found.tables[0]
    assert table.header == ("序号", "事项")
    assert [found.text[start:end] for start, end in table.spans] == [
        "序号：1；事项：备案",
        "序号：2；事项：核准",
    ]


def test_markdown_dump_of_a_page() -> None:
    menu = "\n".join(f"*   [栏目{i}](http://example.com/{i})" for i in range(40))
    source = (
        f"Title: 关于办理备案的通知 - 某市人民政府门户网站\n\nURL Source: http://example.com/a\n\nMarkdown Content:\n{menu}\n\n"  # noqa: E501
        "# 关于办理备案的通知\n\n2025-01-02\n\n来源：某市发展和改革委员会\n\n分享到\n\n请到窗口办理备案。\n\n带齐材料。\n\n"  # noqa: E501
        "扫一扫在手机打开当前页\n\n关于办理备案的通知\n\n主办：某市人民政府 承办：某中心\n"
    )
    found = one(source.encode(), "a.md")
    assert found.text == "请到窗口办理备案。\n带齐材料。\n"
    assert found.fields == {
        "title": "关于办理备案的通知", "source_url": "http://example.com/a", "published": "2025-01-02",
        "source": "某市发展和改革委员会", "publisher": "某市发展和改革委员会",
    }  # fmt: skip
