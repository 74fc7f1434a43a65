"""Addresses as people say them."""

import pytest

from assistant.understanding.address import LAST, Level, steps_of, without_address


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        ("第五部分第三条讲什么", [(Level.PART, 5), (Level.ARTICLE, 3)]),
        ("第一千零二条规定了什么", [(Level.ARTICLE, 1002)]),
        ("第十一条第（六）项", [(Level.ARTICLE, 11), (Level.ITEM, 6)]),
        ("第 2 条第三款", [(Level.ARTICLE, 2), (Level.CLAUSE, 3)]),
        ("附件2第3项", [(Level.ANNEX, 2), (Level.ITEM, 3)]),
        ("四（二）里钢铁那段", [(Level.FIRST, 4), (Level.SECOND, 2)]),
        ("最后一条是什么", [(Level.ARTICLE, LAST)]),
        ("2020年第9号文讲什么", []),
        ("一共有几条", []),
        ("第三条例", []),
    ],
)
def test_steps(question: str, steps: list[tuple[Level, int]]) -> None:
    assert [(step.level, step.value) for step in steps_of(question)] == steps


def test_what_is_left_beside_the_address() -> None:
    assert without_address("四（二）里钢铁那段").split() == ["里钢铁那段"]
