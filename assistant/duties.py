"""Duties: which body does what, led or shared, each with the words that say so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.actors import Actor, find_actors
from corpus.columns import ColumnRole
from corpus.departments import Department, DepartmentTable
from corpus.document import Document, Provision, ProvisionKind
from corpus.sentences import clause_spans, sentence_spans


class Role(StrEnum):
    """How a body takes part."""

    LEAD = "牵头"
    RESPONSIBLE = "负责"
    TOGETHER = "会同"
    SUPPORT = "配合"
    MEMBER = "成员单位"


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty. ``start``/``end`` span the clause in the document; ``task`` is a part of it."""

    name: str
    department: Department | None
    role: Role
    task: str
    partners: tuple[str, ...]
    document: Document
    provision: Provision
    start: int
    end: int


# What may stand between a subject and its verb, and the verbs that give a duty.
_DUTY_VERB = re.compile(
    "(?:[^，。；、]{0,6}(?:等(?:有关|相关)?(?:部门|单位)?))?(?:按照?(?:各自)?职责(?:分工)?)?[，,]?"
    "(?:要(?![求闻点素])|应当?(?!急)|须|必须|需|负责|牵头|会同|配合|协同|统筹|承担|可(?!能|以?持续)|依法|做好|"
    "[^，。；、]{0,3}(?:制定|组织|建立|编制|落实|加强|加大|加快|推进|完善|开展|指导|督促|协调|安排|"
    "审批|核准|备案))"
)
_LED_BY = re.compile("^(?:由|以)")
_ROLE_NOTE = re.compile(
    "[（(【](?P<who>[^（）()【】]{2,200}?(?:牵头|负责|配合|落实|分工)[^（）()【】]{0,12})[）)】]|"
    "(?P<label>牵头|责任|主办|配合|协办)(?:单位|部门)[：:]\\s*(?P<list>[^。；）)\\n]{2,160})"
)
# 无 and remarks stand in the cells of departments too; a body ends in one of these.
_BODY = re.compile(
    "(?:厅|局|委|办|部|院|会|府|中心|所|站|队|处|署|馆|校|社|公司|银行|机关|部门)(?:[（(].*[）)])?$"
)
_ROLE_OF_LABEL = {
    "牵头": Role.LEAD,
    "主办": Role.LEAD,
    "责任": Role.RESPONSIBLE,
    "配合": Role.SUPPORT,
    "协办": Role.SUPPORT,
}


def extract_duties(document: Document, table: DepartmentTable) -> list[Duty]:
    """Return every duty a document gives to a named body, in reading order.

    In a catalogue it is a department's duty to handle the matters that name it.
    """
    if document.metadata.columns:
        return list(_from_catalog(document, table)) if document.metadata.searchable else []
    duties: list[Duty] = []
    for provision in document.provisions:
        if provision.kind is ProvisionKind.PARAGRAPH:
            duties.extend(_from_provision(document, provision, table))
    return duties


def _from_catalog(document: Document, table: DepartmentTable) -> Iterator[Duty]:
    roles = {
        ColumnRole.DEPARTMENT.value: Role.RESPONSIBLE,
        ColumnRole.CO_DEPARTMENT.value: Role.SUPPORT,
    }
    for cell in document.provisions:
        role = roles.get(document.metadata.columns.get(cell.topic, ""))
        if cell.kind is not ProvisionKind.CELL or role is None:
            continue
        start = cell.start + len(cell.topic) + 1
        for name in re.split("[；、，,;]", document.text[start : cell.end]):
            if _BODY.search(name := name.strip()):
                department = table.resolve(name)
                task = f"办理“{cell.path[-1]}”"
                yield Duty(name, department, role, task, (), document, cell, cell.start, cell.end)


def duties_of(department: Department, duties: list[Duty]) -> list[Duty]:
    """Those of a department: led first, then responsible, shared, supporting."""
    order = list(Role)
    mine = [d for d in duties if d.department and d.department.key == department.key]
    return sorted(mine, key=lambda d: order.index(d.role))


def _from_provision(
    document: Document, provision: Provision, table: DepartmentTable
) -> Iterator[Duty]:
    text = document.text
    start = provision.start + (len(provision.topic) + 1 if provision.topic else 0)
    for left, right in sentence_spans(text, start, provision.end):
        for clause_start, clause_end in clause_spans(text, left, right):
            clause = text[clause_start:clause_end]
            for actor, role, task, partners in _from_clause(clause, table):
                yield Duty(
                    actor.name,
                    actor.department,
                    role,
                    task,
                    partners,
                    document,
                    provision,
                    clause_start,
                    clause_end,
                )
        for match in _ROLE_NOTE.finditer(text, left, right):
            yield from _from_note(match, document, provision, left, table)


