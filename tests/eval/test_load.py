"""What the load benchmark makes of answers and refusals."""

import pytest

from eval.load.judging import Expected, Tally, percentile, refusal
from pages import texts

EXPECTED = Expected({"甲？": "答甲", "乙？": "答乙", "也是甲？": "答甲"})


@pytest.mark.parametrize(
    ("question", "echoed", "answer", "verdict"),
    [
        ("甲？", "甲？", "答甲", "right"),
        ("也是甲？", "也是甲？", "答甲", "right"),
        ("甲？", "甲？", "答乙", "mixed"),
        ("甲？", "乙？", "答甲", "mixed"),
        ("乙？", "乙？", "答甲", "different"),  # two questions have it: it shows nothing
        ("甲？", "甲？", "新的说法", "different"),
    ],
)
def test_verdicts(question: str, echoed: str, answer: str, verdict: str) -> None:
    assert EXPECTED.verdict(question, {"question": echoed, "answer": answer}) == verdict


def test_overload_is_no_error_but_anything_else_is() -> None:
    assert refusal(texts.CROWDED) == refusal(texts.STOPPING) == "overloaded"
    assert refusal(texts.FAILED) == refusal("None") == "error"


def test_figures() -> None:
    tally = Tally()
    for number in range(1, 101):
        tally.add("right", float(number))
    tally.add("overloaded", 1.0, texts.CROWDED)
    tally.add("error", 9999.0, "broken")
    figures = tally.to_json(10)
    assert figures["asked"] == 102 and figures["answers_per_second"] == 10
    assert (figures["overloaded"], figures["errors"], figures["mixed"]) == (1, 1, 0)
    assert [figures[f"p{share}_ms"] for share in (50, 95, 99)] == [50, 95, 99]
    assert figures["troubles"] == [f"overloaded: {texts.CROWDED}", "error: broken"]
    assert percentile([], 50) == 0 and percentile([7], 99) == 7
