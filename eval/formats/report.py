"""What became of a document in every format."""

import math
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from assistant.answer import Answer
from corpus.table import table
from eval.formats.likeness import quotes
from eval.questions import EvalQuestion

MARK, SCAN_MARK = 0.95, 0.90  # least share of answers that agree


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that two files answer differently. ``cause`` says in what."""

    question: EvalQuestion
    cause: str
    expected: Answer
    found: Answer


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one format compares with the file at hand; all but ``right`` are shares, 0 to 1.

    ``provisions`` are found with the same words, ``addresses`` also under the same headings.
    ``characters`` is 1 − edit distance / length, white space aside. ``agreement``: same status and
    same set of quotes; ``first_quote``: same status and same first quote. Words are compared
    without white space and with the width of punctuation folded. ``right`` counts answers that
    pass ``eval.checks``.
    """

    format: str
    provisions: float
    addresses: float
    characters: float
    agreement: float
    first_quote: float
    right: int
    seconds: float
    causes: dict[str, int] = field(default_factory=dict)
    differences: tuple[Difference, ...] = field(default=(), repr=False)

    @property
    def mark(self) -> float:
        """The least agreement that is good enough."""
        return SCAN_MARK if self.format.startswith("scan") else MARK

    @property
    def passed(self) -> bool:
        """Whether enough answers agree."""
        return self.agreement >= self.mark


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of all formats. ``failed`` says why a file could not be taken in, ``missing`` why
    none could be made."""

    document: str
    model: str
    asked: int
    right: int
    seconds: float
    comparisons: tuple[Comparison, ...]
    failed: dict[str, str]
    missing: dict[str, str]

    @property
    def passed(self) -> bool:
        """Whether every format that could be made is read, and agrees well enough."""
        return not self.failed and all(c.passed for c in self.comparisons)

    def to_text(self) -> str:
        """A table for people."""
        rows: list[tuple[str, ...]] = [
            ("格式", "条款同字", "条款同址", "字符正确", "回答一致", "首句一致", "答对", "结论")
        ]
        for c in self.comparisons:
            shares = (c.provisions, c.addresses, c.characters, c.agreement, c.first_quote)
            verdict = "达标" if c.passed else f"未达标（应有 {c.mark:.0%}）"
            right = f"{c.right}/{self.asked}"
            rows.append((c.format, *map(_percent, shares), right, verdict))
        lines = [table(rows), f"原文件答对 {self.right}/{self.asked}；用时 {self.seconds:.0f} 秒"]
        lines += [f"{name}：未达标，读不进来：{why}" for name, why in self.failed.items()]
        lines += [f"{name}：未测，{why}" for name, why in self.missing.items()]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """What is kept of a run."""
        formats = {}
        for c in self.comparisons:
            values = {k: v for k, v in asdict(c).items() if k not in ("format", "differences")}
            formats[c.format] = {
                k: round(v, 4) if isinstance(v, float) else v for k, v in values.items()
            }
        return {
            "document": self.document, "n": self.asked, "date": date.today().isoformat(), "model": self.model,
            "seconds": round(self.seconds, 1), "right": self.right, "formats": formats,
            "failed": self.failed, "missing": self.missing,
        }  # fmt: skip


def _percent(share: float) -> str:
    """A share with one decimal, never rounded up: 100.0% means all."""
    return f"{math.floor(1000 * share) / 10}%"


def misses_text(report: Report) -> str:
    """Every answer that differs: the question, in what, and the quotes that only one side has."""
    lines = []
    for comparison in report.comparisons:
        for d in comparison.differences:
            lines.append(f"{comparison.format} {d.question.id} {d.cause}：{d.question.question}")
            expected, found = quotes(d.expected), quotes(d.found)
            lines += [f"    原文件 [{d.expected.status}] {q}" for q in expected if q not in found]
            lines += [f"    本格式 [{d.found.status}] {q}" for q in found if q not in expected]
    return "\n".join(lines)
