"""``python -m eval load``."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from corpus.commands import add_store, store_directory
from corpus.settings import PROJECT_ROOT
from eval.benchmarks import machine
from eval.results import keep

_LATE = 60  # seconds in which questions under way at the end are still answered


def add_load(commands: Any) -> None:
    """Add the command to the parser's ``commands``."""
    load = commands.add_parser(
        "load", help="许多人同时提问，旁边不停地建立索引：用时、吞吐、出错、串答、内存"
    )
    load.add_argument("--users", type=int, default=50, metavar="N", help="同时提问的人数，默认 50")
    load.add_argument("--seconds", type=int, default=300, metavar="N", help="持续秒数，默认 300")
    load.add_argument(
        "--pause", type=float, default=0, metavar="N", help="每人两问之间的秒数，默认不停顿"
    )
    load.add_argument("--no-build", action="store_true", help="旁边不建立索引")
    load.add_argument("--questions", type=Path, metavar="FILE.jsonl", help="题集，默认开发集")
    load.add_argument("--keep", action="store_true", help="把结果写入 eval/results/")
    add_store(load)
    load.set_defaults(run=_load)


def _load(arguments: argparse.Namespace) -> int:
    from eval.load.scene import crowd

    result = crowd(
        store_directory(arguments),
        _questions(arguments.questions)[: 4 * arguments.users],
        users=arguments.users,
        seconds=arguments.seconds,
        pause=arguments.pause,
        build=not arguments.no_build,
    )
    row = machine() | result
    keep("load.jsonl", row, arguments.keep)
    print(json.dumps(row, ensure_ascii=False))
    return 1 if result["errors"] or result["mixed"] or result["builds_failed"] else 0


def _questions(path: Path | None) -> list[str]:
    """Questions that need no other before them, each once."""
    from eval.questions import FOLDER, read_questions

    found = read_questions(path or FOLDER / "seed_dev.jsonl")
    return list(dict.fromkeys(q.question for q in found if not q.history))


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
