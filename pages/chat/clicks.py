"""What a click in the page's HTML carries. A browser may send anything, so nothing is trusted."""

import gradio as gr


def clicked(event: gr.EventData, name: str) -> str:
    """The value under ``name``, "" where there is none or the event is no click."""
    data = event._data
    return str(data.get(name) or "") if isinstance(data, dict) else ""


def clicked_number(event: gr.EventData, name: str) -> int:
    """The number (0 or more) under ``name``, -1 where there is none."""
    value = clicked(event, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else -1
