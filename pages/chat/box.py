"""The box for questions, while an answer is coming and ready for the next one."""

from typing import Any

import gradio as gr

from pages import texts


def busy_box(*, emptied: bool = False) -> Any:
    """While an answer is coming, with a button to stop; ``emptied`` of the words that are answered.
    What else is typed there is the visitor's, never ours."""
    update: dict[str, Any] = gr.update(submit_btn=False, stop_btn=texts.ASK_STOP)
    return {**update, "value": ""} if emptied else update


def idle_box() -> Any:
    """Ready for a question. Refused words are put back by the page, if nothing new is typed."""
    return gr.update(submit_btn=texts.ASK_SEND, stop_btn=False)
