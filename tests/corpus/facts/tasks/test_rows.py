"""Tasks in tables: a row, or the cells of a row of a spreadsheet, is one task."""

from pathlib import Path

from corpus.facts.tasks.extract import extract_tasks
from corpus.loader import SourceFile, load

TABLE = """# 某市2025年重点工作责任分工

| 序号 | 工作任务 | 牵头单位 | 责任单位 | 完成时限 |
|---|---|---|---|---|
| 1 | 新建公办幼儿园10所 | 市教育局 | 市财政局、市住建局，各区人民政府 | 2025年12月底前 |
| 2 | 推进数字政府建设 | 市数据局 | 各有关部门 | 长期坚持 |
"""
SHEET = (
    "序号,重点任务,责任单位,完成时限\n1,建设社区食堂20个,市民政局、市商务局,2025年10月\n"
    "2,修订预案,市应急管理局,2025年\n"
)


def test_rows_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TABLE, encoding="utf-8")
    document = load(SourceFile(tmp_path / "a.md", "a.md", tmp_path))
    first, second = extract_tasks(document)
    assert first.title == "新建公办幼儿园10所" and first.lead == ("市教育局",)
    assert first.partners == ("市财政局", "市住建局", "各区人民政府")
    assert first.due.day == "2025-12-31" and first.targets[0].unit == "所"
    assert document.text[first.start : first.end].startswith("序号：1；工作任务：")
    assert second.due.text == "长期坚持" and not second.due.day


def test_rows_of_a_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(SHEET, encoding="utf-8")
    document = load(SourceFile(tmp_path / "b.csv", "b.csv", tmp_path))
    tasks = extract_tasks(document)
    assert [(t.title, t.lead, t.due.day) for t in tasks] == [
        ("建设社区食堂20个", ("市民政局", "市商务局"), "2025-10-31"),
        ("修订预案", ("市应急管理局",), "2025-12-31"),
    ]
