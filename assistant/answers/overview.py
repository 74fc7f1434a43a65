"""What a document is about: 总结一下, 讲了什么, 分几部分 → what it is, its parts, its figures, how long
it holds; one screen, each line with the words that it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.document_facts import points_at_one
from assistant.answers.meant import Meant, meant
from assistant.answers.shown import beginning, cut_short, plain
from assistant.blocks import Listing, Mark, Paragraph, Text
from assistant.evidence.asked import Asked
from assistant.understanding.kinds import QuestionKind
from corpus.document import Document, Provision, ProvisionKind
from corpus.language.figures import find_figures
from corpus.language.numerals import chinese_date
from corpus.language.sentences import clause_spans, phrase_spans
from corpus.life.genre import genre_of
from corpus.life.stated import read_life
from corpus.structure.addressed import top
from corpus.structure.units import Span, Unit, opening_of

_SURELY = 0.88
_LIKELY, _ENOUGH = 0.5, 0.15  # share of 概览; enough where nothing else is asked of the document
_MOST_PARTS, _MOST_FIGURES = 12, 5
_FEWEST = 2  # parts that are worth a list
_LINE = 44  # characters of a part without a heading
_FIGURE = 56  # characters of a clause with a figure
_AMOUNTS = frozenset({"金额", "比例"})
_COUNTED = {0: "编", 1: "章", 3: "条"}


class Overview:
    """Sums up a document that is named, pointed at, spoken of by its title, or the only one."""

    name: ClassVar[str] = "overview"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the document and the part of it that is meant."""
        share = asked.question.shares.get(QuestionKind.OVERVIEW, 0.0)
        if share < _ENOUGH:
            return None
        about = meant(asked)
        if about is None:
            return None
        alone = not about.left(about.rest)
        pointed = asked.named or points_at_one(asked.question.text)
        if not alone and not (pointed and share >= _LIKELY):
            return None
        return Bid(_SURELY, about, settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """What it is; its parts; what it states in figures; from when and until when it holds."""
        about: Meant = bid.found
        draft = Draft()
        document, unit = about.document, about.unit
        parts = _parts(unit)
        lead = _lead(document, unit, parts, draft)
        draft.blocks.append(Listing(tuple(_lines(document, parts, draft)), lead))
        if figures := list(_figures(document, unit, draft)):
            draft.blocks.append(Listing(tuple(figures), ("主要数额：",)))
        if holds := _holds(document, draft):
            draft.blocks.append(Paragraph(holds))
        return draft


def _parts(unit: Unit) -> list[Unit]:
    """What it is divided into, one level down where there is just one part."""
    parts = top(unit)
    while len(parts) == 1 and parts[0].children:
        parts = top(parts[0])
    return parts if len(parts) >= _FEWEST else []


def _lead(document: Document, unit: Unit, parts: list[Unit], draft: Draft) -> Text:
    known = document.metadata
    name = plain(unit.path[0]) if unit.path else ""
    whole = f"《{document.title}》" + (f"（{known.number}）" if known.number else "")
    by = known.issuer + (chinese_date(known.issued) if known.issued else "")
    words = [whole, f"是{by}发布的{genre_of(document.title) or '文件'}" if by else ""]
    counted = f"{len(parts)}{_COUNTED.get(parts[0].rank, '部分')}" if parts else ""
    rule = f"所附“{name}”" if name and name not in whole.replace(" ", "") else ""
    said = f"，{rule}分{counted}" if counted else ""
    return ("".join(words), *_title_mark(document, draft), f"{said}：")


def _title_mark(document: Document, draft: Draft) -> tuple[Mark, ...]:
    title = next((p for p in document.provisions if p.kind is ProvisionKind.TITLE), None)
    return (draft.cite(document, title, title.start, title.end),) if title else ()


def _lines(document: Document, parts: list[Unit], draft: Draft) -> Iterator[Text]:
    """The parts by their headings or first words; the first paragraphs where there are none."""
    if not parts:
        own = [p for p in document.provisions if p.kind is ProvisionKind.PARAGRAPH]
        for provision in own[:_MOST_FIGURES]:
            yield _line(document, (provision.start, provision.end), draft)
        return
    for part in parts[:_MOST_PARTS]:
        titled = part.titled
        span = part.title if titled else opening_of(document.text, part)
        yield _line(document, span, draft)
    if len(parts) > _MOST_PARTS:
        yield (f"……另有{len(parts) - _MOST_PARTS}项",)


def _line(document: Document, span: Span, draft: Draft) -> Text:
    shown = beginning(document.text, span, _LINE)
    words = plain(document.text[slice(*shown)])
    mark = draft.cite(document, _at(document, shown[0]), *shown)
    return (cut_short(words) if shown[1] < span[1] else words.rstrip("。：:"), mark)


def _figures(document: Document, unit: Unit, draft: Draft) -> Iterator[Text]:
    """Clauses that state an amount or a share, one a unit, those of the most units."""
    text = document.text
    found = 0
    for below in unit.walk():
        clause = next(filter(None, (_amount(text, span) for span in below.own)), None)
        if clause is not None and not any(c.covers(document, *clause) for c in draft.citations):
            mark = draft.cite(document, _at(document, clause[0]), *clause)
            yield (plain(text[slice(*clause)]).rstrip("。；;，,"), mark)
            found += 1
            if found == _MOST_FIGURES:
                return


def _amount(text: str, span: Span) -> Span | None:
    """The first clause with an amount, or the phrases of a long one that hold it."""
    for clause in clause_spans(text, *span):
        amounts = [f for f in find_figures(text[slice(*clause)]) if f.dimension in _AMOUNTS]
        if not amounts:
            continue
        if clause[1] - clause[0] <= _FIGURE:
            return clause
        at = clause[0] + amounts[0].start
        phrases = phrase_spans(text, *clause)
        n = next((n for n, p in enumerate(phrases) if p[0] <= at < p[1]), 0)
        first = n
        while first and phrases[n][1] - phrases[first - 1][0] <= _FIGURE:
            first -= 1
        return phrases[first][0], phrases[n][1]
    return None


def _holds(document: Document, draft: Draft) -> Text:
    """From when, and until when, with the sentence that says so; () where nothing is known."""
    known = document.metadata
    said = [f"自{chinese_date(known.effective)}起施行"] if known.effective else []
    said += [f"有效期至{chinese_date(known.expires)}"] if known.expires else []
    if not said:
        return ()
    life = read_life(document.text, document.provisions, known.issued)
    spans = dict.fromkeys(filter(None, (life.effective_span, life.expires_span)))
    marks = [draft.cite(document, _at(document, span[0]), *span) for span in spans]
    return ("，".join(said), *dict.fromkeys(marks), "。")


def _at(document: Document, offset: int) -> Provision:
    return next(iter(document.provisions_between(offset, offset + 1)))
