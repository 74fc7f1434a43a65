"""An answer grows by sentences and is complete in half a second."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pages.chat.streaming import growing, pause


@given(st.text(min_size=1, max_size=300))
def test_growing_ends_with_the_whole_text_and_never_takes_back(text: str) -> None:
    steps = list(growing(text))
    assert steps[-1] == text
    assert all(later.startswith(earlier) for earlier, later in pairwise(steps))
    assert len(steps) * pause(len(steps)) <= 0.5


def test_marks_come_with_their_sentence() -> None:
    assert list(growing("属于淘汰范围。[1]\n\n“淘汰。”[1]依据：略")) == [
        "属于淘汰范围。[1]\n\n",
        "属于淘汰范围。[1]\n\n“淘汰。”[1]",
        "属于淘汰范围。[1]\n\n“淘汰。”[1]依据：略",
    ]
