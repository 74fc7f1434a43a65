"""What a build did: a report of each file, and the table that a person reads."""

from dataclasses import dataclass

from corpus.table import table

ADDED, UPDATED, UNCHANGED, MOVED, REMOVED, FAILED = "新增", "更新", "未变", "改名", "移除", "失败"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. ``reason`` says why it failed, or what an administrator should know
    of it."""

    source: str
    status: str
    provisions: int = 0
    chunks: int = 0
    reason: str = ""


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
