"""The noun Measure: one concrete benefit, for whom, under which conditions, how much, and its words."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Self

from corpus.facts.base import Fact
from corpus.facts.windows import Window

__all__ = ["Amount", "Benefit", "Body", "Condition", "Measure", "Part", "Window", "amount_text"]


class Benefit(StrEnum):
    """What kind of benefit it is."""

    REWARD = "奖励"
    SUBSIDY = "补助"
    INTEREST = "贴息"
    RELIEF = "减免"
    CREDIT = "担保融资"
    HONOUR = "资质荣誉"
    LAND = "用地"
    TALENT = "人才"
    SERVICE = "服务"
    OTHER = "其他"


class Part(StrEnum):
    """What a body has to do with a measure."""

    APPLY = "受理"
    DECIDE = "审定"
    PAY = "拨付"
    LEAD = "负责"


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of what one gets, in base units: ``value`` of ``unit`` (元, %, 年, 月, 平方米, 个 …).

    ``cap``: it is the most (最高, 不超过, 以内); ``floor``: it is the least (不低于). ``per`` is what a
    rate is taken of (实际投资额), or else what the sum is given for (每件, 每年, 一次性); "" where the
    words say neither. ``start``/``end`` are the offsets of its words; they lie outside the measure's own
    where a cap or a base is said once for a whole paragraph.
    """

    value: Decimal
    unit: str
    cap: bool = False
    floor: bool = False
    per: str = ""
    start: int = 0
    end: int = 0

    @property
    def rate(self) -> bool:
        """Whether it is a share of something and not a sum."""
        return self.unit == "%"

    def to_json(self) -> dict[str, Any]:
        """Its fields; the value as a decimal number in a string."""
        return {**asdict(self), "value": str(self.value)}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """What ``to_json`` gave these values of."""
        return cls(**{**values, "value": Decimal(values["value"])})


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold, in the document's words: ``text`` is exactly what stands at ``start``..``end``.
    They lie outside the measure's own words where a heading or a lead-in says it for several."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Body:
    """A body with a part in a measure: its ``name`` in the document, ``department`` the key of the
    department that it is ("" where the table knows none)."""

    name: str
    department: str
    part: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Measure(Fact):
    """One benefit that a beneficiary can get; of several tiers each is a measure of its own.

    ``target``: who gets it, "" where the words name nobody. ``conditions``: all that must hold, the
    tier's first. ``tier``: what tells this tier from its siblings (国家级; 50万元以上至100万元以下),
    None where there are none. ``amounts``: none where the words give no figure. ``deadline``: when
    applications are open; ``term``: how long the policy itself holds. ``bodies``: whom to turn to.
    ``limits``: what the paragraph adds on repeating, adding up or applying (同一项目不重复享受); they
    hold for whoever gets it, and nobody fails by them alone.
    """

    kind: ClassVar[str] = "measure"
    label: ClassVar[str] = "支持措施"
    benefit: Benefit
    target: str = ""
    conditions: tuple[Condition, ...] = ()
    amounts: tuple[Amount, ...] = ()
    tier: Condition | None = None
    deadline: Window | None = None
    term: Window | None = None
    bodies: tuple[Body, ...] = ()
    limits: tuple[Condition, ...] = ()

    @property
    def subject(self) -> tuple[str, str]:
        """The kind of benefit; by name, who gets it."""
        return self.benefit.value, self.target

    @property
    def line(self) -> str:
        """One line: 奖励：20万元（最高）；企业；获得国家级…."""
        said = "、".join(map(amount_text, self.amounts))
        must = "；".join(c.text for c in self.conditions)
        return "；".join(
            filter(None, (f"{self.benefit}：{said or '未写明金额'}", self.target, must))
        )

    def to_json(self) -> dict[str, Any]:
        """Its own fields as plain JSON values."""
        return {
            "benefit": self.benefit.value,
            "target": self.target,
            "conditions": [asdict(c) for c in self.conditions],
            "amounts": [a.to_json() for a in self.amounts],
            "tier": asdict(self.tier) if self.tier else None,
            "deadline": self.deadline.to_json() if self.deadline else None,
            "term": self.term.to_json() if self.term else None,
            "bodies": [asdict(b) for b in self.bodies],
            "limits": [asdict(c) for c in self.limits],
        }

    @classmethod
    def from_json(cls, start: int, end: int, values: dict[str, Any]) -> Self:
        """The measure that ``to_json`` gave these values of."""
        windows = {
            k: Window.from_json(values[k]) if values[k] else None for k in ("deadline", "term")
        }
        return cls(
            start,
            end,
            Benefit(values["benefit"]),
            values["target"],
            tuple(Condition(**c) for c in values["conditions"]),
            tuple(Amount.from_json(a) for a in values["amounts"]),
            Condition(**values["tier"]) if values["tier"] else None,
            bodies=tuple(Body(**{**b, "part": Part(b["part"])}) for b in values["bodies"]),
            limits=tuple(Condition(**c) for c in values["limits"]),
            **windows,
        )


def amount_text(amount: Amount) -> str:
    """An amount as one reads it: 最高20万元, 实际投资额的8%, 每件500元."""
    value, unit = amount.value, amount.unit
    if unit == "元":
        for word, factor in (("亿元", 100_000_000), ("万元", 10_000)):
            if value >= factor and not (value / factor * 10000) % 1:
                value, unit = value / factor, word
                break
    words = f"{value.normalize():f}{unit}"
    before = "最高" if amount.cap else "不低于" if amount.floor else ""
    if amount.rate:
        return f"{before}{amount.per}的{words}" if amount.per else before + words
    return f"{amount.per}{before}{words}"
