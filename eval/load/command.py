"""``python -m eval load``."""

import argparse
import json
from pathlib import Path
from typing import Any

from corpus.commands import add_store, store_directory
from eval.benchmarks import machine
from eval.results import keep


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
