"""Examples as the reader meets them: the passages that a store finds for a question.

What holds the answer is read for it; what was found beside it, siblings first, holds none. So the
negatives are those that retrieval really brings, near in words and meaning.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.library import Library
from assistant.reader.context import context_of
from assistant.reader.training.example import Example
from corpus.document import Document
from corpus.language.sentences import Span
from index.retriever import HybridRetriever
from index.splitter import PolicyTextSplitter

_FOUND = 12  # passages looked at
_NEGATIVES = 2  # of a question
_SILENT = 3  # of a question that nothing answers
_NEAR = 25  # characters between two answers that are read as one
_LONGEST = 290  # characters of an answer
_BARE = 0.25  # share of the examples without what they stand under: some documents have no titles


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question on the documents of a store. ``answers`` are spans of the text of the document with
    that ``source``, none if it is silent; ``siblings`` spans that a hasty reader would take;
    ``loose``: the answer is among the words of its span."""

    question: str
    source: str
    answers: tuple[Span, ...]
    siblings: tuple[Span, ...] = ()
    loose: bool = False


def retrieved_examples(
    rows: Iterable[Labelled], retriever: HybridRetriever, kind: str, seed: int
) -> list[Example]:
    """Examples of all rows, the same each time."""
    chance = random.Random(seed)
    library = Library(retriever.store)
    by_source = {
        library.document(d).source: d for d in retriever.store.documents.ids(catalogs=False)
    }
    found: list[Example] = []
    for row in rows:
        if (document_id := by_source.get(row.source)) is not None:
            document = library.document(document_id)
            found += _of(row, document, retriever, library, kind, chance)
    return found


def _of(
    row: Labelled,
    document: Document,
    retriever: HybridRetriever,
    library: Library,
    kind: str,
    chance: random.Random,
) -> Iterator[Example]:
    hits = [hit.chunk for hit in retriever.search(row.question, _FOUND)]
    found = [(library.document(c.document_id), (c.start, c.end)) for c in hits]
    cut = [(document, (c.start, c.end)) for c in PolicyTextSplitter().split_document(document)]
    every = found + [place for place in cut if place not in found]

    def example(place: tuple[Document, Span], span: Span | None) -> Example:
        of, (start, end) = place
        context = "" if chance.random() < _BARE else context_of(of, start, end)
        return Example(row.question, of.text[start:end], span, kind, context, row.loose)

    holding = [place for place in every if _held(row.answers, document, place)]
    if row.answers:
        for place in holding[:2]:
            yield example(place, _held(row.answers, document, place))
    others = [place for place in every if not _touches(row.answers, document, place)]
    siblings = [place for place in others if _touches(row.siblings, document, place)]
    near = [place for place in others[:8] if place not in siblings]
    wanted = _NEGATIVES if row.answers else _SILENT
    for place in (siblings[:2] + chance.sample(near, min(len(near), wanted)))[:wanted]:
        yield example(place, None)


def _touches(spans: Iterable[Span], document: Document, place: tuple[Document, Span]) -> bool:
    of, (start, end) = place
    same = of.document_id == document.document_id
    return same and any(a < end and b > start for a, b in spans)


def _held(
    answers: tuple[Span, ...], document: Document, place: tuple[Document, Span]
) -> Span | None:
    """The characters of a passage that answer: the first answer in it, with those that follow closely;
    None where less than most of one stands in it."""
    of, (start, end) = place
    if of.document_id != document.document_id:
        return None
    inside = sorted((max(a, start), min(b, end)) for a, b in answers if _most(a, b, start, end))
    if not inside:
        return None
    left, right = inside[0]
    for a, b in inside[1:]:
        if a - right < _NEAR and b - left <= _LONGEST:
            right = max(right, b)
    return left - start, min(right, left + _LONGEST) - start


def _most(a: int, b: int, start: int, end: int) -> bool:
    return min(b, end) - max(a, start) >= 0.6 * min(b - a, end - start)
