"""How every answer ends: what is no longer in force, departments' names of today, the sources."""

from collections.abc import Iterable

from assistant.answer import Answer, Citation
from assistant.answers.base import Draft
from assistant.answers.validity_notice import validity_notices
from assistant.blocks import Block, Notice, Source, Sources
from assistant.evidence.asked import Asked
from corpus.language.departments import Department, DepartmentTable


def finish(kind: str, draft: Draft, asked: Asked) -> Answer:
    """Close a draft and make the answer of it."""
    draft.blocks[draft.notices_at : draft.notices_at] = validity_notices(draft, asked.library)
    quotes = (c.quote for c in draft.citations)
    draft.blocks += [*today_names(quotes, asked.table, draft.department), *sources(draft.citations)]
    return Answer(
        asked.question.original, draft.status, tuple(draft.blocks), tuple(draft.citations), kind,
        options=draft.options, material=draft.material,
    )  # fmt: skip


def today_names(
    quotes: Iterable[str], table: DepartmentTable, only: Department | None = None
) -> list[Block]:
    """One line on departments that are called otherwise today; the quote itself is never altered."""
    text = "\n".join(quotes)
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
    return [Notice(("；".join(notes.values()) + "。",), "names")] if notes else []


def sources(citations: Iterable[Citation]) -> list[Block]:
    """The documents that the quotes stand in, each once; no block where nothing is quoted."""
    seen = {c.document_id: Source(c.title, c.number, c.validity) for c in citations}
    return [Sources(tuple(seen.values()))] if seen else []
