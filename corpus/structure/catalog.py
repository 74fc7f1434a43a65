"""A catalogue as records: one row becomes its name and one line a filled cell, ``标签：值``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.document import Provision, ProvisionKind
from corpus.language.column_headers import ColumnRole
from corpus.loaders.base import Extracted, Table
from corpus.loaders.json_rows import one_line
from corpus.structure.column_mapping import apply_mapping, check_sources
from corpus.structure.columns import Column, guess_columns, with_name

_KINDS = {"xlsx", "xls", "csv", "json"}
_FEWEST_COLUMNS = 3  # two columns are as often a list of terms as a catalogue
_LOOKED_AT = 1000  # rows in which a name column is looked for
_CAPTION = 40  # characters; a longer line above a table is a note
_STAND_IN = 60  # characters of a cell that may stand in for a missing name
_IN_PATH = 200  # characters of a name in the path of its cells
_DROPPED = {"/", "\\", "-", "--", "—", "——", "－", "／", "null", "none", "nan", "n/a"}


@dataclass(frozen=True, slots=True)
class CatalogText:
    """The text that is stored, its provisions in order, and the roles of the columns by label."""

    text: str
    provisions: tuple[Provision, ...]
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Records:
    """A table as records. ``columns`` pairs each kept column with its place in the rows."""

    table: Table
    caption: str
    columns: tuple[tuple[int, Column], ...]


def lay_out(extracted: Extracted, mapping: dict[str, Any] | None) -> CatalogText | None:
    """Return the records of a table file, or None where it is no catalogue: no table with a header,
    a name column and three columns (two with a ``mapping``, which declares it one).

    ``mapping`` is an administrator's ``columns`` (see ``apply_mapping``). Lines between the rows
    stay as paragraphs; tables that are no catalogue stay as table rows.

    Raises:
        MetadataError: the mapping names a column or role that is not there.
    """
    if extracted.kind not in _KINDS:
        return None
    guessed = {
        place: guess_columns(table.header, table.rows)
        for place, table in enumerate(extracted.tables)
        if len(table.header) > 1 and table.rows
    }
    if mapping:
        unique = {column.source: column for columns in guessed.values() for column in columns}
        check_sources(list(unique.values()), mapping)
    records = {}
    for place, columns in guessed.items():
        table = extracted.tables[place]
        found = _records(table, _caption(extracted, place), columns, mapping or {})
        if found:
            records[place] = found
    if not records:
        return None
    writer = _Writer()
    for line in _lines(extracted):
        if isinstance(line, str):
            writer.paragraph(line)
            continue
        place, row = line
        if place in records:
            writer.record(records[place], row)
        else:
            writer.row(extracted, place, row)
    labels: dict[str, str] = {}
    for found in records.values():
        for _, column in found.columns:
            if column.label:
                labels.setdefault(column.label, column.role.value)
    return CatalogText(writer.text(), tuple(writer.provisions), labels)


def _records(
    table: Table, caption: str, columns: list[Column], mapping: dict[str, Any]
) -> _Records | None:
    """The table with its columns labelled; None where it isn't a catalogue."""
    there = {column.source for column in columns}
    own = {key: value for key, value in mapping.items() if str(key).strip() in there}
    if len(columns) < _FEWEST_COLUMNS and not own:
        return None
    places = {column.source: place for place, column in enumerate(columns)}
    kept = apply_mapping(columns, own)
    order = [places[column.source] for column in kept]
    named = with_name(kept, [[row[place] for place in order] for row in table.rows[:_LOOKED_AT]])
    has_name = any(column.role is ColumnRole.NAME for column in named)
    if not kept or not (has_name or own):
        return None
    return _Records(table, caption, tuple(zip(order, named, strict=True)))


