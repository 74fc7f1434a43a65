"""Laypeople's questions and the articles that answer them (STARD, MIT licence).

`questions.jsonl`: {"id", "question", "gold": [[source, article], …]}. Which words of an article answer
is not told, so the reader is free to mark any of them (a loose answer).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from assistant.library import Library
from assistant.reader.training.retrieved import Labelled
from corpus.language.sentences import Span
from index.retriever import HybridRetriever


def labelled_law(
    questions: Path, retriever: HybridRetriever, *, kept: bool = False
) -> Iterator[Labelled]:
    """The questions whose articles stand in the store, each with those of its first law: those of the
    training, or the ``kept`` ones."""
    library = Library(retriever.store)
    texts = {
        document.source: document.text
        for document in map(library.document, retriever.store.documents.ids(catalogs=False))
    }
    for line in questions.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if kept_back(row["id"]) is not kept:
            continue
        source = row["gold"][0][0]
        places = [_place(texts.get(source, ""), words) for of, words in row["gold"] if of == source]
        if spans := tuple(place for place in places if place):
            yield Labelled(row["question"], source, spans, loose=True)


def kept_back(question_id: str) -> bool:
    """Whether a question is kept from training, so that figures can be taken on it: one in four."""
    return hashlib.sha256(question_id.encode()).digest()[0] % 4 == 0


def _place(text: str, words: str) -> Span | None:
    """Where an article stands in a text that may have other white space."""
    told = [at for at, c in enumerate(text) if not c.isspace()]
    flat = "".join(text[at] for at in told)
    wanted = "".join(words.split())
    start = flat.find(wanted)
    return (told[start], told[start + len(wanted) - 1] + 1) if wanted and start >= 0 else None
