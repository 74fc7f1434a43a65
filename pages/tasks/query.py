"""What a visitor asks of the page 任务台账, as it stands in the address; nothing in it is trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.tasks.register import DueIn, Gap, Wanted, plain_name
from pages.tables.query import address, page_number

_LONGEST = 60  # characters of a name
_MATRIX = "matrix"
TARGETS = "targets"
_ROLES = ("牵头", "配合")
DUES = {due.name.lower(): due for due in DueIn}
GAPS = {gap.name.lower(): gap for gap in Gap}


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """``due`` is a key of ``DUES``, ``only`` one of ``GAPS`` or ``TARGETS``; "" asks for none."""

    department: str = ""
    document_id: str = ""
    due: str = ""
    only: str = ""
    role: str = ""
    matrix: bool = False
    page: int = 1

    def changed(self, values: Mapping[str, str]) -> "TaskQuery":
        """With what ``values`` ask for anew; whatever else is asked begins at its first page."""
        query = replace(self, page=page_number(values))
        if "d" in values:
            query = replace(query, department=plain_name(values["d"])[:_LONGEST], role="")
        if "doc" in values:
            known = values["doc"] if values["doc"].isalnum() else ""
            query = replace(query, document_id=known[:64])
        if "due" in values:
            query = replace(query, due=values["due"] if values["due"] in DUES else "")
        if "only" in values:
            known = values["only"]
            query = replace(query, only=known if known in (*GAPS, TARGETS) else "")
        if "role" in values:
            query = replace(query, role=values["role"] if values["role"] in _ROLES else "")
        if "view" in values:
            query = replace(query, matrix=values["view"] == _MATRIX)
        return query

    @property
    def wanted(self) -> Wanted:
        """What it asks of the register."""
        return Wanted(
            department=self.department,
            document_id=self.document_id,
            due=DUES.get(self.due),
            gap=GAPS.get(self.only),
            role=self.role,
            targets=self.only == TARGETS,
        )

    def address(self) -> str:
        """The query as it follows the path, "?" included; "" for the empty one."""
        values = {
            "d": self.department,
            "doc": self.document_id,
            "due": self.due,
            "only": self.only,
            "role": self.role,
            "view": _MATRIX if self.matrix else "",
        }
        return address(values, self.page)
