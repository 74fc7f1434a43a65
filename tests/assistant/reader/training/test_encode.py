"""What the network is taught to mark."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from assistant.reader.tokens import MAX_TOKENS, open_tokenizer, windows
from assistant.reader.training.encode import encode_one
from assistant.reader.training.example import Example

PASSAGE = "首次认定的，一次性奖励30万元；重新认定的，一次性奖励10万元。"
START_OF_TOKEN, END_OF_TOKEN = 0, 1


@pytest.fixture(scope="module")
def tokenizer(models_dir: Path) -> Tokenizer:
    path = models_dir / "multilingual-e5-small" / "tokenizer.json"
    return open_tokenizer(path.read_text(encoding="utf-8"))


def _marked(example: Example, tokenizer: Tokenizer) -> str:
    """The characters between the right start and end of the finest grain."""
    encoded = encode_one(example, tokenizer)
    assert encoded is not None
    start = int(np.flatnonzero(encoded.right[START_OF_TOKEN])[0])
    end = int(np.flatnonzero(encoded.right[END_OF_TOKEN])[-1])
    pair = next(
        p
        for p in windows(tokenizer, example.question, example.passage, example.context)
        if p.ids == encoded.ids.tolist()
    )
    first, last = pair.offsets[start - pair.first], pair.offsets[end - pair.first]
    return example.passage[first[0] : last[1]]


def test_the_words_of_the_answer_are_right(tokenizer: Tokenizer):
    at = PASSAGE.index("10万元")
    example = Example("重新认定奖多少", PASSAGE, (at, at + 4), "notice", "某市奖励办法 › 一、奖励")
    assert _marked(example, tokenizer) == "10万元"


def test_no_answer_is_position_0(tokenizer: Tokenizer):
    encoded = encode_one(Example("联系电话", PASSAGE, None, "notice"), tokenizer)
    assert encoded is not None
    assert encoded.right[:, 0].all() and encoded.right.sum() == len(encoded.right)


def test_an_answer_far_down_is_taught_in_the_window_that_holds_it(tokenizer: Tokenizer):
    passage = "各县区要加强组织领导，落实工作责任。" * 30 + PASSAGE
    at = passage.index("30万元")
    example = Example("首次认定奖多少", passage, (at, at + 4), "notice")
    assert _marked(example, tokenizer) == "30万元"


def test_of_a_loose_answer_every_word_is_right(tokenizer: Tokenizer):
    end = PASSAGE.index("；")
    loose = encode_one(Example("奖多少", PASSAGE, (0, end), "law", "", True), tokenizer)
    exact = encode_one(Example("奖多少", PASSAGE, (0, end), "law"), tokenizer)
    assert loose is not None and exact is not None
    assert exact.right[START_OF_TOKEN].sum() == 1 < loose.right[START_OF_TOKEN].sum()
    assert loose.right[START_OF_TOKEN, 0] == 0


@given(
    passage=st.text("各县区应当，。；：奖励10万元\n", min_size=1, max_size=400),
    span=st.tuples(st.integers(0, 400), st.integers(1, 120)),
    context=st.text("某市办法第三条 ", max_size=60),
    loose=st.booleans(),
)
def test_what_is_right_may_be_marked(
    tokenizer: Tokenizer, passage: str, span: tuple[int, int], context: str, loose: bool
):
    start = span[0] % len(passage)
    end = min(start + span[1], len(passage))
    example = Example("奖励多少", passage, (start, end), "notice", context, loose)
    encoded = encode_one(example, tokenizer)
    if encoded is not None:
        assert len(encoded.ids) <= MAX_TOKENS
        assert (encoded.right <= encoded.allowed).all()
        assert encoded.right.any(axis=1).all()
