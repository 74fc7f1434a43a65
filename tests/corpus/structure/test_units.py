"""Units reach from their label to where the next one of their rank begins; lists have all items."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Metadata
from corpus.structure.addressed import articles, run_on, top
from corpus.structure.lists import ItemList, list_led_by, lists_of
from corpus.structure.provisions import parse
from corpus.structure.units import Unit, clauses_of, name_of, units_of

RULE = (
    "某市奖励办法\n第一章 总则\n第一条 为了奖励，制定本办法。\n第二章 申报\n"
    "第二条 申请应当提交下列材料：\n（一）申请表；\n（二）营业执照；\n（三）审计报告：\n"
    "1.上一年度的；\n2.本年度的。\n材料不齐的，不予受理。\n"
    "第三条 有下列情形之一的，不予奖励：\n（一）造假的；\n（二）失信的。\n"
    "前款情形由市科技局认定。\n第四条 本办法自2023年4月1日起施行。\n"
)


def _document(text: str) -> Document:
    return Document("d", "d.txt", text, Metadata(title="某市奖励办法"), parse(text))


def _lists(document: Document) -> list[ItemList]:
    return [found for root in units_of(document) for found in lists_of(document, root)]


def _led(document: Document, words: str) -> list[str]:
    text = document.text
    (found,) = (f for f in _lists(document) if words in text[slice(*f.lead)])
    return [text[i.start : i.end] for i in found.items]


def test_articles_are_counted_through_all_chapters() -> None:
    (root,) = units_of(_document(RULE))
    assert [unit.value for unit in articles(root)] == [1, 2, 3, 4]
    assert [name_of(RULE, unit) for unit in top(root)] == ["总则", "申报"]


def test_a_list_has_its_lead_in_its_items_and_what_stands_under_them() -> None:
    document = _document(RULE)
    items = _led(document, "下列材料")
    assert items[:2] == ["（一）申请表；", "（二）营业执照；"]
    assert items[2] == "（三）审计报告：\n1.上一年度的；\n2.本年度的。\n材料不齐的，不予受理。"


def test_a_paragraph_behind_the_items_is_a_clause_of_the_article() -> None:
    document = _document(RULE)
    (root,) = units_of(document)
    third = articles(root)[2]
    assert [RULE[a:b] for a, b in clauses_of(RULE, third)][1] == "前款情形由市科技局认定。"
    assert _led(document, "不予奖励") == ["（一）造假的；", "（二）失信的。"]


def test_a_lead_in_finds_its_list() -> None:
    document = _document(RULE)
    start = RULE.index("有下列情形")
    end = RULE.index("：", start) + 1
    found = list_led_by(document, units_of(document)[0], start, end)
    assert found is not None
    assert len(found.items) == 2


@pytest.mark.parametrize(
    ("text", "lead", "items"),
    [
        (
            "某通知\n一、申报材料\n（一）申请表。\n（二）执照。\n二、其他\n无。\n",
            "申报材料",
            ["（一）申请表。", "（二）执照。"],
        ),
        (
            "某通知\n一、材料\n应提交：申请表；执照；审计报告。\n二、其他\n无。\n",
            "应提交",
            ["申请表；", "执照；", "审计报告。"],
        ),
        (
            "某通知\n一、材料\n应提交以下材料：\n申请表；\n执照；\n审计报告。\n另行通知。\n",
            "以下材料",
            ["申请表；", "执照；", "审计报告。"],
        ),
        (
            "某意见\n一、重点产业\n汽车工业。以整带零。\n轻工业。壮大家电。\n",
            "重点产业",
            ["汽车工业。以整带零。", "轻工业。壮大家电。"],
        ),
    ],
)
def test_lists_are_announced_in_several_ways(text: str, lead: str, items: list[str]) -> None:
    assert _led(_document(text), lead) == items


def test_a_time_of_day_announces_nothing() -> None:
    assert not _lists(_document("某通知\n一、申报时间\n截止时间为6月30日17:00；逾期不予受理。\n"))


def test_headings_that_lost_their_line_break_are_headings() -> None:
    text = "某通知\n" + "一、申请受理 北京市企业办理业务需登录系统，按要求填报。\n" * 1
    text += "二、审查与决定 依据办法审查。\n"
    (root,) = units_of(_document(text))
    assert [name_of(text, unit) for unit in root.children] == ["申请受理", "审查与决定"]


def test_numbering_within_a_line_is_found() -> None:
    text = "某通知\n一、稳定队伍\n返还保险费。 5.落实政策。可以缓缴。 6.畅通机制。鼓励线上招聘。\n"
    (root,) = units_of(_document(text))
    span = run_on(text, root, 5)
    assert span is not None
    assert text[slice(*span)] == "5.落实政策。可以缓缴。"


_LINES = st.lists(
    st.sampled_from(
        [
            "第一章 总则", "第一条 为了管理，制定本办法。", "第二条 应当符合下列条件：", "（一）合法；",
            "（二）守信。", "一、目标", "1.甲。", "2.乙：子；丑；寅。", "汽车工业。以整带零。", "其他规定。",
            "附件1", "项目名单", "某市科技局", "2023年3月15日", "通知如下：", "甲；", "（十）加强管理。合理安排。",
        ]
    ),
    max_size=24,
)  # fmt: skip


@given(_LINES)
def test_units_and_lists_lie_within_their_text(lines: list[str]) -> None:
    document = _document("某市办法\n" + "\n".join(lines))
    for root in units_of(document):
        _check(document.text, root)
        for found in lists_of(document, root):
            assert 0 <= found.lead[0] < found.lead[1] <= found.items[0].start
            _in_order([(i.start, i.end) for i in found.items])


def _check(text: str, unit: Unit) -> None:
    _in_order([(child.start, child.end) for child in unit.children])
    for child in unit.children:
        assert unit.start <= child.start <= child.end <= unit.end
        assert child.marker is not None
        assert child.marker.start == child.start
        _check(text, child)
    for start, end in unit.own:
        assert unit.start <= start < end <= unit.end
        assert text[start:end] == text[start:end].strip()


def _in_order(spans: list[Any]) -> None:
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
