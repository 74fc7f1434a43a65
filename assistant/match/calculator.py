"""What a measure comes to for a profile: rate × base, so much for each, the cap; exact, with its formula."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.match.contrast import opposed
from assistant.match.offer import Offer
from assistant.match.quantities import Quantity
from assistant.match.statements import Statement, Told
from assistant.match.verdict import Verdict
from assistant.match.words import Words, words_of
from corpus.facts.measures.measure import Amount, amount_text

UNSTATED = "文件未规定金额"
_MONEY = "金额"
_RATES = ("%", "百分点", "个百分点")
_EACH = re.compile(
    "(?:每|单|[/／])一?个?(?P<unit>件|项|个|名|人|台|套|家|亩|辆|次|张|平方米|款|品种|批|篇|场|户|吨)|^(?P<bare>亩|件|人|名|平方米)$"
)
_YEARLY = re.compile("每年|/年|年均|一年$|年度")
_MONTHLY = re.compile("每月|/月")
_STAGE = re.compile("第[一二三四五1-5]|前[一二三四五两0-9]|后[一二三四五两0-9]|首年|次年")
_USED, _ON_IT = (
    0.6,
    0.5,
)  # it was held against the tier's bound; it stands where the matter is spoken of
_EXCESS = re.compile("超出|超过|超额")
_NAMED = 0.5  # of the characters' pairs of a base's name shared with the quantity's


@dataclass(frozen=True, slots=True)
class Sum:
    """What one gets: ``value`` in 元, None where the words or the profile leave it open; ``at_most``
    where they say only the most; ``per`` 年 or 月 where it recurs. ``how`` is the formula in Chinese,
    ``ask`` the base that is missing for it."""

    value: Decimal | None = None
    at_most: bool = False
    per: str = ""
    how: str = ""
    ask: str = ""

    @property
    def text(self) -> str:
        """The contract's amount: ``≤180000元``, ``5000元/年``; "" where it is open."""
        if self.value is None:
            return ""
        most = "≤" if self.at_most else ""
        per = f"/{self.per}" if self.per else ""
        return f"{most}{_number(self.value)}元{per}"

    @property
    def shown(self) -> str:
        """As one reads it: 最高18万元."""
        if self.value is None:
            return ""
        return f"{'最高' if self.at_most else ''}{money(self.value)}" + (
            f"/{self.per}" if self.per else ""
        )


def summed(offer: Offer, verdicts: Sequence[Verdict], told: Told) -> Sum:
    """Reckon a measure for a profile."""
    amounts = offer.measure.amounts
    sums = [a for a in amounts if a.unit == "元"]
    rates = [a for a in amounts if a.unit in _RATES]
    caps = [a for a in sums if a.cap]
    plain = [a for a in sums if not a.cap]
    if rates:
        return _share(offer, rates, caps, verdicts, told)
    if plain:
        return _whole(offer, plain, caps, told)
    if caps:
        cap = min(caps, key=lambda a: a.value) if len({a.per for a in caps}) == 1 else caps[0]
        return Sum(cap.value, True, _recurs(cap), f"文件只写明{amount_text(cap)}")
    if amounts:
        return Sum(how="、".join(map(amount_text, amounts)))
    return Sum(how=UNSTATED)


def _whole(offer: Offer, plain: Sequence[Amount], caps: Sequence[Amount], told: Told) -> Sum:
    first = _leading(plain)
    ranged = [c for c in caps if c.value > first.value and not c.per and len(plain) == 1]
    if each := _EACH.search(first.per):
        counted = _count(offer, each["unit"] or each["bare"], told)
        if counted is not None:
            return _capped(
                first.value * counted.value, caps, first, f"{_each(first)} × {counted.words}"
            )
        unit = each["unit"] or each["bare"]
        ask = "" if unit == "品种" else f"有多少{unit}"
        return Sum(first.value, False, "", f"{_each(first)}", ask)
    if first.floor and not ranged:
        return Sum(first.value, False, _recurs(first), f"不低于{money(first.value)}")
    if ranged and _is_range(offer, first, ranged[0]):
        return Sum(
            ranged[0].value, True, _recurs(first), f"{money(first.value)}至{money(ranged[0].value)}"
        )
    return _capped(first.value, caps, first, money(first.value))


def _is_range(offer: Offer, low: Amount, high: Amount) -> bool:
    """Whether two figures are the ends of one range (10万元—100万元)."""
    between = offer.document.text[low.end : high.start] if 0 < low.end <= high.start else "x" * 9
    return len(between) <= 3


def _leading(plain: Sequence[Amount]) -> Amount:
    """The sum itself, where what follows are its instalments; else the first."""
    return (
        max(plain, key=lambda a: a.value) if any(_STAGE.search(a.per) for a in plain) else plain[0]
    )


def _capped(value: Decimal, caps: Sequence[Amount], of: Amount, formula: str) -> Sum:
    how = formula if formula == money(value) else f"{formula} = {money(value)}"
    for cap in caps:
        how += f"，{cap.per if cap.per else ''}不超过{money(cap.value)}"
        if cap.value < value:
            how += f"，按{money(cap.value)}"
            value = cap.value
    return Sum(value, of.cap, _recurs(of), how)


