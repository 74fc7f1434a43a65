"""What a timer runs: a folder brought in with a report, never emptied by accident; backups in turn."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from corpus import clock
from tests.conftest import run_command

TEXT = (
    "关于{name}的通知\n\n第一条 {name}由市工业和信息化局负责。\n第二条 本通知自印发之日起施行。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "共享"
    made.mkdir()
    for n in range(8):
        (made / f"通知{n}.txt").write_text(TEXT.format(name=f"第{n}类项目备案"), encoding="utf-8")
    return made


@pytest.fixture
def store(tmp_path: Path, models_dir: Path) -> Path:
    made = tmp_path / "store"
    made.mkdir()
    (made / "models").symlink_to(models_dir)
    return made


def sync(store: Path, folder: Path, *more: str) -> tuple[int, str]:
    done = run_command("index", "sync", str(folder), "--store", str(store), *more)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_folder_is_followed_and_told_of(store: Path, folder: Path, tmp_path: Path) -> None:
    reports = tmp_path / "报告"
    status, said = sync(store, folder, "--reports", str(reports))
    assert status == 0 and "新增 8" in said
    (folder / "通知0.txt").unlink()
    (folder / "通知1.txt").rename(folder / "改名.txt")
    (folder / "通知2.txt").write_text(TEXT.format(name="改过的项目"), encoding="utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    status, said = sync(store, folder, "--reports", str(reports))
    assert status == 0 and "没有读入“坏.docx”" in said
    assert all(words in said for words in ("移除 1", "更新 1", "改名 1", "失败 1", "未变 5"))
    *_, newest = sorted(reports.glob("*.json"))
    told = json.loads(newest.read_text("utf-8"))
    assert {row["status"] for row in told["reports"]} == {"移除", "更新", "改名", "失败"}
    assert "坏.docx" in newest.with_suffix(".txt").read_text("utf-8")


def test_a_share_that_is_not_there_empties_nothing(store: Path, folder: Path) -> None:
    sync(store, folder)
    away = folder.rename(folder.with_name("卸下"))
    assert sync(store, folder)[0] == 1
    folder.mkdir()
    status, said = sync(store, folder)
    assert status == 1 and "8 份文件" in said and "没有同步" in said
    for file in sorted(away.iterdir())[:2]:
        file.rename(folder / file.name)
    status, said = sync(store, folder)
    assert status == 1 and "少了 6 份" in said
    counts = json.loads(run_command("index", "status", "--json", "--store", str(store)).stdout)
    assert counts["documents"] == 8
    status, said = sync(store, folder, "--all-may-go")
    assert status == 0 and "移除 6" in said


def test_backups_in_turn(store: Path, folder: Path, tmp_path: Path) -> None:
    sync(store, folder)
    kept = tmp_path / "备份"
    assert run_command(
        "index", "backup", str(kept), "--keep", "2", "--store", str(store)
    ).returncode
    kept.mkdir()
    (kept / "别人的.tar").touch()
    begun = datetime(2026, 11, 23, 2, tzinfo=clock.zone())
    for day in range(4):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "now", lambda day=day: begun + timedelta(days=day))
            done = run_command("index", "backup", str(kept), "--keep", "2", "--store", str(store))
        assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in kept.iterdir())
    assert names == ["policy-20261125-020000.tar", "policy-20261126-020000.tar", "别人的.tar"]
    moved = tmp_path / "moved"
    back = run_command("index", "restore", str(kept / names[1]), "--store", str(moved))
    assert back.returncode == 0, back.stderr
