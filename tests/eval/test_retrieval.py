"""The figures of retrieval and answerability, on outcomes whose figures are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.auroc import auroc
from eval.retrieval import Passage, RetrievalQuestion, ask_all, figures, intervals, percentile

QUESTIONS = [
    RetrievalQuestion("1", "补助多少", "甲.txt", "按设备投资额的10%给予补助"),
    RetrievalQuestion("2", "找谁备案", "乙.txt", "向工业和信息化部门备案"),
    RetrievalQuestion("3", "电话", "丙.txt", "0371-12345678"),
]


def system(question: str) -> list[Passage]:
    """Right at once, second and not at all."""
    return {
        "补助多少": [Passage("政策/甲.txt", "按设备投资额的 10%\n给予补助。")],
        "找谁备案": [Passage("甲.txt", "别的"), Passage("甲.txt", "别的"), Passage("乙.txt", "略")],
        "电话": [Passage("甲.txt", "别的")],
    }[question]


def test_figures() -> None:
    outcomes = ask_all(system, QUESTIONS)
    assert [o.rank for o in outcomes] == [1, 2, 0]  # a document counts once, however many passages
    assert [o.answered for o in outcomes] == [True, False, False]
    found = figures(outcomes)
    assert found["R@1"] == pytest.approx(1 / 3)
    assert found["R@3"] == pytest.approx(2 / 3)
    assert found["MRR@10"] == pytest.approx(0.5)
    assert found["answer@5"] == pytest.approx(1 / 3)
    low, high = intervals(outcomes)["R@1"]
    assert 0 <= low <= found["R@1"] <= high <= 1
    assert percentile(outcomes, 0.5) >= 0


def test_auroc_of_groups_apart_and_alike() -> None:
    assert auroc([2, 3], [0, 1]) == 1
    assert auroc([0, 1], [2, 3]) == 0
    assert auroc([1, 1], [1, 1]) == 0.5
    with pytest.raises(ValueError, match="both groups"):
        auroc([], [1])


@given(
    st.lists(st.integers(-9, 9), min_size=1, max_size=20),
    st.lists(st.integers(-9, 9), min_size=1, max_size=20),
)
def test_auroc_is_the_share_of_pairs_won(own: list[int], foreign: list[int]) -> None:
    won = sum((a > b) + (a == b) / 2 for a in own for b in foreign)
    assert auroc(own, foreign) == pytest.approx(won / (len(own) * len(foreign)))
