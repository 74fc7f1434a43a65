"""Calls of programs do not pile up, and do not push visitors out."""

import gradio as gr

from pages.serving.sessions import Sessions


# A coroutine, for Gradio makes a loop of its own, and leaves it open, where none runs.
async def test_calls_are_forgotten_and_visitors_are_not() -> None:
    with gr.Blocks() as blocks:
        conversation = gr.State([])
        box = gr.Textbox()
    sessions = Sessions()
    sessions.set_blocks(blocks)
    sessions["talking"][conversation._id] = ["技改找谁备案？"]
    sessions["changed"][box._id] = gr.Textbox(label="改过的", render=False)
    for number in range(1000):
        assert sessions[f"call{number}"][box._id] is box
    assert len(sessions.session_data) <= 102 and len(sessions.time_last_used) <= 102
    assert "call999" in sessions and "call0" not in sessions
    assert sessions["talking"][conversation._id] == ["技改找谁备案？"]
    assert sessions["changed"][box._id].label == "改过的"
