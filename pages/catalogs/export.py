"""The rows that were found as a workbook: every row with its words and their address."""

from collections.abc import Iterator, Sequence

from assistant.catalogs.table import CatalogTable, original_of
from assistant.library import Library
from corpus.document import Document
from corpus.language.column_headers import ColumnRole
from pages.catalogs import texts
from pages.tables.rows import address_of
from pages.tables.workbook import Sheet, workbook


def catalog_workbook(table: CatalogTable, numbers: Sequence[int], library: Library) -> bytes:
    """An xlsx file with every column of the catalogue."""
    roles = set(table.document.metadata.columns.values())
    quotes = {ColumnRole.NUMBER.value, ColumnRole.ORIGINAL.value} <= roles
    header = (texts.NUMBER, *table.labels, *texts.EXTRA_COLUMNS)
    header += texts.CLAUSE_COLUMNS if quotes else ()

    def rows() -> Iterator[tuple[str | int, ...]]:
        for number in numbers:
            row, cells = table.row(number), table.cells(number)
            start, end = row.heading.start, row.cells[-1].end
            values = (cells.get(label, "") for label in table.labels)
            own = table.document.text[start:end], address_of(table.document, start, end)
            clause: tuple[str, ...] = ()
            if quotes:
                found = original_of(row, library)
                clause = _clause(*found) if found else ("", "", "")
            yield number + 1, *values, *own, *clause

    return workbook([Sheet(texts.SHEET, header, rows())])


def _clause(document: Document, start: int, end: int) -> tuple[str, str, str]:
    provision = document.provision_at(start)
    section = provision.section if provision else ""
    where = f"《{document.title}》 {section}"
    return where, document.text[start:end], address_of(document, start, end)
