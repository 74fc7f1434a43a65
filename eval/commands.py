"""What the commands of ``python -m eval`` do alike: their options, the store, the result."""

import argparse
import json
import os
import platform
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.commands import add_store, store_directory
from eval.questions import FOLDER, EvalQuestion, read_questions
from eval.results import keep

if TYPE_CHECKING:  # takes seconds to import
    from assistant.assistant import Assistant

Commands = Any  # argparse keeps the class of its subparsers private
Arguments = argparse.Namespace


def add_command(
    commands: Commands,
    name: str,
    about: str,
    run: Callable[[Arguments], int],
    *,
    questions: bool | None = None,
    store: bool = True,
) -> argparse.ArgumentParser:
    """A command that ``run`` carries out, with ``--keep`` and ``--store``; ``questions`` says whether
    a file of them must be given (True), may be (False) or is no use (None)."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=about)
    if questions is not None:
        told = "题集" if questions else "题集，默认开发集"
        command.add_argument(
            "--questions", type=Path, required=questions, metavar="FILE.jsonl", help=told
        )
    command.add_argument("--keep", action="store_true", help="把结果写入 eval/results/")
    if store:
        add_store(command)
    command.set_defaults(run=run)
    return command


def assistant_of(arguments: Arguments) -> "Assistant":
    """The assistant over the store that was named."""
    from assistant.assistant import Assistant
    from index.session import open_retriever

    return Assistant(open_retriever(store_directory(arguments)))


def questions_of(arguments: Arguments) -> tuple[str, list[EvalQuestion]]:
    """The name of the question file and its questions, of our own set if none was named."""
    path: Path = arguments.questions or FOLDER / "seed_dev.jsonl"
    return path.name, read_questions(path)


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        cpu = names[0].partition(":")[2].strip() if names else cpu
    return {"date": date.today().isoformat(), "cpu": cpu, "cores": os.cpu_count()}


def told(arguments: Arguments, figures: dict[str, Any]) -> int:
    """Print figures with the machine they were measured on, and keep them; the exit code."""
    result = machine() | figures
    keep(f"{arguments.command}.jsonl", result, arguments.keep)
    print(json.dumps(result, ensure_ascii=False), flush=True)
    return 0
