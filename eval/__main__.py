"""``python -m eval``: what the project is measured by; see ``--help``."""

import sys
import time
from datetime import date
from pathlib import Path

from corpus.commands import ChineseParser, run, store_directory
from eval.benchmarks import add_benchmarks
from eval.commands import Arguments, Commands, add_command, assistant_of, questions_of
from eval.duty_sample import add_duties
from eval.faults.command import add_kills
from eval.kinds.command import add_kinds
from eval.load.command import add_load
from eval.results import keep


def main() -> int:
    """Parse the command line and run the evaluation."""
    parser = ChineseParser(prog="python -m eval", description="评测")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    _add_answers(commands)
    add_benchmarks(commands)
    add_kills(commands)
    add_load(commands)
    add_duties(commands)
    add_kinds(commands)
    arguments = parser.parse_args()
    return int(arguments.run(arguments))


def _add_answers(commands: Commands) -> None:
    answers = add_command(commands, "answers", "用题集评测回答", _answers, questions=False)
    answers.add_argument("--misses", action="store_true", help="列出答错的题")
    formats = add_command(
        commands, "formats", "同一文件换成各种格式，回答是否一致", _formats,
        questions=False, store=False,
    )  # fmt: skip
    formats.add_argument(
        "--document", type=Path, metavar="FILE", help="文件，默认豫政办〔2011〕75号"
    )
    formats.add_argument("--formats", nargs="+", metavar="FORMAT", help="只测这些格式")
    formats.add_argument("--misses", action="store_true", help="列出回答不一致的题")
    formats.add_argument(
        "--store-of-txt", type=Path, metavar="DIR", help="只含原文件的资料库；不给则临时建立"
    )
    originals = add_command(
        commands, "originals", "引文在原件中是否框对、标对，多久打开", _originals
    )
    originals.add_argument(
        "--documents",
        type=Path,
        nargs="+",
        required=True,
        metavar="FILE",
        help="取其文字做成各种格式",
    )
    originals.add_argument("--formats", nargs="+", metavar="FORMAT", help="只测这些格式")
    originals.add_argument("--count", type=int, default=100, metavar="N", help="引文数，默认 100")
    originals.add_argument("--misses", action="store_true", help="列出标错的引文")
    quotes = add_command(
        commands, "quotes", "引文与人工标出的答案有多接近（ROUGE-L、F1）", _quotes, questions=True
    )
    quotes.add_argument(
        "--ablation", nargs="+", default=["both"], choices=["rules", "reader", "both"],
        metavar="PARTS", help="由规则（rules）、阅读模型（reader）还是两者（both）选出引文，可并列几种",
    )  # fmt: skip
    writing = add_command(
        commands,
        "writing",
        "大模型作答：多少句通过核对，有没有漏过的错句",
        _writing,
        questions=False,
    )
    writing.add_argument(
        "--stand-in",
        choices=["faithful", "liar"],
        default="",
        help="不用设置的模型：faithful 照抄条文，liar 每句改错一处",
    )
    writing.add_argument("--first", type=int, metavar="N", help="只答前 N 题")
    writing.add_argument("--misses", action="store_true", help="列出漏过的句子")


def _answers(arguments: Arguments) -> int:
    from eval.checks import completeness, inexact, right, tally

    name, questions = questions_of(arguments)
    assistant = assistant_of(arguments)
    begun = time.perf_counter()
    pairs = [(q, assistant.ask(q.question, list(q.history), q.id)) for q in questions]
    seconds = time.perf_counter() - begun
    counts, items = tally(pairs), completeness(pairs)
    for question, answer in pairs if arguments.misses else ():
        if not right(question, answer):
            said = answer.markdown[:100]
            print(f"{question.id} {question.kind}: {question.question} -> {said!r}")
    result = {
        "questions": name,
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


def _originals(arguments: Arguments) -> int:
    from eval.originals import FORMATS, measure, report
    from index.session import embeddings_for

    store = store_directory(arguments)
    tallies = measure(
        arguments.documents,
        arguments.count,
        embeddings_for(store),
        store / "models",
        arguments.formats or FORMATS,
        lambda line: print(line, file=sys.stderr),
    )
    for name, figures in report(tallies).items():
        print(name, figures)
    if arguments.misses:
        print("".join(f"{line}\n" for tally in tallies.values() for line in tally.wrong), end="")
    result = {
        "documents": len(arguments.documents),
        "date": date.today().isoformat(),
        "formats": report(tallies),
    }
    keep("originals.jsonl", result, arguments.keep)
    return 0


def _writing(arguments: Arguments) -> int:
    from corpus.settings import settings
    from eval.writing import measure

    model = arguments.stand_in or settings().model
    if not model:
        line = "没有设置模型：请设置 POLICY_MODEL 与 POLICY_MODEL_URL，或用 --stand-in。"
        print(line, file=sys.stderr)
        return 2
    name, questions = questions_of(arguments)
    report = measure(assistant_of(arguments), questions[: arguments.first], arguments.stand_in)
    if arguments.misses:
        for kind, found in (("through", report.through), ("own words", report.unfamiliar)):
            print("".join(f"{kind}: {sentence}\n" for sentence in found), end="")
    summary = {"model": model, "date": date.today().isoformat(), "summary": report.line()}
    keep("writing.jsonl", {"questions": name, **summary}, arguments.keep)
    print(report.line())
    return 0 if not report.through else 1


def _quotes(arguments: Arguments) -> int:
    from assistant.evidence.asked import Parts
    from eval.quotes import measure
    from eval.retrieval import read_retrieval_questions

    questions = read_retrieval_questions(arguments.questions)
    assistant = assistant_of(arguments)
    for name in arguments.ablation:
        figures = measure(questions, assistant, Parts(name))
        about = {"questions": arguments.questions.name, "n": len(questions)}
        result = {**about, "date": date.today().isoformat(), **figures}
        keep("quotes.jsonl", result, arguments.keep)
        print(" ".join(f"{key}={value}" for key, value in result.items()))
    return 0


def _formats(arguments: Arguments) -> int:
    from corpus.settings import settings
    from eval.formats.compare import DOCUMENT, compare_formats
    from eval.formats.office_files import FORMATS
    from eval.formats.report import misses_text
    from index.session import embeddings_for, open_store

    formats = arguments.formats or list(FORMATS)
    if unknown := [name for name in formats if name not in FORMATS]:
        print(f"没有这种格式：{'、'.join(unknown)}；可选：{'、'.join(FORMATS)}。", file=sys.stderr)
        return 2
    if arguments.store_of_txt:
        open_store(
            arguments.store_of_txt
        ).close()  # a wrong path is told before a model is unpacked
    name, questions = questions_of(arguments)
    report = compare_formats(
        questions,
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
    keep("formats.jsonl", {"questions": name, **report.to_json()}, arguments.keep)
    return 0 if report.passed else 1


if __name__ == "__main__":
    run(main)
