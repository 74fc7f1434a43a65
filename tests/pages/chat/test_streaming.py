"""An answer grows by blocks and is complete in half a second."""

from assistant.blocks import Lead, Listing, Mark
from pages.chat.streaming import growing, pause

ANSWER = (
    Lead(("属于淘汰范围。", Mark(1))),
    Listing((("甲",), ("乙",), ("丙", Mark(2))), ("列表：",)),
    Lead(("完。",)),
)


def test_growing_ends_with_the_whole_answer() -> None:
    steps = list(growing(ANSWER))
    assert steps[-1] == ANSWER
    assert [len(step) for step in steps] == [1, 2, 2, 2, 3]
    assert steps[1][1] == Listing((("甲",),), ("列表：",))
    assert len(steps) * pause(len(steps)) <= 0.5


def test_a_long_answer_takes_no_longer() -> None:
    steps = list(growing([Listing(tuple((str(n),) for n in range(500)))]))
    assert len(steps) * pause(len(steps)) <= 0.5
