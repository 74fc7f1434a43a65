"""Who adopted a rule and when: the line under its title, and orders that publish one."""

import pytest

from corpus.document import RelationKind
from corpus.life.adoption import read_adoption
from corpus.life.metadata import read_metadata
from corpus.structure.provisions import parse

RULE = "第一条 为了规范管理，制定本条例。\n第二条 本条例自2025年6月1日起施行。\n"


@pytest.mark.parametrize(
    ("line", "issuer", "day", "number"),
    [
        ("（2024年12月25日第十四届全国人民代表大会常务委员会第十三次会议通过）",
         "全国人民代表大会常务委员会", "2024-12-25", ""),
        ("（2013年12月27日某市第十四届人民代表大会常务委员会第八次会议通过 "
         "2020年9月25日某市第十五届人民代表大会常务委员会第二十四次会议修订）",
         "某市人民代表大会常务委员会", "2020-09-25", ""),
        ("1998年12月26日 国务院第11次常务会议通过 1999年1月22日 中华人民共和国国务院令第258号发布",
         "国务院", "1999-01-22", "国务院令第258号"),
        ("（2020年9月28日某市人民检察院第十三届检察委员会第五十二次会议通过，现予公布，自2021年7月1日起施行）",
         "某市人民检察院", "2020-09-28", ""),
        ("（2023年2月8日）", "", "2023-02-08", ""),
        ("（试行）", "", "None", ""),
    ],
)  # fmt: skip
def test_adoption(line: str, issuer: str, day: str, number: str) -> None:
    found = read_adoption([line])
    assert (found.issuer, str(found.day), found.number.replace("中华人民共和国", "")) == (
        issuer,
        day,
        number,
    )


def test_a_law_has_title_body_and_dates() -> None:
    text = (
        "中华人民共和国节水法\n（2024年12月25日第十四届全国人民代表大会常务委员会第十三次会议通过）\n"
        + RULE.replace("条例", "法")
    )
    found = read_metadata(text, parse(text))
    assert (found.title, found.issuer) == ("中华人民共和国节水法", "全国人民代表大会常务委员会")
    assert (str(found.issued), str(found.effective)) == ("2024-12-25", "2025-06-01")
    assert found.relations == ()


def test_a_revised_rule_takes_the_place_of_the_one_of_its_name() -> None:
    text = "某某条例\n（2020年7月5日国务院令第728号公布 2025年3月17日国务院令第802号修订）\n" + RULE
    (relation,) = read_metadata(text, parse(text)).relations
    assert (relation.kind, relation.title) == (RelationKind.REPLACES, "某某条例")
    assert text[relation.start : relation.end].startswith("（2020年7月5日")


def test_an_order_gives_the_rule_its_number_and_the_rule_gives_the_title() -> None:
    text = (
        "中华人民共和国国务院令\n第802号\n《供水条例》已经2025年3月7日国务院第54次常务会议通过，现予公布，自2025年6月1日起施行。\n"
        "总理  李 强\n2025年3月17日\n供水条例\n" + RULE
    )
    found = read_metadata(text, parse(text))
    assert (found.title, found.number, found.issuer) == ("供水条例", "国务院令第802号", "国务院")
    assert (str(found.issued), str(found.effective)) == ("2025-03-17", "2025-06-01")
