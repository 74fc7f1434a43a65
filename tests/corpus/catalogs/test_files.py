"""The catalogues that ship with the project, as files, and the documents around the seed document."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from corpus.document import Validity
from tests.corpus.catalogs.rows import (
    CATALOGS,
    HEADERS,
    MAY_BE_EMPTY,
    NUMBER,
    RELATED,
    read_file,
    rows_of,
)


@pytest.mark.parametrize("name", HEADERS)
def test_file_opens_in_excel_and_has_its_header(name: str) -> None:
    data = (CATALOGS / f"{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data and data.endswith(b"\n")
    header, lines = read_file(name)
    assert header == HEADERS[name]
    assert lines and all(len(line) == len(header) for line in lines)
    assert all(cell == cell.strip() for line in lines for cell in line)


def test_every_file_of_the_folder_is_tested() -> None:
    files = {path.name for path in CATALOGS.iterdir() if not path.name.startswith(".")}
    assert files == {f"{name}{suffix}" for name in HEADERS for suffix in (".csv", ".yaml")}


@pytest.mark.parametrize("name", HEADERS)
def test_cells_that_must_be_filled(name: str) -> None:
    for row in rows_of(name):
        assert {column for column in row if not row[column]} <= MAY_BE_EMPTY[name], row


@pytest.mark.parametrize("name", HEADERS)
def test_no_row_twice(name: str) -> None:
    _, lines = read_file(name)
    assert len({tuple(line) for line in lines}) == len(lines)


@pytest.mark.parametrize("name", HEADERS)
def test_sidecar_names_the_document_but_is_not_it(name: str) -> None:
    values = yaml.safe_load(Path(CATALOGS / f"{name}.yaml").read_text(encoding="utf-8"))
    assert set(values) == {"title", "validity", "source_note", "searchable"}
    assert values["searchable"] is False  # answers quote the document itself
    assert values["title"].startswith("河南省企业技术改造意见·")
    assert NUMBER in values["source_note"] and "\n" not in values["source_note"]
    assert values["validity"] == Validity.UNVERIFIED


def test_related_documents_say_how_far_they_are_verified() -> None:
    for row in rows_of(RELATED):
        checked, source = row["核实情况"], row["来源"]
        assert checked in ("官方网站", "未核实（转载来源）", "未找到"), row
        assert bool(source) == (checked != "未找到"), row
        host = source.split("/")[0]
        assert (host == "gov.cn" or host.endswith(".gov.cn")) == (checked == "官方网站"), row
        assert row["时效"] in set(Validity), row
        if checked != "官方网站":
            assert row["时效"] == Validity.UNVERIFIED, row
        if row["时效"] != Validity.UNVERIFIED:
            assert row["时效说明"], row
        assert row["标题"] or row["文号"], row
        assert row["与本文件的关系"], row


def test_related_documents_have_possible_numbers_and_dates() -> None:
    for row in rows_of(RELATED):
        number = re.fullmatch("[\u4e00-\u9fff]+〔([0-9]{4})〕[0-9]+号", row["文号"])
        assert bool(number) == bool(row["文号"]), row
        if row["成文日期"]:
            issued = date.fromisoformat(row["成文日期"])
            assert number and issued.year == int(number[1]), row


def test_related_documents_are_those_that_were_found() -> None:
    rows = rows_of(RELATED)
    assert [
        (row["文号"] or row["标题"], row["成文日期"], row["时效"], row["来源"]) for row in rows
    ] == [
        (NUMBER, "2011-07-05", "未核实", "gxt.henan.gov.cn/2018/01-04/1076308.html"),
        ("豫工信规〔2011〕483号", "", "现行有效", "gxt.henan.gov.cn/2018/01-04/1076308.html"),
        ("豫政〔2017〕22号", "2017-06-22", "已失效", "www.henan.gov.cn/2017/07-03/239754.html"),
        ("豫政办〔2022〕8号", "", "未核实", "86660029.com/index/view-17894.html"),
        ("豫财企〔2025〕1号", "2025-01-15", "现行有效", "czt.henan.gov.cn/2025/02-06/3120391.html"),
        ("国发〔2010〕7号", "", "未核实", "各市贯彻该文件的文本（转载，无链接）"),
        ("产业结构调整指导目录（2024年本）", "", "未核实", "bowken.cn/news/1945081.html"),
        ("设备器具一次性扣除（政策名称，文件标题未查到）", "", "未核实", "admin.cairuijun.com/xwzx-157.html"),
        ("河南省承接产业转移指导目录", "", "未核实", ""),
    ]  # fmt: skip
    figures = [re.findall("[0-9]+", row["要点"]) for row in rows]
    assert figures == [
        ["2011", "2015"],
        ["2011", "11", "15", "5000", "3000"],
        [],
        ["2025", "20"],
        [],
        ["2011", "100", "400", "30"],
        ["2024", "02", "01", "2019", "1005", "352", "231", "422"],
        ["500", "2018", "01", "01", "2027", "12", "31"],
        [],
    ]
    assert [bool(row["要点"]) for row in rows] == [*[True] * 8, False]
    # titles and issuers that no source gave are not made up
    assert [bool(row["标题"]) for row in rows] == [True, *[False] * 5, *[True] * 3]
    assert [row["文号"] for row in rows if row["发文机关"]] == [NUMBER]
    (list_of_2024,) = [row for row in rows if row["标题"].startswith("产业结构调整指导目录")]
    total, *parts = map(int, re.findall("([0-9]+)项", list_of_2024["要点"]))
    assert total == sum(parts) == 1005
    (itself,) = [row for row in rows if row["文号"] == NUMBER]
    assert (itself["与本文件的关系"], itself["时效"]) == ("本文件", Validity.UNVERIFIED)


def test_the_list_that_was_not_found_is_not_invented() -> None:
    (row,) = [row for row in rows_of(RELATED) if row["核实情况"] == "未找到"]
    assert row["标题"] == "河南省承接产业转移指导目录"
    assert not any(row[c] for c in ("文号", "发文机关", "成文日期", "要点", "时效说明", "来源"))
