"""What a build did, as a person reads it."""

from corpus.table import table
from index.build import ADDED, UPDATED, FileReport


def build_table(reports: list[FileReport]) -> str:
    """The outcome of a build, file by file, and a line that sums it up."""
    if not reports:
        return "没有找到可导入的文件。"
    rows: list[tuple[str, ...]] = [("文件", "状态", "条款", "切片", "说明")]
    for r in reports:
        numbers = (str(r.provisions), str(r.chunks)) if r.status in (ADDED, UPDATED) else ("", "")
        rows.append((r.source, r.status, *numbers, r.reason))
    counts = {
        status: sum(r.status == status for r in reports)
        for status in dict.fromkeys(r.status for r in reports)
    }
    return f"{table(rows)}\n合计：" + "，".join(f"{status} {n}" for status, n in counts.items())
