"""Figures as exact sums: 20万元, 8%, 3‰, 百分之五十, 3、2、1个百分点, 5%—20%, 20万以上30万元以下."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.language.numerals import chinese_number

_CHINESE = "[一二三四五六七八九十百千两]"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:[,，]\d{{3}})+(?![\d,，])|\d{{1,15}})(?:\.\d{{1,6}})?|{_CHINESE}{{1,8}}|半"
)
_FIGURE = re.compile(
    rf"(?P<of>百分之|千分之)(?P<part>{_NUMBER})|"
    rf"(?P<number>{_NUMBER})余?(?P<scale>[千百十]?[万亿]|千|百)?"
    r"(?P<unit>元|%|％|‰|个百分点|百分点|周年|年|个月|个名额|名|个|平方米|平米|㎡|倍)?(?:人民币)?"
)
# What looks like a figure and is a day, a label or a name.
_NOT_FIGURE = re.compile(
    r"[12]\d{3}(?:[-—－~～至][12]\d{3})?年度?(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月\d{1,2}[日号]|\d{4}-\d{1,2}-\d{1,2}|"
    rf"第(?:\d+|{_CHINESE}+)|前(?:\d+|{_CHINESE}+)[名家位个]|〔\d+〕|\d+[号强]|[A-Za-z][A-Za-z0-9.-]*|\d{{7,}}(?![\d.]*[万亿元])|"
    r"\d+[-—]\d{5,}|[一二三四五六七八九十]是|一[次定般些同起致切站家]|统一|同一|唯一|之一|单一|进一|千方百计|百强|万企|万众|两化|两型|十[四三二]五|"
    r"\d+号?文"
)
_UNITS = {
    "元": ("元", Decimal(1)), "%": ("%", Decimal(1)), "％": ("%", Decimal(1)), "‰": ("%", Decimal("0.1")),
    "个百分点": ("%", Decimal(1)), "百分点": ("%", Decimal(1)), "年": ("年", Decimal(1)), "周年": ("年", Decimal(1)),
    "个月": ("月", Decimal(1)), "名": ("个", Decimal(1)), "个名额": ("个", Decimal(1)), "个": ("个", Decimal(1)),
    "平方米": ("平方米", Decimal(1)), "平米": ("平方米", Decimal(1)), "㎡": ("平方米", Decimal(1)),
    "倍": ("倍", Decimal(1)),
}  # fmt: skip
_SCALES = {"万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100, "十": 10}
# What joins the figures of one list, and the ends of a range.
_LISTED = re.compile(r"、|和|及|与|或|以及|或者|，|,|/(?=[\d])")
_RANGED = re.compile(r"(?:（含）|\(含\))?(?:及?以上)?(?:[—\-－–~～]+|至|到)|及?以上")
_BESIDE = re.compile(
    r"(?:/[\w每平方米·•]{1,6})?(?:以[上下内])?(?:(?:、|和|及|与|或|以及)(?:最高|不超过)?|，|,)"
)
_ENDS = re.compile(r"$|[，。；、）)的以至到—\-~～和及与或（(/奖补]")


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure at ``start``..``end`` of some words, in base units; ``unit`` is 元, %, 年, 月, 个, 平方米
    or 倍. Figures of one ``group`` are listed side by side; ``high`` is the upper end of a range."""

    value: Decimal
    unit: str
    start: int
    end: int
    group: int = 0
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Raw:
    number: Decimal
    scale: int
    unit: str
    start: int
    end: int


def find_sums(words: str) -> list[Sum]:
    """The figures of ``words``, which have no white space, in order; calendar days are none."""
    masked = _NOT_FIGURE.sub(lambda m: "\u25a1" * len(m[0]), words)
    raws = [raw for m in _FIGURE.finditer(masked) if (raw := _raw(m)) is not None]
    return _joined(words, _with_units(words, raws))


def _raw(match: re.Match[str]) -> _Raw | None:
    try:
        if match["of"]:
            unit = "%" if match["of"] == "百分之" else "‰"
            return _Raw(_number(match["part"]), 1, unit, match.start(), match.end())
        number = _number(match["number"])
    except (ValueError, ArithmeticError):
        return None
    scale = 1
    for c in match["scale"] or "":
        scale *= _SCALES[c]
    return _Raw(number, scale, match["unit"] or "", match.start(), match.end())


def _number(written: str) -> Decimal:
    if written == "半":
        return Decimal("0.5")
    if written[0].isdigit():
        return Decimal(written.replace(",", "").replace("，", ""))
    return Decimal(chinese_number(written))


def _with_units(words: str, raws: list[_Raw]) -> list[_Raw]:
    """Figures with the units that stand behind the last of their list only: 3、2、1个百分点."""
    found: list[_Raw] = []
    for n in range(len(raws) - 1, -1, -1):
        raw = raws[n]
        after = found[-1] if found else None
        if not raw.unit and after is not None and after.unit and _joins(words, raw, after):
            scale = raw.scale if raw.scale > 1 else after.scale
            raw = replace(raw, unit=after.unit, scale=scale)
        elif not raw.unit and raw.scale >= _SCALES["万"] and _ENDS.match(words, raw.end):
            raw = replace(raw, unit="元")
        found.append(raw)
    return found[::-1]


def _joins(words: str, before: _Raw, after: _Raw) -> bool:
    between = words[before.end : after.start]
    return bool(_LISTED.fullmatch(between) or _RANGED.fullmatch(between))


def _joined(words: str, raws: list[_Raw]) -> list[Sum]:
    found: list[Sum] = []
    group = 0
    for raw in raws:
        if raw.unit not in _UNITS:
            continue
        unit, factor = _UNITS[raw.unit]
        value = raw.number * raw.scale * factor
        before = found[-1] if found else None
        between = words[before.end : raw.start] if before else ""
        if before and before.unit == unit and before.high is None and between:
            if _RANGED.fullmatch(between) and before.value < value:
                found[-1] = replace(before, high=value, end=raw.end)
                continue
            if _BESIDE.fullmatch(between):
                found.append(Sum(value, unit, raw.start, raw.end, before.group))
                continue
        group += 1
        found.append(Sum(value, unit, raw.start, raw.end, group))
    return found
