"""Calls of tools by MCP: what is wrong with their arguments is told in one Chinese line.

The library would tell it in its own words: several English lines, with the address of a manual.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.types import ContentBlock
from pydantic import ValidationError

from pages.api import texts
from pages.api.tools import TOOLS, Tool

_TOOLS = {tool.name: tool for tool in TOOLS}


class ToolServer(FastMCP[Any]):
    """A server of our tools that names the argument that can't be used."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any]
    ) -> Sequence[ContentBlock] | dict[str, Any]:
        """Call a tool.

        Raises:
            ToolError: there is none of that name, an argument can't be used, or it has no answer.
        """
        tool = _TOOLS.get(name)
        if tool is None:
            raise ToolError(texts.NO_TOOL.format(known="、".join(_TOOLS)))
        known = [argument.name for argument in tool.arguments]
        if any(given not in known for given in arguments):
            raise ToolError(texts.NO_ARGUMENT.format(tool=name, known="、".join(known)))
        try:
            return await super().call_tool(name, arguments)
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, ValidationError):
                raise ToolError(_told(tool, cause.errors()[0])) from error
            raise ToolError(str(cause) if isinstance(cause, ToolError) else texts.FAILED) from error


def _told(tool: Tool, wrong: Mapping[str, Any]) -> str:
    name = str(wrong["loc"][0])
    argument = next(a for a in tool.arguments if a.name == name)
    if wrong["type"] == "missing":
        return texts.MISSING.format(name=name, meaning=argument.meaning)
    return texts.UNUSABLE.format(name=name, kind=argument.kind, meaning=argument.meaning)
