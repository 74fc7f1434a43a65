"""Duties of clauses: a subject, the verb that lays a task on it, the task and the bodies beside."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.facts.duties.actors import Actor, find_actors
from corpus.facts.duties.conditions import condition_of
from corpus.facts.duties.duty import Duty, Role, duty_of
from corpus.facts.duties.reports import tells
from corpus.facts.duties.subjects import Subject, find_subjects
from corpus.facts.duties.words import OBLIGES, ORDERS
from corpus.language.departments import DepartmentTable
from corpus.language.markers import marker_at

_OTHERS = "(?:[^，。；、]{0,6}等(?:各|有关|相关)*(?:部门|单位|机构)?)?"
# By which light: 按照职责分工, 根据…， stands between a subject and its verb.
_ADVERBIAL = (
    "(?:(?:收到|接到|接报|受理|审[核查])[^，。；]{2,30}后，)?"
    "(?:(?:按照?|依照|根据|结合|对照|依据|围绕|针对|对于?|在|从|要?以|通过|为)[^，。；]{2,40}[，,])?"
    "(?:(?:按照?|依据|根据)(?:各自|有关|相关)?(?:职责|规定|要求|程序)(?:分工|权限|范围)?(?:要求)?[，,]?)?"
    "(?:分别|共同|将|拟)?(?:对[^，。；要应]{2,20}|在[^，。；要应]{2,16}|于[^，。；要应]{2,16}?[前内底日])?"
    "(?:每[日周月季年]度?|都|均|也|还|再|先行?|视情|据实|一律|切实|积极|主动|严格|认真|及时|全面|进一步|统一|具体|分别|共同|同时|则|原则上|一般)*"
)
_DUTY = re.compile(f"{_OTHERS}[，,：:]?{_ADVERBIAL}(?:{OBLIGES})")
# Verbs that are an order in official prose only, and that news tells as well.
_BARE = re.compile(f"{_OTHERS}[，,：:]?{_ADVERBIAL}(?:{ORDERS})")
# 由 hands a matter over by itself: 由公安机关处罚.
_HANDED = re.compile(f"{_OTHERS}(?![，。；、的])")
_MEMBER = re.compile("等?(?:有关|相关)?(?:部门|单位)?为[^，。；]{0,8}成员")
# What only says when, or which one is meant: 税务机关审批完成后，…; 单位应付的…
_SUBORDINATE = re.compile("(?:的|的话|后|时|之日起|的(?:基础上|前提下|情况下)|期间)$")
# 成员单位应包括…, 由…的领导任组长: no act; 某局发布《…》: the document tells of itself.
_NO_ACT = re.compile(
    "(?:发布|印发|下发|出台)(?:本)?《|(?:包括|为(?![^，。]{2,40}(?:提供|发放|办理|出具))|是|有(?!关|序|效|力))|[^，。]{0,12}的(?:领导|负责|主要|同志|人)|[^，。]{0,12}任副?(?:组长|主任)"
)
# Firms and associations are free to act unless a word obliges them.
_ASKED_OF = "协调|商请?|提请|报请|建议|责成|委托|督促|推动"
_FREE = re.compile("企业|金融机构|协会|中介机构|银行|公司")
_WITH = re.compile(
    "(?:[^。；]{0,12}?会同|[^。；，]{0,12}?(?:联合|商(?!务|业|品|贸)|配合|协助)|[^。；，]{0,2}与)(?P<who>[^。；]{2,80})"
)
_SHORT = 16  # a task of fewer characters behind 由 says nothing without its object

# A clause that goes on with the subject before it.
_CARRIED = re.compile(
    f"{OBLIGES}|(?:积极|切实|严格|及时|认真|主动|全面|进一步)?(?:做好|加强|加大|落实|建立|完善|组织|开展)"
)
_ITEM_WORD = re.compile("^(?:[一二三四五六七八九十]是|首先|其次|同时|另外|此外|并)?[，,：:]?")
_LONGEST_CLAUSE = 2000  # characters; what is longer is a table or a list without its marks
_LONGEST = 400  # characters between a subject and the end of what is carried on from it

# 领导小组下设办公室，办公室设在某厅，负责…: the office acts, and the host carries its work.
_OFFICE = re.compile(
    "(?P<body>[\u4e00-\u9fff]{0,20}(?:领导小组|指挥部|联席会议|委员会))[^。；]{0,12}办公室[^。；]{0,6}设在(?P<host>[^，。；]{2,30})，(?:具体|主要)?(?P<task>(?:负责|承担)[^。；]+)"
)


def from_clause(
    clause: str, start: int, stop: int, table: DepartmentTable, *, official: bool
) -> list[Duty]:
    """What a clause assigns; ``start`` is its offset.

    ``stop`` is where its own words end (a note may follow); ``official`` says whether a bare verb is
    an order.
    """
    words = clause[:stop]
    if len(words) > _LONGEST_CLAUSE:
        return []
    if words.endswith(("？", "?")) or re.search("(?:如下|以下)[：:]?$", words):
        return []
    given = list(_from_office(words, start, table)) if "办公室" in words else []
    # In a report a bare verb gives no task, yet it ends the task of the subject before it.
    subjects = [s for s in find_subjects(words, table) if _acts(words, s, official=True)]
    left = 0
    for n, subject in enumerate(subjects):
        end = len(words)
        if n + 1 < len(subjects):
            end = _phrase_start(words, subjects[n + 1])
            if end <= subject.end:  # the phrase before 由 is this subject's own
                end = words.rfind("，", 0, subjects[n + 1].start)
            end = max(end, subject.end)
        if official or _acts(words, subject, official=False):
            given += _assigned(words, subject, left, end, start, start + len(clause), table)
        left = end
    return given


def carried(previous: list[Duty], clause: str, stop: int, end: int) -> list[Duty]:
    """What a clause without a subject assigns to that of the clause before: 要…, 做好….

    ``previous`` are the duties of that clause. The words of both are kept as one span, so that
    the quote names the body.
    """
    words = _ITEM_WORD.sub("", clause[:stop])
    tasks = {p.task for p in previous}
    acting = [p for p in previous if p.role in (Role.RESPONSIBLE, Role.LEAD, Role.SUPPORT)]
    if len(tasks) != 1 or not acting or end - previous[0].start > _LONGEST:
        return []
    if not _CARRIED.match(words) or words.endswith(("？", "?")):
        return []
    task = _task(words)
    given = []
    for p in acting:
        others = tuple(a.name for a in acting if a.name != p.name)
        own = replace(p, role=Role.RESPONSIBLE, task=task, end=end, condition="", partners=others)
        given.append(own)
    return given


def _acts(clause: str, subject: Subject, official: bool) -> bool:
    """Whether a verb behind the subject gives it a task."""
    before, rest = clause[: subject.start], clause[subject.end :]
    # 甲协调由乙出具…: the first is charged with it, the second is asked
    if subject.handed and re.search(f"(?:{_ASKED_OF})由$", before):
        return False
    if re.search("设在$|(?:^|[，：:。；])(?:对|将|凡|按|经)[^，。；]*由$", before) or re.match(
        "的|等?[^，。；、]{0,4}(?:负责人|有关人员)", rest
    ):
        return False
    if _MEMBER.match(rest):
        return True
    if duty := _DUTY.match(rest):
        return not _relative(rest, duty.end()) and not _NO_ACT.match(rest, duty.end())
    if any(a.department is None and _FREE.search(a.name) for a in subject.actors):
        return False
    bare = _BARE.match(rest)
    if bare and re.match("[^，。；]{0,3}的", rest[bare.end() :]):  # 部门组织进口的物资
        return False
    if not bare and not (subject.handed and _HANDED.match(rest)):
        return False
    if _relative(rest, 0) or _NO_ACT.match(rest) or tells(before, rest):
        return False
    return official or subject.handed


def _relative(rest: str, start: int) -> bool:
    first = re.split("[，。；：]", rest[start:], maxsplit=1)[0]
    if start:  # 要在收到申请后，… and 要对逾期不改的，… are duties; 单位应付的，… is none
        return "，" in rest and first.endswith("的") and not first.startswith(("对", "将", "按"))
    return bool(_SUBORDINATE.search(first))


def _assigned(
    clause: str,
    subject: Subject,
    left: int,
    end: int,
    offset: int,
    clause_end: int,
    table: DepartmentTable,
) -> Iterator[Duty]:
    """The duties of one subject; ``left``..``end`` is its part of the clause."""
    rest = clause[subject.end : end]
    names = tuple(a.name for a in subject.actors)
    if _MEMBER.match(rest):
        whole = clause.strip("，。；")
        for actor in subject.actors:
            others = tuple(n for n in names if n != actor.name)
            yield duty_of(actor, Role.MEMBER, whole, offset, clause_end, others)
        return
    task = _task(rest)
    head = re.split("[。；！？]", clause[left : subject.start].removesuffix("由"))[-1]
    condition = condition_of(head, rest)
    if subject.handed and len(task) < _SHORT:
        label = marker_at(clause, left)
        task = _task(clause[label.end if label else left : end])
    if not task:
        return
    role, partners = _role(subject.handed, rest, table)
    for actor in subject.actors:
        others = tuple(n for n in names if n != actor.name)
        together = (*others, *(p.name for p in partners))
        yield duty_of(actor, role, task, offset, clause_end, together, condition)
    if role is not Role.SUPPORT:
        for partner in partners:
            yield duty_of(partner, Role.TOGETHER, task, offset, clause_end, names, condition)


def _from_office(clause: str, offset: int, table: DepartmentTable) -> Iterator[Duty]:
    match = _OFFICE.search(clause)
    if match is None:
        return
    end = offset + len(clause)
    task = match["task"].strip("，。； ")
    office = Actor(f"{match['body']}办公室", match.start("body"), match.end("body"), None)
    yield duty_of(office, Role.RESPONSIBLE, task, offset, end)
    for actor in find_actors(clause, table):
        if match.start("host") <= actor.start < match.end("host"):
            hosted = f"承担{office.name}工作，{task}"
            yield duty_of(actor, Role.RESPONSIBLE, hosted, offset, end)


def _role(handed: bool, rest: str, table: DepartmentTable) -> tuple[Role, list[Actor]]:
    """The part of the subject, and the bodies it acts with."""
    partners: list[Actor] = []
    if together := _WITH.match(rest):
        partners = _leading_actors(rest[together.start("who") :], table)
    if re.match("[^，。；]{0,4}(?:负责)?牵头", rest):
        return Role.LEAD, partners
    if re.match("[^，。；]{0,4}(?:积极|主动|做好|全力)*(?:配合|协助|协同)", rest):
        return Role.SUPPORT, partners
    return (Role.LEAD if handed and partners else Role.RESPONSIBLE), partners


def _leading_actors(text: str, table: DepartmentTable) -> list[Actor]:
    leading: list[Actor] = []
    position = 0
    for actor in find_actors(text, table):
        if leading and not re.fullmatch("[、和与及，]{0,2}等?", text[position : actor.start]):
            break
        if not leading and actor.start > 1:
            break
        leading.append(actor)
        position = actor.end
    return leading


def _phrase_start(clause: str, subject: Subject) -> int:
    """Where the phrase begins that a subject stands in: 所需经费由…."""
    before = clause[: subject.start]
    start = max(before.rfind(c) for c in "，。；：、") + 1
    if subject.handed and start >= len(before) - 1:  # …所需经费，由财政安排: its object is before
        start = max(before[: start - 1].rfind(c) for c in "，。；：") + 1
    return start


def _task(rest: str) -> str:
    """The words of a task, without what joins them to the subject."""
    words = re.sub("^等?(?:有关|相关)?(?:部门|单位)?[：:]?(?:要|应当?(?!急)|须|必须)?", "", rest)
    end = re.search("[。！？；](?![”’）)]*$)", words)
    words = words[: end.start()] if end else words
    for opening, closing in ("“”", "（）", "()"):
        if words.count(closing) > words.count(opening):
            words = words[: words.rindex(closing)]
    return words.strip("，。；：: \u3000")
