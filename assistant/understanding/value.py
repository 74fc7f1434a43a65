"""What form of words a question asks for: a day or period, or a figure in a unit that it names."""

import re

_WHEN = re.compile(
    "什么时候|啥时候|什么时间|何时|哪(?:一)?[天年月日]|几月|几号(?!文)|多会儿|截止(?:时间|日期)|(?:完成|申报|报送)时[间限]"
)
_DAY = re.compile(
    r"(?:[0-9]{1,4}|[〇零一二三四五六七八九十]{1,4})\s*(?:年|月份?|日|号|季度)(?!度)|每[年月周季]|[上中下]旬|[年月季]底|年[初末]|之日起|长期|常年|随时|工作日"
)
_UNIT = re.compile(r"(?:多少|几)\s*个?(?P<unit>[\u4e00-\u9fff]{1,3}|[A-Za-z%％‰℃]{1,4})")
# 多少人 asks in persons; 多少费用 names no unit
_UNITS = (
    "平方米|立方米|平方公里|公顷|亩|公里|千米|米|厘米|毫米|分贝|吨|公斤|千克|克|升|度|千瓦时|千瓦|兆瓦|瓦|伏|"
    "岁|周岁|人|名|户|家|台|套|辆|件|份|次|册|学时|课时|小时|分钟|秒|天|日|周|个?月|年|元|万元|亿元|万|亿|分|级|层|倍|[%％‰℃]"
)
_KNOWN = re.compile(f"(?:{_UNITS})")
_LIMIT = re.compile("上限|下限|封顶|最高|最多|最低|最少|至少|不超过|门槛")
_FIGURE = re.compile(
    r"[0-9]|[一二三四五六七八九十百千万两]+(?:个|家|条|项|成|倍|年|月|日|人|元|名|米|吨|次)"
)


# 由谁负责解释 asks for the clause on interpretation, which stands at the end of a rule.
_INTERPRETS = re.compile("(?:谁|哪).{0,8}解释|解释(?:权|单位|机关|部门)")
_INTERPRETED = re.compile("(?:负责|具体|承担).{0,8}解释|解释权|由.{2,40}解释")


def asked_value(question: str) -> re.Pattern[str] | None:
    """The form of words that answers, None where the question names none. A match shows that a
    value of that kind stands there, not that it is the one asked for."""
    if _INTERPRETS.search(question):
        return _INTERPRETED
    unit = _UNIT.search(question)
    if unit and (known := _KNOWN.match(unit["unit"])):
        return re.compile(
            rf"[0-9一二三四五六七八九十百千万两半]\s*{re.escape(known[0])}|[（(/每]{re.escape(known[0])}"
        )
    if _WHEN.search(question):
        return _DAY
    return _FIGURE if _LIMIT.search(question) else None
