"""Lists of contents are left out, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.loaders.base import Extracted, Table
from corpus.loaders.contents import without_contents

BODY = (
    "第一章 总则\n第一条 为了规范管理，制定本办法。\n第二章 附则\n第二条 本办法自发布之日起施行。\n"
)


def _left(text: str) -> str:
    lines = without_contents(Extracted(text)).text.split("\n")
    return "".join(f"{line}\n" for line in lines if line)


@pytest.mark.parametrize(
    "contents",
    [
        "目  录\n第一章 总则……………1\n第二章 附则……………3\n",
        "目录\n第一章　总　则\n第二章　附　则\n",
        "目次\n第一章 总则 1\n第二章 附则 12\n",
        "第一章 总则.......1\n第一节 目的.......1\n第二章 附则.......4\n",
        "目录：\n\n第一章 总则 · · · · · 1\n\n第二章 附则 · · · · · 3\n",
    ],
)
def test_a_list_of_contents_is_left_out(contents: str) -> None:
    assert _left("某市管理办法\n" + contents + BODY) == "某市管理办法\n" + BODY


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "鼓励目录\n一、电池\n二、风机\n三、光伏组件\n",  # 目录 is what the document is
        "目录\n一、电池\n二、风机\n",
        "价目如下\n咖啡......30\n茶水......12\n点心......8\n",
        "姓名：________\n电话：________\n",
        "营业收入    1200\n从业人员    300\n",
    ],
)
def test_other_lists_stay(text: str) -> None:
    assert _left(text) == text


def test_tables_keep_their_words() -> None:
    text = "目录\n第一章 总则……1\n第二章 附则……2\n" + BODY + "名称：电池；金额：30\n"
    start = text.index("名称：")
    table = Table(("名称", "金额"), (("电池", "30"),), ((start, len(text) - 1),))
    found = without_contents(Extracted(text, tables=(table,)))
    ((begin, end),) = found.tables[0].spans
    assert found.text[begin:end] == "名称：电池；金额：30"


@given(
    st.lists(
        st.sampled_from(
            ["目录", "第一章 总则", "第一章 总则……1", "第二章 附则......2", "正文。", ""]
        )
    )
)
def test_only_whole_lines_go(lines: list[str]) -> None:
    left = without_contents(Extracted("\n".join(lines))).text.split("\n")
    rest = iter(lines)
    assert all(line in rest for line in left if line)
