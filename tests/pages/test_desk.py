"""The desk sees what another process builds, and answers all the while."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.errors import UnknownDepartmentError
from pages.desk import Desk
from tests.conftest import run_module

QUESTION = "新建无人机试飞基地给多少补贴？"
NOTICE = """测试市人民政府办公室
关于促进无人机产业发展的通知
测政办〔2025〕9号
各县（市、区）人民政府：
为促进无人机产业发展，现通知如下。
一、支持措施
对新建无人机试飞基地的企业，给予一次性补贴二百万元。
二、保障措施
市空域协同管理中心负责划定无人机物流航线。
测试市人民政府办公室
2025年3月1日
"""


@pytest.fixture
def store(seed_store: Path, tmp_path: Path) -> Path:
    """A store of one's own: the seed store, copied."""
    shutil.copytree(seed_store, tmp_path / "store", symlinks=True)
    return tmp_path / "store"


@pytest.fixture
def desk(store: Path) -> Iterator[Desk]:
    desk = Desk(store)
    desk.load()
    desk.wait()
    yield desk
    desk.close()


def answer(desk: Desk, question: str = QUESTION) -> Answer:
    *_, last = desk.stream(question, [], threading.Event())
    assert isinstance(last, Answer)
    return last


def soon(holds: Callable[[], bool]) -> None:
    """Wait for what happens in the background."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("never happened")


def test_a_build_elsewhere_is_seen_without_a_restart(
    desk: Desk, store: Path, tmp_path: Path
) -> None:
    asked: list[str] = []
    failed: list[BaseException] = []
    done = threading.Event()

    def ask_all_the_while() -> None:
        while not done.wait(0.1):
            try:
                asked.append(answer(desk, "技术改造项目找谁备案？").status)
                answer(desk)
            except BaseException as error:
                failed.append(error)
                return

    assert "二百万元" not in answer(desk).markdown
    visitor = threading.Thread(target=ask_all_the_while)
    visitor.start()
    folder = tmp_path / "文件"
    folder.mkdir()
    notice = folder / "无人机.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    try:
        built = run_module("index", "build", str(folder), "--store", str(store))
        assert built.returncode == 0, built.stderr
        soon(lambda: "二百万元" in answer(desk).markdown)
        cited = answer(desk).citations[0]
        assert cited.quote in NOTICE and cited.title.endswith("关于促进无人机产业发展的通知")
        assert desk.duties.of_department("市空域协同管理中心").duties[0].fact.task in NOTICE

        notice.unlink()
        gone = run_module("index", "build", str(folder), "--prune", "--store", str(store))
        assert gone.returncode == 0, gone.stderr
        soon(lambda: "二百万元" not in answer(desk).markdown)
        with pytest.raises(UnknownDepartmentError):
            desk.duties.of_department("市空域协同管理中心")
    finally:
        done.set()
        visitor.join(60)
    assert failed == [] and asked and set(asked) == {"answered"}
