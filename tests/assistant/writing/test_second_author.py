"""What another author's sentences on other documents come to; shares, not single sentences."""

import pytest

from assistant.answer import Citation
from assistant.writing.check import PARAPHRASE, Checker, Verdict
from assistant.writing.sentences import split
from corpus.language.departments import department_table
from tests.assistant.writing.second_author import NATURAL, NEAR, UNITS, UNSUPPORTED


def _verdict(unit: str, sentence: str) -> Verdict:
    quote = UNITS[unit]
    cited = Citation(1, "d", "a.txt", "某办法", "", "第一章", quote, 0, len(quote), "有效")
    (written,) = split(f"{sentence}[1]。")
    return Checker([cited], department_table()).check(written)


def test_near_copies_stand_without_a_verifier() -> None:
    fallen = [s for u, s in NEAR if _verdict(u, s).reason]
    assert len(fallen) <= 0.08 * len(NEAR), fallen


def test_natural_sentences_stand_or_are_put_to_the_verifier() -> None:
    verdicts = [_verdict(u, s).reason for u, s in NATURAL]
    assert sum(r == "" for r in verdicts) >= 0.3 * len(NATURAL)
    assert sum(r in ("", PARAPHRASE) for r in verdicts) >= 0.6 * len(NATURAL)


@pytest.mark.parametrize(("unit", "sentence"), UNSUPPORTED)
def test_nothing_unsupported_stands_by_code(unit: str, sentence: str) -> None:
    assert _verdict(unit, sentence).reason
