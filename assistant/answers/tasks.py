"""What has to be done by when, what nobody leads: asked of the register of tasks."""

from typing import ClassVar

from assistant.answers.base import MAX_QUOTES, Bid, Draft
from assistant.blocks import Lead, Listing, Paragraph, Text
from assistant.evidence.asked import Asked
from assistant.tasks.register import DueIn, Entry, Gap, TaskRegister, Wanted
from assistant.understanding.task_questions import task_question
from corpus import clock
from corpus.errors import UnknownDocumentError
from corpus.language.numerals import chinese_date

_SURELY = 0.92
_QUOTED = 3 * MAX_QUOTES  # characters: tasks are quoted with who and until when
_ITEMS = 10
_STALE = "资料库里的任务是旧版程序整理的，{what}现在答不准；请管理员重新建立资料库（python -m index build）后再问。"
_OLD_TASKS = "这些任务是旧版程序整理的，可能不全；重新建立资料库后以新的为准。"
_REGISTER = "全部见“任务台账”页面，可按部门、文件、时限筛选并下载。"


class TasksAsked:
    """Answers from the register of tasks."""

    name: ClassVar[str] = "tasks"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: what is asked, and the tasks that it names in documents that may be relied on."""
        question = asked.question
        named = question.departments[0].name if question.departments else ""
        wanted = task_question(question.text, named, clock.today())
        if wanted is None:
            return None
        register = asked.resources.tasks
        entries = _admitted(register.entries(wanted), asked)
        return Bid(_SURELY, (wanted, entries), settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """How many, then each with its lead, its partners, its deadline and its figures."""
        wanted, entries = bid.found
        draft = Draft()
        current = asked.resources.tasks.is_current()
        if not entries:
            return _none(wanted, asked, draft) if current else _stale(wanted, draft)
        documents = len({entry.document_id for entry in entries})
        said = f"{_what(wanted)}的任务有 {len(entries)} 项，出自 {documents} 份文件。"
        draft.blocks.append(Lead((said,)))
        _list(draft, entries, asked.resources.tasks)
        if not current:
            draft.blocks.append(Paragraph((_OLD_TASKS,)))
        return draft


def _list(draft: Draft, entries: list[Entry], register: TaskRegister) -> None:
    items: list[Text] = []
    for entry in entries[:_ITEMS]:
        task = entry.task
        try:
            document = register.document(entry)
        except UnknownDocumentError:
            continue
        provision = document.provision_at(task.start)
        if provision is None or (items and draft.quoted() + task.end - task.start > _QUOTED):
            continue
        items.append((task.line, draft.cite(document, provision, task.start, task.end)))
    draft.blocks.append(Listing(tuple(items)))
    if left := len(entries) - len(items):
        draft.blocks.append(Paragraph((f"另有 {left} 项未列出，{_REGISTER}",)))


def _none(wanted: Wanted, asked: Asked, draft: Draft) -> Draft:
    """Nothing of what is asked; the tasks of the department without a day, where it has some."""
    draft.status = "not_found"
    draft.blocks.append(Lead((_none_of(wanted),)))
    register = asked.resources.tasks
    if not wanted.department or not wanted.timed:
        return draft
    own = register.entries(Wanted(department=wanted.department, role=wanted.role))
    own = _admitted(own, asked)
    if own:
        undated = sum(not entry.task.due.day for entry in own)
        said = f"{wanted.department}在入库文件中共有 {len(own)} 项任务，其中 {undated} 项没有写明具体日期。"
        draft.blocks.append(Paragraph((said + _REGISTER,)))
    return draft


def _stale(wanted: Wanted, draft: Draft) -> Draft:
    """The tasks were read by older code, which may have read none: nothing is said to be absent."""
    draft.status = "not_found"
    draft.blocks.append(Lead((_STALE.format(what=f"“{_what(wanted)}的任务”"),)))
    return draft


def _none_of(wanted: Wanted) -> str:
    """That there is no such task; for a gap, that every task has what is asked for."""
    if wanted.gap is not None:
        who = f"与{wanted.department}有关的" if wanted.department else ""
        told = "牵头或责任单位" if wanted.gap is Gap.LEAD else "完成时限"
        return f"入库文件里读到的{who}任务都写明了{told}。"
    return f"入库文件里没有读到{_what(wanted)}的任务。"


def _what(wanted: Wanted) -> str:
    """What is asked for, in words: 市财政局牵头、2025年12月31日前到期."""
    parts = [f"{wanted.department}{wanted.role}"] if wanted.department else []
    if wanted.since is not None:
        until = f"至{chinese_date(wanted.until)}" if wanted.until else "以后"
        parts.append(f"{chinese_date(wanted.since)}{until}到期")
    elif wanted.until is not None:
        parts.append(f"{chinese_date(wanted.until)}前到期")
    if wanted.due is DueIn.OVERDUE:
        parts.append("已过完成时限")
    elif wanted.due is not None:
        parts.append(wanted.due.value)
    if wanted.gap is Gap.LEAD:
        parts.append("没有写明牵头或责任单位")
    elif wanted.gap is Gap.DEADLINE:
        parts.append("没有写明完成时限")
    if wanted.targets:
        parts.append("有量化指标")
    return "、".join(parts)


def _admitted(entries: list[Entry], asked: Asked) -> list[Entry]:
    """The tasks of documents that may be relied on, of those that are asked where some are."""
    ids = set(asked.resources.tasks.binding())
    if asked.within is not None:
        ids &= asked.within
    if asked.named:
        ids &= set(asked.named)
    return [entry for entry in entries if entry.document_id in ids]
