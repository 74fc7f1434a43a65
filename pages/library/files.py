"""A Gradio file box that tells each file's own name.

Gradio's keeps only the name on disk, from which it takes 〔〕 and other signs out.
"""

from pathlib import Path
from typing import Any

import gradio as gr

from pages.library.importing import Given


def files_box(**options: Any) -> gr.File:
    """A file box whose handlers get its files as a list of ``Given``; ``options`` as ``gr.File`` has them."""
    box = gr.File(**options)
    # On the one box, not in a class of our own: for every subclass of a component Gradio writes a stub
    # file into the source tree.
    box.preprocess = _given  # type: ignore[method-assign, assignment]
    return box


def _given(payload: Any) -> list[Given]:
    """The files with the names that the visitor's system gave them."""
    if payload is None:
        return []
    items = payload if isinstance(payload, list) else getattr(payload, "root", [payload])
    return [Given(Path(item.path), item.orig_name or Path(item.path).name) for item in items]
