"""``python -m eval``: what the project is measured by; see ``--help``."""

import argparse
import sys
import time
from datetime import date
from pathlib import Path

from corpus.commands import ChineseParser, add_store, run, store_directory
from eval.benchmarks import add_commands
from eval.duty_sample import add_duties
from eval.faults.command import add_kills
from eval.kinds.command import add_kinds
from eval.load.command import add_load
from eval.results import keep


def main() -> int:
    """Parse the command line and run the evaluation."""
    parser = ChineseParser(prog="python -m eval", description="评测")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    answers = commands.add_parser("answers", help="用题集评测回答")
    answers.add_argument("--misses", action="store_true", help="列出答错的题")
    add_store(answers)
    formats = commands.add_parser("formats", help="同一文件换成各种格式，回答是否一致")
    formats.add_argument(
        "--document", type=Path, metavar="FILE", help="文件，默认豫政办〔2011〕75号"
    )
    formats.add_argument("--formats", nargs="+", metavar="FORMAT", help="只测这些格式")
    formats.add_argument("--misses", action="store_true", help="列出回答不一致的题")
    formats.add_argument(
        "--store-of-txt", type=Path, metavar="DIR", help="只含原文件的资料库；不给则临时建立"
    )
    quotes = commands.add_parser("quotes", help="引文与人工标出的答案有多接近（ROUGE-L、F1）")
    quotes.add_argument(
        "--ablation", nargs="+", default=["both"], choices=["rules", "reader", "both"],
        metavar="PARTS", help="由规则（rules）、阅读模型（reader）还是两者（both）选出引文，可并列几种",
    )  # fmt: skip
    quotes.add_argument(
        "--questions", type=Path, required=True, metavar="FILE.jsonl",
        help="题集：id、question、source、answer",
    )  # fmt: skip
    quotes.add_argument("--keep", action="store_true", help="把结果写入 eval/results/")
    add_store(quotes)
    quotes.set_defaults(run=_quotes)
    writing = commands.add_parser("writing", help="大模型作答：多少句通过核对，有没有漏过的错句")
    writing.add_argument(
        "--stand-in",
        choices=["faithful", "liar"],
        default="",
        help="不用设置的模型：faithful 照抄条文，liar 每句改错一处",
    )
    writing.add_argument("--first", type=int, metavar="N", help="只答前 N 题")
    writing.add_argument("--misses", action="store_true", help="列出漏过的句子")
    add_store(writing)
    writing.set_defaults(run=_writing)
    for command in (answers, formats, writing):
        command.add_argument(
            "--questions", type=Path, metavar="FILE.jsonl", help="题集，默认开发集"
        )
        command.add_argument("--keep", action="store_true", help="把结果写入 eval/results/")
    answers.set_defaults(run=_answers)
    formats.set_defaults(run=_formats)
    add_commands(commands)
    add_kills(commands)
    add_load(commands)
    add_duties(commands)
    add_kinds(commands)
    arguments = parser.parse_args()
    return int(arguments.run(arguments))


def _answers(arguments: argparse.Namespace) -> int:
    from assistant.assistant import Assistant
    from eval.checks import completeness, inexact, right, tally
    from eval.questions import FOLDER, read_questions
    from index.session import open_retriever

    path = arguments.questions or FOLDER / "seed_dev.jsonl"
    questions = read_questions(path)
    assistant = Assistant(open_retriever(store_directory(arguments)))
    begun = time.perf_counter()
    pairs = [(q, assistant.ask(q.question, list(q.history), q.id)) for q in questions]
    seconds = time.perf_counter() - begun
    counts = tally(pairs)
    items = completeness(pairs)
    if arguments.misses:
        for question, answer in pairs:
            if not right(question, answer):
                print(
                    f"{question.id} {question.kind}: {question.question} -> {answer.markdown[:100]!r}"
                )
    result = {
        "questions": path.name,
        "n": len(pairs),
        "date": date.today().isoformat(),
        "model": assistant.retriever.embeddings.name,
        "by_kind": {kind: [counts.passed[kind], n] for kind, n in counts.asked.items()},
        "summary": counts.line(),
        "list_items": list(items),
        "inexact_quotes": inexact(pairs, assistant.library),
        "ms_per_question": round(1000 * seconds / len(pairs), 1),
    }
    keep("answers.jsonl", result, arguments.keep)
    print(" ".join(f"{kind}={counts.passed[kind]}/{n}" for kind, n in counts.asked.items()))
    print(
        f"{result['summary']}; list items {items[0]}/{items[1]}; "
        f"inexact quotes {result['inexact_quotes']}; "
        f"{result['ms_per_question']} ms a question"
    )
    return 0


