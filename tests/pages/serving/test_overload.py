"""Beyond what is set, a question is answered with one clear line, and the page goes on."""

import asyncio
import threading
from pathlib import Path

import pytest

from assistant.answer import Answer
from pages.admission import CrowdedError
from pages.desk import Desk, TooLateError

CEMENT = "日产800吨的水泥线会不会被淘汰？"


async def _answer(desk: Desk, question: str) -> Answer | str:
    try:
        steps = [s async for s in desk.answering(question, [], threading.Event())]
    except (CrowdedError, TooLateError) as error:
        return str(error)
    assert isinstance(steps[-1], Answer)
    return steps[-1]


async def test_a_crowd_and_a_time_limit(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_ANSWER_AT_ONCE", "2")
    monkeypatch.setenv("POLICY_ANSWER_WAITING", "4")
    desk = Desk(store)
    desk.load()
    await asyncio.to_thread(desk.wait)
    asked = [CEMENT, "技术改造项目找谁备案？"] * 10
    answers = await asyncio.gather(*(_answer(desk, question) for question in asked))
    answered = [a for a in answers if isinstance(a, Answer)]
    assert len(answered) == 6
    assert all(
        a.question == q for q, a in zip(asked, answers, strict=True) if isinstance(a, Answer)
    )
    assert {a for a in answers if isinstance(a, str)} == {"现在提问的人较多，请稍后再试。"}
    desk._seconds = 0.001
    late = await _answer(desk, CEMENT)
    assert isinstance(late, str) and "已停止" in late
    desk._seconds = 60
    assert isinstance(await _answer(desk, CEMENT), Answer)
