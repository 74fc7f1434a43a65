"""Every row stands on its quote: a cell only leaves words of it out, and what it may say beyond that is named."""

import re

import pytest

from corpus.language.departments import department_table
from tests.corpus.catalogs.rows import (
    DERIVED,
    DUTIES,
    HEADERS,
    MEASURE_WORDS,
    MEASURES,
    NUMBER,
    OFFICE,
    OFFICE_AS_QUOTED,
    OUT,
    PLACE_ENDS,
    PLACES,
    PROOF,
    REWORDED,
    TARGETS,
    UNSTATED,
    Seed,
    drawn_from,
    figures_of,
    pieces_of,
    rows_of,
)


def test_pieces() -> None:
    assert pieces_of("郑州基地", "郑州和新乡生物产业基地") == [(0, 2), (9, 11)]
    assert len(pieces_of("新乡生物产业基地", "郑州和新乡生物产业基地")) == 1
    assert pieces_of("基地郑州", "郑州和新乡生物产业基地") == []
    assert pieces_of("洛阳", "郑州和新乡生物产业基地") == []


@pytest.mark.parametrize("name", DERIVED)
def test_quote_stands_once_in_the_named_provision(name: str, seed: Seed) -> None:
    for row in rows_of(name):
        assert row["文号"] == NUMBER
        assert seed.text.count(row["原文"]) == 1, row["原文"]
        start, end = seed.span(row)
        provision = seed.provision(row)
        assert provision.start <= start and end <= provision.end, row


@pytest.mark.parametrize("name", DERIVED)
def test_figures_stand_in_the_quote(name: str) -> None:
    for row in rows_of(name):
        for column in [c for c in HEADERS[name] if c not in (*PROOF, "变化由来")]:
            assert figures_of(row[column]) <= figures_of(row["原文"]), (column, row)


def test_limits_are_those_of_the_quote(seed: Seed) -> None:
    for row in rows_of(OUT):
        quote, topic = row["原文"], seed.provision(row).topic
        assert row["淘汰设备或产能"] in quote, row
        stated = "" if row["界限"] == UNSTATED else row["界限"]
        assert row["名称"] == stated + row["淘汰设备或产能"] and row["名称"] in quote, row
        assert row["行业"] == "不分行业" or row["行业"] in quote or row["行业"] in topic, row
        assert (row["行业"] == "不分行业") <= (not topic), row
        assert "淘汰" in quote or "退出机制" in quote, row
        limit = row["数值"] + row["单位"] + row["比较方向"]
        assert stated in (limit, f"日产{limit}") and bool(stated) == bool(limit), row
        assert bool(row["数值"]) == bool(row["单位"]) == bool(row["比较方向"]) == bool(stated), row
        assert "日产" not in quote.replace("日产2000吨", "") or stated.startswith("日产"), row
        kind = next(k for k in ("生产线", "企业", "产能", "") if row["名称"].endswith(k))
        assert row["类型"] == {"企业": "产能和企业", "": "设备"}.get(kind, kind), row
        assert ("包括本数" in row["备注"]) == (row["比较方向"] == "以下"), row
        assert ("文件写明“及以下”" in row["备注"]) == (row["比较方向"] == "及以下"), row


def test_places_are_named_by_the_quote(seed: Seed) -> None:
    rows = rows_of(PLACES)
    assert len({row["名称"] for row in rows}) == len(rows)
    known = {row["地点"] for row in rows} - {""}
    for row in rows:
        quote = row["原文"]
        # "郑州和新乡生物产业基地" names two bases, "新乡和洛阳动力电源系统等特色园区" two parks
        assert drawn_from(row["名称"], quote, 3), row
        assert drawn_from(row["内容"], quote, 3), row
        kinds = [kind for kind, ends in PLACE_ENDS.items() if row["名称"].endswith(ends)]
        assert [row["类型"]] == (kinds or ["项目"]), row
        assert row["地点"] in row["名称"], row
        if not row["地点"]:  # 舞钢 is both a company and a city, 中原 no place with borders
            assert not any(place in row["名称"] for place in known), row
        assert row["产业"] and row["产业"] == seed.provision(row).topic, row


def test_duties_name_department_and_task_of_the_quote() -> None:
    table = department_table()
    for row in rows_of(DUTIES):
        name, task, quote = row["部门"], row["任务"], row["原文"]
        if name == OFFICE and name not in quote:
            assert quote.startswith(OFFICE_AS_QUOTED), row
        else:
            assert name in quote, row
        assert drawn_from(task, quote, 4) or task == REWORDED.get(name), row
        mates = [
            other["部门"]
            for other in rows_of(DUTIES)
            if (other["原文"], other["任务"]) == (quote, task) and other["部门"] != name
        ]
        assert row["协同部门"] == "、".join(mates), row
        assert row["角色"] in ("牵头", "负责", "会同", "配合", "成员单位"), row
        if row["角色"] != "负责":
            assert row["角色"] in quote, row
        department = None if name in ("省", "省辖市") else table.resolve(name)
        today = table.today(name, department, task) if department else ""
        assert row["现名"] == today, row
        assert row["变化由来"] == (department.change if department and today else ""), row


def test_measures_leave_out_but_add_nothing() -> None:
    rows = rows_of(MEASURES)
    assert len({row["措施名称"] for row in rows}) == len(rows)
    for row in rows:
        quote = row["原文"]
        assert re.search(MEASURE_WORDS[row["类别"]], row["内容"]), row
        named = [c for c in row["措施名称"] if c in quote]
        assert 5 * len(named) >= 3 * len(row["措施名称"]), row
        assert drawn_from(row["内容"], quote, 3), row
        assert drawn_from(row["适用对象"], quote, 3) or row["适用对象"] == "中小企业", row
        for office in row["主管部门"].split("、"):
            if office == OFFICE and office not in quote:
                assert quote.startswith(OFFICE_AS_QUOTED), row
            else:
                assert office in quote, row
        named = [mention.name for mention in department_table().find(quote)]
        named += re.findall("各级政府|各有关部门|各省辖市、县（市）|省领导小组办公室", quote)
        if "成员单位" not in quote and not quote.startswith("领导小组下设办公室"):
            assert all(name in row["主管部门"] for name in named), row
        assert ("中小企业" in row["内容"]) <= ("中小企业" in row["适用对象"]), row


def test_targets_have_value_direction_time_and_scope_of_the_quote(seed: Seed) -> None:
    directions = "以上|以下|以内|左右|及以上|及以下"
    for row in rows_of(TARGETS):
        quote, provision = row["原文"], seed.provision(row)
        assert drawn_from(row["指标名称"], quote, 3), row
        value = row["目标值"] + row["单位"]
        assert row["目标值"] and value in quote, row
        if direction := row["比较方向"]:
            assert value + direction in quote or direction + value in quote, row
        else:
            assert not re.search(f"{re.escape(value)}(?:{directions})", quote), row
            assert not re.search(f"(?:超过|达到|优于|低于|接近){re.escape(value)}", quote), row
        stated = re.search("2011-2015年|(?<=到)2015年|从2011年开始|五年内|尽快", quote)
        assert row["时间"] == (stated[0] if stated else ""), row
        if row["时间"] == "2015年":  # the quote runs from the year to this target and no further
            assert quote.endswith((value, value + direction, row["指标名称"])), row
        assert row["单位"] or not re.fullmatch("[0-9]+|[百千万]+", row["目标值"]), row
        scope = row["范围"]
        in_province = scope == "全省" and "全省" in seed.text[provision.start : provision.end]
        assert scope in quote or scope == provision.topic or in_province, row
