"""Figures with units and bounds, in questions and in provisions.

以上、以下、以内 include the number itself; 不满、超过、以外 do not (Civil Code, article 1259).
"""

import re
from dataclasses import dataclass
from enum import Enum

from corpus.language.numerals import CHINESE_NUMERAL, chinese_number


class Bound(Enum):
    """How a provision bounds a figure; the value is the text shown to the reader."""

    AT_LEAST = "以上（含本数）"
    AT_MOST = "以下（含本数）"
    MORE_THAN = "超过（不含本数）"
    LESS_THAN = "不满（不含本数）"

    def admits(self, value: float, limit: float) -> bool:
        """Whether ``value`` lies within the bound at ``limit``."""
        match self:
            case Bound.AT_LEAST:
                return value >= limit
            case Bound.AT_MOST:
                return value <= limit
            case Bound.MORE_THAN:
                return value > limit
            case Bound.LESS_THAN:
                return value < limit


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit: ``value`` in the base unit of ``dimension``.

    ``start``/``end`` are offsets in the text searched; ``words`` is the figure as written;
    ``period`` is 日 or 年 where it is a rate (日产, 一年, /d), else empty.
    """

    value: float
    dimension: str
    start: int
    end: int
    words: str
    bound: Bound | None = None
    period: str = ""


# unit → (dimension, factor to the base unit). Base units: m³, t, A, yuan, percent, years, days …
_UNITS: dict[str, tuple[str, float]] = {
    "立方米": ("体积", 1), "立方": ("体积", 1), "m3": ("体积", 1), "m³": ("体积", 1), "方": ("体积", 1),
    "万吨": ("质量", 1e4), "公斤": ("质量", 1e-3), "千克": ("质量", 1e-3), "吨": ("质量", 1), "t": ("质量", 1),
    "万安培": ("电流", 1e4), "万安": ("电流", 1e4), "千安": ("电流", 1e3), "ka": ("电流", 1e3), "安培": ("电流", 1),
    "千伏安": ("容量", 1e3), "kva": ("容量", 1e3),
    "万千瓦": ("功率", 1e7), "千瓦": ("功率", 1e3), "kw": ("功率", 1e3),
    "亿元": ("金额", 1e8), "万元": ("金额", 1e4), "千元": ("金额", 1e3), "元": ("金额", 1), "块钱": ("金额", 1),
    "万块": ("金额", 1e4), "个亿": ("金额", 1e8), "美元": ("美元", 1),
    "%": ("比例", 1), "％": ("比例", 1), "个百分点": ("比例", 1), "成": ("比例", 10),
    "平方米": ("面积", 1), "平米": ("面积", 1), "㎡": ("面积", 1), "亩": ("面积", 666.67), "公顷": ("面积", 1e4),
    "人": ("人数", 1), "名": ("人数", 1),
    "周岁": ("年龄", 1), "岁": ("年龄", 1),
    "年": ("年限", 1), "个月": ("月数", 1), "月": ("月数", 1),
    "个工作日": ("工作日", 1), "工作日": ("工作日", 1), "日": ("天数", 1), "天": ("天数", 1),
    "米": ("长度", 1), "公里": ("长度", 1e3), "千米": ("长度", 1e3),
    "台": ("台数", 1), "户": ("户数", 1), "家": ("家数", 1),
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
# 第三人 is nobody's count
_NUMBER = (
    rf"(?<!第)(?<!第{CHINESE_NUMERAL})(?:[0-9][0-9,，]*(?:\.[0-9]+)?|{CHINESE_NUMERAL}+)"
    r"\s*(?:[万亿]|[千百](?![安伏瓦米克]))?[多余来]?"
)
_FIGURE = re.compile(
    rf"(?P<before>不低于|不少于|不小于|不高于|不超过|不大于|不多于|至少|最多|最高|最低|超过|高于|大于|多于|"
    rf"低于|小于|少于|不满|不足|未满|不到|(?<![不未])满(?!足)|达到?)?(?P<number>百分之{CHINESE_NUMERAL}+|{_NUMBER})\s*"
    rf"(?P<unit>{_UNIT})?(?P<after>/(?:[dDaA天日年]))?(?P<bound>(?:（含[^）]{{0,8}}）)?(?:及其?以上|及其?以下|及其?以内|以上|以下|以内|以外))?",
    re.IGNORECASE,
)
_BEFORE = {
    "不低于": Bound.AT_LEAST, "不少于": Bound.AT_LEAST, "不小于": Bound.AT_LEAST, "至少": Bound.AT_LEAST,
    "最低": Bound.AT_LEAST, "达": Bound.AT_LEAST, "达到": Bound.AT_LEAST, "满": Bound.AT_LEAST,
    "不高于": Bound.AT_MOST, "不超过": Bound.AT_MOST, "不大于": Bound.AT_MOST, "不多于": Bound.AT_MOST,
    "最多": Bound.AT_MOST, "最高": Bound.AT_MOST,
    "超过": Bound.MORE_THAN, "高于": Bound.MORE_THAN, "大于": Bound.MORE_THAN, "多于": Bound.MORE_THAN,
    "低于": Bound.LESS_THAN, "小于": Bound.LESS_THAN, "少于": Bound.LESS_THAN, "不满": Bound.LESS_THAN,
    "不足": Bound.LESS_THAN, "未满": Bound.LESS_THAN, "不到": Bound.LESS_THAN,
}  # fmt: skip


def find_figures(text: str) -> list[Figure]:
    """Return the figures of ``text`` that carry a unit, in order."""
    found = []
    for match in _FIGURE.finditer(text):
        number, unit = match["number"], (match["unit"] or "").lower()
        if number.startswith("百分之"):
            number, unit = number[3:], "%"
        if not unit:
            continue
        dimension, factor = _UNITS[unit]
        try:
            value = _value(number) * factor
        except ValueError:
            continue
        if dimension == "年限" and 1900 < value < 2100:
            continue  # a calendar year, not a length of time
        bound, period = _bound(match), _period(text, match)
        found.append(Figure(value, dimension, *match.span(), match[0], bound, period))
    return found


_RATE = re.compile(
    r"(?:(日|每天|一天|天)|(年|每年|一年))(?:均|产|出|生产|处理|加工|能|造|做|也就)*$"
)


def _period(text: str, match: re.Match[str]) -> str:
    """日 or 年 where the words around a figure make it a rate, else empty."""
    if match["after"]:
        return "年" if match["after"][1] in "aA年" else "日"
    before = _RATE.search(text, max(0, match.start("number") - 8), match.start("number"))
    return ("日" if before[1] else "年") if before else ""


def _bound(match: re.Match[str]) -> Bound | None:
    after = match["bound"] or ""
    if after.endswith("以上"):
        return Bound.AT_LEAST
    if after.endswith(("以下", "以内")):
        return Bound.AT_MOST
    if after.endswith("以外"):
        return Bound.MORE_THAN
    return _BEFORE.get(match["before"] or "")


def _value(number: str) -> float:
    number = re.sub(r"[,，\s多余来]", "", number)
    if number[0].isdigit():
        factor = {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2}.get(number[-1], 1)
        return float(number.rstrip("万亿千百")) * factor
    return float(chinese_number(number))
