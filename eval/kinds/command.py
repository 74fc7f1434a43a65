"""``python -m eval kinds``: how often the kind of a question is told, each corpus left out of training."""

import argparse
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from assistant.understanding.kinds import WEIGHTS, QuestionKind, features
from corpus.settings import settings
from eval.kinds.examples import Example, framed, labelled
from eval.kinds.training import TRAINED_ON, Trainer, write
from eval.results import keep

Judged = list[tuple[Example, QuestionKind]]


def add_kinds(commands: Any) -> None:
    """Add the command to a parser's subcommands."""
    kinds = commands.add_parser("kinds", help="问题的类型判断得对不对（每次留出一个语料）")
    kinds.add_argument(
        "--data", type=Path, default=Path("data"), metavar="DIR",
        help="外部题集所在目录（clerk、lay_law、policy_qa），缺的略过",
    )  # fmt: skip
    kinds.add_argument("--train", action="store_true", help=f"重新训练并写入 {WEIGHTS.name}")
    kinds.add_argument("--misses", action="store_true", help="列出判断错的题")
    kinds.add_argument("--cues", action="store_true", help="每个句式少了它会多错几题")
    kinds.add_argument("--words-only", action="store_true", help="不用向量")
    kinds.add_argument("--keep", action="store_true", help="把结果写入 eval/results/")
    kinds.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from index.embeddings import BUNDLED_MODEL, load_embeddings

    embeddings = load_embeddings(BUNDLED_MODEL, settings().store / "models")
    examples = labelled(arguments.data) + framed()
    if arguments.train:
        penalty = write(WEIGHTS, examples, embeddings)
        counts = Counter(e.corpus for e in examples if e.corpus in TRAINED_ON)
        print(json.dumps({"penalty": penalty, "trained_on": counts}, ensure_ascii=False))
        return 0
    trainer = Trainer(examples, None if arguments.words_only else embeddings)
    with np.load(WEIGHTS) as stored:
        penalty = float(stored["penalty"])
    if arguments.cues:
        names = sorted({name for e in examples for name in features(e.text)})
        whole = trainer.right(penalty)
        for name in (name for name in names if name.startswith("cue ")):
            print(whole - trainer.right(penalty, name), name, flush=True)
        return 0
    everything: Judged = []
    result: dict[str, Any] = {"date": date.today().isoformat(), "penalty": penalty}
    for corpus in ("policy_qa", *sorted(TRAINED_ON - {"frames"})):
        judged = trainer.left_out(corpus, penalty)
        everything += judged
        result[corpus] = _figures(judged)
    result["all"] = _figures(everything)
    result["kept"] = _figures(trainer.left_out("kept", penalty))
    if arguments.misses:
        for e, said in everything:
            if said not in {e.kind, *e.also}:
                print(f"{e.corpus} {e.kind.name} -> {said.name}: {e.text}")
    for name, figures in result.items():
        print(name, figures)
    print(_by_kind(everything))
    keep("kinds.jsonl", result, arguments.keep)
    return 0


def _figures(judged: Judged) -> dict[str, float]:
    """``n``; shares (0–1) whose kind is right (``strict``), or one of those as right (``also``)."""
    strict = sum(kind is e.kind for e, kind in judged)
    also = sum(kind in {e.kind, *e.also} for e, kind in judged)
    n = len(judged)
    return {"n": n, "strict": round(strict / max(n, 1), 3), "also": round(also / max(n, 1), 3)}


def _by_kind(judged: Judged) -> str:
    """A line a kind: of how many questions, precision and recall; kinds as right count as right."""
    lines = ["kind n precision recall"]
    for kind in QuestionKind:
        asked = [(e, said) for e, said in judged if e.kind is kind]
        found = [e for e, said in judged if said is kind]
        precise = sum(kind in {e.kind, *e.also} for e in found) / max(len(found), 1)
        recalled = sum(said in {e.kind, *e.also} for e, said in asked) / max(len(asked), 1)
        lines.append(f"{kind.name.lower()} {len(asked)} {precise:.2f} {recalled:.2f}")
    return "\n".join(lines)
