"""Catalogues as JSON: any shape in, one table of records out."""

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DocumentError
from corpus.loaders import Extracted, extract_bytes
from corpus.loaders.json_rows import one_line

ROWS: list[dict[str, object]] = [
    {"matter_name": "技改项目备案", "materials": ["备案表", "营业执照"], "online": True, "days": 3},
    {"matter_name": "节能审查", "dept": {"name": "市发改委", "tel": "0371-65808888"}, "days": None},
]


def one(data: bytes | str, name: str = "目录.jsonl") -> Extracted:
    raw = data.encode() if isinstance(data, str) else data
    (found,) = extract_bytes(raw, name, limit_mb=20)
    assert isinstance(found, Extracted)
    for table in found.tables:
        for row, (start, end) in zip(table.rows, table.spans, strict=True):
            assert len(row) == len(table.header)
            assert "\n" not in found.text[start:end]
            assert all(value.rstrip("；;。") in found.text[start:end] for value in row)
    return found


def lines(rows: list[dict[str, object]]) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


HEADER = ("matter_name", "materials", "online", "days", "dept-name", "dept-tel")
VALUES = (
    ("技改项目备案", "备案表、营业执照", "是", "3", "", ""),
    ("节能审查", "", "", "", "市发改委", "0371-65808888"),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_one_object_a_line(encoding: str) -> None:
    found = one(f"\n{lines(ROWS)}\r\n\n".encode(encoding))
    (table,) = found.tables
    assert (table.header, table.rows) == (HEADER, VALUES)
    assert found.kind == "json"
    assert found.notes == ()


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["目录.json", "目录.jsonl", "目录.ndjson"])
def test_array_and_wrapped_array(indent: int | None, name: str) -> None:
    reply = {
        "code": 0,
        "msg": "操作成功",
        "title": "市政务服务目录",
        "data": {"total": 2, "list": ROWS},
    }
    for value in (ROWS, reply):
        found = one(json.dumps(value, ensure_ascii=False, indent=indent), name)
        assert found.tables[0].rows == VALUES
    assert found.text.splitlines()[0] == "名称：市政务服务目录"
    assert "操作成功" not in found.text


def test_objects_laid_out_over_lines_without_an_array() -> None:
    text = "\n".join(json.dumps(row, ensure_ascii=False, indent=1) for row in ROWS)
    assert one(text).tables[0].rows == VALUES


def test_several_lists_are_several_tables() -> None:
    found = one(json.dumps({"许可": [{"名称": "甲"}], "奖励": [{"名称": "乙"}]}), "a.json")
    assert [(t.caption, t.rows) for t in found.tables] == [
        ("许可", (("甲",),)),
        ("奖励", (("乙",),)),
    ]
    assert found.text.splitlines() == ["许可", "名称：甲", "奖励", "名称：乙"]


def test_list_items_stay_apart() -> None:
    rows: list[dict[str, object]] = [
        {
            "m": ["身份证、户口本复印件；", "申请表"],
            "o": ["自然人", "法人"],
            "s": "1.受理\n2.审查。\n办结",
        },
        {
            "m": [{"name": "申请表", "copies": 2}, {"name": "承诺书"}],
            "o": "个人",
            "s": "<p>一、</p><p>二&nbsp;三<br/>四</p>",
        },
    ]
    (table,) = one(lines(rows)).tables
    assert table.rows[0] == ("身份证、户口本复印件；申请表", "自然人、法人", "1.受理；2.审查。办结")
    assert table.rows[1] == ("名称：申请表，份数：2；承诺书", "个人", "一、二 三；四")


def test_numbers_stay_as_written() -> None:
    digits = "9" * 5000
    found = one(f'{{"name": "甲", "a": {digits}, "b": 3.10, "c": NaN, "d": -Infinity, "e": 1e999}}')
    assert found.tables[0].rows == (("甲", digits, "3.10", "", "", "1e999"),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1}\n{"a": 2\n{"a": 3}', 2),
        ('{"a": 1\n{"a": 2}', 1),
        ('{"a": 1}\n\n[1]', 3),
        ('{"a": 1}\n"x"', 2),
        ('[{"a": 1},\n {"a": }]', 2),
        ("部门,电话", 1),
    ],
)
def test_bad_json_names_the_line(text: str, line: int) -> None:
    with pytest.raises(DocumentError, match=rf"^第 {line} 行不是") as caught:
        one(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["[]", "{}", "[{}]", '{"a": null}', '[{"a": []}]', "3", '["x"]', "null"]
)
def test_nothing_in_it(text: str) -> None:
    with pytest.raises(DocumentError, match="没有"):
        one(text, "a.json")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"a":' * 50 + "1" + "}" * 50,
        '[{"a":' + "[" * 60 + "1" + "]" * 60 + "}]",
    ],
)
def test_too_deep(text: str) -> None:
    with pytest.raises(DocumentError) as caught:
        one(text, "a.json")
    assert "\n" not in str(caught.value)


def test_many_keys_and_rows_are_bounded() -> None:
    wide = one(json.dumps([{f"k{n}": "值" for n in range(400)}]), "a.json")
    assert len(wide.tables[0].header) == 300
    assert wide.notes == ("字段超过 300 个，多出的字段未导入。",)
    sparse = [{f"k{n % 300}": "值"} for n in range(7000)]
    found = one(json.dumps(sparse), "a.json")
    assert len(found.tables[0].rows) == 6666
    assert found.notes == ("记录太多，只导入了前 6666 条。",)


def test_what_is_no_record_is_counted() -> None:
    found = one('[{"名称": "甲"}, "乙", null, 3]', "a.json")
    assert found.notes == ("有 2 项不是“字段: 值”的记录，未导入。",)


def test_type_by_content() -> None:
    assert one(lines(ROWS), "a.txt").kind == "txt"
    table = one(lines(ROWS), "a.csv")
    assert (table.kind, table.tables[0].rows) == ("json", VALUES)
    assert table.notes == ("扩展名是 .csv，内容实际是JSON，已按JSON读取。",)
    page = "<html><body><p>不是 JSON 的网页</p></body></html>"
    assert one(page, "a.json").kind == "html"


def test_in_an_archive() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("目录.jsonl", lines(ROWS))
    assert one(buffer.getvalue(), "a.zip").tables[0].rows == VALUES


VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=200)
@given(
    value=VALUE,
    ascii_only=st.booleans(),
    kept=st.floats(0, 1) | st.just(1.0),
    name=st.sampled_from(["a.json", "a.jsonl"]),
)
def test_any_json_and_any_part_of_it(
    value: object, ascii_only: bool, kept: float, name: str
) -> None:
    text = json.dumps([value, {"名称": value}], ensure_ascii=ascii_only)
    data = text.encode("utf-8", "surrogatepass")
    try:
        (found,) = extract_bytes(data[: int(len(data) * kept)], name, limit_mb=5)
    except DocumentError as error:
        assert str(error)
        assert "\n" not in str(error)
        return
    assert isinstance(found, Extracted)
    found.text.encode()
    for table in found.tables:
        for row, (start, end) in zip(table.rows, table.spans, strict=True):
            assert len(row) == len(table.header)
            assert "\n" not in found.text[start:end]


@given(st.text())
def test_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert one_line(line) == line
    line.encode()
