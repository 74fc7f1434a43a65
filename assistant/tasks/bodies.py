"""The same body under its other names: 生态环境局 is 市环保局, and never 县环保局 where the city's is asked."""

import re
from functools import lru_cache

from corpus.facts.duties.actors import department_of
from corpus.language.departments import department_table
from corpus.language.places import place_table

_STATE, _PROVINCE, _CITY, _COUNTY, _TOWN = "国家", "省", "市", "县", "乡"
_FRONT = re.compile(
    "(?P<s>国家|国务院|中国)|(?P<p>省|自治区)|(?P<m>市|州|盟)|(?P<c>县|区|旗)|(?P<t>乡|镇|街道)"
)
_LEVELS = {"s": _STATE, "p": _PROVINCE, "m": _CITY, "c": _COUNTY, "t": _TOWN}
_SEVERAL = re.compile("各级|各地|当地|属地|地方|有关|各|、")
_PLACE_END = re.compile("[省市州盟县区旗乡镇]$")


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """The key of the department that a name stands for, the name itself where the table knows none."""
    department = department_of(name, department_table())
    return department.key if department else name


@lru_cache(maxsize=8192)
def level_of(name: str) -> str:
    """国家, 省, 市, 县 or 乡; "" where the name tells none, or names several levels."""
    if _SEVERAL.match(name):
        return ""
    if front := _FRONT.match(name):
        if re.match("[省市县区、]{2,}", name):
            return ""
        return _LEVELS[str(front.lastgroup)]
    places = [p for p in place_table().find(name) if p.start == 0]
    if places and (end := _PLACE_END.search(name[: max(p.end for p in places)])):
        return _level_of_place(end[0])
    if name.endswith("厅"):
        return _PROVINCE
    return _STATE if re.search("(?:部|总局|总署|委员会办公厅)$", name) and len(name) <= 8 else ""


def _level_of_place(end: str) -> str:
    front = _FRONT.match(end)
    return _LEVELS[str(front.lastgroup)] if front else ""


def same_body(asked: str, name: str) -> bool:
    """Whether ``name``, as a document writes it, is the body that ``asked`` stands for.

    Of a level that is asked for, only that one counts, and names that tell none.
    """
    key = key_of(asked)
    if key_of(name) != key and not (key == asked and asked in name):
        return False
    wanted, found = level_of(asked), level_of(name)
    return not wanted or not found or wanted == found
