"""A Gradio file box that tells each file's own name.

Gradio's keeps only the name on disk, from which it takes 〔〕 and other signs out.
"""

from pathlib import Path
from typing import Any

import gradio as gr

from pages.library.importing import Given

class FilesBox(gr.File):
    """Many files at once; handlers get them as ``Given``."""

    is_template = True  # for the browser it is Gradio's own

    def preprocess(self, payload: Any) -> Any:
        """The files with the names that the visitor's system gave them."""
        if payload is None:
            return []
        items = payload if isinstance(payload, list) else getattr(payload, "root", [payload])
        return [Given(Path(item.path), item.orig_name or Path(item.path).name) for item in items]
    from typing import Callable, Literal, Sequence, Any, TYPE_CHECKING
    from gradio.blocks import Block
    if TYPE_CHECKING:
        from gradio.components import Timer
        from gradio.components.base import Component
