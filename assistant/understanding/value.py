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
# Units that documents write another way than people ask: 几天 → 10个工作日, 多少万 → 30万元.
_SAME = {
    "天": "工作日|自然日|日|天|小时", "日": "工作日|自然日|日|天", "万": "万|元", "亿": "亿|元", "元": "元",
    "月": "月|年|天|日", "年": "年|月", "户": "户|家", "家": "家|户", "人": "人|名", "名": "名|人",
}  # fmt: skip
_KNOWN = re.compile(f"(?:{_UNITS})")
_LIMIT = re.compile("上限|下限|封顶|最高|最多|最低|最少|至少|不超过|门槛")
# 最多能拿多少, 封顶多少: a limit, and how documents state one.
_CAP = re.compile("上限|封顶|顶格|(?:最高|最多)(?!人民)")
_CAPPED = re.compile(
    "(?:最高|最多|至多|上限|封顶|不(?:得)?(?:超过|高于|突破))[^，。；]{0,12}?[0-9一二三四五六七八九十百千万两]"
    "|[0-9万亿元％%][^，。；]{0,4}(?:封顶|为限|为上限|以内)"
)
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
        said = _SAME.get(known[0], re.escape(known[0]))
        return re.compile(
            rf"[0-9一二三四五六七八九十百千万亿两半]\s*个?(?:{said})|[（(/每](?:{said})"
        )
    if _WHEN.search(question):
        return _DAY
    return _FIGURE if _LIMIT.search(question) else None


def asked_cap(question: str) -> re.Pattern[str] | None:
    """How a limit is stated, where the question asks for one; what states none may answer all the same
    (给予100万元补助), only words that do answer better."""
    return _CAPPED if _CAP.search(question) else None


# 哪些情形不予奖励, 什么企业不能享受: asked is what is left out.
_EXCLUDED = re.compile(
    "(?:哪|什么|啥|谁|何).{0,12}(?:不能|不得|不予|不可|不给|不享受|不适用|不纳入|不受理|不支持|不认定|拿不到|享受不了|除外|排除|取消)"
    "|(?:不能|不得|不予|不可以?|不给|不享受|不适用|不受理|拿不到|取消)(?:.{0,10})的?(?:情形|情况|条件|企业|单位|行为)"
)
EXCLUDES = re.compile(
    "不得|不予|不能|不可|不享受|不适用|不再|不纳入|不受理|不支持|除外|取消|禁止|追回|撤销|之外"
)


def asks_excluded(question: str) -> bool:
    """Whether a question asks what is left out (哪些情形不予奖励)."""
    return bool(_EXCLUDED.search(question))
