"""What an answer is made of: blocks that hold text, and marks in it that refer to citations.

Text is stored as it stands in documents; escaping is the business of whoever renders it.
"""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, TypeVar


@dataclass(frozen=True, slots=True)
class Mark:
    """The ``[n]`` of a citation."""

    n: int


Text = tuple[str | Mark, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """What is concluded or stated in words of our own: mostly the first line."""

    text: Text


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a citation. ``label`` says what they are about, ``around`` is the sentence they stand
    in where they are a part of it; ``proof`` is a quote that carries an answer given above."""

    words: str
    mark: Mark
    label: str = ""
    around: str = ""
    proof: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text beside the answer itself."""

    text: Text


@dataclass(frozen=True, slots=True)
class Listing:
    """Items of equal rank under the line that introduces them, which may be empty."""

    items: tuple[Text, ...]
    lead: Text = ()


@dataclass(frozen=True, slots=True)
class Fields:
    """Named values of one thing, under the line that names it."""

    lead: Text
    values: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader should know besides: that a document is no longer in force, what a department is
    called today, which documents were looked at, what became of the model's text."""

    text: Text
    about: Literal["validity", "names", "filter", "model"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that is quoted, and whether it is in force."""

    title: str
    number: str
    validity: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents that the quotes stand in."""

    documents: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The answer to one of several questions."""

    question: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown as it was kept: of an answer that was broken off, or by a version without blocks."""

    markdown: str


Block = Lead | Quote | Paragraph | Listing | Fields | Table | Notice | Sources | Part | Prose

_TYPES = {
    kind.__name__.lower(): kind
    for kind in (
        Mark, Lead, Quote, Paragraph, Listing, Fields, Table, Notice, Source, Sources, Part, Prose,
    )
}  # fmt: skip
_T = TypeVar("_T")


def renumbered(value: _T, numbers: dict[int, int]) -> _T:
    """A block (or a part of one) with every mark changed to the number that stands for it."""
    if isinstance(value, Mark):
        return type(value)(numbers[value.n])
    if isinstance(value, tuple):
        return tuple(renumbered(item, numbers) for item in value)  # type: ignore[return-value]
    if is_dataclass(value):
        inside = {f.name: renumbered(getattr(value, f.name), numbers) for f in fields(value)}
        return type(value)(**inside)  # type: ignore[misc]
    return value


def to_json(value: Any) -> Any:
    """Blocks as plain JSON values: each an object with its ``type``."""
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if is_dataclass(value):
        inside = {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
        return {"type": type(value).__name__.lower(), **inside}
    return value


def from_json(value: Any) -> Any:
    """What ``to_json`` made blocks into.

    Raises:
        KeyError, TypeError: made by a version that knows other blocks.
    """
    if isinstance(value, list):
        return tuple(from_json(item) for item in value)
    if isinstance(value, dict):
        inside = {key: from_json(item) for key, item in value.items() if key != "type"}
        return _TYPES[value["type"]](**inside)
    return value
