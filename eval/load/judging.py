"""What an answer under load is worth: right, another's, merely different, told to come later, wrong."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

LATER = "稍后再试"


@dataclass(frozen=True, slots=True)
class Expected:
    """What is answered while nothing else goes on, by question."""

    answers: dict[str, str]

    def verdict(self, question: str, reply: dict[str, Any]) -> str:
        """``right``; ``mixed``: it belongs to another question; ``different``: to none that is known.

        What a build changes in the index may change words, so that ``different`` is no fault; nor
        is an answer that several questions have, such as that of what lies out of scope.
        """
        if reply.get("question") != question:
            return "mixed"
        answer = str(reply.get("answer"))
        if answer == self.answers[question]:
            return "right"
        others = [words for asked, words in self.answers.items() if asked != question]
        return "mixed" if others.count(answer) == 1 else "different"


def refusal(message: str) -> str:
    """``overloaded`` where the asker is told to come later, ``error`` for anything else."""
    return "overloaded" if LATER in message else "error"


@dataclass(slots=True)
class Tally:
    """What came of all questions; ``milliseconds`` of those that were answered."""

    verdicts: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def add(self, verdict: str, milliseconds: float, trouble: str = "") -> None:
        """Count one question."""
        self.verdicts[verdict] += 1
        if verdict not in ("overloaded", "error"):
            self.milliseconds.append(milliseconds)
        if trouble and len(self.troubles) < 20:
            self.troubles.append(f"{verdict}: {trouble}")

    def to_json(self, seconds: float) -> dict[str, Any]:
        """The figures over ``seconds`` of asking."""
        found = {name: self.verdicts[name] for name in ("right", "different", "mixed")}
        return {
            "asked": self.verdicts.total(),
            **found,
            "overloaded": self.verdicts["overloaded"],
            "errors": self.verdicts["error"],
            "answers_per_second": round(sum(found.values()) / seconds, 2),
            **{f"p{share}_ms": percentile(self.milliseconds, share) for share in (50, 95, 99)},
            "troubles": self.troubles,
        }


def percentile(values: Sequence[float], share: int) -> int:
    """The least value that ``share`` percent of ``values`` do not exceed; 0 without any."""
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 100)  # rounded up
    return round(ordered[rank - 1]) if ordered else 0
