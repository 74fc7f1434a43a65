"""``python -m eval answers``: ask the question sets and report what was right."""

import argparse
import json
import time
from datetime import date
from pathlib import Path

from corpus.commands import ChineseParser, add_store, run, store_directory

RESULTS = Path(__file__).with_name("results")


def main() -> int:
    """Parse the command line and run the evaluation."""
    parser = ChineseParser(prog="python -m eval", description="评测")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    answers = commands.add_parser("answers", help="用题集评测回答")
    answers.add_argument("--questions", type=Path, metavar="FILE.jsonl", help="题集，默认开发集")
    answers.add_argument("--misses", action="store_true", help="列出答错的题")
    answers.add_argument("--keep", action="store_true", help="把结果写入 eval/results/")
    add_store(answers)
    return _answers(parser.parse_args())


def _answers(arguments: argparse.Namespace) -> int:
    from assistant.assistant import Assistant
    from eval.checks import inexact, right, tally
    from eval.questions import FOLDER, read_questions
    from index.session import open_retriever

    path = arguments.questions or FOLDER / "seed_dev.jsonl"
    questions = read_questions(path)
    assistant = Assistant(open_retriever(store_directory(arguments)))
    begun = time.perf_counter()
    pairs = [(q, assistant.ask(q.question, list(q.history), q.id)) for q in questions]
    seconds = time.perf_counter() - begun
    counts = tally(pairs)
    if arguments.misses:
        for question, answer in pairs:
            if not right(question, answer):
                print(
                    f"{question.id} {question.kind}: {question.question} -> {answer.answer[:100]!r}"
                )
    result = {
        "questions": path.name,
        "n": len(pairs),
        "date": date.today().isoformat(),
        "model": assistant.retriever.embeddings.name,
        "by_kind": {kind: [counts.passed[kind], n] for kind, n in counts.asked.items()},
        "summary": counts.line(),
        "inexact_quotes": inexact(pairs, assistant.library),
        "ms_per_question": round(1000 * seconds / len(pairs), 1),
    }
    if arguments.keep:
        RESULTS.mkdir(exist_ok=True)
        with (RESULTS / "answers.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(result, ensure_ascii=False) + "\n")
    print(" ".join(f"{kind}={counts.passed[kind]}/{n}" for kind, n in counts.asked.items()))
    print(
        f"{result['summary']}; inexact quotes {result['inexact_quotes']}; "
        f"{result['ms_per_question']} ms a question"
    )
    return 0


if __name__ == "__main__":
    run(main)
