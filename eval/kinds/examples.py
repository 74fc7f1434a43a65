"""Labelled questions: which form of answer each wants, from six sets and from our own frames.

``labels.jsonl`` holds the labels by set and id. The texts stand in ``eval/questions`` and, of sets that
are not ours to copy, in a data folder: what is missing there is left out.
"""

import json
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.understanding.followup import complete
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.several import split_questions
from corpus.language.departments import department_table
from eval.questions import FOLDER

LABELS = Path(__file__).with_name("labels.jsonl")
FRAMES = Path(__file__).with_name("frames.txt")
WRITTEN = FOLDER / "kinds_written.jsonl"
_FILLS = 3  # questions made of one frame
_KEPT = 5  # one in so many written questions is never trained on
_LABEL = re.compile(r"\[(=?)(\w+)\]")


@dataclass(frozen=True, slots=True)
class Example:
    """A question complete in itself with its kind; ``also`` are kinds just as right. ``corpus`` is
    what is left out together; ``weight`` what it counts in training."""

    corpus: str
    text: str
    kind: QuestionKind
    also: frozenset[QuestionKind] = frozenset()
    weight: float = 1.0


def _sources(data: Path) -> dict[str, tuple[str, Path]]:
    """Set of questions → the corpus it belongs to and its file."""
    return {
        "seed_dev": ("own", FOLDER / "seed_dev.jsonl"),
        "scope_dev": ("own", FOLDER / "scope_dev.jsonl"),
        "clerk_seed_dev": ("clerk", data / "clerk" / "seed_dev.jsonl"),
        "clerk_enterprise_dev": ("clerk", data / "clerk" / "enterprise_dev.jsonl"),
        "clerk_qingshan_dev": ("clerk", data / "clerk" / "qingshan_dev.jsonl"),
        "lay_law": ("lay_law", data / "lay_law" / "dev_questions.jsonl"),
        "policy_qa": ("policy_qa", data / "policy_qa" / "dev_questions.jsonl"),
    }


def labelled(data: Path) -> list[Example]:
    """All labelled questions whose text is at hand, in the order of the labels."""
    texts = {
        (name, str(row["id"])): (corpus, _text(row))
        for name, (corpus, path) in _sources(data).items()
        if path.exists()
        for row in _rows(path)
    }
    found = [
        _example(*texts[key], row)
        for row in _rows(LABELS)
        if (key := (row["corpus"], row["id"])) in texts
    ]
    return found + [
        _example("kept" if _is_kept(row["id"]) else "written", _text(row), row)
        for row in _rows(WRITTEN)
    ]


def framed() -> list[Example]:
    """Questions made of the frames, the same each time; together they count as one a frame."""
    frames: list[tuple[str, str]] = []
    words: dict[str, list[str]] = defaultdict(list)
    kind = ""
    for line in FRAMES.read_text(encoding="utf-8").splitlines():
        if label := _LABEL.fullmatch(line):
            kind = "".join(label.groups())
        elif kind.startswith("="):
            words[kind[1:]] += line.split()
        elif not line.startswith("#"):
            frames.append((kind, line))
    draw = random.Random(0)
    texts = {
        re.sub(r"{(\w)}", lambda slot: draw.choice(words[slot[1]]), frame): kind
        for kind, frame in frames
        for _ in range(_FILLS)
    }
    return [Example("frames", t, QuestionKind[k.upper()], weight=0.5) for t, k in texts.items()]


def _is_kept(question_id: str) -> bool:
    return zlib.crc32(question_id.encode()) % _KEPT == 0


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _text(row: dict[str, Any]) -> str:
    """The question as it is understood: completed from its history, the first of several."""
    table = department_table()
    text = complete(" ".join(row["question"].split()), list(row.get("history", ())), table)
    return split_questions(text, table)[0]


def _example(corpus: str, text: str, row: dict[str, Any]) -> Example:
    also = frozenset(QuestionKind[kind.upper()] for kind in row.get("also", ()))
    return Example(corpus, text, QuestionKind[row["kind"].upper()], also)
