"""The questions the page offers are ones the documents of this repository answer."""

import json
from pathlib import Path

from pages import texts
from tests.pages.page_server import command


def test_every_example_is_answered(store: Path, tmp_path: Path) -> None:
    questions = [question for _, group in texts.EXAMPLES for question in group]
    batch = tmp_path / "examples.jsonl"
    lines = [json.dumps({"id": str(i), "question": q}) for i, q in enumerate(questions)]
    batch.write_text("\n".join(lines), encoding="utf-8")
    done = command("-m", "assistant", "ask", "--batch", str(batch), "--store", str(store))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["question"] for a in answers if a["status"] != "answered"] == []
    assert all(a["citations"] for a in answers) and len(answers) == len(questions)
