"""Our own notices and what people would ask of them: siblings, exclusions and silence on purpose.

`notices/<writer>/NN-….txt` are invented documents, `questions.jsonl` beside them asks, one object a
line: ``document``, ``question``, ``answer`` (exact words, several for a list, none where the document
is silent), ``sibling`` (words that a hasty reader would take), ``asks`` (the kind of value).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.reader.training.retrieved import Labelled
from corpus.language.sentences import Span
from corpus.loader import find_files, load

NOTICES = Path(__file__).with_name("notices")


def held_back(document: str) -> bool:
    """Whether a notice is kept from training, so that figures can be taken on it: one in six."""
    return hashlib.sha256(document.encode()).digest()[0] % 6 == 0


def labelled_notices(writer: str, root: Path = NOTICES) -> Iterator[Labelled]:
    """The questions of one writer, their words found in the text as it is stored.

    Raises:
        ValueError: words that stand nowhere in their document.
    """
    folder = root / writer
    files = find_files(sorted(folder.glob("*.txt")))
    texts = {file.path.name: load(file).text for file in files}
    for row in _rows(folder / "questions.jsonl"):
        text = texts[row["document"]]
        yield Labelled(
            row["question"],
            row["document"],
            tuple(_place(text, words) for words in row["answer"]),
            tuple(_place(text, words) for words in row.get("sibling", ())),
        )


def _rows(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def _place(text: str, words: str) -> Span:
    at = text.find(words)
    if at < 0:
        raise ValueError(f"不在文中：{words}")
    return at, at + len(words)
