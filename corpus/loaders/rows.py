"""A row of a table as it is written into the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.loaders.cells import FromLeft


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its cells, how it is written (many lines where a cell is a text of its own), and the
    line across the table that it stands below."""

    cells: tuple[str, ...]
    text: str
    section: str = ""


def render_row(header: Sequence[str], row: Sequence[str]) -> str:
    """Write one row as a line; empty cells are left out, a merged cell stands once."""
    if header:
        names: list[str] = []
        values: list[str] = []
        for name, value in zip(header, row, strict=True):
            if value and isinstance(value, FromLeft) and values and values[-1] == value:
                names[-1] = _both(names[-1], name)
            elif value:
                names.append(name)
                values.append(value)
        return labelled_line(list(zip(names, values, strict=True)))
    values = [value for value in _once(row) if value]
    if len(row) == 2 and len(values) == 2:
        return labelled_line([(values[0], values[1])])
    return "；".join(value.rstrip("；;") for value in values)


def labelled_line(pairs: Sequence[tuple[str, str | None]]) -> str:
    """``名称：值；名称：值``; a name whose value is None stands alone."""
    last = len(pairs) - 1
    return "；".join(_labelled(n, v, last=i == last) for i, (n, v) in enumerate(pairs))


def _labelled(name: str, value: str | None, *, last: bool) -> str:
    if value is None:
        return name
    value = value if last else value.rstrip("；;。")
    return f"{name.rstrip('：:')}：{value}" if name else value


def _both(name: str, other: str) -> str:
    """Two names of columns for one cell; what both begin with is not said twice (限额-甲、乙)."""
    if not other or other == name:
        return name
    group, mark, own = other.rpartition("-")
    return f"{name}、{own}" if mark and name.startswith(f"{group}-") else f"{name}、{other}"


def _once(row: Sequence[str]) -> list[str]:
    """Without the repeats of a cell merged across columns."""
    return [value for index, value in enumerate(row) if index == 0 or value != row[index - 1]]
