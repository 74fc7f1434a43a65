"""How long an answer a question asks for: 多少 for a figure, 有何规定 for clauses.

The network marks where answers start and end one by one, and has no say on how long they are
together. The form of the question has: its classes explain a quarter of the variance of the logarithm of the
answer's length over `policy_qa`'s development questions.
"""

from __future__ import annotations

import re

# Ridge regression of the natural logarithm of the answer's length in characters.
_BASE = 3.30
_CLASSES: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        ("多少|几(?!.*哪些)|多大|多久|多长|比例|占比", -1.33),
        ("时间|何时|什么时候|哪(?:一)?(?:天|日|年)|期限|日期|截止", -0.96),
        (
            "谁|哪个|哪家|哪(?:一)?(?:部门|单位|机构|级|里|儿|位|项|种)|由哪|何地|地点|地址|在哪|"
            "什么(?:部门|单位|机构|地方|平台|名称)",
            -0.45,
        ),
        ("如何|怎么|怎样|咋|处理|对待", 0.49),
        (
            "措施|政策|规定|要求|举措|做法|支持|内容|建议|注意|方式|办法|条件|职责|任务|目标",
            0.35,
        ),
        ("哪些", 0.51),
        ("什么是|是什么|指什么|定义|含义|意思", 0.27),
    )
)


def expected_length(question: str) -> float:
    """The natural logarithm of the characters that an answer to ``question`` is expected to have."""
    return _BASE + sum(weight for pattern, weight in _CLASSES if pattern.search(question))
