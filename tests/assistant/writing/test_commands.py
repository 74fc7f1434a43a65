"""``ask`` and ``ask --batch`` with a model, as a user would run them."""

import json
from pathlib import Path

import pytest

from tests.assistant.writing.scripted_endpoint import Handler, fails, says, serving
from tests.conftest import run_command

KEY = "sk-never-shown-1234567890"
ASKED = "技改找谁备案"
GOOD = "各级工业和信息化部门负责牵头组织开展企业技术改造项目的备案[1]。"


def test_ask_writes_the_model_s_answer(seed_store: Path) -> None:
    with serving(says(GOOD)) as script:
        done = run_command(
            "assistant", "ask", ASKED, "--json", "--store", str(seed_store),
            POLICY_MODEL="m", POLICY_MODEL_URL=script.url, POLICY_MODEL_KEY=KEY,
        )  # fmt: skip
        assert script.headers[0]["authorization"] == f"Bearer {KEY}"
    answer = json.loads(done.stdout)
    assert answer["mode"] == "model" and answer["answer"].startswith(GOOD)
    assert set(answer) == {
        "id", "question", "status", "kind", "answer", "citations", "mode", "elapsed_ms",
    }  # fmt: skip
    assert KEY not in done.stdout + done.stderr


def test_a_batch_falls_back_question_by_question(seed_store: Path, tmp_path: Path) -> None:
    replies = iter([fails(500, '{"error":{"message":"' + KEY + '"}}'), says(GOOD)])

    def reply(handler: Handler, body: dict[str, object]) -> None:
        next(replies)(handler, body)

    questions = tmp_path / "questions.jsonl"
    lines = [{"id": str(n), "question": ASKED} for n in range(2)]
    lines.insert(1, {"id": "x", "question": "明天会下雨吗"})
    questions.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with serving(reply) as script:
        done = run_command(
            "assistant", "ask", "--batch", str(questions), "--store", str(seed_store),
            POLICY_MODEL="m", POLICY_MODEL_URL=script.url, POLICY_MODEL_KEY=KEY,
        )  # fmt: skip
        assert len(script.requests) == 2
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == ["0", "x", "1"]
    assert [a["mode"] for a in answers] == ["extractive", "extractive", "model"]
    assert answers[0]["answer"].endswith("（HTTP 500），本回答由原文摘录而成。")
    assert done.returncode == 0
    assert KEY not in done.stdout + done.stderr


@pytest.mark.parametrize("command", [("assistant", "ask", ASKED), ("index", "status")])
def test_a_model_without_an_address_is_refused(seed_store: Path, command: tuple[str, ...]) -> None:
    done = run_command(*command, "--store", str(seed_store), POLICY_MODEL="m")
    assert done.returncode == 1 and done.stdout == ""
    assert "POLICY_MODEL_URL" in done.stderr and len(done.stderr.splitlines()) == 1
