"""What a document states, phrase by phrase, each with what it stands under: the ground on which
everything that is said of a place, an industry or a body is gathered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document, Provision, ProvisionKind
from corpus.language.enumerations import stands_alone
from corpus.language.markers import unnumbered
from corpus.language.sentences import clause_spans, phrase_spans

Span = tuple[int, int]

_STATING = (ProvisionKind.PARAGRAPH, ProvisionKind.ROW, ProvisionKind.CELL)
_CLAUSE = 120  # characters of a clause that is one statement
_BOUND = re.compile(
    "(?<![主重需])要(?![求素点])|应(?![用急对])|(?<!必)须|必须|负责|牵头|会同|可以|可(?=安排)|不得|(?<!理)由(?!于)|^对(?![外接])|下列|以下(?=列|条|材|情|简)"
)
_SHORT = 8  # characters of a phrase that says nothing by itself (到2015年)


@dataclass(frozen=True, slots=True)
class Statement:
    """``text[start:end]`` of a document. ``about``: the topic of its paragraph, else the deepest
    heading that it stands under, without its label; ``clause`` is the span that ends at 。 or ；."""

    provision: Provision
    start: int
    end: int
    about: str
    clause: Span


def statements_of(document: Document) -> Iterator[Statement]:
    """All statements of a document in reading order: measures that can stand alone each by itself,
    other phrases as the clause that they are part of; the row of a table as a whole."""
    for provision in document.provisions:
        if provision.kind not in _STATING:
            continue
        about = about_of(provision)
        if provision.kind is not ProvisionKind.PARAGRAPH:
            span = provision.start, provision.end
            yield Statement(provision, *span, about, span)
            continue
        own = document.text[provision.start : provision.end]
        start = provision.end - len(unnumbered(own))
        if provision.topic:
            start = provision.start + len(provision.topic) + 1
        for clause in clause_spans(document.text, start, provision.end):
            for span in _phrases(document.text, clause):
                yield Statement(provision, *span, about, clause)


def about_of(provision: Provision) -> str:
    """The topic of a paragraph, else the deepest heading above it, without its label."""
    if provision.topic and provision.kind is ProvisionKind.PARAGRAPH:
        return provision.topic
    return unnumbered(provision.path[-1]).rstrip("。：:；;") if provision.path else ""


def _phrases(text: str, clause: Span) -> Iterator[Span]:
    """The phrases of a clause that stand alone, each with those behind it that do not."""
    phrases = phrase_spans(text, *clause)
    alone = not _BOUND.search(text, *phrases[0])  # its subject goes with all that follows
    begun = phrases[0][0]
    for (a, b), following in zip(phrases, [*phrases[1:], None], strict=True):
        cut = following is None or (
            (alone or b - begun > _CLAUSE)
            and b - a > _SHORT
            and stands_alone(text[slice(*following)])
        )
        if cut:
            yield begun, b
            begun = following[0] if following else b
            alone = True
