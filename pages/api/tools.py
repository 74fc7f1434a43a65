"""The four tools as they are described: to Gradio's API, to MCP clients, on the page."""

from dataclasses import dataclass
from typing import Any

from pages.api import texts


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a tool; ``kind`` is the name of a Python type, ``default`` None if required."""

    name: str
    kind: str
    meaning: str
    default: Any = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: what it does, takes and gives, in words."""

    name: str
    does: str
    arguments: tuple[Argument, ...]
    gives: str

    @property
    def description(self) -> str:
        """What it does and takes, where arguments have no descriptions of their own."""
        fields = "；".join(f"{a.name} {a.meaning}" for a in self.arguments)
        return texts.ARGUMENTS.format(does=self.does, fields=fields)


_QUESTION = Argument("question", "str", texts.QUESTION_FIELD, required=True)
_HISTORY = Argument("history", "list", texts.HISTORY_FIELD)

ASK = Tool(
    "ask",
    texts.ASK,
    (_QUESTION, _HISTORY, Argument("in_force", "bool", texts.IN_FORCE_FIELD, False)),
    texts.ASK_GIVES,
)
SEARCH = Tool(
    "search",
    texts.SEARCH,
    (_QUESTION, _HISTORY, Argument("limit", "int", texts.SEARCH_LIMIT_FIELD, 10)),
    texts.SEARCH_GIVES,
)
DUTIES = Tool(
    "duties",
    texts.DUTIES,
    (Argument("department", "str", texts.DEPARTMENT_FIELD, required=True),),
    texts.DUTIES_GIVES,
)
DOCUMENTS = Tool(
    "documents",
    texts.DOCUMENTS,
    (
        Argument("words", "str", texts.WORDS_FIELD, ""),
        Argument("offset", "int", texts.OFFSET_FIELD, 0),
        Argument("limit", "int", texts.LIMIT_FIELD, 50),
    ),
    texts.DOCUMENTS_GIVES,
)
TOOLS = (ASK, SEARCH, DUTIES, DOCUMENTS)
