"""Where things stand on the page 问政策; what they do is in ``page``."""

from dataclasses import dataclass

import gradio as gr

from assistant.evidence.filter import Choices
from pages import texts
from pages.chat.conversation import Conversation
from pages.chat.filters import Filters, lay_out_filters
from pages.chat.history import history
from pages.links import at
from pages.shell import header, live, still
from pages.sources.panel import empty_panel

_TYPING = gr.InputHTMLAttributes(enterkeyhint="send", autocomplete="off", spellcheck=False)
_SHOW_HISTORY = (
    '<button type="button" id="show-history" data-act="history" aria-controls="history">'
    '<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="none"'
    ' stroke="currentColor" stroke-width="1.8" stroke-linecap="round">'
    '<path d="M3 5h14M3 10h14M3 15h14"/></svg>'
    f"<span>{texts.HISTORY_SHOW}</span></button>"
)


@dataclass(frozen=True, slots=True)
class ChatLayout:
    """The components that events read and write; ``conversation`` is the visitor's own state."""

    new: gr.Button
    history: gr.HTML
    welcome: gr.HTML
    transcript: gr.HTML
    next: gr.HTML
    box: gr.Textbox
    source: gr.HTML
    filters: Filters
    conversation: gr.State


def lay_out_chat(greeting: str, choices: Choices, embedded: bool = False) -> ChatLayout:
    """Build the page into the ``gr.Blocks`` around: earlier conversations, the conversation, its
    sources.

    The style sheet shows ``greeting`` (HTML) while the conversation is empty; ``choices`` are what a
    question can be restricted to. ``embedded``: in a frame of another site, without our head and
    without earlier conversations, which a browser does not let us know there.
    """
    with gr.Row(elem_id="header", elem_classes=["embedded"] if embedded else None):
        if embedded:
            still(f'<p class="embedded-name">{texts.APP_NAME}</p>', "brand")
        else:
            header("/")
            still(_SHOW_HISTORY, "history-button")
        new = gr.Button(texts.NEW_CONVERSATION, elem_id="new", scale=0, min_width=96)
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="drawer", min_width=0, scale=0, visible=not embedded):
            earlier = live(history([], ""), "history")
        with gr.Column(scale=58, elem_id="chat", min_width=0):
            welcome = live(greeting, "welcome")
            transcript = live("", "transcript")
            with gr.Column(elem_id="composer"):
                following = live("", "next")
                filters = lay_out_filters(choices)
                box = gr.Textbox(
                    label=texts.ASK_LABEL,
                    show_label=False,
                    placeholder=texts.ASK_HINT,
                    submit_btn=texts.ASK_SEND,
                    lines=1,
                    max_lines=6,
                    html_attributes=_TYPING,
                    elem_id="ask",
                )
                link = f'<a href="{at(texts.API_PATH)}">{texts.API_NAME}</a>'
                if embedded:
                    link = f'<a href="../" target="_blank" rel="noopener">{texts.OPEN_WHOLE}</a>'
                still(f'<p class="disclaimer">{texts.DISCLAIMER}{link}</p>', "disclaimer")
        with gr.Column(scale=42, elem_id="side", min_width=0):
            source = live(empty_panel(), "source")
    state = gr.State(Conversation())
    return ChatLayout(new, earlier, welcome, transcript, following, box, source, filters, state)
