"""The page 接口说明: how programs use the assistant, with the address it was reached by."""

import json
from html import escape

from fastapi import APIRouter, Request, Response

from corpus.settings import settings
from pages import texts as pages_texts
from pages.api import texts
from pages.api.mcp_server import PATH as MCP
from pages.api.tools import TOOLS, Argument, Tool
from pages.links import at, site
from pages.plain_page import plain_page


def api_page(closed: bool) -> APIRouter:
    """The route; ``closed``: nothing is answered without signing in."""
    routes = APIRouter()

    @routes.get(pages_texts.API_PATH)
    def page(request: Request) -> Response:
        return plain_page(
            pages_texts.API_NAME, _body(site(str(request.base_url)), closed), wide=True
        )

    return routes


def _body(url: str, closed: bool) -> str:
    ours = settings()
    limits = texts.LIMITS.format(
        length=ours.max_question, seconds=f"{ours.answer_seconds:g}", crowded=pages_texts.CROWDED
    )
    return (
        f'<p class="soft">{texts.INTRO}</p>'
        f"{_line(texts.CLOSED) if closed else ''}{_line(limits)}"
        f"<h2>{texts.PYTHON_HEADING}</h2>{_line(texts.PYTHON_LINE)}"
        f"{_code(texts.PYTHON.format(url=url))}"
        f"<h2>{texts.CURL_HEADING}</h2>{_line(texts.CURL_LINE)}"
        f"{_code(texts.CURL.format(url=url))}"
        f"<h2>{texts.CHAT_HEADING}</h2>{_line(texts.CHAT_LINE)}"
        f"{_code(texts.CHAT.format(url=url))}"
        f"<h2>{texts.MCP_HEADING}</h2>{_line(texts.MCP_LINE)}"
        f"{_code(url.rstrip('/') + MCP)}"
        f"{_line(texts.MCP_PYTHON_LINE)}{_code(texts.MCP_PYTHON.format(url=url))}"
        f"{_line(texts.MCP_CURL_LINE)}{_code(texts.MCP_CURL.format(url=url))}"
        f"<h2>{texts.TOOLS_HEADING}</h2>{''.join(map(_tool, TOOLS))}"
        f'<p class="after"><a href="{at("/")}">{pages_texts.BACK_TO_ASKING}</a></p>'
    )


def _tool(tool: Tool) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in texts.COLUMNS)
    rows = "".join(map(_argument, tool.arguments))
    return (
        f'<h3 id="{tool.name}"><code>/{tool.name}</code></h3>{_line(tool.does)}'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="after">{texts.GIVES}{escape(tool.gives)}</p>'
    )


def _argument(argument: Argument) -> str:
    default = json.dumps(argument.default) if argument.default not in (None, "") else texts.EMPTY
    default = texts.REQUIRED if argument.required else default
    return (
        f"<tr><td><code>{argument.name}</code></td><td>{argument.kind}</td>"
        f"<td>{escape(default)}</td><td>{escape(argument.meaning)}</td></tr>"
    )


def _line(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _code(text: str) -> str:
    """Code to copy; it can be scrolled by keyboard where it is too wide."""
    return f'<pre tabindex="0">{escape(text.rstrip())}</pre>'
