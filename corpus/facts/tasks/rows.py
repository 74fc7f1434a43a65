"""Tasks in tables of 责任分工: a row, or the cells of a row of a spreadsheet, that names a task and who
is charged with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from corpus.document import Document, ProvisionKind
from corpus.facts.duties.actors import REGIONS, body_named
from corpus.facts.tasks.sentences import Found
from corpus.facts.tasks.targets import find_targets
from corpus.language.deadlines import Deadline, labelled_deadline
from corpus.language.departments import DepartmentTable

_FIELD = re.compile(r"(?:^|(?<=[；;]))\s*(?P<label>[^：:；;，。\s]{2,16})[：:]\s*")
# What the columns of such tables are called.
_TASK = re.compile(
    "(?:工作|重点|主要|目标|具体|年度|改革|建设|整改)*(?:任务|工作|举措|措施|事项)(?:名称|内容|清单|"
    "分解|要点)?(?:$|[（(、])|工作内容|主要内容|问题清单|整改措施|^任务"
)
_LEAD = re.compile("(?:牵头|主办|第一责任|主责)(?:责任)?(?:单位|部门|处室|科室|机构)")
_RESPONSIBLE = re.compile("(?:责任|负责|承办|实施|落实|主管)(?:单位|部门|主体|处室|科室|机构)")
_PARTNER = re.compile("(?:配合|协办|协助|协同|参与|参加|会同)(?:责任)?(?:单位|部门|处室|科室|机构)")
_TIME = re.compile(
    "(?:完成|办结|整改|推进|工作)?(?:时限|期限|时间节点|时间进度|完成时间|进度安排|节点)(?:要求)?$"
)
_DUE = re.compile("完成时[限间]|完成期限|时间节点|进度安排")
_MARKS = re.compile("[、，,；;/\n]|\\s+")


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    start: int
    end: int


def from_rows(document: Document, table: DepartmentTable, issued: date | None) -> Iterator[Found]:
    """The tasks in the rows of the tables of a document."""
    for provision in document.provisions:
        if provision.kind is ProvisionKind.ROW:
            fields = list(_fields(document.text, provision.start, provision.end))
            yield from _row(document.text, fields, provision.start, provision.end, table, issued)


def from_catalog(
    document: Document, table: DepartmentTable, issued: date | None
) -> Iterator[Found]:
    """The tasks in the rows of a catalogue; its cells are ``label：value``."""
    rows = (p for p in document.provisions if p.kind in (ProvisionKind.HEADING, ProvisionKind.CELL))
    for _, row in groupby(rows, key=lambda p: (p.paragraph, p.path)):
        name, *cells = row
        fields = [_Field(c.topic, c.start + len(c.topic) + 1, c.end) for c in cells if c.topic]
        if any(_DUE.search(field.label) for field in fields):  # what is to be done by then
            fields.append(_Field("工作任务", name.start, name.end))
        yield from _row(document.text, fields, name.start, [name, *cells][-1].end, table, issued)


def _fields(text: str, start: int, end: int) -> Iterator[_Field]:
    labels = list(_FIELD.finditer(text, start, end))
    for n, label in enumerate(labels):
        stop = labels[n + 1].start() if n + 1 < len(labels) else end
        yield _Field(label["label"], label.end(), stop)


def _row(
    text: str,
    fields: Sequence[_Field],
    start: int,
    end: int,
    table: DepartmentTable,
    issued: date | None,
) -> Iterator[Found]:
    tasks = [f for f in fields if _TASK.search(f.label)]
    if not tasks:
        return
    lead = _bodies(text, fields, _LEAD, table)
    responsible = _bodies(text, fields, _RESPONSIBLE, table)
    partners = _bodies(text, fields, _PARTNER, table)
    if lead:
        partners = (*responsible, *partners)
    else:
        lead = responsible
    if not lead and not partners:
        return
    partners = tuple(name for name in dict.fromkeys(partners) if name not in lead)
    targets = tuple(t for f in tasks for t in find_targets(text, f.start, f.end))
    yield Found(start, end, lead, partners, _deadline(text, fields, issued), targets)


def _bodies(
    text: str, fields: Sequence[_Field], column: re.Pattern[str], table: DepartmentTable
) -> tuple[str, ...]:
    """The names in the cells of a column; what names no body there is left out."""
    names: list[str] = []
    for field in fields:
        if not column.search(field.label):
            continue
        value = text[field.start : field.end].strip("；;。 ")
        regions = re.match(f"{REGIONS}(?:人民政府|政府)?", value)
        if regions:
            names.append(regions[0])
            value = value[regions.end() :]
        for name in _MARKS.split(value):
            plain = re.sub("等(?:有关|相关)?(?:部门|单位)?$", "", name)
            if body_named(plain, 0, len(plain), table):
                names.append(plain)
    return tuple(dict.fromkeys(names))


def _deadline(text: str, fields: Sequence[_Field], issued: date | None) -> Deadline | None:
    for field in fields:
        value = text[field.start : field.end].strip("；;。 \n")
        if _TIME.search(field.label) and value:
            at = text.index(value, field.start)
            return labelled_deadline(text, at, at + len(value), issued)
    return None
