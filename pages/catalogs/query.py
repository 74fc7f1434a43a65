"""What a visitor asks of the page 查目录, as it stands in the address; nothing in it is trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.catalogs.table import CatalogTable
from pages.tables.query import address, page_number

_LONGEST = 100  # characters of what is searched for
FILTER = "f."  # before the label of a column, in the address and in the form


@dataclass(frozen=True, slots=True)
class CatalogQuery:
    """``catalog`` is a document's id, "" for the list of catalogues; ``chosen`` are values by label."""

    catalog: str = ""
    words: str = ""
    column: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    page: int = 1

    def changed(self, values: Mapping[str, str]) -> "CatalogQuery":
        """With what ``values`` ask for anew; whatever changes begins at its first page."""
        query = replace(self, page=page_number(values))
        asked = values.get("c", self.catalog)
        asked = asked[:64] if asked.isalnum() else ""
        if asked != self.catalog:
            query = CatalogQuery(asked, page=query.page)
        if "q" in values:
            query = replace(query, words=values["q"].strip()[:_LONGEST])
        if "col" in values:
            query = replace(query, column=values["col"])
        filters = {k[len(FILTER) :]: v for k, v in values.items() if k.startswith(FILTER)}
        chosen = {label: value for label, value in {**query.chosen, **filters}.items() if value}
        query = replace(query, chosen=chosen)
        return query

    def fitting(self, table: CatalogTable) -> "CatalogQuery":
        """Without columns and values that the catalogue doesn't have."""
        known = {facet.label: dict(facet.values) for facet in table.facets}
        chosen = {label: v for label, v in self.chosen.items() if v in known.get(label, ())}
        column = self.column if self.column in table.labels else ""
        return replace(self, column=column, chosen=chosen)

    def address(self) -> str:
        """The query as it follows the path, "?" included; "" for the empty one."""
        values = {
            "c": self.catalog,
            "q": self.words,
            "col": self.column,
            **{FILTER + label: value for label, value in self.chosen.items()},
        }
        return address(values, self.page)
