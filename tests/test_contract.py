"""The command contract, as a user's shell sees it, on the real model and Chroma."""

import json
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from corpus.settings import PROJECT_ROOT
from tests.conftest import run_command, run_module


def command(
    *words: str, store: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A command on a store."""
    place = ["--store", str(store)] if store else []
    return run_command(*words, *place, **environment)


def copy_store(store: Path, to: Path) -> Path:
    """A copy of a store to damage; the model is shared."""
    shutil.copytree(store, to, ignore=shutil.ignore_patterns("models"))
    (to / "models").symlink_to((store / "models").resolve())
    return to


def documents_in(store: Path) -> int:
    """How many documents a store holds."""
    return len(command("corpus", "list", "--json", store=store).stdout.splitlines())


def one_line_error(done: subprocess.CompletedProcess[str]) -> str:
    """The single Chinese line of a failed command; fails on a traceback or a zero status."""
    assert done.returncode != 0
    lines = [line for line in done.stderr.strip().splitlines() if line]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return lines[0]


def test_build_again_changes_nothing(seed_store: Path) -> None:
    done = command("index", "build", store=seed_store)
    assert done.returncode == 0
    assert re.fullmatch(r"合计：未变 \d+", done.stdout.splitlines()[-1])


def test_status(seed_store: Path) -> None:
    values = json.loads(command("index", "status", "--json", store=seed_store).stdout)
    assert values["documents"] == documents_in(seed_store) > 1
    assert values["consistent"] and values["vectors"] == values["chunks"] > 40


def test_ask_gives_answer_first_with_exact_quotes(seed_store: Path) -> None:
    words = ("assistant", "ask", "日产800吨的水泥线会不会被淘汰？", "--json")
    done = run_module(*words, "--store", str(seed_store))  # in a process of its own
    answer = json.loads(done.stdout)
    assert answer["status"] == "answered" and answer["mode"] == "extractive"
    assert answer["answer"].startswith("800吨在“1000吨以下”之内")
    citation = answer["citations"][0]
    assert set(citation) == {
        "n", "document_id", "source", "title", "number", "section", "quote", "start", "end", "validity",
        "version",
    }  # fmt: skip
    shown = ("corpus", "show", citation["document_id"], "--version", citation["version"])
    text = command(*shown, store=seed_store).stdout
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert citation["number"] == "豫政办〔2011〕75号" and citation["validity"] == "未核实"
    assert "建材工业" in citation["section"]


def test_batch_keeps_order_and_survives_a_bad_question(seed_store: Path, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "question": "技改找谁备案？"},
        {"id": "b", "question": "   "},
        {"id": "c", "question": "消防呢？", "history": ["环保部门在技改里要做什么"]},
        {"id": "d", "question": "郑州明天下雨不"},
        {"id": "e", "question": "问" * 10_000},
    ]
    batch = tmp_path / "questions.jsonl"
    batch.write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8"
    )
    done = command("assistant", "ask", "--batch", str(batch), store=seed_store)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == list("abcde")
    assert "工业和信息化部门" in answers[0]["answer"]
    assert "有关手续" in answers[2]["answer"]
    assert [a["status"] for a in answers] == [
        "answered",
        "not_found",
        "answered",
        "not_found",
        "not_found",
    ]


def test_search(seed_store: Path) -> None:
    done = command("assistant", "search", "专项资金", "--top", "3", "--json", store=seed_store)
    hits = json.loads(done.stdout)["hits"]
    assert len(hits) == 3
    assert set(hits[0]) == {
        "document_id",
        "source",
        "chunk_id",
        "section",
        "text",
        "start",
        "end",
        "score",
    }
    assert hits[0]["source"] == "豫政办〔2011〕75号.txt"
    assert any("专项资金" in hit["text"] for hit in hits)


def test_export_writes_the_text_that_offsets_refer_to(seed_store: Path, tmp_path: Path) -> None:
    command("corpus", "show", "--export", str(tmp_path), store=seed_store)
    written = {path.read_text(encoding="utf-8") for path in tmp_path.glob("*.txt")}
    original = PROJECT_ROOT / "corpus" / "documents" / "豫政办〔2011〕75号.txt"
    assert len(written) == documents_in(seed_store)
    assert original.read_text(encoding="utf-8") in written


def test_duties(seed_store: Path) -> None:
    values = json.loads(
        command("assistant", "duties", "生态环境局", "--json", store=seed_store).stdout
    )
    assert values["today"].startswith("生态环境")
    tasks = [duty["task"] for duty in values["duties"]]
    assert any("环评审批" in task for task in tasks)
    every = json.loads(command("assistant", "duties", "--all", "--json", store=seed_store).stdout)
    assert len(every) >= 10


def test_measures(seed_store: Path) -> None:
    """The seed document gives no sums, and none may be invented; the shape is the contract's."""
    rows = json.loads(command("assistant", "measures", "--json", store=seed_store).stdout)
    assert all(
        set(row) >= {"source", "start", "end", "quote", "benefit", "amounts"} for row in rows
    )
    assert not any(amount["unit"] == "元" for row in rows for amount in row["amounts"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("assistant", "ask", ""), "问题是空的"),
        (("assistant", "ask", "问" * 10_000), "问题太长"),
        (("assistant", "ask", "--batch", "missing.jsonl"), "找不到问题文件"),
        (("assistant", "duties", "天气"), "不认识部门"),
        (("corpus", "show", "nothing"), "没有编号"),
        (("index", "build", "missing-folder"), "找不到"),
        (("assistant", "ask"), "需要一个问题"),
    ],
)
def test_bad_input_gets_one_clear_line(seed_store: Path, words: tuple[str, ...], says: str) -> None:
    assert says in one_line_error(command(*words, store=seed_store))


def test_no_store_yet(tmp_path: Path) -> None:
    assert "还没有索引" in one_line_error(
        command("assistant", "ask", "文号", store=tmp_path / "none")
    )


def test_store_of_another_model_is_refused_and_kept(seed_store: Path, tmp_path: Path) -> None:
    other = copy_store(seed_store, tmp_path / "store")
    with sqlite3.connect(other / "store.sqlite3") as db:
        db.execute("UPDATE meta SET value = 'another-model' WHERE key = 'model'")
    for words in (("assistant", "ask", "文号"), ("index", "build")):
        assert "another-model" in one_line_error(command(*words, store=other))
    with sqlite3.connect(other / "store.sqlite3") as db:
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (
            documents_in(seed_store),
        )


def test_store_cut_off_mid_write(seed_store: Path, tmp_path: Path) -> None:
    other = copy_store(seed_store, tmp_path / "store")
    database = other / "store.sqlite3"
    data = database.read_bytes()
    database.write_bytes(data[: len(data) // 3])
    (other / "store.sqlite3-wal").unlink(missing_ok=True)  # of who reads the store meanwhile
    for words in (("assistant", "ask", "文号"), ("index", "status"), ("corpus", "show", "x")):
        assert "不完整" in one_line_error(command(*words, store=other))


def test_bad_setting_is_named(seed_store: Path) -> None:
    done = command("assistant", "ask", "文号", store=seed_store, POLICY_CHUNK_SIZE="3")
    assert "POLICY_CHUNK_SIZE" in one_line_error(done)
