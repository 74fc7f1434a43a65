"""Level and place of a document, and where it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.places import Level, lineage, place_table
from corpus.life.jurisdiction import Jurisdiction, holds_for, jurisdiction


@pytest.mark.parametrize(
    ("issuer", "level", "place", "province"),
    [
        ("国务院办公厅", Level.NATION, "全国", ""),
        ("财政部 税务总局", Level.NATION, "全国", ""),
        ("国家发展改革委", Level.NATION, "全国", ""),
        ("河南省人民政府办公厅", Level.PROVINCE, "河南省", "河南省"),
        ("北京市人民政府", Level.PROVINCE, "北京市", "北京市"),
        ("广西壮族自治区人民政府", Level.PROVINCE, "广西壮族自治区", "广西壮族自治区"),
        ("国家税务总局河南省税务局", Level.PROVINCE, "河南省", "河南省"),
        ("河南银保监局", Level.PROVINCE, "河南省", "河南省"),
        ("郑州市人民政府", Level.PREFECTURE, "郑州市", "河南省"),
        ("大理白族自治州人民政府", Level.PREFECTURE, "大理白族自治州", "云南省"),
        ("昆山市人民政府", Level.COUNTY, "昆山市", "江苏省"),
        ("广州市天河区教育局", Level.COUNTY, "广州市天河区", "广东省"),
        ("北京市海淀区人民政府", Level.COUNTY, "北京市海淀区", "北京市"),
        ("佛山市顺德区大良街道办事处", Level.TOWNSHIP, "佛山市顺德区大良街道", "广东省"),
        ("鼓楼区人民政府", Level.COUNTY, "鼓楼区", ""),  # four cities have one
    ],
)
def test_the_issuer_decides(issuer: str, level: Level, place: str, province: str) -> None:
    assert jurisdiction(issuer) == Jurisdiction(level, place, province)


@pytest.mark.parametrize(
    ("issuer", "title", "number", "level", "place"),
    [
        ("省工业和信息化厅", "", "豫工信规〔2011〕483号", Level.PROVINCE, "河南省"),
        ("", "", "豫政办〔2011〕75号", Level.PROVINCE, "河南省"),
        ("", "", "穗府办规〔2018〕30号", Level.PREFECTURE, "广州市"),
        ("", "", "国发〔2010〕7号", Level.NATION, "全国"),
        ("", "", "国务院令第698号", Level.NATION, "全国"),
        ("", "广州市人民政府办公厅关于印发某办法的通知", "", Level.PREFECTURE, "广州市"),
        ("市财政局", "", "京财税〔2019〕1号", Level.PROVINCE, "北京市"),
        ("省财政厅", "", "", Level.PROVINCE, ""),
    ],
)
def test_number_and_title_help(
    issuer: str, title: str, number: str, level: Level, place: str
) -> None:
    found = jurisdiction(issuer, title, number)
    assert found and (found.level, found.place) == (level, place)


@pytest.mark.parametrize(
    ("issuer", "title", "number"),
    [
        ("", "", ""),
        ("", "产业结构调整指导目录", ""),
        ("疫情防控指挥部", "", ""),
        ("", "", "青政〔2020〕3号"),  # Qinghai or Qingdao
        ("", "", "某政〔2020〕3号"),
    ],
)
def test_nothing_is_guessed(issuer: str, title: str, number: str) -> None:
    assert jurisdiction(issuer, title, number) is None


def test_a_document_holds_below_and_not_beside() -> None:
    assert lineage("郑州市") == ("河南省", "郑州市")
    province, city, nation = (
        jurisdiction(name) for name in ("河南省人民政府", "郑州市人民政府", "国务院")
    )
    assert province and city and nation
    assert holds_for(province, "郑州市") and holds_for(nation, "洛阳市")
    assert holds_for(city, "洛阳市") is False and holds_for(city, "河南省") is False
    assert holds_for(city, "鼓楼区") is None


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    jurisdiction(text, text, text)


@given(st.sampled_from([p.name for p in place_table().places if p.level is Level.PROVINCE]))
def test_every_province_is_known_by_its_government(name: str) -> None:
    found = jurisdiction(f"{name}人民政府办公厅")
    assert found == Jurisdiction(Level.PROVINCE, name, name)
