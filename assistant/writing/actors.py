"""The departments of a text, each in its role: 会同财政部门 is not 财政部门."""

import re
from dataclasses import dataclass

from assistant.writing.plain import BORDER
from corpus.language.departments import DepartmentTable, Mention

# The word before a department that says in which role it acts.
_ROLES = {
    "会同": "会同", "联合": "会同", "协同": "会同", "商": "会同", "共同": "会同",
    "配合": "配合", "协助": "配合",
    "报": "向", "向": "向", "送": "向", "报送": "向", "经": "经", "报经": "经",
}  # fmt: skip
_ROLE = re.compile(
    "会同|联合|协同|共同|配合|协助|报经|报送|(?<!申)报|向|经(?!济|信|营|费)|商(?=有关|省|市|同级)"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A department in a text, and how it acts there ("" as the one in charge)."""

    mention: Mention
    role: str


def actors_of(piece: str, table: DepartmentTable) -> tuple[Actor, ...]:
    """The departments of a plain text, each with its role."""
    found = []
    for mention in table.find(piece):
        roles = _ROLE.findall(BORDER.split(piece[: mention.start])[-1])
        found.append(Actor(mention, _ROLES.get(roles[-1], "") if roles else ""))
    return tuple(found)
