"""Which questions go to the register of tasks, and what they ask of it."""

from datetime import date

import pytest

from assistant.tasks.register import DueIn, Gap, Wanted
from assistant.understanding.task_questions import task_question

TODAY = date(2025, 5, 20)


@pytest.mark.parametrize(
    ("text", "department", "wanted"),
    [
        ("工信局今年底前要完成什么", "工信局", Wanted("工信局", due=DueIn.YEAR)),
        ("工信局这个月有哪些任务到期？", "工信局", Wanted("工信局", due=DueIn.MONTH)),
        ("2025年6月底前要完成哪些任务", "", Wanted(until=date(2025, 6, 30))),
        ("哪些任务没有牵头单位", "", Wanted(gap=Gap.LEAD)),
        ("有没有没写完成时限的任务？", "", Wanted(gap=Gap.DEADLINE)),
        ("已经逾期的任务有哪些", "", Wanted(due=DueIn.OVERDUE)),
        ("市财政局牵头哪些任务？", "市财政局", Wanted("市财政局", role="牵头")),
        ("市财政局配合的任务有哪些？", "市财政局", Wanted("市财政局", role="配合")),
        ("哪些任务有量化指标？", "", Wanted(targets=True)),
    ],
)
def test_questions_to_the_register(text: str, department: str, wanted: Wanted) -> None:
    assert task_question(text, department, TODAY) == wanted


@pytest.mark.parametrize(
    ("text", "department"),
    [
        ("技术改造项目找谁备案？", ""),
        ("财政部门负责哪些工作？", "财政部门"),
        ("重点任务有哪些？", ""),
        ("高新技术企业认定几号截止？", ""),
        ("工信局的电话是多少？", "工信局"),
        ("2015年技术改造投资要达到多少？", ""),
    ],
)
def test_other_questions(text: str, department: str) -> None:
    assert task_question(text, department, TODAY) is None
