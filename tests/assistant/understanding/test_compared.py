"""The sides of a comparison and the question that is asked of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.compared import sides_of


@pytest.mark.parametrize(
    ("text", "names", "question"),
    [
        ("失业保险单位和个人各缴百分之几？", ("单位", "个人"), "失业保险个人缴百分之几"),
        (
            "改造的投资补助和贷款贴息有什么不同？",
            ("投资补助", "贷款贴息"),
            "改造的贷款贴息是怎么规定的",
        ),
        ("房租通，园区内和园区外分别补多少", ("园区内", "园区外"), "房租通，园区外补多少"),
        (
            "参加亚洲和亚洲以外的境外展补贴差多少",
            ("亚洲", "亚洲以外"),
            "参加亚洲以外的境外展补贴多少",
        ),
        ("一级、二级和三级企业分别奖励多少", ("一级", "二级", "三级"), "三级企业奖励多少"),
        ("研发人员和研发费用占比各要多少？", ("研发人员", "研发费用"), "研发费用占比要多少"),
        ("安监跟消防在技改里有什么不一样的分工？", ("安监", "消防"), "消防部门在技改里要做哪些事"),
    ],
)
def test_sides(text: str, names: tuple[str, ...], question: str) -> None:
    sides = sides_of(text)
    assert sides is not None
    assert sides.names == names
    assert question in (sides.questions[-1], sides.questions[-1].replace("是多少", "多少"))


@pytest.mark.parametrize(
    "text", ["高企奖励多少？", "工信和发改怎么走", "", "有什么不同", "和", "我家高炉会被淘汰吗"]
)
def test_what_compares_nothing_has_no_sides(text: str) -> None:
    assert sides_of(text) is None


@given(st.text(alphabet="甲乙和与的分别多少，、？哪个高有什么不同", max_size=30))
def test_any_text_is_read(text: str) -> None:
    sides = sides_of(text)
    assert sides is None or len(sides.names) == len(sides.questions) > 1
