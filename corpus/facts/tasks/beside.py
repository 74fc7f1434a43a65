"""Who acts beside the one that leads: 会同省级有关部门加强…, 市财政局配合."""

import re

from corpus.facts.duties.actors import REGIONS, body_named
from corpus.language.departments import DepartmentTable

_WITH = re.compile("(?:会同|联合|商(?!务|业|品|贸|标|会|户)|协同)(?=[\u4e00-\u9fff])")
_JOINT = re.compile("、(?!区）|市）|旗）)|以及|[和与及]")
_LIST = re.compile("[^，。；：:]{2,80}")
_GENERAL = re.compile(
    "(?:各|全[省市县区]|[省市县区](?:级|直)?|国家)?(?:各|有关|相关|其他|涉及)+(?:地区|市县|职能|行业|"
    "成员)?(?:部门|单位|方面|地区|机构)(?:和(?:单位|地区|部门))?"
)
_LOCAL = re.compile("(?:街道|乡镇)(?:[（(](?:乡镇|街道|镇|办事处)[）)])?(?:办事处|政府|办)?")
_TAIL = re.compile("等(?:各|有关|相关|[省市县区]级|[省市县区]直)*(?:部门|单位|机构)?$")


def partners_behind(words: str, table: DepartmentTable) -> tuple[str, ...]:
    """The bodies behind the first 会同 or 联合 of ``words``; empty where there is none."""
    joined = _WITH.search(words)
    listed = _LIST.match(words, joined.end()) if joined else None
    return _leading(listed[0], table) if listed else ()


def _leading(words: str, table: DepartmentTable) -> tuple[str, ...]:
    """The bodies that ``words`` begin with, up to the verb behind the last of them."""
    found: list[str] = []
    left = 0
    if regions := re.match(f"{REGIONS}(?:人民政府|政府)?", words):
        found.append(regions[0])
        left = regions.end()
        joint = _JOINT.match(words, left)
        if joint is None:
            return tuple(found)
        left = joint.end()
    for joint in (*_JOINT.finditer(words, left), None):
        right = joint.start() if joint else len(words)
        if joint and joint.start() < left:
            continue
        name = words[left:right]
        if _whole(name, table):
            found.append(name)
        elif first := _beginning(name, table):
            return (*found, first)
        else:
            break
        left = joint.end() if joint else right
    return tuple(found)


def _whole(name: str, table: DepartmentTable) -> bool:
    return bool(
        _GENERAL.fullmatch(name)
        or _LOCAL.fullmatch(name)
        or body_named(name, 0, len(name), table, strict=True)
    )


def _beginning(name: str, table: DepartmentTable) -> str:
    """The longest body that ``name`` begins with, "" where it is none."""
    if general := _GENERAL.match(name):
        return general[0]
    if local := _LOCAL.match(name):
        return local[0]
    for end in range(min(len(name), 24), 1, -1):
        words = _TAIL.sub("", name[:end])
        if len(words) > 1 and body_named(words, 0, len(words), table, strict=True):
            return words
    return ""
