"""The two Gradio applications: the pages for everybody, and those for administrators."""

import gradio as gr

from pages import texts
from pages.chat.page import ChatPage
from pages.desk import Desk


def public_pages(desk: Desk) -> gr.Blocks:
    """The pages for everybody, over one desk."""
    with _blocks() as app:
        ChatPage(app, desk)
    return app


def _blocks() -> gr.Blocks:
    return gr.Blocks(title=texts.APP_NAME, analytics_enabled=False, fill_width=True)
