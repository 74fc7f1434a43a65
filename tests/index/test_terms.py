"""The terms of the keyword index: pairs of characters, whole words of other scripts."""

from hypothesis import given
from hypothesis import strategies as st

from index.terms import terms


def test_pairs_of_chinese_words_of_other_scripts() -> None:
    assert terms("技改贴息5.5%，APP申报") == ["技改", "改贴", "贴息", "5.5", "app", "申报"]
    assert terms("（一）") == ["一"]
    assert terms("，。！ \n") == []


def test_width_and_case_are_folded() -> None:
    assert terms("ＡＰＰ８００吨") == terms("app800吨") == ["app800", "吨"]


@given(st.text())
def test_a_phrase_of_terms_is_a_substring(text: str) -> None:
    """Terms of a part stand in the terms of the whole in one run, for Chinese text."""
    chinese = "".join(c for c in text if "\u4e00" <= c <= "\u9fff")
    whole, part = terms(f"甲乙{chinese}丙丁"), terms(chinese)
    if len(chinese) > 1:
        assert any(whole[at : at + len(part)] == part for at in range(len(whole)))