def _from_clause(
    clause: str, table: DepartmentTable
) -> Iterator[tuple[Actor, Role, str, tuple[str, ...]]]:
    actors = find_actors(clause, table)
    if not actors:
        return
    if office := _OFFICE.search(clause):
        yield from _from_office(office, actors)
    for group in _groups(clause, actors):
        first, last = group[0], group[-1]
        rest = clause[last.end :]
        before = clause[: first.start]
        task = _task(rest)
        names = tuple(a.name for a in group)
        if re.match("等?(?:有关|相关)?(?:部门|单位)?为[^，。；]{0,8}成员", rest):
            for actor in group:
                yield (
                    actor,
                    Role.MEMBER,
                    clause.strip("，。；"),
                    tuple(n for n in names if n != actor.name),
                )
            continue
        if re.search("设在$", before) or before.endswith(
            ("会同", "配合", "提请", "商", "报", "经", "向", "与", "和", "对")
        ):
            continue  # named as an object here, not as the one who acts
        if not _acts(before) or not _DUTY_VERB.match(rest):
            continue
        role, partners = _role(before, rest, table)
        for actor in group:
            others = tuple(n for n in names if n != actor.name)
            yield actor, role, task, (*others, *(p.name for p in partners))
        for partner in partners:
            yield partner, Role.TOGETHER, task, names


# 领导小组下设办公室，办公室设在某厅，负责…: the office acts, and the host carries its work.
_OFFICE = re.compile(
    "(?P<body>[\u4e00-\u9fff]{0,20}(?:领导小组|指挥部|联席会议|委员会))[^。；]{0,12}办公室[^。；]{0,6}设在(?P<host>[^，。；]{2,30})，(?:具体|主要)?(?P<task>(?:负责|承担)[^。；]+)"
)


def _from_office(
    match: re.Match[str], actors: list[Actor]
) -> Iterator[tuple[Actor, Role, str, tuple[str, ...]]]:
    task = match["task"].strip("，。； ")
    office = Actor(f"{match['body']}办公室", match.start("body"), match.end("body"), None)
    yield office, Role.RESPONSIBLE, task, ()
    for actor in actors:
        if match.start("host") <= actor.start < match.end("host"):
            yield actor, Role.RESPONSIBLE, f"承担{office.name}工作，{task}", ()


def _groups(clause: str, actors: list[Actor]) -> list[list[Actor]]:
    """Actors joined by 、和与及 act together."""
    groups: list[list[Actor]] = []
    for actor in actors:
        joint = clause[groups[-1][-1].end : actor.start] if groups else None
        if (
            joint is not None
            and re.fullmatch("[、和与及]|以及|，", joint)
            and not (joint == "，" and len(groups[-1]) < 2)
        ):
            groups[-1].append(actor)
        else:
            groups.append([actor])
    return groups


def _acts(before: str) -> bool:
    """Whether a body stands where a subject stands: at a border, after 由, or after an adverbial."""
    return not before or bool(re.search("(?:[，：:。；]|^由|由|^各|^请|[”）])$", before))


def _role(before: str, rest: str, table: DepartmentTable) -> tuple[Role, list[Actor]]:
    partners: list[Actor] = []
    if together := re.match("[^。；]{0,12}?(?:会同|联合|商|与)(?P<who>[^。；]{2,80})", rest):
        offset = together.start("who")
        partners = _leading_actors(rest[offset:], table)
    if re.match("[^，。；]{0,4}(?:负责)?牵头", rest) or (before.endswith("由") and partners):
        return Role.LEAD, partners
    if partners:
        return Role.RESPONSIBLE, partners
    if re.match("[^，。；]{0,4}(?:积极)?(?:配合|协助|协同)", rest):
        return Role.SUPPORT, []
    return Role.RESPONSIBLE, []


def _leading_actors(text: str, table: DepartmentTable) -> list[Actor]:
    actors = find_actors(text, table)
    leading: list[Actor] = []
    position = 0
    for actor in actors:
        if leading and not re.fullmatch("[、和与及，]{0,2}等?", text[position : actor.start]):
            break
        if not leading and actor.start > 1:
            break
        leading.append(actor)
        position = actor.end
    return leading


def _from_note(
    match: re.Match[str],
    document: Document,
    provision: Provision,
    start: int,
    table: DepartmentTable,
) -> Iterator[Duty]:
    """Duties of a note such as （省税务局牵头，省财政厅配合） or 责任单位：… after the task."""
    task = document.text[start : match.start()].strip("，。；：:（([【 \n\u3000")
    if len(task) < 4:
        task = provision.path[-1] if provision.path else ""
    parts = re.split("[，；;,]", match["who"] or match["list"])
    role = _ROLE_OF_LABEL.get(match["label"] or "", Role.RESPONSIBLE)
    roles = []
    for part in reversed(
        parts
    ):  # "省财政厅，省税务局负责": the role word closes the names before it
        role = _stated_role(part) or role
        roles.append(role)
    for part, role in zip(parts, reversed(roles), strict=True):
        actors = find_actors(part, table)
        for actor in actors:
            partners = tuple(a.name for a in actors if a.name != actor.name)
            yield Duty(
                actor.name,
                actor.department,
                role,
                task,
                partners,
                document,
                provision,
                start,
                match.end(),
            )


def _stated_role(part: str) -> Role | None:
    for word, role in (("牵头", Role.LEAD), ("配合", Role.SUPPORT), ("负责", Role.RESPONSIBLE)):
        if word in part:
            return role
    return None


def _task(rest: str) -> str:
    return re.sub("^等?(?:有关|相关)?(?:部门|单位)?(?:要|应当?|须|必须)?", "", rest).strip(
        "，。；：: "
    )
