"""Question files: our own sets, and any file of the same shape."""

import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("questions")


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """A question with what makes an answer right (see ``eval/questions/README.md``)."""

    id: str
    question: str
    kind: str
    must: tuple[str, ...]
    any: tuple[str, ...]
    history: tuple[str, ...]


def read_questions(path: Path) -> list[EvalQuestion]:
    """Read a JSON Lines file of questions."""
    questions = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        questions.append(
            EvalQuestion(
                row["id"], row["question"], row["kind"], tuple(row.get("must", ())),
                tuple(row.get("any", ())), tuple(row.get("history", ())),
            )
        )  # fmt: skip
    return questions
