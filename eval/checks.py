"""Is an answer right? One rule a kind of question, the same as outside judges use.

- ``out_of_scope``: refused (``not_found``).
- ``silent``: ``not_found``, or an answer that says the document states nothing.
- anything else: answered, with every ``must`` and one ``any`` word in answer or quotes, the answer at
  most 700 characters and the quotes together at most 600 (white space not counted).
"""

import re
from collections import Counter
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.library import Library
from corpus.language.words import unspaced
from eval.questions import EvalQuestion

MAX_ANSWER, MAX_QUOTES = 700, 600
_SAYS_NOTHING = re.compile(
    "未规定|没有规定|未明确|没有明确|未提及|没有提及|未涉及|没有找到|未找到|查不到"
)
REFUSED, SILENT = "out_of_scope", "silent"
_SEVERAL = 2  # items of an answer from which it is a list


def right(question: EvalQuestion, answer: Answer) -> bool:
    """Whether the answer passes the rule of its kind."""
    if question.kind == REFUSED:
        return answer.status == "not_found"
    if question.kind == SILENT:
        return answer.status == "not_found" or bool(_SAYS_NOTHING.search(answer.markdown))
    quotes = unspaced("".join(c.quote for c in answer.citations))
    words = unspaced(answer.markdown) + quotes
    short = len(unspaced(answer.markdown)) <= MAX_ANSWER and len(quotes) <= MAX_QUOTES
    carried = all(unspaced(m) in words for m in question.must)
    one = not question.any or any(unspaced(a) in words for a in question.any)
    return answer.status == "answered" and short and carried and one


def completeness(pairs: list[tuple[EvalQuestion, Answer]]) -> tuple[int, int]:
    """Items found and items asked for, over the questions whose answer has several (lists, duties)."""
    found = asked = 0
    for question, answer in pairs:
        if question.kind in (REFUSED, SILENT) or len(question.must) < _SEVERAL:
            continue
        words = unspaced(answer.markdown) + unspaced("".join(c.quote for c in answer.citations))
        asked += len(question.must)
        found += sum(unspaced(item) in words for item in question.must)
    return found, asked


@dataclass(frozen=True, slots=True)
class Tally:
    """Passed and asked, by kind of question."""

    passed: Counter[str]
    asked: Counter[str]

    @property
    def answered_right(self) -> tuple[int, int]:
        """Answerable questions answered right, of how many."""
        kinds = [k for k in self.asked if k not in (REFUSED, SILENT)]
        return sum(self.passed[k] for k in kinds), sum(self.asked[k] for k in kinds)

    def line(self) -> str:
        """The figure in one line."""
        a, b = self.answered_right
        return (
            f"answered right {a}/{b}, silent {self.passed[SILENT]}/{self.asked[SILENT]}, "
            f"out of scope {self.passed[REFUSED]}/{self.asked[REFUSED]}"
        )


def tally(pairs: list[tuple[EvalQuestion, Answer]]) -> Tally:
    """Count what passed."""
    passed: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for question, answer in pairs:
        asked[question.kind] += 1
        passed[question.kind] += right(question, answer)
    return Tally(passed, asked)


def inexact(pairs: list[tuple[EvalQuestion, Answer]], library: Library) -> int:
    """Quotes that do not stand at their offsets; the only good number is 0."""
    return sum(
        library.document(c.document_id).text[c.start : c.end] != c.quote or not c.quote.strip()
        for _, answer in pairs
        for c in answer.citations
    )
