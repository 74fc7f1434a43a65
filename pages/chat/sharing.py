"""A read-only link to one answer: the button, the line with the link, and the page it leads to."""

from collections.abc import Sequence
from html import escape

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from assistant.answer import Citation
from corpus import clock
from corpus.errors import PolicyError
from pages import texts
from pages.chat.answer_html import answer_html
from pages.chat.conversation import Turn
from pages.chat.exported import quote_facts
from pages.desk import Desk
from pages.markup import button, named_values, one_line
from pages.originals import texts as originals
from pages.plain_page import plain_page
from pages.records.errors import UnknownConversationError
from pages.records.kept import KeptTurn

PATH = "/answers"
_SHEET = "plain/answer.css"


def share_button(index: int, turn: Turn) -> str:
    """The button that makes the link; none where there is one, or no answer in the records."""
    if not turn.saved or turn.token or turn.answer is None:
        return ""
    return button(texts.SHARE, "quiet", "share", turn=index, on=1)


def share_line(index: int, turn: Turn) -> str:
    """The link, with the way to copy it and to end it."""
    if not turn.token:
        return ""
    to = escape(f"{PATH[1:]}/{turn.token}")  # from where the page is, whatever stands before it
    copy = button(
        texts.SHARE_COPY, "quiet", "copy-link", done=texts.COPIED, failed=texts.COPY_FAILED
    )
    end = button(texts.SHARE_END, "quiet", "share", turn=index, on=0)
    return (
        f'<div class="share" role="status"><span class="took">{texts.SHARED}</span>'
        f'<a href="{to}" target="_blank" rel="noopener">{to}</a>{copy}{end}</div>'
    )


def share_routes(desk: Desk) -> APIRouter:
    """The addresses of shared answers. Who may come near them at all is the gate's to say."""
    router = APIRouter()

    @router.get(f"{PATH}/{{token}}")
    def shared(token: str) -> HTMLResponse:
        try:
            turn = desk.records.shared(token)
        except UnknownConversationError as error:
            return _told(one_line(error), 404)
        except PolicyError as error:
            return _told(one_line(error), 503)
        return _page(desk, turn) if turn.answer else _told(turn.notice, 403)

    return router


def _page(desk: Desk, turn: KeptTurn) -> HTMLResponse:
    line = texts.SHARE_LINE.format(asked=f"{clock.local(turn.asked_at):%Y-%m-%d %H:%M}")
    cited = turn.answer.citations if turn.answer else ()
    question = escape(turn.question).replace("\n", "<br>")
    body = (
        f'<p class="asked">{question}</p>'
        f'<div class="words">{answer_html(turn.shown, None)}</div>{_sources(desk, cited)}'
        f'<p class="soft">{line}<a href="../">{texts.SHARE_ASK}</a>。</p>'
        f'<p class="soft">{texts.DISCLAIMER}</p>'
    )
    return plain_page(texts.SHARE_TITLE, body, wide=True, sheet=_SHEET)


def _sources(desk: Desk, cited: Sequence[Citation]) -> str:
    if not cited:
        return ""
    items = "".join(_source(desk, one) for one in cited)
    return f'<section class="sources"><h2>{texts.SOURCE_LABEL}</h2>{items}</section>'


def _source(desk: Desk, cited: Citation) -> str:
    rows, original = quote_facts(cited, desk)
    lines = escape(cited.quote.strip()).replace("\n", "<br>")
    seen = f'<p><a href="..{escape(original)}">{originals.LINK}</a></p>' if original else ""
    return (
        f'<article id="source-{cited.n}"><h3>[{cited.n}] 《{escape(cited.title)}》</h3>'
        f"<blockquote>{lines}</blockquote>"
        f"{named_values('facts', ((name, escape(value)) for name, value in rows))}{seen}</article>"
    )


def _told(line: str, status: int) -> HTMLResponse:
    body = f'<p role="status">{escape(line)}</p><p><a href="../">{texts.BACK_TO_ASKING}</a></p>'
    return plain_page(texts.SHARE_TITLE, body, status)
