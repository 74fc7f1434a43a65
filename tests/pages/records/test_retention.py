"""What is kept of people goes when its time is over, or when they ask; and they may have it."""

import json
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from assistant.answer import Answer
from assistant.blocks import Lead
from pages.records import retention
from pages.records.kept import NewTurn, Rating, Reason, Verdict, moment
from pages.records.records import FILE, Records
from pages.records.retention import expire, expire_daily
from tests.conftest import run_command

LI, GUEST = "reader:li", "guest:abc"


def kept(records: Records, owner: str, question: str, days: int = 0) -> str:
    """A conversation in which nothing was said for so many days."""
    key = records.begin(owner, question)
    answer = Answer(question, "answered", (Lead(("答\ud800。",)),))
    turn = records.append(owner, key, NewTurn(question, datetime.now(UTC), answer))
    records.rate(owner, turn, Rating(Verdict.DOWN, Reason.OTHER, "不清楚"))
    with records.database.writing() as db:
        at = moment(datetime.now(UTC) - timedelta(days=days))
        db.execute("UPDATE conversations SET changed = ? WHERE id = ?", (at, key))
    return key


def pages(store: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return run_command("pages", *words, "--store", str(store), **more)


@pytest.mark.parametrize(("days", "left"), [(30, ["新"]), (0, ["新", "旧"])])
def test_old_conversations_go_and_nought_keeps_them(days: int, left: list[str]) -> None:
    records = Records.open(None)
    kept(records, LI, "旧", 31)
    kept(records, LI, "新", 29)
    assert expire(records, days) == 2 - len(left)
    assert [one.title for one in records.listed(LI)] == left


def test_the_running_pages_delete_at_once_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "_DAY", 0.05)
    records, end = Records.open(None), Event()
    kept(records, LI, "旧", 31)
    expire_daily(records, 30, end)
    _until_empty(records)
    kept(records, LI, "又一个", 31)
    _until_empty(records)
    end.set()


def _until_empty(records: Records) -> None:
    deadline = time.monotonic() + 120
    while records.listed(LI):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_users_data_is_given_out_deleted_and_expired(tmp_path: Path) -> None:
    records = Records.open(tmp_path / FILE)
    key = kept(records, LI, "甲问？")
    (before,) = records.load(LI, key).turns
    records.append(LI, key, NewTurn("甲再问？", datetime.now(UTC)), replacing=before.turn)
    kept(records, GUEST, "乙问？", 40)
    records.database.close()
    (given,) = json.loads(pages(tmp_path, "records", "export", "li").stdout)
    turn, later = given["conversations"][0]["turns"]  # what was asked again is kept too
    assert later["question"] == "甲再问？"
    assert given["owner"] == LI and turn["question"] == "甲问？"
    assert turn["answer"]["answer"] == "答\ud800。" and turn["rating"]["words"] == "不清楚"
    assert "0" in pages(tmp_path, "records", "expire", POLICY_KEEP_DAYS="60").stdout
    assert "1 个" in pages(tmp_path, "records", "expire", POLICY_KEEP_DAYS="30").stdout
    assert "1 个" in pages(tmp_path, "records", "delete", "li").stdout
    for words in (("export", "li"), ("delete", GUEST)):
        done = pages(tmp_path, "records", *words)
        assert done.returncode and "没有保存" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("option", ["--with-data", "--without-data", ""])
def test_removing_a_user_says_what_becomes_of_the_data(tmp_path: Path, option: str) -> None:
    from pages.access.users import Users
    from pages.identity import Role

    Users(tmp_path / "users.yaml").add(
        "li", Role.READER, "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA"
    )
    records = Records.open(tmp_path / FILE)
    kept(records, LI, "问？")
    done = pages(tmp_path, "users", "remove", "li", *filter(None, [option]))
    assert done.returncode == 0, done.stderr
    gone = option == "--with-data"
    assert ("已删除" in done.stdout) is gone and ("仍保存着" in done.stdout) is not gone
    assert len(records.listed(LI)) == (0 if gone else 1)
    records.database.close()
