"""Who acts in a clause: departments and the other bodies that official documents give work to."""

import re
from dataclasses import dataclass

from corpus.departments import Department, DepartmentTable

_BODIES = re.compile(
    "(?:省|市|县)?(?:[\u4e00-\u9fff]{2,24}?)?(?:领导小组|指挥部|联席会议)(?:办公室)?|各级人民政府|各级政府|省政府|"
    "省人民政府|市政府|各省辖市人民政府|各有关部门|有关部门|省直有关部门|各省辖市、县（市）|省辖市和县（市）|"
    "各省辖市|县（市）|各县（市、区）|各地区?|全省重点企业|重点企业|企业|行业协会|中介机构|金融机构|各级、各部门|各部门"
)
# Words that the pattern of a long name may swallow before it.
_NOT_NAME = re.compile("成立|设立|组建|调整|以下简称|提请|报|由|经")


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
        start = match.start() + (opening.end() if opening else 0)
        if not any(a.start < match.end() and start < a.end for a in actors):
            actors.append(Actor(text[start : match.end()], start, match.end(), None))
    return sorted(actors, key=lambda a: a.start)
