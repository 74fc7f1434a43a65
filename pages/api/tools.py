"""The tools as they are described: to Gradio's API, to MCP clients, on the page."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Any, get_args

from pages.api import texts
from pages.api.service import Service


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a tool; ``default`` is None if it is ``required``."""

    name: str
    kind: str
    meaning: str
    default: Any
    required: bool


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool, a method of ``Service``: what it does and gives, in words."""

    method: Callable[..., Any]
    does: str
    gives: str

    @property
    def name(self) -> str:
        """The tool's name."""
        return self.method.__name__

    @property
    def arguments(self) -> list[Argument]:
        """What it takes, by the method's own signature."""
        _, *parameters = signature(self.method).parameters.values()
        return [_argument(parameter) for parameter in parameters]

    @property
    def description(self) -> str:
        """What it does and takes, where arguments have no descriptions of their own."""
        fields = "；".join(f"{a.name} {a.meaning}" for a in self.arguments)
        return texts.ARGUMENTS.format(does=self.does, fields=fields)


def _argument(parameter: Parameter) -> Argument:
    kind, field = get_args(parameter.annotation)
    required = parameter.default is Parameter.empty
    default = None if required else parameter.default
    return Argument(parameter.name, texts.KINDS[kind], field.description, default, required)


ASK = Tool(Service.ask, texts.ASK, texts.ASK_GIVES)
SEARCH = Tool(Service.search, texts.SEARCH, texts.SEARCH_GIVES)
DUTIES = Tool(Service.duties, texts.DUTIES, texts.DUTIES_GIVES)
TASKS = Tool(Service.tasks, texts.TASKS, texts.TASKS_GIVES)
MATCH = Tool(Service.match, texts.MATCH, texts.MATCH_GIVES)
MEASURES = Tool(Service.measures, texts.MEASURES, texts.MEASURES_GIVES)
DOCUMENTS = Tool(Service.documents, texts.DOCUMENTS, texts.DOCUMENTS_GIVES)
TOOLS = (ASK, SEARCH, DUTIES, TASKS, MATCH, MEASURES, DOCUMENTS)
