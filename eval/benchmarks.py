"""The measuring commands: ``retrieval``, ``answerability``, ``latency``, ``speed`` and ``scale``."""

import argparse
import json
import os
import platform
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from corpus.commands import add_store, store_directory
from corpus.table import table
from eval.results import keep

Commands = Any  # argparse keeps the class of its subparsers private


def add_commands(commands: Commands) -> None:
    """Add the commands; each sets ``run`` to the function that carries it out."""
    retrieval = commands.add_parser("retrieval", help="检索：与各基线并排评测")
    retrieval.add_argument("--systems", nargs="+", default=_SYSTEMS, choices=_SYSTEMS)
    retrieval.add_argument("--outcomes", type=Path, metavar="FILE.jsonl", help="逐题结果写到这里")
    retrieval.set_defaults(run=_retrieval)
    answerable = commands.add_parser("answerability", help="该答与不该答的问题分得开吗（AUROC）")
    answerable.add_argument(
        "--foreign", type=Path, required=True, metavar="FILE.jsonl", help="别处的问题"
    )
    answerable.set_defaults(run=_answerability)
    latency = commands.add_parser("latency", help="一次检索、一次回答用时，各步各占多少")
    latency.set_defaults(run=_latency)
    speed = commands.add_parser("speed", help="向量计算速度：ONNX 与 sentence-transformers 并排")
    speed.add_argument("--passages", type=int, default=200, metavar="N")
    speed.set_defaults(run=_speed)
    scale = commands.add_parser("scale", help="资料库变大时的建立、查询、增删用时")
    scale.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], metavar="N")
    scale.add_argument(
        "--directory", type=Path, required=True, metavar="DIR", help="临时目录，会被清空"
    )
    scale.set_defaults(run=_scale)
    page = commands.add_parser("page", help="页面有多重，多快能看到页面和回答（Chromium）")
    page.add_argument("--first", type=int, default=20, metavar="N", help="问前 N 题")
    page.set_defaults(run=_page)
    for command in (retrieval, answerable, latency, scale, page):
        command.add_argument(
            "--questions", type=Path, required=True, metavar="FILE.jsonl", help="题集"
        )
    for command in (retrieval, answerable, latency, speed, scale, page):
        command.add_argument("--keep", action="store_true", help="把结果写入 eval/results/")
        add_store(command)


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        cpu = names[0].partition(":")[2].strip() if names else cpu
    return {"date": date.today().isoformat(), "cpu": cpu, "cores": os.cpu_count()}


_SYSTEMS = ("project", "bm25", "dense", "textbook")


def _retrieval(arguments: argparse.Namespace) -> int:
    from eval import systems
    from eval.retrieval import (
        FIGURES,
        ask_all,
        figures,
        intervals,
        percentile,
        read_retrieval_questions,
        write_outcomes,
    )
    from index.session import open_retriever

    questions = read_retrieval_questions(arguments.questions)
    retriever = open_retriever(store_directory(arguments))
    rows: list[tuple[str, ...]] = [("系统", *FIGURES, "p50 毫秒", "p95 毫秒")]
    for name in arguments.systems:
        begun = time.perf_counter()
        outcomes = ask_all(getattr(systems, name)(retriever), questions)
        found, between = figures(outcomes), intervals(outcomes)
        if arguments.outcomes:
            write_outcomes(arguments.outcomes, name, outcomes)
        cells = [f"{found[k]:.3f} [{between[k][0]:.3f}, {between[k][1]:.3f}]" for k in FIGURES]
        p50, p95 = (round(percentile(outcomes, share), 1) for share in (0.5, 0.95))
        rows.append((name, *cells, str(p50), str(p95)))
        result = {
            **machine(), "questions": arguments.questions.name, "n": len(questions), "system": name,
            "model": retriever.embeddings.name, "figures": found, "intervals": between,
            "p50_ms": p50, "p95_ms": p95, "seconds": round(time.perf_counter() - begun, 1),
        }  # fmt: skip
        keep("retrieval.jsonl", result, arguments.keep)
    print(f"{table(rows)}\nn={len(questions)}，括号内为 95% 自助法区间")
    return 0


def _answerability(arguments: argparse.Namespace) -> int:
    from assistant.assistant import Assistant
    from assistant.evidence.asked import Asked
    from assistant.evidence.scope import answerability
    from assistant.understanding.question import understand
    from eval.auroc import auroc
    from index.session import open_retriever

    assistant = Assistant(open_retriever(store_directory(arguments)))

    def scores(path: Path) -> list[float]:
        found = []
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("kind") == "out_of_scope" or row.get("history"):
                continue
            question = understand(
                row["question"], assistant.table, embeddings=assistant.retriever.embeddings
            )
            evidence = Asked(question, assistant.resources).evidence
            found.append(answerability(question, evidence, assistant.resources.vectors))
        return found

    own, foreign = scores(arguments.questions), scores(arguments.foreign)
    result = {
        **machine(), "own": arguments.questions.name, "foreign": arguments.foreign.name,
        "n": [len(own), len(foreign)], "auroc": round(auroc(own, foreign), 4),
    }  # fmt: skip
    keep("answerability.jsonl", result, arguments.keep)
    print(f"AUROC {result['auroc']}（自有 {len(own)} 题，别处 {len(foreign)} 题）")
    return 0


def _questions(path: Path) -> list[str]:
    return [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines()]


def _latency(arguments: argparse.Namespace) -> int:
    from assistant.assistant import Assistant
    from eval.latency import measure
    from index.session import open_retriever

    questions = _questions(arguments.questions)
    found = measure(Assistant(open_retriever(store_directory(arguments))), questions)
    result = {**machine(), "questions": arguments.questions.name, **found}
    keep("latency.jsonl", result, arguments.keep)
    print(json.dumps(result, ensure_ascii=False))
    return 0


def _page(arguments: argparse.Namespace) -> int:
    from eval.page import measure

    questions = _questions(arguments.questions)
    result = machine() | measure(store_directory(arguments), questions[: arguments.first])
    print(json.dumps(result, ensure_ascii=False))
    keep("page.jsonl", result, arguments.keep)
    return 0


def _speed(arguments: argparse.Namespace) -> int:
    from eval.speed import compare

    result = {**machine(), **compare(store_directory(arguments), arguments.passages)}
    keep("speed.jsonl", result, arguments.keep)
    print(json.dumps(result, ensure_ascii=False))
    return 0


def _scale(arguments: argparse.Namespace) -> int:
    from eval.scale import measure

    questions = _questions(arguments.questions)
    origin = store_directory(arguments)
    for report in measure(origin, arguments.directory, arguments.sizes, questions):
        result = {**machine(), **asdict(report)}
        keep("scale.jsonl", result, arguments.keep)
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return 0
