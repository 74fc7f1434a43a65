"""Examples from CMRC 2018 and DRCD: questions on Chinese Wikipedia, in SQuAD form."""

from __future__ import annotations

import importlib
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.reader.training.example import Example
from assistant.reader.training.keywords import Bm25
from corpus.language.sentences import Span, sentence_spans

FILES = {
    "cmrc": ("cmrc2018_dev.json", "cmrc2018_trial.json"),
    "drcd": ("drcd_dev.json", "drcd_test.json"),
}
_SHORTEST, _LONGEST = 100, 300  # characters of a passage, as a store's chunks
_NEGATIVES_LOOKED_AT = 8


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    context: str
    question: str
    span: Span

    @property
    def answer(self) -> str:
        return self.context[self.span[0] : self.span[1]]


def wiki_examples(folder: Path, seed: int, negatives: float) -> list[Example]:
    """Return one positive example a question, and a hard negative for a share of the questions.

    A negative is the passage, of this or of another article, that BM25 ranks highest among those
    that don't hold the answer's words.

    Args:
        folder: where the files of `FILES` are.
        negatives: share (0–1) of the questions that also get a negative.
    """
    chance = random.Random(seed)
    rows = [
        row for kind, names in FILES.items() for name in names for row in _rows(folder / name, kind)
    ]
    pool = _pool(rows, chance)
    index = Bm25(pool if negatives else [])
    examples = []
    for row in rows:
        start, end = _window(row.context, row.span, chance)
        span = row.span[0] - start, row.span[1] - start
        examples.append(Example(row.question, row.context[start:end], span, row.kind))
        if chance.random() < negatives:
            ranked = index.best(row.question, _NEGATIVES_LOOKED_AT)
            free = [pool[number] for number in ranked if row.answer not in pool[number]]
            if free:
                passage = free[0] if chance.random() < 0.7 else chance.choice(free)
                examples.append(Example(row.question, passage, None, row.kind))
    return examples


def _rows(path: Path, kind: str) -> Iterator[_Row]:
    convert = _simplifier() if kind == "drcd" else str
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            original = paragraph["context"]
            context = convert(original)
            for asked in paragraph["qas"]:
                answer = asked["answers"][0]
                start, text = answer["answer_start"], answer["text"].strip()
                if original[start : start + len(text)] != text:
                    start = original.find(text)
                if start >= 0 and text:
                    span = start, start + len(text)
                    yield _Row(kind, context, convert(asked["question"]), span)


def _simplifier() -> Callable[[str], str]:
    """Return the conversion to simplified characters; it never changes a text's length."""
    # Needed by nothing else and without types: opencc-python-reimplemented.
    converter = importlib.import_module("opencc").OpenCC("t2s")
    quotes = str.maketrans("「」『』", "“”‘’")

    def convert(text: str) -> str:
        text = text.translate(quotes)
        simple = converter.convert(text)
        if len(simple) != len(text):
            simple = "".join(c if len(s := converter.convert(c)) != 1 else s for c in text)
        return simple

    return convert


def _window(text: str, span: Span, chance: random.Random) -> Span:
    """Whole sentences around ``span``, as long as a chunk, the answer anywhere in them."""
    sentences = sentence_spans(text)
    size = chance.randint(_SHORTEST, _LONGEST)
    first = max((n for n, s in enumerate(sentences) if s[0] <= span[0]), default=0)
    last = min((n for n, s in enumerate(sentences) if s[1] >= span[1]), default=len(sentences) - 1)
    last = max(first, last)
    while True:
        before = first > 0 and sentences[last][1] - sentences[first - 1][0] <= size
        after = last + 1 < len(sentences) and sentences[last + 1][1] - sentences[first][0] <= size
        if before and (not after or chance.random() < 0.5):
            first -= 1
        elif after:
            last += 1
        else:
            start = min(sentences[first][0], span[0])
            end = max(sentences[last][1], span[1])
            if end - start <= _LONGEST + 60:
                return start, end
            start = max(start, span[0] - chance.randint(0, size))  # one endless sentence
            return start, max(span[1], min(end, start + size))


def _pool(rows: list[_Row], chance: random.Random) -> list[str]:
    """Cut every context into passages for negatives."""
    passages: list[str] = []
    for context in dict.fromkeys(row.context for row in rows):
        sentences = sentence_spans(context)
        start = 0
        size = chance.randint(_SHORTEST, _LONGEST)
        for number, (_, end) in enumerate(sentences):
            follows = number + 1 < len(sentences)
            if not follows or sentences[number + 1][1] - sentences[start][0] > size:
                piece = context[sentences[start][0] : end][: _LONGEST + 60]
                if len(piece) > 40:
                    passages.append(piece)
                start, size = number + 1, chance.randint(_SHORTEST, _LONGEST)
    return passages
