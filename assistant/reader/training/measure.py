"""Measure the shipped reader on questions it was not trained on.

python -m assistant.reader.training.measure --store DIR --questions FILE
    ROUGE-L of the best span among the best chunks, on questions with `source` and `answer`;
    the weights are chosen on one half of the questions and the figure is taken on the other
python -m assistant.reader.training.measure --seed-store DIR
    our own held-out questions on the seed document, and how far the score parts those it
    answers from those out of scope
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.reader.reader import RETRIEVAL, Reader, Reading, load_reader
from assistant.reader.spans import quotable
from assistant.reader.training.official import held_out, read_rows
from index.retriever import Hit, HybridRetriever
from index.session import open_retriever

CHUNKS = 5
_BETA = 1.2
_TRIED = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)  # weights of the retrieval score
_QUOTE_MAX = 600  # characters of a quote that counts as an answer


def plain(text: str) -> str:
    """``text`` without white space."""
    return re.sub(r"\s+", "", text)


def rouge_l(found: str, gold: str) -> float:
    """ROUGE-L (0–1) of two texts by characters, recall weighted by `_BETA`."""
    best = [0] * (len(gold) + 1)
    for one in found:
        diagonal = 0
        for at, other in enumerate(gold, 1):
            above = best[at]
            best[at] = diagonal + 1 if one == other else max(above, best[at - 1])
            diagonal = above
    if not best[-1]:
        return 0.0
    precision, recall = best[-1] / len(found), best[-1] / len(gold)
    return (1 + _BETA**2) * precision * recall / (recall + _BETA**2 * precision)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive has a higher score than a negative, ties counting half."""
    a, b = np.array(positive)[:, None], np.array(negative)[None, :]
    return float(((a > b) + 0.5 * (a == b)).mean())


@dataclass(frozen=True, slots=True)
class Read:
    """A chunk that was read for a question."""

    hit: Hit
    reading: Reading

    def quote(self, whole: bool) -> str:
        """The span, widened to whole phrases if ``whole``."""
        span = self.reading.start, self.reading.end
        start, end = quotable(self.hit.chunk.text, span) if whole else span
        return self.hit.chunk.text[start:end]


def read(question: str, retriever: HybridRetriever, reader: Reader) -> list[Read]:
    """Find and read the best chunks."""
    hits = retriever.search(question, CHUNKS)
    readings = reader.read(question, [hit.chunk.text for hit in hits])
    return [Read(hit, reading) for hit, reading in zip(hits, readings, strict=True)]


def best(found: Iterable[Read], weight: float) -> Read | None:
    """The chunk with the best joint score of reader and retrieval."""
    return max(found, key=lambda r: r.reading.score + weight * r.hit.score, default=None)


def measure_quotes(rows: list[dict[str, Any]], retriever: HybridRetriever, reader: Reader) -> None:
    """Print ROUGE-L of the chosen spans; each half of the questions chooses for the other."""
    found = [read(row["question"], retriever, reader) for row in rows]
    sides = np.array([hashlib.sha256(row["id"].encode()).digest()[0] % 2 for row in rows])
    for whole in (False, True):
        table = np.array(
            [
                [_rouge(best(reads, weight), row, whole) for weight in _TRIED]
                for reads, row in zip(found, rows, strict=True)
            ]
        )
        held = np.empty(len(rows))
        for side in (0, 1):
            chosen = int(table[sides != side].mean(axis=0).argmax())
            held[sides == side] = table[sides == side, chosen]
            print(
                f"  half {side}: weight {_TRIED[chosen]}, ROUGE-L {held[sides == side].mean():.3f}"
            )
        limit = np.mean(
            [
                max((_rouge(r, row, whole) for r in reads), default=0.0)
                for reads, row in zip(found, rows, strict=True)
            ]
        )
        name = "whole phrases" if whole else "exact spans"
        print(f"{name}: ROUGE-L {held.mean():.3f} on {len(rows)} (best of {CHUNKS} spans {limit:.3f}); "
              + " ".join(f"{w}:{v:.3f}" for w, v in zip(_TRIED, table.mean(axis=0), strict=True)))  # fmt: skip


def _rouge(found: Read | None, row: dict[str, Any], whole: bool) -> float:
    return rouge_l(plain(found.quote(whole)), plain(row["answer"])) if found else 0.0


def measure_seed(retriever: HybridRetriever, reader: Reader) -> None:
    """Print how many held-out questions the quote alone answers, and the AUROC of the score."""
    right: list[bool] = []
    answered: list[float] = []
    foreign: list[float] = []
    for row in read_rows("seed_dev.jsonl") + read_rows("scope_dev.jsonl"):
        if not held_out(row["id"]) or row.get("history") or row["kind"] == "silent":
            continue
        chosen = best(read(row["question"], retriever, reader), RETRIEVAL)
        score = chosen.reading.score if chosen else -np.inf
        if row["kind"] == "out_of_scope":
            foreign.append(score)
            continue
        answered.append(score)
        words = plain(chosen.quote(True)) if chosen else ""
        must = all(plain(word) in words for word in row["must"])
        some = not row["any"] or any(plain(word) in words for word in row["any"])
        right.append(must and some and len(words) <= _QUOTE_MAX)
    print(f"held-out seed questions answered by one quote: {sum(right)}/{len(right)}")
    print(
        f"AUROC, {len(answered)} answerable and {len(foreign)} out of scope: {auroc(answered, foreign):.3f}"
    )


def main() -> None:
    """Print the figures of the model card."""
    parser = argparse.ArgumentParser(prog="python -m assistant.reader.training.measure")
    parser.add_argument("--store", type=Path, help="问题所属文件的资料库")
    parser.add_argument("--questions", type=Path, help="带 answer 的问题，JSON Lines")
    parser.add_argument("--seed-store", type=Path, help="本项目自带文件的资料库")
    given = parser.parse_args()
    if given.store and given.questions:
        lines = given.questions.read_text(encoding="utf-8").splitlines()
        reader = load_reader(given.store / "models")
        measure_quotes([json.loads(line) for line in lines], open_retriever(given.store), reader)
    if given.seed_store:
        measure_seed(open_retriever(given.seed_store), load_reader(given.seed_store / "models"))


if __name__ == "__main__":
    main()
