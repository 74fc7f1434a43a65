"""What a visitor sees before the first question: what this is, what is inside, what to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from corpus.document import Document
from pages import texts
from pages.markup import button
from pages.sources.badge import validity_badge

LISTED = 5


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the store holds: how many documents, the first ``LISTED`` of them, and how many
    catalogues."""

    count: int
    first: Sequence[Document]
    catalogs: int = 0


Examples = Sequence[tuple[str, Sequence[str]]]


def welcome(holdings: Holdings, examples: Examples = texts.EXAMPLES) -> str:
    """HTML of the empty conversation, with groups of questions to begin with."""
    return (
        '<div class="welcome">'
        f'<h2>{texts.WELCOME}</h2><p class="welcome-line">{texts.WELCOME_LINE}</p>'
        f"{_examples(examples)}{_library(holdings)}</div>"
    )


def _examples(examples: Examples) -> str:
    return "".join(
        f'<section class="examples"><h3>{escape(group)}</h3><div class="example-list">'
        + "".join(button(question, "example", "ask") for question in questions)
        + "</div></section>"
        for group, questions in examples
    )


def _library(holdings: Holdings) -> str:
    if not holdings.count:
        return f'<section class="library"><p>{texts.LIBRARY_EMPTY}</p></section>'
    items = "".join(_item(document) for document in holdings.first)
    if holdings.count > len(holdings.first):
        items += f'<li class="library-more">{texts.LIBRARY_MORE.format(count=holdings.count)}</li>'
    heading = texts.LIBRARY_HEADING.format(count=holdings.count)
    if holdings.catalogs:
        heading += texts.LIBRARY_CATALOGS.format(count=holdings.catalogs)
    return f'<section class="library"><h3>{heading}</h3><ul>{items}</ul></section>'


def _item(document: Document) -> str:
    number = document.metadata.number
    told = f'<span class="library-number">{escape(number)}</span>' if number else ""
    badge = validity_badge(document.metadata.validity.value)
    return f'<li><span class="library-title">{escape(document.title)}</span>{told}{badge}</li>'
