"""The measuring commands: ``retrieval``, ``answerability``, ``latency``, ``speed``, ``scale``, ``page``."""

import json
import time
from pathlib import Path

from corpus.commands import store_directory
from corpus.table import table
from eval.commands import Arguments, Commands, add_command, assistant_of, machine, told
from eval.results import keep

_SYSTEMS = ("project", "bm25", "dense", "textbook")


def add_benchmarks(commands: Commands) -> None:
    """Add the commands."""
    retrieval = add_command(
        commands, "retrieval", "检索：与各基线并排评测", _retrieval, questions=True
    )
    retrieval.add_argument("--systems", nargs="+", default=_SYSTEMS, choices=_SYSTEMS)
    retrieval.add_argument("--outcomes", type=Path, metavar="FILE.jsonl", help="逐题结果写到这里")
    answerable = add_command(
        commands,
        "answerability",
        "该答与不该答的问题分得开吗（AUROC）",
        _answerability,
        questions=True,
    )
    answerable.add_argument(
        "--foreign", type=Path, required=True, metavar="FILE.jsonl", help="别处的问题"
    )
    add_command(
        commands, "latency", "一次检索、一次回答用时，各步各占多少", _latency, questions=True
    )
    speed = add_command(
        commands, "speed", "向量计算速度：ONNX 与 sentence-transformers 并排", _speed
    )
    speed.add_argument("--passages", type=int, default=200, metavar="N")
    scale = add_command(
        commands, "scale", "资料库变大时的建立、查询、增删用时", _scale, questions=True
    )
    scale.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], metavar="N")
    scale.add_argument(
        "--directory", type=Path, required=True, metavar="DIR", help="临时目录，会被清空"
    )
    page = add_command(
        commands, "page", "页面有多重，多快能看到页面和回答（Chromium）", _page, questions=True
    )
    page.add_argument("--first", type=int, default=20, metavar="N", help="问前 N 题")


def _retrieval(arguments: Arguments) -> int:
    from eval import retrieval, systems
    from index.session import open_retriever

    questions = retrieval.read_retrieval_questions(arguments.questions)
    retriever = open_retriever(store_directory(arguments))
    rows: list[tuple[str, ...]] = [("系统", *retrieval.FIGURES, "p50 毫秒", "p95 毫秒")]
    for name in arguments.systems:
        begun = time.perf_counter()
        outcomes = retrieval.ask_all(getattr(systems, name)(retriever), questions)
        found, between = retrieval.figures(outcomes), retrieval.intervals(outcomes)
        if arguments.outcomes:
            retrieval.write_outcomes(arguments.outcomes, name, outcomes)
        cells = [
            f"{found[k]:.3f} [{between[k][0]:.3f}, {between[k][1]:.3f}]" for k in retrieval.FIGURES
        ]
        p50, p95 = (round(retrieval.percentile(outcomes, share), 1) for share in (0.5, 0.95))
        rows.append((name, *cells, str(p50), str(p95)))
        result = {
            **machine(), "questions": arguments.questions.name, "n": len(questions), "system": name,
            "model": retriever.embeddings.name, "figures": found, "intervals": between,
            "p50_ms": p50, "p95_ms": p95, "seconds": round(time.perf_counter() - begun, 1),
        }  # fmt: skip
        keep("retrieval.jsonl", result, arguments.keep)
    print(f"{table(rows)}\nn={len(questions)}，括号内为 95% 自助法区间")
    return 0


def _answerability(arguments: Arguments) -> int:
    from assistant.evidence.asked import Asked
    from assistant.evidence.scope import answerability
    from assistant.understanding.question import understand
    from eval.auroc import auroc

    assistant = assistant_of(arguments)

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


def _latency(arguments: Arguments) -> int:
    from eval.latency import measure

    found = measure(assistant_of(arguments), _questions(arguments.questions))
    return told(arguments, {"questions": arguments.questions.name, **found})


def _page(arguments: Arguments) -> int:
    from eval.page import measure

    questions = _questions(arguments.questions)[: arguments.first]
    return told(arguments, measure(store_directory(arguments), questions))


def _speed(arguments: Arguments) -> int:
    from eval.speed import compare

    return told(arguments, compare(store_directory(arguments), arguments.passages))


def _scale(arguments: Arguments) -> int:
    from eval.scale import measure

    questions = _questions(arguments.questions)
    origin = store_directory(arguments)
    for report in measure(origin, arguments.directory, arguments.sizes, questions):
        told(arguments, report)
    return 0
