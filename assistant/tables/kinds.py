"""Words that ask for a kind of value (哪天, 在哪里, 找谁, 多少), and what tells a column of that kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.tables.labels import leaf
from assistant.tables.records import Cell


@dataclass(frozen=True, slots=True)
class ValueKind:
    """How it is ``asked`` for, what its columns are called (``label``), and how its values begin or
    are made (``value``). ``always``: asked for beside whatever else the question names."""

    asked: re.Pattern[str]
    label: re.Pattern[str]
    value: re.Pattern[str]
    always: bool = True


_KINDS = (
    ValueKind(
        re.compile(
            "哪一?天|什么时候|啥时候|何时|几点|时间|几号|哪年|哪一年|几月|多久|多长时间|期限"
        ),
        re.compile("时间|日期|时限|期限|周期|频次|年限|日程"),
        re.compile(
            "^(?:第[0-9一二三四五六七八九十]+[天日周期年]|[上下]午|晚上|周[一二三四五六日末]|星期|"
            "[0-9]{1,2}[:：时点]|[0-9]+月|[0-9]+(?:个)?(?:工作日|日|天|月|年)|每[年月季周日半])"
        ),
    ),
    ValueKind(
        re.compile("在哪|哪里|哪儿|地点|地址|什么地方|啥地方|位置"),
        re.compile("地点|地址|场地|场所|位置|窗口"),
        re.compile("(?:路|号|楼|室|厂房|馆|大厅|广场|会议厅|报告厅|礼堂|大厦|窗口|层|区)$"),
    ),
    ValueKind(
        re.compile("找谁|谁|联系人|负责人|经办人"),
        re.compile("联系人|负责人|经办人|姓名|责任人"),
        re.compile("(?!)"),
    ),
    ValueKind(
        re.compile(
            "多少|几(?!点|号|月|时)|多高|多大|标准|额度|[怎咋]么?(?:收费|补|奖|算|计|加|扣|减)"
        ),
        re.compile(
            "(?:标准|金额|额度|数量?|比例|率|单?价|费用?|投资|产值|限额|面积|人数|分值|分数|得分|评分)$"
        ),
        re.compile(r"^(?:不超过|最高|每|按|[<>≤≥＜＞=约YXZ])*[^，。]{0,8}[0-9]"),
        always=False,
    ),
)


def by_kind(question: str, cells: Sequence[Cell], chosen: Sequence[Cell]) -> list[Cell]:
    """The cells of the kinds that a question asks for, beside those already ``chosen``: by the names
    of their columns; by their values where nothing else is asked for."""
    found: list[Cell] = []
    for kind in _KINDS:
        if not kind.asked.search(question):
            continue
        named = [cell for cell in cells if cell.label and kind.label.search(leaf(cell.label))]
        if not (chosen or found):
            found += named or [cell for cell in cells if kind.value.search(cell.value)]
        elif kind.always and not any(kind.label.search(leaf(cell.label)) for cell in chosen):
            found += named  # 由谁牵头，什么时候完成
    return list(dict.fromkeys(found))
