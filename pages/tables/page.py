"""What every page with a table does alike: where things stand, and words opened beside the table."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import gradio as gr

from corpus.errors import PolicyError
from pages.desk import Desk
from pages.markup import one_line
from pages.records.kept import whole
from pages.shell import header, still
from pages.sources.passage import Place, nothing_open, passage
from pages.tables import texts

log = logging.getLogger(__name__)

# Events of a page: nothing of them is for programs.
PRIVATE: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# For what only shows something: by default Gradio drops an event while the one before it is under way, and
# with it what a quick visitor asked last ("always_last" loses the event's values). They run in their order.
EVERY: dict[str, Any] = {**PRIVATE, "trigger_mode": "multiple"}
_LONGEST = 200  # characters of a value from the browser
_DIGITS = 9


@contextmanager
def table_page(here: str, heading: str, intro: str, beside: gr.HTML) -> Iterator[None]:
    """Build a page into the ``gr.Blocks`` around: what is built within stands left, ``beside``, which
    is not rendered yet, right."""
    with gr.Row(elem_id="header"):
        header(here)
    with gr.Row(elem_id="table-page"):
        with gr.Column(scale=64, elem_id="table-side", min_width=0):
            still(f'<div class="page-head"><h2>{heading}</h2><p>{intro}</p></div>', "page-head")
            yield
        with gr.Column(scale=36, elem_id="beside", min_width=0):
            beside.render()


def values_of(event: gr.EventData, longest: int = _LONGEST) -> dict[str, str]:
    """What an event of the page's HTML carries. A browser may send anything, so: short strings,
    without halves of characters, which no address can hold."""
    data = event._data
    if not isinstance(data, dict):
        return {}
    return {
        whole(str(key))[:_LONGEST]: whole(value)[:longest]
        for key, value in data.items()
        if isinstance(value, str)
    }


def open_words(
    desk: Desk, event: gr.EventData, view: Callable[[Desk, Place], str | None] | None = None
) -> str:
    """The words that a click asks for; ``view`` may show them in a way of its own."""
    place = _place(values_of(event))
    try:
        document = desk.library.document(place.document_id)
        inside = 0 <= place.start < place.end <= len(document.text)
        if not inside or place.version not in ("", document.version):
            return nothing_open(texts.SOURCE_GONE)
        own = view(desk, place) if view else None
        stands = desk.library.standing(place.document_id)
        seen = desk.original(document, place.start, place.end)
        return own or passage(document, stands, place, original=seen)
    except PolicyError as error:
        return nothing_open(one_line(error))
    except Exception:
        log.exception("words could not be opened")
        return nothing_open(texts.FAILED)


def _place(values: Mapping[str, str]) -> Place:
    return Place(
        values.get("document", ""),
        number(values.get("start", "")),
        number(values.get("end", "")),
        values.get("version", ""),
        values.get("whole", "") == "1",
    )


def number(value: str) -> int:
    """A number (0 or more) from the browser, -1 where it is none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= _DIGITS else -1
