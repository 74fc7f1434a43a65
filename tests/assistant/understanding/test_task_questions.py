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
        ("没人牵头的任务有哪些", "", Wanted(gap=Gap.LEAD)),
        ("谁都不管的任务有没有", "", Wanted(gap=Gap.LEAD)),
        ("哪些事情还没有人负责", "", Wanted(gap=Gap.LEAD)),
        ("没定责任单位的工作有哪些", "", Wanted(gap=Gap.LEAD)),
        ("哪些任务没有明确谁来牵头", "", Wanted(gap=Gap.LEAD)),
        ("哪些工作没写完成时间", "", Wanted(gap=Gap.DEADLINE)),
        ("没有规定完成期限的事项有哪些", "", Wanted(gap=Gap.DEADLINE)),
        ("6月底之前必须完成的任务", "", Wanted(until=date(2025, 6, 30))),
        ("到6月底必须干完的工作有哪些", "", Wanted(until=date(2025, 6, 30))),
        ("明年6月底前要完成的任务有哪些", "", Wanted(until=date(2026, 6, 30))),
        ("年底前教育部门有哪些任务", "教育部门", Wanted("教育部门", due=DueIn.YEAR)),
        ("这个月要交账的任务", "", Wanted(due=DueIn.MONTH)),
        ("过期还没完成的任务", "", Wanted(due=DueIn.OVERDUE)),
        ("住建局牵头的工作有哪些", "住建局", Wanted("住建局", role="牵头")),
        (
            "工信局下半年要完成哪些任务",
            "工信局",
            Wanted("工信局", since=date(2025, 7, 1), until=date(2025, 12, 31)),
        ),
        ("下个月到期的任务有哪些", "", Wanted(since=date(2025, 6, 1), until=date(2025, 6, 30))),
        ("2024年要完成的任务有哪些", "", Wanted(since=date(2024, 1, 1), until=date(2024, 12, 31))),
        ("财政局还有哪些没到期的任务", "财政局", Wanted("财政局", since=TODAY)),
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
        ("6月底前必须完成申报吗", ""),
        ("工作没完成会被处罚吗", ""),
        ("噪音没人管的事情找谁", ""),
        ("没有规定期限的劳动合同有哪些要求", ""),
        ("哪些单位负责高新技术企业认定", ""),
    ],
)
def test_other_questions(text: str, department: str) -> None:
    assert task_question(text, department, TODAY) is None
