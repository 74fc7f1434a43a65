"""Quantities that a profile gives and bounds that a measure sets, each with what it is a quantity of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from corpus.language.figures import Figure, find_figures
from corpus.language.ranges import Range, find_ranges
from corpus.language.words import fold, unspaced

# 100—500亩, 200万-500万（不含）美元: the unit stands once, at the end.
_ONE_UNIT = re.compile(
    r"(?P<low>[0-9]+(?:\.[0-9]+)?[万亿]?)(?P<in>（不?含[^）]{0,6}）)?(?P<to>[-—－–~～至到]+)"
    r"(?P<high>[0-9]+(?:\.[0-9]+)?[万亿]?)(?P<in2>（不?含[^）]{0,6}）)?"
    r"(?P<unit>亿元|万元|美元|元|平方米|亩|人|名|家|%|个百分点|年|个月|台|吨)"
)
_COUNT = re.compile(
    r"(?P<number>[0-9]+)(?P<unit>件|项|个(?!月|百分点|工作日|亿)|次|辆|套|张|批|款|种|篇|场|名|人|台|家|亩|平方米)"
)
_ACCOUNTING = re.compile("个(?:完整)?(?:会计|自然)?年度|周年|个整年")
_PREPOSITION = re.compile(
    "^(?:对|将|其中|且|并|或|和|及|的|在|为|按|经|单个|每个|年度)+|[为达在到的约共了有是或及：:]+$"
)
# 研发费用_去年 and 研发费用_前年 are two years of one thing; older first.
_YEARS = ("大前年", "前年", "去年", "上年", "上一年", "今年", "本年", "当年")
_YEAR = re.compile("|".join((*_YEARS, "(?:19|20)[0-9]{2}年?(?:度)?")))
_GREW = re.compile("增量|增加额|增长额|新增|增额|净增")
_GREW_BY = re.compile("增幅|增速|增长率|增长")
_FACT_UNIT = re.compile("[_（(/／](?P<unit>[^_）)]{1,6})[）)]?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """``value`` of ``dimension`` in base units (金额 in 元 …); ``label`` says what it is a quantity of,
    ``words`` how it was written."""

    value: Decimal
    dimension: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound of a measure: the ``range`` that the quantity named ``label`` has to lie in; ``words``
    are its own, as they stand in the text without white space."""

    range: Range
    label: str
    words: str

    def holds(self, value: Decimal) -> bool:
        """Whether a value in base units lies within."""
        return self.range.holds(float(value))


def quantities(text: str, named: str = "") -> list[Quantity]:
    """The quantities of a statement in order; ``named`` is the name of the fact that it is the value of."""
    plain = plain_of(text)
    found = [
        Quantity(exact(f), f.dimension, named + _label(plain, f.start, previous), f.words)
        for f, previous in _with_previous(find_figures(plain))
        if f.dimension not in ("天数", "月数", "工作日")
    ]
    taken = {f.words for f in find_figures(plain)}
    for count in _COUNT.finditer(plain):
        if count[0] not in taken:
            label = named + _label(plain, count.start(), 0) + plain[count.end() : count.end() + 12]
            found.append(Quantity(Decimal(count["number"]), count["unit"], label, count[0]))
    return found


def quantity_of_fact(name: str, value: str) -> list[Quantity]:
    """What a fact such as ``设备投资_元``: ``2600000`` gives: the unit stands in its name."""
    unit = _FACT_UNIT.search(name)
    label = name[: unit.start()] if unit else name
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", value):
        written = f"{value}{unit['unit'] if unit else _usual_unit(name)}"
        return [
            Quantity(q.value, q.dimension, label.replace("_", ""), written)
            for q in quantities(written)[:1]
        ]
    return quantities(value, label.replace("_", ""))


def grown(known: list[Quantity]) -> Iterator[Quantity]:
    """By how much what is given for two years has grown: the difference, and in percent."""
    by_name: dict[tuple[str, str], list[tuple[str, Quantity]]] = {}
    for quantity in known:
        if year := _YEAR.search(quantity.label):
            name = _YEAR.sub("", quantity.label)
            by_name.setdefault((name, quantity.dimension), []).append((year[0], quantity))
    for (name, dimension), given in by_name.items():
        ordered = sorted(given, key=lambda pair: _when(pair[0]))
        for (_, before), (_, after) in pairwise(ordered):
            more = after.value - before.value
            words = f"{after.words}－{before.words}"
            yield Quantity(more, dimension, f"{name}同比增量", words)
            if before.value:
                yield Quantity(more * 100 / before.value, "比例", f"{name}同比增长", words)


def _when(year: str) -> int:
    digits = re.sub("[^0-9]", "", year)
    return int(digits) if digits else 9000 + _YEARS.index(year)


def limits(text: str, named: str = "") -> list[Limit]:
    """The bounds of a condition in order; ``named`` is what the first is a bound of where it says
    nothing itself."""
    plain = plain_of(text)
    found, before = [], 0
    for bound in find_ranges(plain):
        words = plain[bound.start : bound.end]
        found.append(Limit(bound, _label(plain, bound.start, before) or named, words))
        before = bound.end
    return found


def plain_of(text: str) -> str:
    """A text without white space, each figure with its unit."""
    plain = unspaced(text).replace("(", "（").replace(")", "）").replace("％", "%")
    plain = _ACCOUNTING.sub("年", plain)
    return _ONE_UNIT.sub(
        lambda m: f"{m['low']}{m['unit']}{m['in'] or ''}至{m['high']}{m['unit']}{m['in2'] or ''}",
        plain,
    )


def exact(figure: Figure) -> Decimal:
    """The value of a figure without the error of binary fractions."""
    return Decimal(repr(round(figure.value, 4)))


def _label(plain: str, start: int, before: int) -> str:
    """What stands before a figure in its phrase."""
    phrase = re.split("[，,；;。、：:（）]", plain[max(before, start - 20) : start])[-1]
    return _PREPOSITION.sub("", fold(phrase))


def _with_previous(figures: list[Figure]) -> Iterator[tuple[Figure, int]]:
    end = 0
    for figure in figures:
        yield figure, end
        end = figure.end


def _usual_unit(name: str) -> str:
    """The unit of a bare number whose name says what it counts: 成立年数, 员工人数."""
    if re.search("年数|年限|几年", name):
        return "年"
    if re.search("人数|员工|职工|从业", name):
        return "人"
    if re.search("面积", name):
        return "平方米"
    if re.search("率|占比|比例|比重", name):
        return "%"
    if re.search("额|投资|收入|费用|投入|贷款|房租|租金|利润|税", name):
        return "元"
    return "个"


def label_before(text: str) -> str:
    """What a figure right behind ``text`` is a figure of."""
    plain = plain_of(text).rstrip("、至到-—~")
    return _label(plain, len(plain), 0)
