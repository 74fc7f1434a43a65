"""The Gradio application: the pages together, and how it is launched."""

import gradio as gr

from pages import texts
from pages.chat import ChatPage
from pages.desk import Desk
from pages.theme import FAVICON, head, theme


def build_app(desk: Desk) -> gr.Blocks:
    """Compose the pages over one desk."""
    with gr.Blocks(title=texts.APP_NAME, analytics_enabled=False, fill_width=True) as app:
        ChatPage(app, desk)
    return app


def launch(app: gr.Blocks, host: str, port: int) -> str:
    """Start listening in the background and return the address to open.

    Raises:
        OSError: the address can't be bound.
    """
    _, url, _ = app.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        ssr_mode=False,
        run_history=False,
        enable_monitoring=False,
        favicon_path=FAVICON,
        footer_links=[],
        theme=theme(),
        head=head(),
    )
    return url
