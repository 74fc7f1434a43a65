"""Names of public bodies: one, two and seven stay one, two and seven."""

import pytest

from corpus.language.organs import is_person, may_sign, organs_of_title, split_organs


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["财政部 税务总局"], ("财政部", "税务总局")),
        (["财 政 部"], ("财政部",)),
        (["学生工作处  国际合作与交流处"], ("学生工作处", "国际合作与交流处")),
        (["某某经济技术开发区", "应对疫情应急指挥部"], ("某某经济技术开发区应对疫情应急指挥部",)),
        (["共青团北京市委经济技术开发区", "工作委员会"], ("共青团北京市委经济技术开发区工作委员会",)),
        (["中共柳河县委 柳河县人民政府"], ("中共柳河县委", "柳河县人民政府")),
        (["交通运输部 国家发展改革委 国家铁路局"], ("交通运输部", "国家发展改革委", "国家铁路局")),
        (["国务院总理 李强"], ()),
        (["某市财政局", "某市财政局"], ("某市财政局",)),
    ],
)  # fmt: skip
def test_signatures(lines: list[str], names: tuple[str, ...]) -> None:
    assert split_organs(lines) == names


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("甲市民政局 甲市财政局关于印发低保标准的通知", ("甲市民政局", "甲市财政局")),
        ("上海市人民政府办公厅印发《若干措施》的通知", ("上海市人民政府办公厅",)),
        ("关于印发办法的通知", ()),
        ("甲市财政局等五部门关于支持企业的通知", ()),
        ("“十四五”规划关于产业的部分", ()),
    ],
)
def test_titles(title: str, names: tuple[str, ...]) -> None:
    assert organs_of_title(title) == names


def test_persons_and_sentences() -> None:
    assert is_person("总　理　　李某某")
    assert is_person("总理  李 强") and is_person("市长：王伟") and not is_person("市长热线")
    assert (
        may_sign("郑州市人民政府")
        and not may_sign("请遵照执行。")
        and not may_sign("联系电话：123")
    )
