"""Questions to the register of tasks: 工信局今年底前要完成什么, 哪些任务没有牵头单位, 市财政局牵头哪些任务.

What makes one is a condition that only the register can answer: a deadline, a gap, a part in tasks.
"""

import re
from datetime import date

from assistant.tasks.register import DueIn, Gap, Wanted
from assistant.understanding.task_times import SOON, named_time

_TASKS = "(?:工作|重点|主要|目标|督查)?(?:任务|工作事项|重点工作|督查事项|督办事项)"
# What people call a task as well; no 工作合同, 工作人员.
_WORK = (
    f"(?:{_TASKS}|(?:重点|主要|具体)?工作(?!合同|人员|单位|经历|日|时间|居住|年限|证|场所|总结|站|室|组|经验|"
    "量|岗位|地)|事项|事情|活儿?(?![动力期]))"
)
_WHICH = "(?:哪些|哪几[项个件]|什么|啥|多少[项个件]?|几[项个件]|有没有|所有|全部)"
_LACKS = "(?:没有?|未|缺少?|不)(?:有|写|明确|指定|确定|落实|注明|列明|标明|说明?|规定|安排|分配|设|定|清楚?|给|讲)*"
_NO_LEAD = (
    f"(?:{_LACKS}(?:出)?(?:是?由?(?:谁|哪[个家]?(?:单位|部门)?))?[来去]?的?(?:具体)?"
    "(?:牵头|责任|负责|主办|认领)(?:的?(?:单位|部门|人))?"
    "|(?:没有?|无)(?:任何|一个|哪个)?(?:人|单位|部门)[来去]?(?:牵头|负责|管|认领|主抓|接|抓|承担)"
    "|谁[都也][不没]有?(?:牵头|负责|管|认领|主抓|接))"
)
_NO_DEADLINE = (
    f"{_LACKS}的?(?:具体)?(?:完成|截止|办结|办理)?的?(?:时限|期限|日期|时间(?:节点|要求)?|截止日|何时|什么时候)"
    "(?:要求)?(?:完成)?"
)
_DUE = re.compile(
    "完成|到期|截止|办结|做完|干完|做好|落实|交账|交差|到点|要做|该做|要干|收尾|到位|搞定|必须"
)
_BEFORE = re.compile("[底末月日号年](?:之|以)?[前内]|年底|年末|到期|截[至止]")
_OVERDUE = re.compile(
    "逾期|超期|超时(?:了|的|未|没)|过期(?:了|的|没|未|还)|过了(?:时限|期限|时间)|到期(?:了)?(?:还)?(?:没|未)"
)
_OPEN = re.compile("(?:没有?|还没|尚?未)到期")
_ROLE = re.compile(
    f"(?P<role>牵头|主办|配合|参与|协办).{{0,4}}{_WHICH}?(?:的)?{_TASKS}|"
    f"{_TASKS}.{{0,8}}(?:由|是|归).{{0,12}}(?P<by>牵头|配合)|"
    f"(?P<does>牵头|主办|配合|参与|协办)(?:负责|推进|落实|办理)?的{_WORK}"
)
_TARGETS = re.compile(
    f"{_WORK}.{{0,6}}(?:有|带)(?:量化|具体|明确|数字)?的?(?:指标|数字|目标|数值)|"
    f"[有带](?:有)?(?:量化|具体|明确|数字)?的?(?:指标|目标)的{_WORK}"
)
_ASKS = re.compile(f"{_WHICH}|[？?]|列|清单|台账|看看|查一?[下查]|的{_WORK}[。！]?$")
# One asks which tasks: …的任务有哪些, 哪些工作…, …的任务.
_SHAPE = re.compile(f"{_WHICH}.{{0,12}}?{_WORK}|{_WORK}.{{0,6}}?{_WHICH}|的{_WORK}[？?。！]?$")
# One asks for oneself, what to do or whom to turn to.
_OWN = re.compile(
    "我们?(?![市县区省])|申[请报领]|报名|企业|公司|个人|找谁|投诉|举报|怎么办|咋办|怎么处理|材料|补[贴助]|处罚"
)
_HELPS = ("配合", "参与", "协办")


def task_question(text: str, department: str, today: date) -> Wanted | None:
    """What a question asks of the register, None where it asks something else.

    Args:
        department: the one that it names, "" for none.
    """
    if not _ASKS.search(text):
        return None
    strict = re.search(_TASKS, text) is not None
    shaped = _SHAPE.search(text) is not None and not _OWN.search(text)
    if (strict or shaped) and (gap := _gap(text)):
        return Wanted(department=department, gap=gap)
    role = _role(text) if department else ""
    if strict or shaped or department:
        timed = _timed(text, department, today, role, sure=strict or bool(department))
        if timed is not None:
            return timed
    if (strict or shaped) and _TARGETS.search(text):
        return Wanted(department=department, targets=True, role=role)
    return Wanted(department=department, role=role) if role and (strict or shaped) else None


def _gap(text: str) -> Gap | None:
    """What the tasks lack that are asked for: …的任务, 哪些工作…."""
    for gap, words in ((Gap.LEAD, _NO_LEAD), (Gap.DEADLINE, _NO_DEADLINE)):
        if re.search(f"{_WORK}.{{0,8}}{words}|{words}.{{0,6}}?的{_WORK}", text):
            return gap
    return None


def _timed(text: str, department: str, today: date, role: str, *, sure: bool) -> Wanted | None:
    """The tasks of a time, where the words ask for what has to be done in it.

    Args:
        sure: the question speaks of tasks, or names whose they are.
    """
    strict = re.search(_TASKS, text) is not None
    asked = bool(_DUE.search(text)) or (strict and bool(_BEFORE.search(text)))
    if _OVERDUE.search(text) and (asked or strict):
        return Wanted(department=department, due=DueIn.OVERDUE, role=role)
    if not asked or (not sure and not _DUE.search(text)):
        return None
    if _OPEN.search(text):
        return Wanted(department=department, since=today, role=role)
    if not department and _OWN.search(text):
        return None
    if span := named_time(text, today):
        since, until = span
        return Wanted(department=department, since=since, until=until, role=role)
    for words, due in SOON:
        if words.search(text):
            return Wanted(department=department, due=due, role=role)
    return None


def _role(text: str) -> str:
    match = _ROLE.search(text)
    if match is None:
        return ""
    return "配合" if (match["role"] or match["by"] or match["does"]) in _HELPS else "牵头"
