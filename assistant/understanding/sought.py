"""What a list is asked to list: papers, conditions, steps, cases, duties.

A list of conditions does not answer who asks for papers, however well its other words fit.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sought:
    """``asked``: how a question asks for it; ``lead``: how what announces a list names it."""

    name: str
    asked: re.Pattern[str]
    lead: re.Pattern[str]


_SOUGHT = tuple(
    Sought(name, re.compile(asked), re.compile(lead))
    for name, asked, lead in (
        (
            "材料",
            "材料|资料|证件|文件(?=有哪些|要|需)|(?:交|带|准备|提交|提供|报送|附)(?:些|点|上)?(?:什么|啥|哪些|哪几样)",
            "材料|资料|证件|文件|表格|提交|提供|报送|携带|附件",
        ),
        (
            "条件",
            "条件|门槛|资格(?=要求)|(?:什么|啥|哪些|有何)(?:要求|限制)|(?:符合|满足|具备|达到)(?:什么|啥|哪些)",
            "条件|(?<![按照据])要求|符合(?!要求的材料)|满足|具备|资格",
        ),
        (
            "流程",
            "流程|步骤|程序|[几哪]步|一步步|环节|手续",
            "流程|步骤|程序|环节|手续|办理|处置|审核与|申报与|组织实施",
        ),
        (
            "情形",
            "情形|(?:什么|啥|哪些|哪种|哪几种)(?:样的)?(?:情况|行为|时候)|什么时候(?:会|要)?(?:不|停|取消|撤|终止)",
            "情形|情况|行为|之一",
        ),
        ("职责", "职责|职能", "职责|职能|任务|负责"),
    )
)


_ENDS = re.compile("(?:材料|资料|条件|流程|步骤|程序|职责)(?:如下|为|是|包括)?[：:]?$")

_CASES = re.compile("(?:情形|行为|情况)之一|下列情[形况]|以下情[形况]")


def sought(question: str) -> Sought | None:
    """What the question asks to be listed, None where it is none of these."""
    return next((kind for kind in _SOUGHT if kind.asked.search(question)), None)


def names_cases(lead: str) -> bool:
    """Whether what announces a list says that it lists cases (有下列情形之一的)."""
    return bool(_CASES.search(lead))


def names_kind(lead: str) -> bool:
    """Whether the words that announce a list end in what it lists (认定程序如下：); who asks for none of
    these does not mean it."""
    return bool(_ENDS.search(lead))
