"""The tools as named endpoints of Gradio's API."""

from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, contextmanager
from typing import Any

import gradio as gr

from pages.api import tools
from pages.api.service import Service, told
from pages.desk import Desk


def add_endpoints(desk: Desk) -> None:
    """Add ``/ask``, ``/search``, ``/duties`` and ``/documents`` to the ``gr.Blocks`` around.

    How many are at work is the desk's to say, so Gradio's queue sets no limit.
    """
    service = Service(desk, "api")

    async def ask(
        question: str, history: list[str] | None = None, in_force: bool = False
    ) -> AsyncIterator[dict[str, Any]]:
        with _told():
            async with aclosing(service.ask(question, history, in_force)) as steps:
                async for step in steps:
                    yield step

    async def search(
        question: str, history: list[str] | None = None, limit: int = 10
    ) -> dict[str, Any]:
        with _told():
            return await service.search(question, history, limit)

    async def duties(department: str) -> dict[str, Any]:
        with _told():
            return await service.duties(department)

    async def documents(words: str = "", offset: int = 0, limit: int = 50) -> dict[str, Any]:
        with _told():
            return await service.documents(words, offset, limit)

    for work, tool in zip((ask, search, duties, documents), tools.TOOLS, strict=True):
        gr.api(work, api_name=tool.name, api_description=tool.description, concurrency_limit=None)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise gr.Error(told(error), print_exception=False) from error
