"""Tables for a terminal, where a Chinese character takes two columns."""

import unicodedata

from index.build import FileReport


def width(text: str) -> int:
    """Columns that ``text`` takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(rows: list[tuple[str, ...]]) -> str:
    """Align rows of cells into columns; the last column is left ragged."""
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [c + " " * (w - width(c)) for c, w in zip(row, widths, strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def build_table(reports: list[FileReport]) -> str:
    """The outcome of a build, file by file, and a line that sums it up."""
    if not reports:
        return "没有找到可导入的文件。"
    rows: list[tuple[str, ...]] = [("文件", "状态", "条款", "切片", "说明")]
    for r in reports:
        numbers = (str(r.provisions), str(r.chunks)) if r.status in ("新增", "更新") else ("", "")
        rows.append((r.source, r.status, *numbers, r.reason))
    counts = {
        status: sum(r.status == status for r in reports)
        for status in dict.fromkeys(r.status for r in reports)
    }
    return f"{table(rows)}\n合计：" + "，".join(f"{status} {n}" for status, n in counts.items())
