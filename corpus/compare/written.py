"""A comparison as lines for a terminal."""

from corpus.compare.comparison import Change, Comparison, Kind, Line
from corpus.document import Document
from corpus.table import table

NAMES = {
    Kind.UNCHANGED: "未变",
    Kind.CHANGED: "修改",
    Kind.ADDED: "新增",
    Kind.DELETED: "删除",
    Kind.MOVED: "移动",
}


def as_text(comparison: Comparison) -> str:
    """How many articles of each kind; what matters, figures first; what became of every article."""
    lines = [
        f"旧：{_name(comparison.old)}",
        f"新：{_name(comparison.new)}",
        summary(comparison),
        "",
    ]
    important = [
        (line, change)
        for line in comparison.lines
        for change in line.changes
        if change.what.important
    ]
    for line, change in sorted(important, key=lambda found: found[1].what.rank):
        lines.append(f"［{change.what.value}］{heading(line)}")
        lines += _sides(comparison, change)
    rows: list[tuple[str, ...]] = [("旧", "新", "变化")]
    rows += [
        (
            line.old.label if line.old else "—",
            line.new.label if line.new else "—",
            NAMES[line.kind] + ("（拆分或并入）" if line.part else ""),
        )
        for line in comparison.lines
    ]
    return "\n".join([*lines, "", table(rows)])


def summary(comparison: Comparison) -> str:
    """How many articles of each kind: 修改24条，新增6条…"""
    counted = [
        (NAMES[kind], sum(line.kind is kind and not line.part for line in comparison.lines))
        for kind in (Kind.CHANGED, Kind.ADDED, Kind.DELETED, Kind.MOVED, Kind.UNCHANGED)
    ]
    return "，".join(f"{name}{count}条" for name, count in counted if count) or "没有可以对照的条文"


def heading(line: Line) -> str:
    """第九条, or 第八条→第九条 where the number changed."""
    old, new = line.old.label if line.old else "", line.new.label if line.new else ""
    return new if old == new else "→".join(label for label in (old, new) if label)


def _sides(comparison: Comparison, change: Change) -> list[str]:
    old = comparison.old.text[slice(*change.old)]
    new = comparison.new.text[slice(*change.new)]
    return [
        f"  旧：{' '.join(old.split()) or '（无）'}",
        f"  新：{' '.join(new.split()) or '（删去）'}",
    ]


def _name(document: Document) -> str:
    number = f"（{document.metadata.number}）" if document.metadata.number else ""
    return f"{document.title}{number}　{document.document_id}"
