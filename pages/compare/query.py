"""What a visitor asks of the page 新旧对照, as it stands in the address; nothing in it is trusted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pages.tables.query import address, page_number

_NAME = re.compile("[0-9a-z]{1,64}(?:@[0-9a-f]{12})?")


class Only(StrEnum):
    """What is shown; the value is what stands in the address."""

    IMPORTANT = ""
    CHANGED = "changed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class CompareQuery:
    """``old`` and ``new``: the id of a document, with ``@version`` for an earlier text of it; "" where
    none is chosen yet. ``of``: the document that is held against its basis instead, or ""."""

    old: str = ""
    new: str = ""
    of: str = ""
    only: Only = Only.IMPORTANT
    page: int = 1

    def changed(self, values: Mapping[str, str]) -> "CompareQuery":
        """With what ``values`` ask for anew; other documents begin at their first page."""
        query = replace(self, page=page_number(values))
        if "old" in values:
            query = replace(query, old=_known(values["old"]))
        if "new" in values:
            query = replace(query, new=_known(values["new"]))
        if "of" in values:
            query = replace(query, of=_known(values["of"]))
        elif values.keys() & {"old", "new"}:
            query = replace(query, of="")
        if "only" in values:
            named = values["only"]
            query = replace(query, only=Only(named) if named in set(Only) else Only.IMPORTANT)
        return query

    def address(self) -> str:
        """The query as it follows the path, "?" included; "" for the empty one."""
        if self.of:
            return address({"of": self.of}, 1)
        return address({"old": self.old, "new": self.new, "only": self.only.value}, self.page)


def _known(name: str) -> str:
    return name if _NAME.fullmatch(name) else ""
