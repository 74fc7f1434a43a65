"""The whole scene: a copy of a store, the page over it, the askers, the build beside."""

import json
import shutil
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import requests

from corpus.settings import PROJECT_ROOT
from eval.load.building import Building
from eval.load.calling import ask
from eval.load.memory import memory_of
from eval.serving import serving

_LATE = 60  # seconds in which questions under way at the end are still answered


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
            print(f"{users} 人提问 {seconds} 秒……", file=sys.stderr)
            around = building.going_on() if build else nullcontext()
            with memory_of(served.pid) as seen, around:
                figures = run_askers(served.url, expected, users, seconds, pause)
    about = {"users": users, "seconds": seconds, "pause": pause, "questions": len(questions)}
    builds = {"builds": building.done, "builds_failed": len(building.failures)}
    figures["troubles"] += building.failures[:3]
    held = {"start_mib": seen[0], "peak_mib": max(seen), "end_mib": seen[-1]}
    return about | builds | figures | held


def expected_answers(url: str, questions: list[str]) -> dict[str, str]:
    """What the page answers to each question when nobody else asks."""
    with requests.Session() as session:
        session.trust_env = False
        return {question: ask(session, url, question)["answer"] for question in questions}


def run_askers(
    url: str, expected: dict[str, str], users: int, seconds: int, pause: float
) -> dict[str, Any]:
    """Let ``users`` ask at ``url`` for ``seconds``; the figures.

    ``expected``: the answer of each question. Locust runs in a process of its own, because it
    changes the sockets of its process.
    """
    with tempfile.TemporaryDirectory() as folder:
        answers, report = Path(folder) / "expected.json", Path(folder) / "report.json"
        answers.write_text(json.dumps(expected, ensure_ascii=False), "utf-8")
        run = subprocess.run(
            [
                sys.executable, "-m", "locust", "--locustfile", "eval/load/askers.py", "--headless",
                "--host", url, "--users", str(users), "--spawn-rate", str(users),
                "--run-time", f"{seconds}s", "--stop-timeout", str(_LATE), "--only-summary",
                "--loglevel", "WARNING", "--exit-code-on-error", "0",
                "--expected", str(answers), "--report", str(report), "--pause", str(pause),
            ],
            cwd=PROJECT_ROOT, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        if not report.is_file():
            raise RuntimeError(run.stderr[-2000:])
        figures: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return figures
