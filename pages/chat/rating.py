"""有帮助, 没帮助 and why: the buttons below an answer, and what a click on them says."""

from html import escape

import gradio as gr

from pages import texts
from pages.chat.clicks import clicked
from pages.chat.conversation import Turn
from pages.markup import button
from pages.records.kept import Rating, Reason, Verdict


def rating_buttons(index: int, turn: Turn) -> str:
    """The two verdicts, the given one pressed; none for an answer that is not in the records."""
    if not turn.saved:
        return ""
    given = turn.rating.verdict if turn.rating else None
    buttons = "".join(
        button(
            name, "quiet", "rate", turn=index, verdict=verdict.value, aria_pressed=verdict is given
        )
        for verdict, name in ((Verdict.UP, texts.HELPFUL), (Verdict.DOWN, texts.UNHELPFUL))
    )
    return f'<span class="rate" role="group" aria-label="{texts.RATE_LABEL}">{buttons}</span>'


def rating_reasons(index: int, turn: Turn) -> str:
    """Below an answer that did not help: why, to choose and in one's own words."""
    rating = turn.rating
    if rating is None:
        return ""
    told = f'<span class="took" role="status">{texts.RATED}</span>'
    if rating.verdict is Verdict.UP:
        return f'<div class="reasons">{told}</div>'
    choices = "".join(
        button(
            reason.value,
            "quiet",
            "reason",
            reason=reason.value,
            aria_pressed=reason is rating.reason,
        )
        for reason in Reason
    )
    return (
        f'<form class="reasons" data-turn="{index}">'
        f'<span class="took" id="reasons-{index}">{texts.REASON_LABEL}：</span>'
        f'<span role="group" aria-labelledby="reasons-{index}">{choices}</span>'
        f'<span class="reason-words"><input type="text" maxlength="1000" autocomplete="off"'
        f' aria-label="{texts.REASON_HINT}" placeholder="{texts.REASON_HINT}"'
        f' value="{escape(rating.words)}"><button class="quiet">{texts.RATE_SEND}</button></span>'
        f"{told}</form>"
    )


def clicked_rating(event: gr.EventData) -> Rating | None:
    """The rating that a click gives; None takes it back, and so does anything that is none."""
    verdict, reason = clicked(event, "verdict"), clicked(event, "reason")
    if verdict not in set(Verdict):
        return None
    if verdict == Verdict.UP.value:
        return Rating(Verdict.UP)
    chosen = Reason(reason) if reason in set(Reason) else None
    return Rating(Verdict.DOWN, chosen, clicked(event, "words"))
