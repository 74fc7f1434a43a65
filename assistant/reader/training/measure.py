"""Measure the shipped reader on our own questions that it was not trained on.

    python -m assistant.reader.training.measure --store DIR

How many held-out questions on the seed document the likeliest span answers, and how far its score
parts them from those out of scope. For questions with marked answers there is ``python -m eval
quotes --ablation reader``.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.evidence.reading import Reading
from assistant.library import Library
from assistant.reader.training.official import held_out, read_rows
from corpus.language.words import unspaced
from index.session import open_retriever

_QUOTE_MAX = 600  # characters of a quote that counts as an answer
_NOTHING = -99.0  # the score where nothing was found


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive has a higher score than a negative, ties counting half."""
    a, b = np.array(positive)[:, None], np.array(negative)[None, :]
    return float(((a > b) + 0.5 * (a == b)).mean())


def main() -> None:
    """Print the figures of the model card."""
    parser = argparse.ArgumentParser(prog="python -m assistant.reader.training.measure")
    parser.add_argument("--store", type=Path, required=True, help="本项目自带文件的资料库")
    retriever = open_retriever(parser.parse_args().store)
    library, reading = Library(retriever.store), Reading(retriever)
    right: list[bool] = []
    scores: dict[str, list[float]] = {"answered": [], "silent": [], "out_of_scope": []}
    for row in read_rows("seed_dev.jsonl") + read_rows("scope_dev.jsonl"):
        if not held_out(row["id"]) or row.get("history"):
            continue
        found = reading.best(row["question"], retriever.search(row["question"]), library)
        kind = row["kind"] if row["kind"] in scores else "answered"
        scores[kind].append(found.score if found else _NOTHING)
        if kind == "answered":
            quote = found.document.text[found.start : found.end] if found else ""
            right.append(_answers(quote, row["must"], row["any"]))
    print(f"held-out seed questions answered by one quote: {sum(right)}/{len(right)}")
    for kind in ("silent", "out_of_scope"):
        counts = f"{len(scores['answered'])} answerable, {len(scores[kind])} {kind}"
        print(f"AUROC, {counts}: {auroc(scores['answered'], scores[kind]):.3f}")


def _answers(quote: str, must: list[str], one_of: list[str]) -> bool:
    words = unspaced(quote)
    carried = all(unspaced(word) in words for word in must)
    some = not one_of or any(unspaced(word) in words for word in one_of)
    return carried and some and len(words) <= _QUOTE_MAX


if __name__ == "__main__":
    main()
