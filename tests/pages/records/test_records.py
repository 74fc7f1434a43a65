"""What is kept is kept, belongs to one owner, and survives what happens to machines."""

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import blocks
from pages.records import schema
from pages.records.errors import RecordsError, TitleError
from pages.records.records import TITLE, Records
from pages.records.reports import questions_between
from tests.pages.records.turns import BLOCKS, CITED, DOWN, UP, answer, turn

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    records = Records.open(tmp_path / "records.db")
    yield records
    records.database.close()


def test_a_conversation_comes_back_whole(records: Records, tmp_path: Path) -> None:
    key = records.begin("reader:甲", "  第一\n 问 ")
    records.append("reader:甲", key, turn("一？"))
    records.append("reader:甲", key, turn("二\ud800？", answered=False))
    records.database.close()
    again = Records.open(tmp_path / "records.db")
    kept = again.load("reader:甲", key)
    assert kept.title == "第一 问" and again.notice == ""
    first, second = kept.turns
    assert first.answer == answer("一？") and first.shown == BLOCKS
    assert first.answer and first.answer.citations == (CITED,)  # halves of characters too
    assert first.answer.resolved_question == "全问？"
    assert (second.question, second.answer, second.shown) == ("二？", None, (blocks.Prose("一半"),))
    again.database.close()


def test_a_turn_asked_again_gives_way_and_is_still_counted(records: Records) -> None:
    key = records.begin("o", "题")
    first = records.append("o", key, turn("一？"))
    records.rate("o", first, DOWN)
    second = records.append("o", key, turn("一改？"), replacing=first)
    records.append("o", key, turn("一再改？"), replacing=first)  # another window was quicker
    assert [t.question for t in records.load("o", key).turns] == ["一改？", "一再改？"]
    day = (datetime.now(UTC) - timedelta(hours=1), datetime.now(UTC) + timedelta(hours=1))
    asked = questions_between(records.database, *day)
    assert [(a.question, a.replaced, a.rating) for a in asked] == [
        ("一？", True, DOWN),
        ("一改？", False, None),
        ("一再改？", False, None),
    ]
    assert asked[1].turn == second and asked[0].mode == "model" and asked[0].elapsed_ms == 120
    assert questions_between(records.database, day[1], day[1] + timedelta(days=1)) == []


def test_retention_and_forgetting_an_owner(records: Records) -> None:
    for owner in ("a", "b"):
        key = records.begin(owner, "题")
        records.rate(owner, records.append(owner, key, turn()), UP)
    assert records.expire(datetime.now(UTC) - timedelta(days=1)) == 0
    assert records.delete_owner("a") == 1
    with records.database.reading() as db:
        counts = [
            db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("turns", "feedback")
        ]
    assert counts == [1, 1]
    assert records.expire(datetime.now(UTC) + timedelta(days=1)) == 1
    assert records.listed("b") == []


def test_names(records: Records) -> None:
    key = records.begin("o", "")
    assert records.listed("o")[0].title
    records.rename("o", key, "长" * 200)
    assert len(records.listed("o")[0].title) == TITLE
    with pytest.raises(TitleError):
        records.rename("o", key, " \n ")


def test_many_threads_and_processes_at_once(records: Records, tmp_path: Path) -> None:
    """Four threads here and a process beside append to one file; nothing is lost or mixed."""
    writer = subprocess.Popen(
        [sys.executable, "-c", _ENDLESS, str(tmp_path / "records.db"), "25"], cwd=ROOT
    )
    keys = {owner: records.begin(owner, owner) for owner in "abcd"}

    def write(owner: str) -> None:
        for n in range(25):
            records.append(owner, keys[owner], turn(f"{owner}{n}？", answered=False))

    threads = [threading.Thread(target=write, args=(owner,)) for owner in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert writer.wait(60) == 0
    for owner, key in keys.items():
        turns = records.load(owner, key).turns
        assert [t.question for t in turns] == [f"{owner}{n}？" for n in range(25)]
    (beside,) = records.listed("beside")
    assert beside.turns == 25


_ENDLESS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pages.records.kept import NewTurn
from pages.records.records import Records
records = Records.open(Path(sys.argv[1]))
key = records.begin("beside", "题")
for n in range(int(sys.argv[2])):
    records.append("beside", key, NewTurn(f"{n}？", datetime.now(UTC), notice="略"))
    print(n, flush=True)
"""


def test_killed_at_any_moment_what_was_said_to_be_kept_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    for lines in (1, 7, 23):
        process = subprocess.Popen(
            [sys.executable, "-c", _ENDLESS, str(path), "100000"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        said = [int(process.stdout.readline()) for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
        said += [int(line) for line in process.stdout.read().split()]
        process.wait()
        process.stdout.close()
        records = Records.open(path)
        assert records.notice == ""
        kept = records.load("beside", records.listed("beside")[0].id).turns
        assert len(said) <= len(kept) <= len(said) + 1
        records.database.close()


@pytest.mark.parametrize("how", ["no database", "cut off", "overwritten"])
def test_a_damaged_file_is_set_aside_and_never_written(tmp_path: Path, how: str) -> None:
    path = tmp_path / "records.db"
    records = Records.open(path)
    key = records.begin("o", "题")
    for n in range(200):
        records.append("o", key, turn(f"{n}？" * 50))
    records.database.close()
    content = path.read_bytes()
    if how == "no database":
        content = b"what is this" * 1000
    elif how == "cut off":
        content = content[: len(content) // 2]
    else:
        content = content[:8192] + b"\xff" * 20_000 + content[28_192:]
    path.write_bytes(content)
    again = Records.open(path)
    assert "\n" not in again.notice and "损坏" in again.notice
    assert again.listed("o") == []
    again.begin("o", "新")
    (aside,) = tmp_path.glob("records.damaged-*.db")
    assert aside.read_bytes() == content and aside.name in again.notice
    again.database.close()
    third = Records.open(path)  # and only once
    assert third.notice == "" and len(third.listed("o")) == 1
    third.database.close()


def test_what_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RecordsError, match="不能使用"):
        Records.open(tmp_path / "file" / "records.db")
    path = tmp_path / "records.db"
    Records.open(path).database.close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(RecordsError, match="更新版本"):
        Records.open(path)
    assert not list(tmp_path.glob("*damaged*"))


def test_an_earlier_version_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "records.db"
    records = Records.open(path)
    key = records.begin("o", "题")
    records.append("o", key, turn())
    records.database.close()
    later = schema.VERSION + 1
    monkeypatch.setattr("pages.records.schema.VERSION", later)
    monkeypatch.setattr("pages.records.database.VERSION", later)
    step = "ALTER TABLE turns ADD COLUMN later TEXT NOT NULL DEFAULT 'x'"
    monkeypatch.setitem(schema.UPGRADES, later, step)
    records = Records.open(path)
    assert len(records.load("o", key).turns) == 1
    with records.database.reading() as db:
        assert db.execute("SELECT later FROM turns").fetchone() == ("x",)
    records.database.close()
