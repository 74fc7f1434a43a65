"""Questions to the register of tasks: 工信局今年底前要完成什么, 哪些任务没有牵头单位, 市财政局牵头哪些任务.

What makes one is a condition that only the register can answer: a deadline, a gap, a part in tasks.
"""

import re
from datetime import date

from assistant.tasks.register import DueIn, Gap, Wanted
from corpus.language.deadlines import Term, find_deadlines

_TASKS = "(?:工作|重点|主要)?(?:任务|工作事项|重点工作)"
_WHICH = "(?:哪些|哪几[项个件]|什么|啥|多少[项个件]?|几[项个件]|有没有|所有|全部)"
_NO_LEAD = re.compile(
    f"{_TASKS}.{{0,8}}(?:没有|没|未|缺少?|不)(?:有|写明?|明确|指定|确定|落实|注明)*(?:是?谁)?(?:的)?(?:牵头|责任|负责|主办)|"
    f"(?:没有|没|未|缺少?)(?:有|写明?|明确|指定|确定|落实)*(?:牵头|责任|负责|主办)(?:单位|部门|人)?的{_TASKS}|"
    f"{_TASKS}.{{0,4}}没人(?:牵头|负责|管)"
)
_NO_DEADLINE = re.compile(
    f"{_TASKS}.{{0,8}}(?:没有|没|未|缺少?|不)(?:有|写明?|明确|规定|设|定|注明)*(?:的)?(?:完成|截止|办结)?(?:时限|期限|日期|时间)|"
    f"(?:没有|没|未|缺少?)(?:有|写明?|明确|规定|设)*(?:完成|截止)?(?:时限|期限|日期|时间)(?:要求)?的{_TASKS}"
)
_DUE = re.compile("完成|到期|截止|办结|做完|干完|做好|落实|交账|到点|要做|该做")
_OVERDUE = re.compile("逾期|超期|过期(?:了|的|没|未)|过了(?:时限|期限)|到期(?:了)?(?:还)?(?:没|未)")
_SOON = (
    (re.compile("本月|这个?月|当月"), DueIn.MONTH),
    (re.compile("本季度?|这个?季度|当季"), DueIn.QUARTER),
    (re.compile("今年|本年|年内|年底|年末"), DueIn.YEAR),
)
_ROLE = re.compile(
    f"(?P<role>牵头|主办|配合|参与|协办).{{0,4}}{_WHICH}?(?:的)?{_TASKS}|{_TASKS}.{{0,8}}(?:由|是|归).{{0,12}}(?P<by>牵头|配合)"
)
_TARGETS = re.compile(
    f"{_TASKS}.{{0,6}}(?:有|带)(?:量化|具体)?(?:指标|数字|目标)|有(?:量化)?指标的{_TASKS}"
)
_ASKS = re.compile(f"{_WHICH}|[？?]|列出|清单|台账|看看|查一?下")
_HELPS = ("配合", "参与", "协办")


def task_question(text: str, department: str, today: date) -> Wanted | None:
    """What a question asks of the register, None where it asks something else.

    Args:
        department: the one that it names, "" for none.
    """
    if not _ASKS.search(text):
        return None
    about_tasks = re.search(_TASKS, text) is not None
    gap = Gap.LEAD if _NO_LEAD.search(text) else Gap.DEADLINE if _NO_DEADLINE.search(text) else None
    if gap is not None:
        return Wanted(department=department, gap=gap)
    role = _role(text) if department else ""
    if about_tasks or (department and _DUE.search(text)):
        if _OVERDUE.search(text):
            return Wanted(department=department, due=DueIn.OVERDUE, role=role)
        if (about_tasks or department) and _DUE.search(text):
            if until := _until(text, today):
                return Wanted(department=department, until=until, role=role)
            for words, due in _SOON:
                if words.search(text):
                    return Wanted(department=department, due=due, role=role)
    if about_tasks and _TARGETS.search(text):
        return Wanted(department=department, targets=True, role=role)
    return Wanted(department=department, role=role) if role and about_tasks else None


def _role(text: str) -> str:
    match = _ROLE.search(text)
    if match is None:
        return ""
    return "配合" if (match["role"] or match["by"]) in _HELPS else "牵头"


def _until(text: str, today: date) -> date | None:
    """The day that a question names: 2025年底前, 6月底前; None for this year or none."""
    if not re.search("[0-9]+[年月]|[一二三四五六七八九十]月", text):
        return None
    counted = date(today.year, 1, 1)
    found = find_deadlines(text, None) or find_deadlines(text, counted)
    named = [d.date for d in found if d.term is Term.DATED and d.date]
    if not named:
        named = [d.date for d in find_deadlines(text, counted) if d.date]
    return named[0] if named else None
