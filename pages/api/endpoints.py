"""The tools as named endpoints of Gradio's API."""

import gradio as gr

from pages.api.service import Service
from pages.api.tools import TOOLS
from pages.desk import Desk


def add_endpoints(desk: Desk) -> None:
    """Add ``/ask``, ``/search``, ``/duties``, ``/tasks``, ``/match``, ``/measures`` and ``/documents`` to
    the ``gr.Blocks`` around.

    How many are at work is the desk's to say, so Gradio's queue sets no limit.
    """
    service = Service(desk, "api", lambda line: gr.Error(line, print_exception=False))
    works = (
        service.stream,
        service.search,
        service.duties,
        service.tasks,
        service.match,
        service.measures,
        service.documents,
    )
    for work, tool in zip(works, TOOLS, strict=True):
        gr.api(work, api_name=tool.name, api_description=tool.description, concurrency_limit=None)
