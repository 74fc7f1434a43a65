"""Where things stand on the page 问政策; what they do is in ``chat``."""

from dataclasses import dataclass

import gradio as gr

from pages import texts
from pages.shell import header, live, still
from pages.sources.panel import empty_panel

_TYPING = gr.InputHTMLAttributes(enterkeyhint="send", autocomplete="off", spellcheck=False)


@dataclass(frozen=True, slots=True)
class ChatLayout:
    """The components that events read and write."""

    new: gr.Button
    welcome: gr.HTML
    transcript: gr.HTML
    box: gr.Textbox
    source: gr.HTML


def lay_out_chat(greeting: str) -> ChatLayout:
    """Build the page into the ``gr.Blocks`` around: conversation left, source right.

    The style sheet shows ``greeting`` (HTML) while the conversation is empty.
    """
    with gr.Row(elem_id="header"):
        header("/")
        new = gr.Button(texts.NEW_CONVERSATION, elem_id="new", scale=0, min_width=96)
    with gr.Row(elem_id="desk"):
        with gr.Column(scale=58, elem_id="chat", min_width=0):
            welcome = live(greeting, "welcome")
            transcript = live("", "transcript")
            with gr.Column(elem_id="composer"):
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
                still(f'<p class="disclaimer">{texts.DISCLAIMER}</p>', "disclaimer")
        with gr.Column(scale=42, elem_id="side", min_width=0):
            source = live(empty_panel(), "source")
    return ChatLayout(new, welcome, transcript, box, source)
