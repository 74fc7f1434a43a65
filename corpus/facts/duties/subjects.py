"""The bodies that stand as subject in a clause of official prose, alone or as a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.facts.duties.actors import REGIONS, Actor, department_of, find_actors
from corpus.facts.duties.words import OBLIGES, ORDERS
from corpus.language.departments import DepartmentTable
from corpus.language.markers import marker_at
from corpus.language.places import place_table


@dataclass(frozen=True, slots=True)
class Subject:
    """Bodies that act together at ``start``..``end`` of a clause; ``handed``: behind 由."""

    actors: tuple[Actor, ...]
    start: int
    end: int
    handed: bool


# A subject begins a clause or a phrase of it.
_BORDER = "，：:。；;“‘”’！？!? \u3000\t\n"
# 向卫生部门、建设部门报告: bodies behind these are spoken to; they don't act.
_SPOKEN_TO = re.compile("[向对与和报经从按将把给]")
_LEVELS = "(?:[省市州区县](?:、?[市州区县])*(?:、乡镇?)?(?:[两三四]级)?|[市区县]级|[两三]级)"
_BEFORE_NAME = re.compile(
    f"(?:(?:各|全|本|我|所在|注册地)?{_LEVELS}|全国|全体|各级|各地|各有关|各相关|各|所有|有关|相关|上述|本|我|地方|地方各级|所在地|"
    "注册地|辖区内?|同级|属地|当地|基层)$"
)
# What a body the table does not know ends in; a short end asks for a longer name before it.
_LONG_END = (
    "单位|部门|机构|机关|政府(?!采购|购买)|党委|法院|检察院|银行|学校|院校|医院|公司|协会|商会|社区(?!卫生|居|服务|医|防)|中心|"
    "指挥部|领导小组|委员会|管委会|办公室|(?:街道|乡镇)(?!政府|办|党)|总队|支队|大队|联社|工会|妇联|团委|企业(?!家|协会|联)"
)
_PLACES = "(?:各(?:省|设区市|地级以上市|市州|地市|市|州|地区|地|区县|县|区|旗|盟|乡镇|镇|街道|单位|级|部门|有关方面))+"
_NAME = re.compile(
    f"{REGIONS}(?:人民政府|政府|党委)?|{_PLACES}"
    f"|[\u4e00-\u9fff]{{0,24}}(?:{_LONG_END})|[\u4e00-\u9fff]{{2,24}}(?:局|厅|委|办|站|所)"
)
_NAME_ENDS = (
    re.compile(f"(?:{_LONG_END}|[局厅委办站所])(?:（[^（），。]{{1,10}}）)?"),
    re.compile(_PLACES),
    re.compile(REGIONS),
)
_JOINT = re.compile("、(?!区）|市）|旗）)|(?<=[门关构府位局厅委院])[和与及]|以及")
# 省发改、科技、金融监管等部门: branches of government, one word each.
_BRANCHES = re.compile(
    "(?P<level>[省市县区各]{0,3}(?:（[市县区、]{1,4}）)?)(?P<list>"
    "(?:(?:(?![和与及])[\u4e00-\u9fff]){2,6}[、和与及])+(?:(?![和与及])[\u4e00-\u9fff]){2,6})"
    "等(?:各|有关|相关|职能|主管)*(?:部门|单位)"
)
_ONE_LEVEL = re.compile("[省市县区州旗镇乡]级?(?:、[省市县区州旗镇乡]级?)*")
_FIRST_LEVELS = re.compile("^(?:[省市县区州旗镇乡]级?、)+")
# Where such a name may begin, and how far a list of them may go.
_START = re.compile(
    "(?:^|(?<=[，：:。；“”）\\s]))(?P<handed>由)?(?:请|要求|强调|指出)?(?:有条件的|符合条件的)?|(?P<inner>由)|(?:要求|强调|指出)(?=各)"
)
_STOP = re.compile("[，。；：:“”！？\\s]")
_FARTHEST = 60
# 收到申请材料后，应当…; 在疫情防控期间暂停….
_WHEN = (
    "(?:(?:收到|接到|接报|受理|审[核查])[^，。；]{2,30}后，(?:[^，。；]{2,4}，)?)?"
    "(?:(?:按照?|依照|根据)[^，。；]{2,30}，)?"
)
_DURING = "(?:在[^，。；要应]{2,24}(?:期间|阶段|时期|[时中内]))?"
_ADVERBS = f"等?{_WHEN}(?:每[日周月季年]度?|都|均|也|还|一律|同时|则)?"
# A word that obliges makes whatever stands before it a subject; an order only what 由 or a level marks.
_OBLIGED = re.compile(f"{_ADVERBS}(?:{OBLIGES})")
_ORDERED = re.compile(f"等?{_DURING}(?:每[日周月季年]度?)?(?:{ORDERS}|根据|对照|按照|依据|结合)")
# A government needs no mark of its level: 浦东新区政府继续支持….
_RULES = re.compile("[\u4e00-\u9fff]{2}(?:政府|管委会)$")
_LEVEL = re.compile("各|省|市|县|区|国家|乡镇|街道")
# None of these stands in the name of a body: a verb or an adverbial was taken along.
_NO_NAME = re.compile(
    "^(?:加强|提高|完善|强化|支持|设立|建立|成立|优化)|[大格结布]局$|场所$|[从按向将把由的是被让使若凡如为到]|对(?!外)|在(?!京)|(?<!数)据|经(?!办|信|济|开|营|贸)|应(?!急|对)|要(?!素)|报(?!社)|"
    "有(?!关|限|色|线)|商(?=当|本|同)|通过|会同|会相关|等|配合|负责|牵头|协调|确保|强调|提醒|免[收除]|成立|包括|各项|这些|该项|任何|"
    "没有|需要|工作(?!领导|专班|小组|部门|组|局|机构|站)|情况|期间|以及|或|同时|并|其中|目前|必要|办(?=所|学)"
)
_BRANCH = re.compile(
    "(?:(?![和与及同向对])[\u4e00-\u9fff]){0,8}?(?:中心支行|分行|支行|营业管理部|营管部|监管分局|分局|调查总?队|特派办)"
)
_SPACED = re.compile("[（(〔][^（()）〔〕]*[）)〕]")
_SAYS = ("强调", "要求", "指出", "明确", "提出", "通知")


def find_subjects(clause: str, table: DepartmentTable) -> list[Subject]:
    """The subjects of a clause in order; whether a verb follows is for the reader of them."""
    if label := marker_at(clause, 0):  # behind （一） a clause begins as behind a space
        clause = " " * label.end + clause[label.end :]
    subjects = list(_unknown(clause, table))
    actors = [_with_branch(clause, actor) for actor in find_actors(clause, table)]
    for group in _groups(clause, actors):
        start, end = group[0].start, group[-1].end
        if any(s.start < end and start < s.end for s in subjects):
            continue
        if any(a.department is None and _NO_NAME.search(a.name) for a in group):
            continue
        whole = _whole_name(clause, group[0])
        before = clause[: whole.start]
        handed = before.endswith("由")
        if handed or _begins(before):
            subjects.append(Subject((whole, *group[1:]), whole.start, end, handed))
    return sorted(subjects, key=lambda s: s.start)


def _begins(before: str) -> bool:
    """Whether a subject may stand behind these words of its clause."""
    if not before or before[-1] in _BORDER or before.endswith(("请", *_SAYS)):
        return True
    # the last of a list whose first bodies are not known
    return before[-1] == "、" and not _SPOKEN_TO.search(re.split("[，。；：]", before)[-1])


def _unknown(clause: str, table: DepartmentTable) -> Iterator[Subject]:
    """Lists of bodies that the table need not know, each up to the verb behind it."""
    reached = 0
    for opening in _START.finditer(clause):
        start = opening.end()
        if start < reached:
            continue
        handed = bool(opening["handed"] or opening["inner"])
        marked = handed or bool(_LEVEL.match(clause, start))
        stop = _STOP.search(clause, start)
        farthest = min(stop.start() if stop else len(clause), start + _FARTHEST)
        found = (e.end() for ends in _NAME_ENDS for e in ends.finditer(clause, start, farthest))
        ends = sorted(set(found))
        obliged = [end for end in ends if _OBLIGED.match(clause, end)]
        ordered = [
            end
            for end in ends
            if (marked or _RULES.search(clause, start, end)) and _ORDERED.match(clause, end)
        ]
        for end in (*obliged, *ordered):
            actors = list(_items(clause[start:end], start, table))
            if branches := _branches(clause, start, end, table):
                actors = branches
            elif not all(_is_name(actor.name) for actor in actors):
                continue
            if actors:
                yield Subject(tuple(actors), start, end, handed)
                reached = end
                break


def _branches(clause: str, start: int, end: int, table: DepartmentTable) -> list[Actor]:
    """The bodies of a list of branches, most of which the table knows; the last has 等部门 in its
    name. None where the table finds them in the clause by itself."""
    found = _BRANCHES.fullmatch(clause, start, end)
    if found is None or re.search("部门|单位|会同|牵头|联合|负责|配合", found["list"]):
        return []
    edges = [m.start() for m in re.finditer("[、和与及]", found["list"])]
    first = found.start("list")
    lefts = [start, *(first + edge + 1 for edge in edges)]
    rights = [*(first + edge for edge in edges), end]
    plain = [first, *lefts[1:]]
    known = [
        table.resolve(clause[left:right])
        for left, right in zip(plain, [*rights[:-1], found.end("list")], strict=True)
    ]
    if any(
        re.search("[厅局委办署院]$", clause[left:right])
        for left, right in zip(plain, rights, strict=True)
    ):
        return []  # names in full, each a body by itself
    if 2 * sum(department is not None for department in known) < len(known):
        return []
    if len(list(table.find(clause[start:end]))) >= len(known):
        return []
    return [
        Actor(clause[left:right], left, right, department)
        for left, right, department in zip(lefts, rights, known, strict=True)
    ]


def _is_name(words: str) -> bool:
    if words[0] in "（(〔":
        return False
    plain = _FIRST_LEVELS.sub("", _SPACED.sub("", words))
    regions = re.fullmatch(f"{REGIONS}(?:人民政府|政府|党委)?", words)
    return bool(regions or (_NAME.fullmatch(plain) and not _NO_NAME.search(plain)))


def _items(names: str, start: int, table: DepartmentTable) -> Iterator[Actor]:
    """The bodies of a list; 各市、县（区）政府 is one."""
    left = 0
    if regions := re.match(f"{REGIONS}(?:人民政府|政府|党委)?(?=[、和与及]|$)", names):
        yield Actor(regions[0], start, start + regions.end(), None)
        left = regions.end() + 1
    for joint in (*_JOINT.finditer(names, left), None):
        right = joint.start() if joint else len(names)
        if joint and _ONE_LEVEL.fullmatch(names, left, right):
            continue  # 市、区住房城乡建设部门: the departments of both levels
        if name := names[left:right]:
            yield Actor(name, start + left, start + right, department_of(name, table))
        left = joint.end() if joint else right


def _groups(clause: str, actors: list[Actor]) -> list[list[Actor]]:
    """Actors joined by 、和与及 act together."""
    groups: list[list[Actor]] = []
    for actor in actors:
        joint = clause[groups[-1][-1].end : actor.start] if groups else None
        if (
            joint is not None
            and re.fullmatch("(?:[、和与及]|以及)(?:各|有关|相关|各有关|各相关)?|，", joint)
            and not (joint == "，" and len(groups[-1]) < 2)
        ):
            groups[-1].append(actor)
        else:
            groups.append([actor])
    return groups


def _with_branch(clause: str, actor: Actor) -> Actor:
    """The actor with the branch behind its name: 人民银行白水中心支行."""
    branch = _BRANCH.match(clause, actor.end)
    if not branch or _NO_NAME.search(branch[0]):
        return actor
    return Actor(clause[actor.start : branch.end()], actor.start, branch.end(), actor.department)


def _whole_name(clause: str, actor: Actor) -> Actor:
    """The actor with what belongs to its name before it: 各, a place (北京市财政局)."""
    start = actor.start
    if match := _BEFORE_NAME.search(clause[:start]):
        start = match.start()
    phrase = re.search("[\u4e00-\u9fff]{2,12}$", clause[:start])
    if phrase and start == actor.start:
        words = phrase[0].removeprefix("由")
        places = list(place_table().find(words))
        whole = bool(places) and places[-1].end == len(words)
        if whole and 0 in (places[0].start, *(place.start for place in places[-2:-1])):
            start -= len(words)
    return Actor(clause[start : actor.end], start, actor.end, actor.department)
