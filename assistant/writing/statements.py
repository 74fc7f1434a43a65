"""What a model wrote, as sentences: lines of text, or JSON claims where it kept to that form.

A claim is ``{"text": "…", "marks": [1], "kind": "lead-in" | "claim" | "not stated"}``. What is JSON but
for its end, or of another shape, is read as far as it goes; the rest is text.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from assistant.writing.sentences import MARK, Sentence, sentences, split

_FENCE = re.compile(r"^\s*```[a-z]*\s*|\s*```\s*$", re.IGNORECASE)
_TEXT = ("text", "sentence", "claim", "句子", "内容")
_MARKS = ("marks", "mark", "cites", "citations", "编号", "材料")
UNMARKED = ("lead-in", "not stated")  # kinds that cite nothing


def statements(pieces: Iterable[str]) -> Iterator[Sentence]:
    """Yield each sentence once it is whole; JSON is whole at the end."""
    given = iter(pieces)
    begun = ""
    for piece in given:
        begun += piece
        if begun.strip():
            break
    if begun.lstrip().startswith(("{", "[{", "[\n", "```")) or begun.strip() == "[":
        written = begun + "".join(given)
        found = list(_claims(_FENCE.sub("", written)))
        yield from found if found else split(written)
    else:
        yield from sentences(chain([begun], given))


def _claims(written: str) -> Iterator[Sentence]:
    decoder = json.JSONDecoder()
    at = 0
    while (at := written.find("{", at)) >= 0:
        try:
            value, end = decoder.raw_decode(written, at)
        except (json.JSONDecodeError, RecursionError):
            at += 1  # an object that is not whole: those within it may be
            continue
        at = end
        for item in _items(value):
            yield from _sentences_of(item)


def _items(value: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(value, dict):
        return
    if any(isinstance(value.get(key), str) for key in _TEXT):
        yield value
        return
    for inner in value.values():
        if isinstance(inner, list):
            for item in inner:
                yield from _items(item)


def _sentences_of(item: dict[str, Any]) -> Iterator[Sentence]:
    text = next(item[key] for key in _TEXT if isinstance(item.get(key), str))
    marks = "".join(f"[{n}]" for n in _numbers(next((item[k] for k in _MARKS if k in item), [])))
    found = split(text)
    for at, sentence in enumerate(found):
        own = "" if MARK.search(sentence.text) or item.get("kind") in UNMARKED else marks
        yield Sentence(sentence.text + own, sentence.bullet, at == 0)


def _numbers(value: Any) -> list[int]:
    values = value if isinstance(value, list) else [value]
    return [
        int(n) for v in values if isinstance(v, int | str) for n in re.findall(r"\d{1,3}", str(v))
    ]
