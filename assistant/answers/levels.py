"""What each level of government has to do: 省、市、县各要做什么 → the statements on each, side by side."""

import re
from dataclasses import dataclass
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.meant import is_plain, meant
from assistant.answers.mentions import fitting, line, rest
from assistant.blocks import Lead, Listing
from assistant.evidence.asked import Asked
from assistant.mentions.gathered import Said
from corpus.document import Document
from corpus.structure.statements import statements_of

_SURELY = 0.83  # above the duties of a department
_ASKED = re.compile("省(?!辖|直)里?|市里?|县里?|区里?|国家|中央|乡镇|街道|各级")
_EACH = re.compile("各|分别|分工|每一?级|各级")
_DOES = re.compile("做|干|管|职责|任务|责任|负责|分工|承担|要求")
# Who of a level acts, at the head of a phrase or behind 由.
_ACTORS = {
    "国家": "(?:国家|中央|国务院)(?:有关部门|各部门)?",
    "省": "(?<!全)省(?:级|直|人民政府|政府|有关部门|直有关部门|财政|领导小组(?:办公室)?|重点)?(?!辖|份)"
    "(?:[\u4e00-\u9fff]{2,12}?[厅局委办])?",
    "市": "(?:各?(?:省辖市|设区的?市|地级市|市州)|各?市(?:级|人民政府|政府|财政|、县)?(?!场|区内|值|容))",
    "县": "(?:各?(?:市、)?县(?:（市、区）|（市）|\\(市\\)|市区|级|区)?(?:人民政府|政府|财政)?)",
    "区": "(?:各区(?:人民政府|政府)?|区(?:级|政府))",
    "乡镇": "(?:各?(?:乡镇|镇街|街道)(?:人民政府|政府|办事处)?)",
    "各级": "各级(?:人民政府|政府|党委|各部门)?",
}
_ACTS = (
    "(?:(?:要|应当?|须|必须|可以?|负责|牵头|重点|会同|设立|安排|根据|按照|财政|、|和|各)[^，。；]*)"
)
_OF, _ROOM = 8, 420  # statements of a level, and characters of them


@dataclass(frozen=True, slots=True)
class Found:
    """What is said of each level that is asked for."""

    levels: dict[str, list[Said]]


class Levels:
    """Tells apart what province, city and county have to do."""

    name: ClassVar[str] = "levels"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the statements by level; at least two levels have to be asked for."""
        text = asked.question.text
        levels = [match[0].rstrip("里") for match in _ASKED.finditer(text)]
        wanted = [name for name in dict.fromkeys(levels) if name in _ACTORS]
        if len(wanted) < 2 or not (_EACH.search(text) and _DOES.search(text)):
            return None
        about = meant(asked)
        if about is None or not is_plain(asked) or asked.question.departments:
            return None
        found = {name: _said(about.document, name) for name in wanted}
        return Bid(_SURELY, Found(found), settles_scope=True) if any(found.values()) else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """Each level with its statements; one on which nothing is said is named."""
        levels: dict[str, list[Said]] = bid.found.levels
        draft = Draft(notices_at=1)
        told = [f"{name}{len(said)}项" for name, said in levels.items() if said]
        silent = [name for name, said in levels.items() if not said]
        without = f"，没有写{'、'.join(silent)}一级" if silent else ""
        draft.blocks.append(Lead((f"文件写明的任务：{'，'.join(told)}{without}。",)))
        for name, said in levels.items():
            if said:
                shown = fitting(said, _OF, _ROOM)
                lines = tuple(line(s, draft, headed=False) for s in shown)
                draft.blocks.append(Listing(lines, (f"{name}：",)))
                rest(len(said) - len(shown), draft)
        return draft


def _said(document: Document, level: str) -> list[Said]:
    """The statements in which a body of that level acts."""
    acts = re.compile(
        f"(?:^|[，；。、由和]|有条件的|全面|力争){_ACTORS[level]}[^，。；]{{0,6}}?{_ACTS}"
    )
    found = []
    for statement in statements_of(document):
        words = document.text[statement.start : statement.end]
        if acts.search(words):
            plain = " ".join(words.split()).strip("，,。；;：: ")
            found.append(Said(document, statement, plain, False))
    return found
