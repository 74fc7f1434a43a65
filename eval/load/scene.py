"""The whole scene: a copy of a store, the page over it, the askers, the build beside."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import requests

from eval.load.building import Building
from eval.load.calling import ask
from eval.load.command import run_askers
from eval.load.memory import Memory
from eval.serving import serving


def crowd(
    store: Path, questions: list[str], *, users: int, seconds: int, pause: float, build: bool
) -> dict[str, Any]:
    """The figures of ``users`` who ask for ``seconds``, with ``pause`` seconds between questions."""
    with tempfile.TemporaryDirectory() as home:
        copy = Path(home) / "store"
        shutil.copytree(store, copy, symlinks=True)
        building = Building(copy, Path(home) / "documents")
        if build:
            building.once()  # what is asked alone is asked of the same documents
        with serving(copy) as served:
            print(f"先逐个问 {len(questions)} 题，记下各自的回答……", file=sys.stderr)
            expected = expected_answers(served.url, questions)
            memory = Memory(served.pid)
            print(f"{users} 人提问 {seconds} 秒……", file=sys.stderr)
            memory.start()
            if build:
                building.start()
            try:
                figures = run_askers(served.url, expected, users, seconds, pause)
            finally:
                if build:
                    building.close()
                held = memory.close()
    about = {"users": users, "seconds": seconds, "pause": pause, "questions": len(questions)}
    builds = {"builds": building.done, "builds_failed": len(building.failures)}
    figures["troubles"] += building.failures[:3]
    return about | builds | figures | held


def expected_answers(url: str, questions: list[str]) -> dict[str, str]:
    """What the page answers to each question when nobody else asks."""
    with requests.Session() as session:
        session.trust_env = False
        return {question: ask(session, url, question)["answer"] for question in questions}
