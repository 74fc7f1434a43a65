"""Words of the answers: lead, quotes with marks, and what else a reader should know."""

import re
from dataclasses import dataclass, field

from assistant.answer import Citation, cite
from corpus.document import Document, Provision
from corpus.language.departments import Department, DepartmentTable

# The whole answer stays readable on a phone; the quotes leave room for the lead.
MAX_QUOTES = 460
SOURCES = "依据："  # what the last line of an answer begins with


@dataclass(slots=True)
class Draft:
    """An answer in the making: lines of Markdown, and the citations they refer to."""

    lines: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def cite(self, document: Document, provision: Provision, start: int, end: int) -> str:
        """Add a citation (once) and return its mark ``[n]``."""
        for known in self.citations:
            if (
                known.document_id == document.document_id
                and known.start <= start
                and end <= known.end
            ):
                return f"[{known.n}]"
        citation = cite(len(self.citations) + 1, document, provision.section, start, end)
        self.citations.append(citation)
        return f"[{citation.n}]"

    def quoted(self) -> int:
        """Characters quoted so far."""
        return sum(len(c.quote) for c in self.citations)

    def text(self) -> str:
        """The Markdown of the answer."""
        return "\n\n".join(line for line in self.lines if line)


def escape(text: str) -> str:
    """Document text as it stands, in Markdown: nothing in it is interpreted."""
    return re.sub(r"([\\`*_\[\]<>#|&~])", r"\\\1", text)


def today_names(text: str, table: DepartmentTable, only: Department | None = None) -> str:
    """One line on departments that are called otherwise today; the quote itself is never altered."""
    notes: dict[str, str] = {}
    for mention in table.find(text):
        if only is not None and mention.department.key != only.key:
            continue
        after = text[mention.end : mention.end + 60]
        if today := table.today(mention.name, mention.department, after):
            name = mention.name
            note = (
                f"没有唯一的承接机关，可分别联系{today}"
                if mention.department.successors
                else f"现：{today}"
            )
            notes.setdefault(mention.department.key, f"原文“{name}”（{note}）")
    return "；".join(notes.values()) + "。" if notes else ""


def sources_line(citations: list[Citation]) -> str:
    """Which documents the quotes stand in, and whether these are in force."""
    seen: dict[str, str] = {}
    for c in citations:
        number = f"（{c.number}）" if c.number else ""
        seen.setdefault(c.document_id, f"《{c.title}》{number}，时效：{c.validity}")
    return SOURCES + "；".join(seen.values()) if seen else ""