def _writing(arguments: argparse.Namespace) -> int:
    from assistant.assistant import Assistant
    from corpus.settings import settings
    from eval.questions import FOLDER, read_questions
    from eval.writing import measure
    from index.session import open_retriever

    if not arguments.stand_in and not settings().model:
        print(
            "没有设置模型：请设置 POLICY_MODEL 与 POLICY_MODEL_URL，或用 --stand-in。",
            file=sys.stderr,
        )
        return 2
    path = arguments.questions or FOLDER / "seed_dev.jsonl"
    assistant = Assistant(open_retriever(store_directory(arguments)))
    report = measure(assistant, read_questions(path)[: arguments.first], arguments.stand_in)
    if arguments.misses:
        for kind, found in (("through", report.through), ("own words", report.unfamiliar)):
            print("".join(f"{kind}: {sentence}\n" for sentence in found), end="")
    model = arguments.stand_in or settings().model
    summary = {"model": model, "date": date.today().isoformat(), "summary": report.line()}
    keep("writing.jsonl", {"questions": path.name, **summary}, arguments.keep)
    print(report.line())
    return 0 if not report.through else 1


def _quotes(arguments: argparse.Namespace) -> int:
    from assistant.assistant import Assistant
    from assistant.evidence.asked import Parts
    from eval.quotes import measure
    from eval.retrieval import read_retrieval_questions
    from index.session import open_retriever

    questions = read_retrieval_questions(arguments.questions)
    assistant = Assistant(open_retriever(store_directory(arguments)))
    for name in arguments.ablation:
        figures = measure(questions, assistant, Parts(name))
        about = {"questions": arguments.questions.name, "n": len(questions)}
        result = {**about, "date": date.today().isoformat(), **figures}
        keep("quotes.jsonl", result, arguments.keep)
        print(" ".join(f"{key}={value}" for key, value in result.items()))
    return 0


def _formats(arguments: argparse.Namespace) -> int:
    from corpus.settings import settings
    from eval.formats.compare import DOCUMENT, compare_formats
    from eval.formats.office_files import FORMATS
    from eval.formats.report import misses_text
    from eval.questions import FOLDER, read_questions
    from index.session import embeddings_for, open_store

    formats = arguments.formats or list(FORMATS)
    if unknown := [name for name in formats if name not in FORMATS]:
        print(f"没有这种格式：{'、'.join(unknown)}；可选：{'、'.join(FORMATS)}。", file=sys.stderr)
        return 2
    if arguments.store_of_txt:
        open_store(
            arguments.store_of_txt
        ).close()  # a wrong path is told before a model is unpacked
    path = arguments.questions or FOLDER / "seed_dev.jsonl"
    report = compare_formats(
        read_questions(path),
        # the unpacked model of the store, so that nothing is unpacked again
        embeddings_for(arguments.store_of_txt or settings().store),
        document=arguments.document or DOCUMENT,
        formats=formats,
        store=arguments.store_of_txt,
        say=lambda name: print(f"正在测：{name} ……", file=sys.stderr),
    )
    if arguments.misses:
        print(misses_text(report))
    print(report.to_text())
    keep("formats.jsonl", {"questions": path.name, **report.to_json()}, arguments.keep)
    return 0 if report.passed else 1


if __name__ == "__main__":
    run(main)
