"""Enumerations inside a phrase: their members, and the phrase without those that are beside the point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.enumerations import enumeration, reduced, stands_alone

_BUILD = "推进甲城服装园、乙县食品园、丙市冷链港等基地型项目建设"


@pytest.mark.parametrize(
    ("phrase", "members"),
    [
        (_BUILD, ["甲城服装园", "乙县食品园", "丙市冷链港"]),
        ("支持东方集团、北海公司和南山公司等龙头企业", ["东方集团", "北海公司", "南山公司"]),
        ("建设镁合金、新材料以及超硬材料等园区", ["镁合金", "新材料", "超硬材料"]),
        ("以东山动力谷、西山电器谷建设为重点", ["东山动力谷", "西山电器谷"]),
        ("补贴（含贷款、担保）、奖励", ["补贴（含贷款、担保）", "奖励"]),
        ("建设郑州和许昌超硬材料、洛阳新材料等园区", ["郑州和许昌超硬材料", "洛阳新材料"]),
    ],
)
def test_members_are_told_apart(phrase: str, members: list[str]) -> None:
    found = enumeration(phrase, 0, len(phrase))
    assert found is not None
    assert [phrase[a:b] for a, b in found.members] == members


def test_a_phrase_without_members_is_none() -> None:
    assert enumeration("加强组织领导", 0, 6) is None


@pytest.mark.parametrize(
    ("phrase", "wanted", "shown"),
    [
        (_BUILD, "乙县", "推进……乙县食品园等基地型项目建设"),
        (_BUILD, "甲城", "推进甲城服装园等基地型项目建设"),
        (_BUILD, "丁", _BUILD),
        ("以东山动力谷、西山电器谷建设为重点", "东山", "以东山动力谷建设为重点"),
        ("实施甲厂改造、乙厂特钢项目", "乙厂", "实施……乙厂特钢项目"),
        # nobody can tell where the last member ends and the verb begins
        ("各级政府、各部门要增强服务意识", "政府", "各级政府、各部门要增强服务意识"),
    ],
)
def test_a_phrase_is_reduced_to_what_is_asked(phrase: str, wanted: str, shown: str) -> None:
    assert reduced(phrase, 0, len(phrase), lambda member: wanted in member) == shown


def test_measures_stand_alone() -> None:
    assert stands_alone("加快建设光伏基地")
    assert not stands_alone("光伏基地加快建设")


@given(
    st.text(alphabet="甲乙丙、，。和以及等（）“”推进项目 ", max_size=40), st.sampled_from("甲乙等")
)
def test_nothing_is_invented(text: str, wanted: str) -> None:
    shown = reduced(text, 0, len(text), lambda member: wanted in member)
    rest = iter(text)  # what is left stands in the text in that order
    assert all(letter in rest for letter in shown.replace("……", "").replace("、", ""))
    found = enumeration(text, 0, len(text))
    if found:
        ends = [found.opening[1], *(at for span in found.members for at in span)]
        assert ends == sorted(ends)
