"""What a visitor asks of the page 查职责, as it stands in the address; nothing in it is trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.facts.duties.duty import Role
from pages.tables.query import address, page_number

_LONGEST = 60  # characters of a name
_MATRIX = "matrix"


@dataclass(frozen=True, slots=True)
class DutyQuery:
    """``department`` by any name, ``document_id``, or both; "" where it isn't asked for."""

    department: str = ""
    document_id: str = ""
    role: str = ""
    matrix: bool = False
    page: int = 1

    def changed(self, values: Mapping[str, str]) -> "DutyQuery":
        """With what ``values`` ask for anew; another subject begins at its first page."""
        query = replace(self, page=page_number(values))
        if "d" in values:
            query = replace(query, department=values["d"].strip()[:_LONGEST], role="", matrix=False)
        if "doc" in values:
            known = values["doc"] if values["doc"].isalnum() else ""
            query = replace(query, document_id=known[:64], role="", matrix=False)
        if "role" in values:
            query = replace(query, role=values["role"] if values["role"] in set(Role) else "")
        if "view" in values:
            query = replace(query, matrix=values["view"] == _MATRIX)
        return query

    def address(self) -> str:
        """The query as it follows the path, "?" included; "" for the empty one."""
        values = {
            "d": self.department,
            "doc": self.document_id,
            "role": self.role,
            "view": _MATRIX if self.matrix else "",
        }
        return address(values, self.page)
