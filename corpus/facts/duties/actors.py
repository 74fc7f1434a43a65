"""Who acts in a clause: departments and the other bodies that official documents give work to."""

import re
from dataclasses import dataclass

from corpus.language.departments import Department, DepartmentTable

_BODIES = re.compile(
    "(?:省|市|县|区)(?:人民)?政府[\u4e00-\u9fff]{2,8}?(?:办公[厅室]|督查室|研究室|办(?!理|法|公)|局(?!面)|委(?!托))|"
    "(?:区县|县区|市县|县市|市县区|县级|市级|省级|地方|当地|属地|县级以上|地方各级|乡镇)(?:人民)?政府|"
    "(?:省|市|县)?(?:[\u4e00-\u9fff]{2,24}?)?(?:领导小组|指挥部|联席会议)(?:办公室)?|各级人民政府|各级政府|省政府|"
    "省人民政府|市政府|各省辖市人民政府|各有关部门|有关部门|省直有关部门|各省辖市、县（市）|省辖市和县（市）|"
    "各省辖市|县（市）|各县（市、区）|各地区?|全省重点企业|重点企业|企业|行业协会|中介机构|金融机构|各级、各部门|各部门"
)
# Words that the pattern of a long name may swallow before it.
_NOT_NAME = re.compile("成立|设立|组建|调整|以下简称|提请|报|由|经")
# What the name of a body ends in; strict leaves out the ends that common words share.
_STRICT_END = (
    "厅|局|委|办|署|政府|法院|检察院|银行|中心|管委会|委员会|办公室|指挥部|领导小组|机关|部门|"
    "分行|支行|海关|工会|妇联|联合会|公司|集团|中心支行|营业管理部|调查总?队"
)
_END = (
    f"{_STRICT_END}|部|院|会|府|所|站|队|处|馆|校|社|联|团|协会|商会|机构|单位|企业|医院|街道|"
    "乡镇|镇|乡|园区|开发区|新区|示范区|省|市|州|县|区|盟|旗|地|组|科|股|室|系统|平台|社区"
)
_BODY = re.compile(f"(?:{_END})(?:[（(〔][^（()）〔〕]{{1,20}}[）)〕])?$")
_STRICT_BODY = re.compile(f"(?:{_STRICT_END})$")
# 各市、县（区）: all the places under one, named level by level.
REGIONS = (
    "(?:(?:各|所在)?[区县市][（(](?:开发区|新区|功能区|管委会|[市县区旗州、])+[）)]|各(?:省辖市|设区市|地级以上市|市州|市县区|县市区|区市县|县区|区县|市县|县市|市|州|地|县|区|盟)"
    "(?:[（(〔](?:自治|[市县区旗州、])+[）)〕])?"
    "(?:、(?:自治)?(?:县市区|市县|县区|州|市|县|区|旗|盟)(?:[（(〔](?:自治|[市县区旗州、])+[）)〕])?)*)"
)
# 各县（市、区）人民政府: brackets inside the name.
_SPACED = re.compile("[（(〔][^（()）〔〕]{1,12}[）)〕]")
_NO_NAME = re.compile("[，。；：:！？“”《》0-9]|负责|牵头|配合|落实|的|各项|按照|根据|通过")
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Actor:
    """A body named in a text at ``start``..``end``; ``department`` where the table knows it."""

    name: str
    start: int
    end: int
    department: Department | None


def find_actors(text: str, table: DepartmentTable) -> list[Actor]:
    """Return departments and other bodies named in ``text``, in order."""
    actors = [Actor(m.name, m.start, m.end, m.department) for m in table.find(text)]
    for match in _BODIES.finditer(text):
        opening = _NOT_NAME.match(match[0])
        handed = match[0].rfind("由") + 1  # 考核结果由联席会议反馈
        start = match.start() + max(opening.end() if opening else 0, handed)
        if not any(a.start < match.end() and start < a.end for a in actors):
            actors.append(Actor(text[start : match.end()], start, match.end(), None))
    return sorted(actors, key=lambda a: a.start)


def body_named(
    text: str, start: int, end: int, table: DepartmentTable, *, strict: bool = False
) -> Actor | None:
    """The body that the whole of ``text[start:end]`` names, None where it is something else.

    A list in a note is made of names, so a body need not be known to the table; ``strict`` asks
    for an end that hardly anything but a body has.
    """
    name = text[start:end]
    if not 2 <= len(name) <= _LONGEST or _NO_NAME.search(name):
        return None
    plain = _SPACED.sub("", name)
    department = department_of(name, table)
    ends = (_STRICT_BODY if strict else _BODY).search(plain)
    if not ends and (strict or department is None):
        return None
    return Actor(name, start, end, department)


def department_of(name: str, table: DepartmentTable) -> Department | None:
    """The department that a full name stands for, with its place and branch (人行南昌中心支行)."""
    if department := table.resolve(name):
        return department
    keys = {mention.department.key for mention in table.find(name)}
    return table.departments[keys.pop()] if len(keys) == 1 else None