class _Writer:
    """Collects the lines of the text and the provisions over them."""

    def __init__(self) -> None:
        self.provisions: list[Provision] = []
        self._lines: list[str] = []
        self._length = 0
        self._paragraphs = 0
        self._in_record = False

    def text(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)

    def paragraph(self, line: str) -> None:
        """A line outside the records."""
        self._begin(record=False)
        self._paragraphs += 1
        self._add(line, ProvisionKind.PARAGRAPH, (), self._paragraphs)

    def row(self, extracted: Extracted, place: int, row: int) -> None:
        """A row of a table that is no catalogue, as the loader wrote it."""
        self._begin(record=False)
        table = extracted.tables[place]
        start, end = table.spans[row]
        path = (table.caption,) if table.caption else ()
        self._add(one_line(extracted.text[start:end]), ProvisionKind.ROW, path, row + 1)

    def record(self, records: _Records, row: int) -> None:
        """The name of a row, then a line a filled cell."""
        values = records.table.rows[row]
        filled = [
            (column, value)
            for place, column in records.columns
            if (value := _value(values[place], column.label))
        ]
        if not filled:
            return
        names = [value for column, value in filled if column.role is ColumnRole.NAME]
        name = names[0] if names else _stand_in(filled, row)
        sections = records.table.sections
        above = tuple(filter(None, (records.caption, sections[row] if sections else "")))
        short = name if len(name) <= _IN_PATH else f"{name[: _IN_PATH - 1]}…"
        path = (*above, short)
        self._begin(record=True)
        self._add(name, ProvisionKind.HEADING, path, row + 1)
        for column, value in filled:
            if column.role is not ColumnRole.NAME:
                line = f"{column.label}：{value}" if column.label else value
                self._add(line, ProvisionKind.CELL, path, row + 1, column.label)

    def _begin(self, *, record: bool) -> None:
        """A blank line around records."""
        if self._lines and (record or self._in_record):
            self._lines.append("")
            self._length += 1
        self._in_record = record

    def _add(
        self, line: str, kind: ProvisionKind, path: tuple[str, ...], paragraph: int, topic: str = ""
    ) -> None:
        start, end = self._length, self._length + len(line)
        self.provisions.append(Provision(kind, start, end, path, paragraph, topic))
        self._lines.append(line)
        self._length = end + 1


def _lines(extracted: Extracted) -> list[str | tuple[int, int]]:
    """The filled lines of the file in order: words, or (table, row)."""
    rows = {
        start: (place, row)
        for place, table in enumerate(extracted.tables)
        for row, (start, _) in enumerate(table.spans)
    }
    ends = {start: end for table in extracted.tables for start, end in table.spans}
    found: list[str | tuple[int, int]] = []
    start = inside = 0
    for line in extracted.text.split("\n"):
        if start in rows:
            found.append(rows[start])
            inside = ends[start]  # the text of a card's cell has lines of its own
        elif start < inside:
            pass
        elif words := one_line(line):
            found.append(words)
        start += len(line) + 1
    return found


def _caption(extracted: Extracted, place: int) -> str:
    """The table's own caption; where it is only ``Sheet1``, the title above the rows."""
    caption = one_line(extracted.tables[place].caption)
    if _is_title(caption) and not caption.lower().startswith(("sheet", "工作表")):
        return caption
    begin = extracted.tables[place - 1].spans[-1][1] if place else 0
    above = extracted.text[begin : extracted.tables[place].spans[0][0]].split("\n")
    return next((title for line in above if _is_title(title := one_line(line))), "")


def _is_title(line: str) -> bool:
    """Whether a line names a table: no note (``填报单位：…``), no sentence."""
    return 0 < len(line) <= _CAPTION and "：" not in line


def _value(text: str, label: str) -> str:
    """A cell on one line; marks for nothing are dropped (``无`` is an answer and stays), and so is
    the label where the value repeats it (``办理地点：…``)."""
    value = one_line(text)
    for colon in "：:" if label else "":
        value = value.removeprefix(label + colon).lstrip()
    return "" if value.lower() in _DROPPED else value


def _stand_in(filled: Sequence[tuple[Column, str]], row: int) -> str:
    """What a row without a name is called: its first filled cell, or its number."""
    value = filled[0][1]
    return value if len(value) <= _STAND_IN else f"第{row + 1}行"