def _share(
    offer: Offer,
    rates: Sequence[Amount],
    caps: Sequence[Amount],
    verdicts: Sequence[Verdict],
    told: Told,
) -> Sum:
    words = "、".join(map(amount_text, [*rates, *caps]))
    if len({r.value for r in rates}) > 1:  # a range, or stages: the words leave open which
        return Sum(how=words, at_most=True)
    rate = rates[0]
    base = _base(offer, rate, verdicts, told)
    if base is None:
        ask = f"{rate.per or '计算基数'}是多少"
        if caps:
            return Sum(
                caps[0].value,
                True,
                _recurs(caps[0]),
                f"{words}（缺少{rate.per or '计算基数'}）",
                ask,
            )
        return Sum(how=words, ask=ask)
    least = _threshold(base, verdicts) if _EXCESS.search(rate.per) else Decimal(0)
    value = (base.value - least) * rate.value / 100
    of = f"（{money(base.value)} － {money(least)}）" if least else money(base.value)
    return _capped(value, caps, rate, f"{of} × {_number(rate.value)}%")


def _threshold(base: Quantity, verdicts: Sequence[Verdict]) -> Decimal:
    """The bound that ``base`` was held against: a rate of what exceeds it leaves it out."""
    for verdict in verdicts:
        for limit in verdict.piece.limits:
            low = limit.range.low
            if verdict.used == base and 0 < low <= float(base.value):
                return Decimal(repr(low))
    return Decimal(0)


def _base(offer: Offer, rate: Amount, verdicts: Sequence[Verdict], told: Told) -> Quantity | None:
    """What a rate is taken of: the quantity of that name, else the one held against the tier's bound,
    else the only sum in what the profile says on the matter."""
    label = words_of(rate.per)
    given = [(q, s) for q, s in told.quantities if q.dimension == _MONEY]
    used = [v.used for v in verdicts if v.used is not None]
    near = _near(offer, given)
    scored = [
        (_named(label, q, s) + _USED * (q in used) + _ON_IT * (q in near), q) for q, s in given
    ]
    best = max(scored, key=lambda pair: pair[0], default=None)
    if best and best[0] >= _NAMED and (used or not rate.per or _names_any(label, given)):
        return best[1]
    alone = {q.value: q for q, _ in given}
    return given[0][0] if len(alone) == 1 and not rate.per else None


def _names_any(label: Words, given: Sequence[tuple[Quantity, Statement]]) -> bool:
    return any(_named(label, q, s) for q, s in given)


def _named(label: Words, quantity: Quantity, statement: Statement) -> float:
    own = words_of(quantity.label)
    if not label.pairs:
        return 0.0
    shared = len(label.pairs & own.pairs) + 0.5 * len(
        (label.pairs - own.pairs) & statement.words.pairs
    )
    return shared / len(label.pairs) if label.pairs & own.pairs else 0.0


def _near(offer: Offer, given: Sequence[tuple[Quantity, Statement]]) -> list[Quantity]:
    """The quantities of the statements that say most of what the measure is about."""
    wanted = {*offer.topic.words, *(w for c in offer.conditions for w in c.words)}
    scored = [
        (sum(s.words.credit(w) for w in wanted), q)
        for q, s in given
        if not opposed(offer.topic.plain, s.words)
    ]
    most = max((score for score, _ in scored), default=0)
    return [q for score, q in scored if score == most] if most else []


def _count(offer: Offer, unit: str, told: Told) -> Quantity | None:
    """How many the profile has of what a sum is given for each of."""
    dimension = {"人": "人数", "名": "人数", "亩": "面积", "平方米": "面积", "台": "台数", "家": "家数",
                 "吨": "质量"}.get(unit)  # fmt: skip
    given = [
        (q, s)
        for q, s in told.quantities
        # the whole staff are not those that a sum is given for each of (新招用员工每人1000元)
        if q.dimension in (unit, dimension) and q.label != "从业人员"
    ]
    wanted = {*offer.topic.words, *(w for c in offer.conditions for w in c.words)}
    wanted = wanted or set(offer.around.words)
    scored = [
        (sum(s.words.credit(w) for w in wanted), q)
        for q, s in given
        if not opposed(offer.topic.plain, s.words)
    ]
    best = max(scored, key=lambda pair: pair[0], default=None)
    if best is None or not best[0]:
        return None
    if unit == "亩" and best[1].dimension == "面积":
        return Quantity(
            (best[1].value / Decimal("666.67")).quantize(Decimal("0.1")),
            unit,
            best[1].label,
            best[1].words,
        )
    return best[1]


def _each(amount: Amount) -> str:
    per = amount.per if amount.per.startswith(("每", "单")) else f"每{amount.per.lstrip('/／')}"
    return f"{per}{money(amount.value)}"


def _recurs(amount: Amount) -> str:
    if _YEARLY.search(amount.per):
        return "年"
    return "月" if _MONTHLY.search(amount.per) else ""


def money(value: Decimal) -> str:
    """A sum in 元 as one reads it: 18.2万元, 1.5亿元, 800元."""
    for unit, factor in (("亿", Decimal(10**8)), ("万", Decimal(10**4))):
        if value >= factor and not (value / factor * 10**4) % 1:
            return f"{_number(value / factor)}{unit}元"
    return f"{_number(value)}元"


def _number(value: Decimal) -> str:
    exact = value.quantize(Decimal("0.01")) if value % 1 else value.quantize(Decimal(1))
    return f"{exact:f}".rstrip("0").rstrip(".") if "." in f"{exact:f}" else f"{exact:f}"
