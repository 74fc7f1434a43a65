"""The tables of a document, and the rows of a catalogue, read as records."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.catalogs.rows import Row
from assistant.tables.records import Cell, Record, Table
from corpus.document import Document, Provision, ProvisionKind
from corpus.language.column_headers import ColumnRole

_LABEL = re.compile(r"(?:^|(?<=；))([^；：\n]{1,40})：")
_UNIT = re.compile(r"[（(]?(?:计量|金额)?单位[：:]\s*(?P<unit>[^\s（）()；。]{1,16})[）)]?$")
_LABELLED = 0.5  # share of the rows that begin with the same label below a header
_COMMON = 0.6  # share of the rows that have a label where their first cells have none
_CAPTION = re.compile("(?:表|清单|目录|名单|一览|书|卡|单)$")
_HEAD = 5  # provisions above the first row of a catalogue that may say what it is


def tables_of(document: Document) -> list[Table]:
    """The tables of a document that is no catalogue."""
    found = []
    provisions = document.provisions
    for first, end, path in _runs(document):
        rows = [p for p in provisions[first:end] if p.kind is ProvisionKind.ROW]
        texts = [document.text[p.start : p.end] for p in rows]
        sectioned = bool(rows) and rows[0].path != path
        unit, caption = _above(document, first - 1 if sectioned else first)
        context = " ".join([document.metadata.title, *path, caption])
        name = path[-1] if path else caption or document.title
        if _is_listed(texts):
            labels = _shared_labels(texts)
            records = tuple(
                Record(_cells(document, p, labels), " ".join(p.path[len(path) :])) for p in rows
            )
            found.append(Table(document, records, context, name, unit))
        else:
            record = Record(tuple(_of_card(document, provisions[first:end])), card=True)
            found.append(Table(document, (record,), context, name, unit, single=True))
    return found


def table_of_catalog(document: Document, rows: Sequence[Row], *, whole: bool) -> Table:
    """Rows of a catalogue as a table; ``whole``: all of them."""
    roles = document.metadata.columns
    name_label = next((c for c, role in roles.items() if role == ColumnRole.NAME.value), "")
    lines = [p for p in document.provisions[:_HEAD] if p.kind is ProvisionKind.PARAGRAPH]
    unit = next((found for p in lines if (found := _unit(document, p))), None)
    names = [document.text[p.start : p.end] for p in lines if not _unit(document, p)]
    paths = [name for row in rows[:1] for name in row.heading.path[:-1]]
    context = " ".join([document.metadata.title, document.source, *paths, *names])
    records = tuple(_of_row(row, name_label) for row in rows)
    caption = next(iter(paths), document.title)
    return Table(document, records, context, caption, unit, whole=whole)


def _of_row(row: Row, name_label: str) -> Record:
    heading = row.heading
    name = Cell(name_label, row.name, heading.start, heading.end, heading)
    cells = [Cell(c.topic, row.value(c), c.start, c.end, c) for c in row.cells]
    return Record((name, *cells), " ".join(heading.path[1:-1]))


def _runs(document: Document) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """First, end and headings of each run of rows; the texts of cells and the lines across the table
    between them belong to it."""
    provisions = document.provisions
    at = 0
    while at < len(provisions):
        if not _opens(provisions[at]):
            at += 1
            continue
        first, path = at, provisions[at].path
        base = path if provisions[at].kind is ProvisionKind.ROW else path[:-1]
        above = provisions[at - 1] if at else None
        line = document.text[above.start : above.end] if above else ""
        if base[-1:] == (line,) and not _CAPTION.search(line):
            base = base[:-1]  # a line across the table, or what it is called: no matter
        while at < len(provisions):
            provision = provisions[at]
            if provision.kind is ProvisionKind.ROW and provision.path[: len(base)] == base:
                at += 1
            elif _opens(provision) and provision.path[: len(base)] == base:
                at = _end_of_text(provisions, at)
            elif _is_section(document, at, base):
                at += 1
            else:
                break
        same = {p.path for p in provisions[first:at] if p.kind is ProvisionKind.ROW}
        yield first, at, path if same == {path} else base


def _opens(provision: Provision) -> bool:
    """Whether a row stands here, or the label of a cell that is a text of its own."""
    heading = provision.kind is ProvisionKind.HEADING and provision.paragraph > 0
    return heading or provision.kind is ProvisionKind.ROW


def _end_of_text(provisions: tuple[Provision, ...], at: int) -> int:
    path = provisions[at].path
    end = at + 1
    while end < len(provisions) and provisions[end].path[: len(path)] == path:
        end += 1
    return end


def _is_section(document: Document, at: int, base: tuple[str, ...]) -> bool:
    """A line across the table: a row right behind it stands below it, or below what is above it."""
    provisions = document.provisions
    if at + 1 >= len(provisions) or provisions[at].kind is not ProvisionKind.PARAGRAPH:
        return False
    line = document.text[provisions[at].start : provisions[at].end]
    after = provisions[at + 1]
    if not _opens(after):
        return False
    if after.path[: len(base)] == base and after.paragraph > 1:
        return True
    return after.path[-1:] == (line,) and after.path[:-1] == base and not _CAPTION.search(line)


def _is_listed(texts: Sequence[str]) -> bool:
    """Whether the rows are records below a header, or without any label; else they are a card."""
    firsts = [match[1] if (match := _LABEL.match(text)) else "" for text in texts]
    if not firsts:
        return False
    label, count = Counter(firsts).most_common(1)[0]
    if len(texts) == 1:
        return not label
    return count >= _LABELLED * len(firsts) if label else count > 1


def _shared_labels(texts: Sequence[str]) -> frozenset[str]:
    """The labels of the columns: where rows begin without one, only those that most rows have (课程：…
    inside a row is none)."""
    counts = Counter(label for text in texts for label in set(_LABEL.findall(text)))
    labelled = sum(bool(_LABEL.match(text)) for text in texts) >= _LABELLED * len(texts)
    least = 2 if labelled and len(texts) > 2 else _COMMON * len(texts)
    if labelled and len(texts) < 3:
        least = 1
    return frozenset(label for label, count in counts.items() if count >= least)


def _cells(document: Document, row: Provision, labels: frozenset[str] | None) -> tuple[Cell, ...]:
    """The cells of a row; ``labels`` are those of its table, None where every label is one."""
    text = document.text[row.start : row.end]
    starts = [
        match.start(1) for match in _LABEL.finditer(text) if labels is None or match[1] in labels
    ]
    if labels is None:
        pieces = _pieces(text)
    else:
        first = _pieces(text[: starts[0]].rstrip("；")) if starts else _pieces(text)
        pieces = sorted({*first, *starts}) if text else []
    cells = []
    for start, end in zip(pieces, [*(p - 1 for p in pieces[1:]), len(text)], strict=True):
        piece = text[start:end]
        match = _LABEL.match(piece)
        known = match is not None and (labels is None or match[1] in labels)
        label = match[1] if match and known else ""
        value = piece[match.end() :] if match and known else piece
        cells.append(Cell(label, value.strip(), row.start + start, row.start + end, row))
    return tuple(cells)


def _pieces(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("；", text) if match.end() < len(text))]


def _of_card(document: Document, provisions: Sequence[Provision]) -> Iterator[Cell]:
    at = 0
    while at < len(provisions):
        provision = provisions[at]
        if provision.kind is ProvisionKind.ROW:
            yield from _cells(document, provision, None)
            at += 1
            continue
        if provision.kind is not ProvisionKind.HEADING:
            at += 1
            continue
        end = at + 1
        while (
            end < len(provisions) and provisions[end].path[: len(provision.path)] == provision.path
        ):
            end += 1
        inside = provisions[at + 1 : end]
        if inside:
            start, stop = inside[0].start, inside[-1].end
            value = document.text[start:stop]
            items = tuple(line for line in value.split("\n") if line.strip())
            yield Cell(provision.path[-1], value, start, stop, inside[0], items)
        at = end


def _above(document: Document, first: int) -> tuple[tuple[str, Provision] | None, str]:
    """The unit and the title in the lines above a table."""
    unit, caption = None, ""
    for provision in reversed(document.provisions[max(0, first - 3) : first]):
        if provision.kind not in (ProvisionKind.PARAGRAPH, ProvisionKind.ANNEX):
            break
        if found := _unit(document, provision):
            unit = unit or found
        else:
            caption = document.text[provision.start : provision.end]
            break
    return unit, caption if len(caption) <= 60 else ""


def _unit(document: Document, provision: Provision) -> tuple[str, Provision] | None:
    line = document.text[provision.start : provision.end]
    match = _UNIT.search(line) if len(line) <= 60 else None
    return (match["unit"], provision) if match else None
