"""Markup in whatever comes from people and files: no page takes it for its own."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import gradio as gr
import pytest

from assistant.answer import Answer, Citation
from assistant.blocks import (
    Block,
    Fields,
    Lead,
    Listing,
    Mark,
    Notice,
    Paragraph,
    Part,
    Prose,
    Quote,
    Source,
    Sources,
    Table,
    Text,
)
from assistant.catalogs.table import CatalogTable
from corpus.document import (
    Document,
    Metadata,
    Provision,
    ProvisionKind,
    Relation,
    RelationKind,
    Validity,
)
from corpus.life.standing import Standing
from corpus.structure.provisions import parse
from index.store import Entry
from pages.access.sign_in import forbidden_page, local
from pages.catalogs import results as catalog_results
from pages.catalogs.query import CatalogQuery
from pages.chat.answer_html import answer_html
from pages.chat.conversation import Conversation, Turn
from pages.chat.history import history
from pages.chat.transcript import next_questions, transcript
from pages.chat.welcome import Holdings, welcome
from pages.identity import Identity, Role
from pages.library import detail, listing, notices
from pages.library.importing import Line, progress
from pages.library.uploads import Failure
from pages.records.kept import Listed, Rating, Reason, Verdict, whole
from pages.shell import account_line
from pages.sources.panel import Quoted, Shown, source_panel
from pages.sources.passage import Place, nothing_open, passage
from pages.tables import rows
from pages.tables.page import values_of
from tests.hostile.markup import foreign
from tests.hostile.payloads import MARKUP
from tests.hostile.tally import held

_NOW = datetime(2024, 1, 2, tzinfo=UTC)
_PLAIN = "关于企业的办法"


def _known(words: str) -> Metadata:
    return Metadata(
        title=words, number=words, issuer=words, issued=date(2024, 1, 2), addressee=words,
        subject=words, index_number=words, annexes=(words,), plan_period=words, source_url=words,
        source_note=words, relations=(Relation(RelationKind.AMENDS, words, words),),
    )  # fmt: skip


def _document(words: str) -> Document:
    text = f"甲乙丙{words}丁"
    kinds = (ProvisionKind.HEADING, ProvisionKind.HEADING)
    parts = tuple(
        Provision(kind, 0 if n == 0 else 3, 3 if n == 0 else len(text), path=(words,), paragraph=n)
        for n, kind in enumerate(kinds)
    )
    return Document("d1", words, text, _known(words), parts)


def _cited(words: str) -> Citation:
    document = _document(words)
    return Citation(
        1, words, words, words, words, f"{words} › 一", document.text, 0, len(document.text),
        Validity.UNVERIFIED.value, words,
    )  # fmt: skip


def _blocks(words: str) -> tuple[Block, ...]:
    """One of every kind of block, each holding ``words`` wherever it holds text."""
    text: Text = (words, Mark(1))
    return (
        Lead(text), Quote(words, Mark(1), words, words), Paragraph(text), Listing((text,), text),
        Fields(text, ((words, text),)), Table((words,), ((text,),)), Notice(text, "validity"),
        Sources((Source(words, words, words),)), Part(words, (Lead(text),)), Prose(words),
    )  # fmt: skip


def _answer(words: str) -> Answer:
    return Answer(
        words, "answered", _blocks(words), (_cited(words),), id=words, resolved_question=f"企业 {words}",
        options=(words,), filter=words,
    )  # fmt: skip


def _standing(words: str) -> Standing:
    return Standing(Validity.AMENDED, words)


def _item(words: str) -> listing.Item:
    entry = Entry(words, words, words, f"/{words}", words)
    return listing.Item(
        words, entry, _known(words), _standing(words), ((words, words),), (1, 1), words
    )


def _source(words: str, whole: bool, document: bool = True) -> str:
    quoted = Quoted(_document(words) if document else None, _standing(words), changed=True)
    return source_panel(_answer(words), Shown(0, 1, whole), quoted)


def _detail(words: str) -> str:
    known = detail.Detail(_item(words), _document(words), (), (words,), 2, True, True, words)
    return detail.detail(known)


def _catalog(words: str) -> CatalogTable:
    """Two rows whose column, name and cells are the words."""
    cell = f"{words}：{words}"
    text = f"{words}\n{cell}\n" * 2
    parts = []
    for n in (0, 1):
        at, middle = n * (len(words) + len(cell) + 2), n * (len(words) + len(cell) + 2) + len(words)
        row = {"path": (words,), "paragraph": n + 1}
        parts.append(Provision(ProvisionKind.HEADING, at, middle, **row))  # type: ignore[arg-type]
        end = middle + 1 + len(cell)
        parts.append(Provision(ProvisionKind.CELL, middle + 1, end, topic=words, **row))  # type: ignore[arg-type]
    known = Metadata(title=words, source_note=words, columns={"名称": "name", words: "type"})
    return CatalogTable(Document("d1", words, text, known, tuple(parts)))


def _event(**data: str) -> gr.EventData:
    """What a browser sends, be it halves of characters."""
    return gr.EventData(None, data)


def _turns(**given: object) -> str:
    turn = Turn(**{"question": "企业", "asked_at": _NOW, **given})  # type: ignore[arg-type]
    return transcript(Conversation((turn,)))


_DOWN = Rating(Verdict.DOWN, Reason.OTHER)
VIEWS: dict[str, Callable[[str], str]] = {
    "question": lambda w: _turns(question=w),
    "shown": lambda w: _turns(shown=_blocks(w)),
    "notice": lambda w: _turns(notice=w),
    "answer": lambda w: _turns(shown=(Prose(w),), answer=_answer(w), saved=1),
    "kept-markdown": lambda w: answer_html([Prose(f"- {w}\n\n**{w}**\n\n|{w}|\n|-|\n|{w}|[1]")], 0),
    "feedback": lambda w: _turns(answer=_answer("甲"), saved=1, rating=Rating(Verdict.DOWN, _DOWN.reason, w)),
    "suggestions": lambda w: next_questions(Turn("甲", asked_at=_NOW), [w]),
    "conversation-title": lambda w: history([Listed(w, w, _NOW, _NOW, 1)], w),
    "welcome": lambda w: welcome(Holdings(9, [_document(w)], 1)),
    "source": lambda w: _source(w, whole=False),
    "source-whole": lambda w: _source(w, whole=True),
    "source-lost": lambda w: _source(w, whole=False, document=False),
    "passage": lambda w: passage(_document(w), _standing(w), Place(w, 0, 5, w)),
    "passage-whole": lambda w: passage(_document(w), _standing(w), Place(w, 0, 5, w, True)),
    "nothing-open": nothing_open,
    "user-name": lambda w: account_line(Identity(Role.ADMINISTRATOR, w)),
    "library-list": lambda w: listing.documents(listing.ListQuery(w), [_item(w)], 1),
    "library-form": lambda w: listing.form(listing.ListQuery(w, w, w, w)),
    "library-detail": _detail,
    "library-gone": detail.nothing_open,
    "failed-file": lambda w: notices.failed_files([Failure(w, w, w)]),
    "replacing": lambda w: notices.replacing_line(_item(w)),
    "import": lambda w: progress([Line(w, w, w)]),
    "duties-line": lambda w: rows.line(w, w),
    "catalog-list": lambda w: catalog_results.catalog_list([(_document(w), 3)]),
    "catalog-form": lambda w: catalog_results.form(CatalogQuery("d1", w, w), [_document(w)], _catalog(w)),
    "catalog-rows": lambda w: catalog_results.rows(CatalogQuery("d1").changed(values_of(_event(q=w, col=w))), _catalog(w), [0, 1]),
    "table": lambda w: rows.table(w, [w, "甲"], [rows.group(w, 2)], "x"),
    "button": lambda w: rows.go(w, {"c": w}, "x") + rows.opener(w, _document(w), 0, 1),
}  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_takes_words_for_markup(view: str) -> None:
    plain = VIEWS[view](_PLAIN)
    assert _PLAIN in plain or view == "library-form"
    for words in MARKUP:
        strange = foreign(VIEWS[view](words), plain)
        held("页面", not strange, (words, strange))


def test_pages_without_scripts() -> None:
    plain = bytes(forbidden_page(Identity(Role.READER, _PLAIN)).body).decode()
    for words in MARKUP:
        page = bytes(forbidden_page(Identity(Role.READER, whole(words))).body).decode()
        strange = foreign(page, plain)
        held("页面", not strange, (words, strange))
        onward = local(words)
        held("跳转", onward.startswith("/") and not onward.startswith("//"), words)


@pytest.mark.parametrize(
    "words", ["<img src=x onerror=a()>", "<a href='javascript:a()'>x</a>", "<b onclick=a()>x</b>"]
)
def test_what_is_not_ours_would_be_noticed(words: str) -> None:
    assert foreign(f"<p>{words}</p>", "<p>x</p><img src='/x'><a href='/'>x</a>")


def test_a_document_of_such_words_is_stored_as_it_is() -> None:
    for words in MARKUP:
        text = f"关于测试的通知\n一、{words}\n（一）{words}\n"
        parts = parse(text)
        held("解析", all(text[p.start : p.end] for p in parts), words)
