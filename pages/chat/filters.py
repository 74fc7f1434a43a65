"""The folded fields above the question box that restrict which documents may answer."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.evidence.filter import Choices, Filter
from pages import texts


@dataclass(frozen=True, slots=True)
class Filters:
    """The fields. ``values`` are in the order that ``chosen_filter`` takes them."""

    fold: gr.Accordion
    values: tuple[gr.Dropdown | gr.Checkbox, ...]
    clear: gr.Button

    def wire(self, common: dict[str, Any]) -> None:
        """Let the fold say what is chosen, and the button clear it."""
        fields = list(self.values)
        quick = {**common, "queue": False}
        gr.on([f.change for f in fields], _named, fields, self.fold, **quick)
        self.clear.click(lambda: [[], [], [], [], False], None, fields, **quick)


def lay_out_filters(choices: Choices) -> Filters:
    """Build the fields into the ``gr.Blocks`` around; those without a choice are not shown."""
    lists = _lists(choices)
    with gr.Accordion(texts.FILTERS, open=False, elem_id="filters") as fold:
        with gr.Row(elem_id="filter-fields"):
            names = (
                texts.FILTER_GENRE, texts.FILTER_ISSUER, texts.FILTER_PLACE, texts.FILTER_YEAR,
            )  # fmt: skip
            dropdowns = [
                gr.Dropdown(
                    listed, value=[], multiselect=True, label=name, visible=bool(listed),
                    min_width=110,
                )
                for name, listed in zip(names, lists, strict=True)
            ]  # fmt: skip
            in_force = gr.Checkbox(
                False, label=texts.FILTER_IN_FORCE, visible=choices.in_force, min_width=110
            )
        clear = gr.Button(texts.FILTER_CLEAR, size="sm", elem_id="filter-clear")
    return Filters(fold, (*dropdowns, in_force), clear)


def choice_updates(choices: Choices) -> list[Any]:
    """New choices for the fields, after documents came or went."""
    updates = [gr.update(choices=listed, visible=bool(listed)) for listed in _lists(choices)]
    return [*updates, gr.update(visible=choices.in_force)]


def chosen_filter(
    genres: list[str], issuers: list[str], places: list[str], years: list[str], in_force: bool
) -> Filter:
    """The filter that the fields stand for."""
    return Filter(
        tuple(genres or ()),
        tuple(issuers or ()),
        tuple(places or ()),
        tuple(int(year) for year in years or () if str(year).isdecimal()),
        bool(in_force),
    )


def _lists(choices: Choices) -> list[list[str]]:
    years = [str(year) for year in choices.years]
    return [list(choices.genres), list(choices.issuers), list(choices.places), years]


def _named(*values: Any) -> Any:
    words = chosen_filter(*values).words
    return gr.update(label=texts.FILTERS_ON.format(words=words) if words else texts.FILTERS)
