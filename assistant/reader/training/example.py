"""One training example."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.language.sentences import Span


@dataclass(frozen=True, slots=True)
class Example:
    """A question on a passage. ``span`` is the answer's characters in it, None if it has none.

    ``kind`` names the source (``cmrc``, ``drcd``, ``seed``, ``catalog``, ``scope``), ``group`` what
    has to stay on one side when examples are parted for training and testing.
    """

    question: str
    passage: str
    span: Span | None
    kind: str
    group: str = ""
