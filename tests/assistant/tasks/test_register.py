"""The register of tasks: by department and level, by deadline, by what is missing; export."""

import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from assistant.library import Library
from assistant.tasks.bodies import same_body
from assistant.tasks.listing import task_json
from assistant.tasks.register import DueIn, Gap, TaskRegister, Wanted, matrix_of
from corpus.errors import UnknownDocumentError
from index.store import Store
from pages.tasks import texts
from pages.tasks.export import printed, tasks_workbook
from pages.tasks.query import TaskQuery
from pages.tasks.results import results
from tests.assistant.duties.test_register import document, put

TODAY = date(2025, 5, 20)
PLAN = (
    "某市关于印发河湖治理行动方案的通知\n一、任务\n1.清理河道。（牵头单位：市环保局；配合单位：县水利局；"
    "完成时限：2025年5月底前）\n2.巡查堤防。（责任单位：市水利局；完成时限：2025年3月底前）\n"
    "3.公布电话。（责任单位：县生态环境局）\n到2025年底，达标率不低于90%。\n"
)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[TaskRegister]:
    with closing(Store(tmp_path, create=True)) as store:
        plan = document("1", PLAN)
        put(store, replace(plan, metadata=replace(plan.metadata, issued=date(2025, 1, 10))))
        yield TaskRegister(Library(store))


def titles(register: TaskRegister, wanted: Wanted) -> list[str]:
    return [e.task.title for e in register.entries(wanted, TODAY)]


def test_by_department_of_any_name_and_of_its_level(register: TaskRegister) -> None:
    assert titles(register, Wanted(department="生态环境局")) == ["清理河道", "公布电话"]
    assert titles(register, Wanted(department="市生态环境局")) == ["清理河道"]
    assert titles(register, Wanted(department="水利局", role="配合")) == ["清理河道"]
    assert same_body("市财政局", "财政部门") and not same_body("市财政局", "县财政局")


def test_by_deadline_and_gap(register: TaskRegister) -> None:
    assert titles(register, Wanted(due=DueIn.OVERDUE)) == ["巡查堤防"]
    assert titles(register, Wanted(due=DueIn.MONTH)) == ["清理河道"]
    assert len(titles(register, Wanted(due=DueIn.YEAR))) == 3
    assert titles(register, Wanted(gap=Gap.DEADLINE)) == ["公布电话"]
    (goal,) = register.entries(Wanted(gap=Gap.LEAD), TODAY)
    assert goal.task.targets[0].direction.value == "≥"
    with pytest.raises(UnknownDocumentError):
        register.entries(Wanted(document_id="none"))


def test_between_two_days(register: TaskRegister) -> None:
    first, last = date(2025, 4, 1), date(2025, 6, 30)
    assert titles(register, Wanted(since=first, until=last)) == ["清理河道"]
    assert titles(register, Wanted(since=date(2025, 6, 1)))[0].startswith("到2025年底")


def test_json_quotes_the_text(register: TaskRegister) -> None:
    for entry in register.entries():
        told = task_json(register, entry)
        assert PLAN[told["start"] : told["end"]] == told["quote"]
        assert set(told["deadline"]) >= {"text", "date"}


def test_matrix_counts_who_leads_and_who_helps(register: TaskRegister) -> None:
    matrix = matrix_of(register.entries(), 10)
    (row,) = matrix.cells
    assert dict(zip(matrix.departments, row, strict=True)) == {
        "环境保护" if "环境保护" in matrix.departments else "生态环境": (2, 0),
        "水利": (1, 1),
    }


def test_the_workbook_has_columns_left_open(register: TaskRegister) -> None:
    name, content = tasks_workbook(TaskQuery(), register, TODAY)
    book = openpyxl.load_workbook(io.BytesIO(content))
    header, *rows = book[texts.LIST_SHEET].iter_rows(values_only=True)
    assert name == texts.FILE_NAME and header == texts.COLUMNS and len(rows) == 4
    told = dict(zip(header, rows[0], strict=True))
    assert told["序号"] == 1 and told["牵头单位"] == "市环保局" and told["配合单位"] == "县水利局"
    assert told["截止日期"] == "2025-05-31" and told["完成情况"] is None and told["备注"] is None
    assert told["任务原文"] in PLAN
    assert len(book.sheetnames) == 2


def test_the_page_and_the_print_show_every_task(register: TaskRegister) -> None:
    shown = results(TaskQuery(), register, TODAY)
    assert shown.count("<tr>") == 5 and texts.OVERDUE in shown and texts.NO_LEAD in shown
    assert "环保" in results(TaskQuery(matrix=True), register, TODAY) or "环境" in shown
    paper = bytes(printed(TaskQuery(), register, TODAY).body).decode()
    assert paper.count("<tr>") == 5 and "备注" in paper
