"""ROUGE-L and F1 of quotes."""

import pytest

from corpus.language.words import unspaced
from eval.quotes import char_f1, rouge_l


def test_the_same_words_score_one_and_other_words_nothing() -> None:
    assert rouge_l("补助五十万元", "补助五十万元") == pytest.approx(1.0)
    assert rouge_l("甲乙", "丙丁") == rouge_l("", "丙丁") == rouge_l("甲", "") == 0.0
    assert char_f1("甲乙", "乙甲") == pytest.approx(1.0)


def test_recall_counts_a_little_more_than_precision() -> None:
    half, double = rouge_l("甲乙", "甲乙丙丁"), rouge_l("甲乙丙丁", "甲乙")
    assert half == pytest.approx(2.44 * 0.5 / (0.5 + 1.44)) and half < double


def test_white_space_does_not_count() -> None:
    assert unspaced(" 甲\n\u3000乙 ") == "甲乙"
