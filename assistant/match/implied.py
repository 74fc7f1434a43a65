"""What follows from what a profile says: its size class, and what a title takes for granted.

The classes are those of 《中小企业划型标准规定》（工信部联企业〔2011〕300号）: an enterprise is of a class
where it reaches the lower bound of head count and of revenue; where one is not told, the other decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.match.quantities import Quantity

_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lower bounds of 大型, 中型 and 小型, in this order: heads, and revenue in 万元."""

    heads: tuple[int, int, int]
    revenue: tuple[int, int, int]


# The first trade whose name the industry bears counts; the last one is the standard's 其他未列明行业.
_TRADES: tuple[tuple[str, Sizes], ...] = (
    ("软件|信息技术服务|人工智能", Sizes((300, 100, 10), (10_000, 1_000, 50))),
    ("信息传输|互联网|电信|通信服务", Sizes((1_000, 100, 10), (100_000, 1_000, 100))),
    ("批发", Sizes((200, 20, 5), (40_000, 5_000, 1_000))),
    ("零售|商店|超市", Sizes((300, 50, 10), (20_000, 500, 100))),
    ("运输|物流|快递|货运", Sizes((1_000, 300, 20), (30_000, 3_000, 200))),
    ("仓储", Sizes((200, 100, 20), (30_000, 1_000, 100))),
    ("住宿|酒店|宾馆|餐饮|饭店|餐厅", Sizes((300, 100, 10), (10_000, 2_000, 100))),
    ("物业", Sizes((1_000, 300, 100), (5_000, 1_000, 500))),
    ("制造|加工|生产|工业|采矿|电力|燃气|供水|机械|电子|化工|医药|纺织|食品",
     Sizes((1_000, 300, 20), (40_000, 2_000, 300))),
    ("", Sizes((300, 100, 10), (0, 0, 0))),
)  # fmt: skip
_CLASSES = (
    "大型企业",
    "中型企业 中小企业 中小微企业",
    "小型企业 小微企业 中小企业 中小微企业",
    "微型企业 小微企业 中小企业 中小微企业",
)
_STATED = re.compile("大型|中型|小型|微型|小微|中小")
_HEADS = re.compile("从业人员|^$|现有|共")
# Nobody has the title on the left without being what stands on the right.
_TITLES = (
    ("国家高新技术企业", "科技型企业"),
    ("科技型中小企业|科技型小微企业", "中小企业 科技型企业"),
    ("小巨人", "专精特新 中小企业"),
    ("专精特新中小企业", "中小企业"),
    ("规模以上工业", "工业企业"),
    ("规模以上服务业", "服务业企业"),
    ("个体工商户", "小微企业"),
    ("微型企业|小型企业", "小微企业 中小企业"),
    ("瞪羚|独角兽", "科技型企业"),
)


def implied_words(said: str, industry: str, given: Sequence[Quantity]) -> Iterator[tuple[str, str]]:
    """What follows, each with the reason as a reader is told it.

    Args:
        said: what holds, in the one form.
    """
    for title, follows in _TITLES:
        if found := re.search(title, said.replace("‹", "").replace("›", "")):
            yield follows, found[0]
    if not _STATED.search(said) and (size := size_class(industry, given)):
        words, because = size
        yield words, because


def size_class(industry: str, given: Sequence[Quantity]) -> tuple[str, str] | None:
    """The words of the class and what they follow from, None where neither heads nor revenue are told."""
    heads = _first(given, "人数", "从业人员|员工|职工")
    revenue = _first(given, "金额", "营业收入|营收")
    if heads is None and revenue is None:
        return None
    sizes = next(sizes for names, sizes in _TRADES if re.search(names, industry))
    reached = 0
    for rank, (least, money) in enumerate(zip(sizes.heads, sizes.revenue, strict=True)):
        enough = heads is None or heads.value >= least
        rich = revenue is None or revenue.value >= Decimal(money) * _TEN_THOUSAND
        if enough and rich:
            reached = rank
            break
    else:
        reached = len(_CLASSES) - 1
    told = "、".join(q.words for q in (heads, revenue) if q)
    return _CLASSES[reached], f"{told}（按中小企业划型标准）"


def _first(given: Sequence[Quantity], dimension: str, label: str) -> Quantity | None:
    return next((q for q in given if q.dimension == dimension and re.search(label, q.label)), None)
