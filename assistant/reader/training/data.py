"""All examples that the shipped reader is trained on, pass by pass."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from assistant.reader.training.example import Example
from assistant.reader.training.official import foreign_questions, official_examples
from assistant.reader.training.statutes import statute_examples
from assistant.reader.training.wiki import wiki_examples

# Examples taken at most in each pass, by source and by whether there is an answer. CMRC's answers
# are phrases, like those of official documents; DRCD's are mostly names, so fewer of them are used.
_TAKEN = (("cmrc", True), ("cmrc", False), ("drcd", True), ("drcd", False))
_FIRST = 4300, 1500, 1100, 400
_SECOND = 500, 700, 150, 200
# The third pass: beside statutes, enough of the rest that nothing learnt is lost.
_THIRD = 2200, 500, 350, 100
_STATUTES = 5200, 1200  # questions with an answer, and without
_LONG = 12  # characters: answers in official documents are longer than most in encyclopaedias
_NEGATIVES = 0.42  # share of the encyclopaedia questions that also get a hard negative


def training_passes(reading: Path, seed: int) -> list[list[Example]]:
    """Return the examples of the three passes, the same each time.

    The first pass teaches reading on everything. The second turns to what official documents ask
    for: all long answers, each in two new windows, and fewer of the short ones. The third asks in
    the forms of official language, whose answers are whole clauses and lists.

    Args:
        reading: the folder with the files of CMRC 2018 and DRCD.
    """
    chance = random.Random(seed)
    first = _sampled(wiki_examples(reading, seed, _NEGATIVES), _FIRST, chance)
    again = wiki_examples(reading, seed + 1, _NEGATIVES)
    short = [e for e in again if not _is_long(e)]
    long = [e for e in again + wiki_examples(reading, seed + 2, 0.0) if _is_long(e)]
    second = long + _sampled(short, _SECOND, chance)
    third = _sampled(wiki_examples(reading, seed + 3, _NEGATIVES), _THIRD, chance)
    passes = [
        wiki + official_examples(seed + number) + _foreign(wiki, chance)
        for number, wiki in enumerate((first, second, third))
    ]
    passes[2] += statute_examples(seed, *_STATUTES)
    return passes


def _is_long(example: Example) -> bool:
    return example.span is not None and example.span[1] - example.span[0] >= _LONG


def _foreign(wiki: Sequence[Example], chance: random.Random) -> list[Example]:
    """Questions that nothing answers, each on a passage of the encyclopaedia."""
    passages = [example.passage for example in wiki if example.span]
    return [Example(q, chance.choice(passages), None, "scope") for q in foreign_questions()]


def _sampled(
    examples: Sequence[Example], most: Sequence[int], chance: random.Random
) -> list[Example]:
    kept: list[Example] = []
    for (kind, answered), limit in zip(_TAKEN, most, strict=True):
        found = [e for e in examples if e.kind == kind and (e.span is not None) == answered]
        kept += chance.sample(found, min(limit, len(found)))
    return kept
