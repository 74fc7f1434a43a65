"""Users by the command: hashed, private, strong passwords only, never on the command line."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from pages.access.passwords import WeakPasswordError, check_strength, hashed, matches
from pages.access.users import FILE, Users, UsersError, configured_users
from pages.identity import Role
from tests.conftest import run_command, run_module

GOOD = "Zhengce-2026!"


def users(store: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return run_command("pages", "users", *words, "--store", str(store), stdin=stdin)


def test_add_change_list_remove(tmp_path: Path) -> None:
    assert users(tmp_path, "add", "王局", "--role", "administrator", stdin=GOOD).returncode == 0
    assert users(tmp_path, "add", "li", "--role", "reader", stdin=GOOD).returncode == 0
    file = tmp_path / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert GOOD not in file.read_text("utf-8") and "$argon2id$" in file.read_text("utf-8")
    assert "管理员" in users(tmp_path, "list").stdout
    before = Users(file).find("li")
    assert users(tmp_path, "password", "li", stdin="Another-Word-7").returncode == 0
    after = Users(file).find("li")
    assert before and after and before.password != after.password
    assert matches(after.password, "Another-Word-7") and not matches(after.password, GOOD)
    assert users(tmp_path, "remove", "li").returncode == 0
    assert Users(file).find("li") is None


@pytest.mark.parametrize(
    ("words", "stdin", "said"),
    [
        (("add", "li", "--role", "reader"), "short", "太短"),
        (("add", "li", "--role", "reader"), "", "没有读到口令"),
        (("add", "a/b", "--role", "reader"), GOOD, "不能用"),
        (("password", "nobody"), GOOD, "没有用户"),
        (("remove", "nobody"), "", "没有用户"),
        (("add", "li", "--role", "king"), GOOD, "用法不对"),
        (("add", "li", "--role", "reader", "--password", GOOD), "", "用法不对"),
    ],
)
def test_a_refusal_is_one_line(
    tmp_path: Path, words: tuple[str, ...], stdin: str, said: str
) -> None:
    done = users(tmp_path, *words, stdin=stdin)
    assert done.returncode != 0 and said in done.stderr and len(done.stderr.splitlines()) == 1
    assert not (tmp_path / FILE).exists()


def test_the_last_administrator_stays_while_there_are_readers(tmp_path: Path) -> None:
    known = Users(tmp_path / FILE)
    known.add("chef", Role.ADMINISTRATOR, hashed(GOOD))
    known.add("li", Role.READER, hashed(GOOD))
    with pytest.raises(UsersError, match="最后一个管理员"):
        known.remove("chef")
    assert known.find("chef")


@pytest.mark.parametrize(
    "password",
    [
        "a",
        "aaaaaaaaaaaa",
        "abcdefghijkl",
        "ABCabcABCabc",
        "Aa1Aa1Aa1Aa1",
        "Wang-Ju-2026",
        "é" * 300,
    ],
)
def test_weak_passwords(password: str) -> None:
    with pytest.raises(WeakPasswordError):
        check_strength("wang-ju", password)


def test_a_file_that_is_no_list_of_users_lets_nobody_in(tmp_path: Path) -> None:
    known = Users(tmp_path / FILE)
    known.add("li", Role.READER, hashed(GOOD))
    assert known.find("li")
    for damaged in ("users: [{name: li}]", "[", "users: [{name: li, role: guest, password: x}]"):
        known.path.write_text(damaged, "utf-8")
        os.utime(known.path, ns=(1, len(damaged)))
        with pytest.raises(UsersError, match="读不懂"):
            known.find("li")


def test_users_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("users", "hash", "chef", "--role", "administrator", "--store", str(tmp_path))
    line = run_module(
        "pages", *words, stdin=GOOD
    ).stdout  # in a process of its own: a hash as it is
    assert "m=65536,t=3,p=4" in line  # slow on purpose: what RFC 9106 recommends
    monkeypatch.setenv("POLICY_USERS", line)
    known = configured_users(tmp_path)
    chef = known.find("chef")
    assert chef and chef.role is Role.ADMINISTRATOR and matches(chef.password, GOOD)
    with pytest.raises(UsersError, match="POLICY_USERS"):
        known.remove("chef")


def test_a_damaged_environment_is_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_USERS", "chef administrator s3cret-hash")
    with pytest.raises(UsersError) as caught:
        configured_users(tmp_path)
    assert "s3cret" not in str(caught.value)
