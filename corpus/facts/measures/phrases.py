"""A clause in its phrases, and which of their figures are given to somebody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.facts.measures.plain import hidden
from corpus.facts.measures.sums import Sum, find_sums
from corpus.facts.measures.words import CAPS, DENIED, FLOOR, GIVES, NAMED, NOUNS, STAGE

_MOST_FIGURES = 60  # of a clause; one with more is a table that lost its lines
# 1,000 has no border in it.
_BORDER = re.compile(r"(?<!\d)[，,：:；;。]|(?<=\d)[，,：:；;。](?!\d{3}(?!\d))")
# Behind the figure: 8%的比例给予, 20万元奖励, 15元/平方米·月房租补助.
_PER = r"(?:/(?:每)?[\w平方米·•]{1,8}?)?"
_GIVEN_AFTER = re.compile(
    rf"{_PER}(?:以[内下]|左右)?的?(?:比例|标准|额度|幅度|档次|范围|基准|费率)?(?:之间)?(?:的)?(?:予以|给予|给|一次性|分别|分档|直接|"
    rf"[^，。；\d的]{{0,8}}?(?:{NOUNS})|额度|计算|核定|确定|计发|发放|奖|(?:在)?(?:税前)?(?:加计)?扣除)"
)
_BY = re.compile("(?:按照?|参照|依照?|以|根据|达|为)[^，。；]{0,40}$")
# Right before it: a sum that is given, though nothing else says so.
_GIVEN_BEFORE = re.compile(
    f"(?P<verb>{GIVES}|给|奖|补|标准|额度|金额|总额|比例|限额|名额|期限|年限|时间)(?P<between>[^，。；]{{0,30}})$"
)
_STRONG = re.compile(
    "给予|予以|给与|发放|享受|奖|补|资助|补偿|扶持|支持|贴息|抵[用扣]|扣除|减|返还|担保|授信|报销|申领|领取|兑现|配套|激励"
)
_CAP_BEFORE = re.compile(
    f"(?:{CAPS})(?:[^，。；\\d]{{0,4}}|[^，。；\\d]{{0,6}}(?:金额|额度|限额|标准)为?)$"
)
_CAP_ON_BASE = re.compile(f"(?:{CAPS})[^，。；\\d]{{0,14}}$")
_CAP_AFTER = re.compile(rf"^(?:元|%)?{_PER}(?:（含）)?(?:以[内下]|封顶|为[上高]限|为限|上限)")
_FLOOR_AFTER = re.compile("^(?:（含）)?(?:及?以上|起)$|^(?:（含）)?(?:及?以上)(?=[，。；、）░]|$)")
# A figure that somebody has to reach.
_REACHED = re.compile(
    "(?:达到?|(?<!不)超过?|满|满足|(?<!不)超出|(?<!不)[高低]于|[大多小]于|(?<!不)少于|不[足满到]|占|完成|实现|获得|取得|获|新增|增长|增幅|缴纳|纳税|税收|销售收入|销售额|营业收入|营收|收入|产值|"
    "注册资本|资本金?|实缴|到账|到位|年薪|薪酬|报酬|总投资|出资|募集|融资|贷款|成交额|交易额|增量|人数|进出口额?|出口额?|投入|投资额?|总额|面积|规模|单价|价格|价值)"
    "(?:累计|合计|总额|金额|额度|不[低少]于|达到?|超过|在|为|额)*$"
)
_BOUND = re.compile("^(?:（[^）]{0,8}）|░{2,8})?(?:及?以上|以下|及?以内|以内)")
_CONDITION_AFTER = re.compile(
    "^(?:（[^）]{0,8}）|░{2,8})?(?:(?:及?以[上下]|以内|以外)(?:、|（|至|到|的|部分)|至|到|部分|"
    "的(?!奖|补|资|支|比例|标准|额度|一次性|给|贴|幅|税|房|租|经费|研发|科研|项目经费|启动|扶持|配套|优惠|创业))"
)
_LENGTH_BEFORE = re.compile(
    "(?:期限?|年限|时间|周期|最长|连续|不超过|给予|予以|享受|为期|持续|奖励|补[助贴]|资助|减免|免租?)(?:一般|最长|最多|原则上|不[得]?超过|为|企业|项目|[^，。；\\d]{0,6}?连续|[：:])*$"
)
_PLACES_BEFORE = re.compile("(?:名额|指标|安排|享受)[^，。；]{0,20}$|不超过$")


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that is given, as it stands in a clause. ``cap``, ``floor``: it is the most, the least."""

    sum: Sum
    cap: bool
    floor: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """``start``..``end`` of a clause; ``mark`` is the one behind it. ``words``: with brackets blotted out.
    ``figures`` are all of its figures, ``given`` those that are given."""

    start: int
    end: int
    words: str
    given: tuple[Given, ...]
    figures: tuple[Sum, ...]
    mark: str = ""

    @property
    def denies(self) -> bool:
        """Whether it says what is not given."""
        return DENIED.search(self.words) is not None

    @property
    def stage(self) -> bool:
        """Whether it is a stage of what the phrase before gives."""
        return STAGE.match(self.words) is not None

    @property
    def main(self) -> bool:
        """Whether it gives something that is more than a cap."""
        return any(not g.cap and g.sum.unit in ("元", "%") for g in self.given)


def phrases_of(clause: str, sure: bool) -> list[Phrase]:
    """The phrases of a clause; ``sure``: what announces it says already that figures in it are given."""
    blotted = hidden(clause)
    sums = find_sums(blotted)
    if len(sums) > _MOST_FIGURES:
        return []
    found, start, rated = [], 0, False
    borders = [(m.start(), m.end()) for m in _BORDER.finditer(blotted)]
    for end, after in [*borders, (len(clause), len(clause))]:
        if start < end:
            own = [s for s in sums if start <= s.start and s.end <= end]
            words, mark = blotted[start:end], blotted[end:after]
            again = rated and _ONLY_RATE.search(words) is not None  # 其中数字化项目按8%
            given = _given(blotted, start, end, own, sure or again)
            found.append(Phrase(start, end, words, tuple(given), tuple(own), mark))
            rated = rated or any(g.sum.unit == "%" for g in given)
            sure = sure or (mark in ("：", ":") and NAMED.search(words) is not None)
        start = after
    return found


NAMED_LIST = re.compile("(?:的?(?:奖励|补助|补贴|资助))?、[^，。；、\\d]{2,16}")
# 收取工本费15元: what one pays; 由60万元提高至80万元: what one got before.
_PAID = re.compile(
    "(?:收取|缴纳|交纳|自付|缴存|工本费|赔偿|罚)[^，。；]{0,8}$|收费[^，。；补]{0,6}$"
)
_AIMED = re.compile("力争|争取|力求|确保|目标|计划|预计")
_FORMER = re.compile("[由从][^，。；]{0,4}$")
_RAISED = re.compile("(?:提高|调整|增加|上调|提升|下调|降低|降)(?:到|至|为)")
_RATED = re.compile("(?:按照?|为)(?:[^，。；]{0,16}的)?$")
_ONLY_RATE = re.compile("按照?\\d+(?:\\.\\d+)?[%％]$")
_COMPARED = re.compile("(?:不[高低]于|不超过|超过|达到?|相当于)[^，。；]{3,}$")
_BOUND_WORD = re.compile(
    "(?:(?<!不)(?:超过?|[高低]于|少于)|达到?|不[足满到]|[大多小]于|增长|下降|占比?)$"
)


def _given(words: str, start: int, end: int, sums: Sequence[Sum], sure: bool) -> list[Given]:
    if not sums or (DENIED.search(words, start, end) and not CAP_SAID.search(words, start, end)):
        return []
    found: list[Given] = []
    groups = _groups(sums)
    told = [_is_given(words[start : g[0].start], words[g[-1].end : end], g, sure) for g in groups]
    order = [*range(len(groups) - 2, -1, -1), *range(len(groups) - 1)]
    for n in order:  # 市级奖励3万元、省级6万元: the one says it for the other
        if told[n] != told[n + 1] and _alike(words, groups[n][-1], groups[n + 1][0]):
            told[n] = told[n + 1] = True
    for group, is_given in zip(groups, told, strict=True):
        before, after = words[start : group[0].start], words[group[-1].end : end]
        if not is_given:
            continue
        first = _CAP_BEFORE.search(before) is not None
        if group[0].unit == "%":  # 不超过研发总投入30%
            first = first or _CAP_ON_BASE.search(before) is not None
        behind = _CAP_AFTER.match(after) is not None
        low = FLOOR.search(before[-8:]) is not None
        floor = low or _FLOOR_AFTER.match(after) is not None
        for s in group:
            if s.high is not None:
                found.append(Given(s, first, not first))
                continue
            own = words[s.end : end]
            at_most = first or behind or _CAP_AFTER.match(own) is not None
            found.append(Given(s, at_most and not low, floor and not at_most))
    return found


CAP_SAID = re.compile(f"(?:{CAPS})[^，。；]{{0,6}}\\d")


def _alike(words: str, one: Sum, other: Sum) -> bool:
    """Whether two figures are of one enumeration with a name each: 特别困难1500元、困难1000元."""
    between = words[one.end : other.start]
    return one.unit == other.unit == "元" and NAMED_LIST.fullmatch(between) is not None


def _groups(sums: Sequence[Sum]) -> list[list[Sum]]:
    found: list[list[Sum]] = []
    for s in sums:
        if found and found[-1][0].group == s.group:
            found[-1].append(s)
        else:
            found.append([s])
    return found


def _is_given(before: str, after: str, group: Sequence[Sum], sure: bool) -> bool:
    unit = group[0].unit
    if unit == "年" or unit == "月":
        if re.match(
            "以[上下]|[内前后]|之?内|起|龄|期?(?:贷款|国债|产|度)|的(?!租|房|奖|补|资)", after
        ):
            return False
        return _LENGTH_BEFORE.search(before) is not None and not re.search(
            "[满近每前后第]$", before
        )
    if unit == "个":
        return _PLACES_BEFORE.search(before) is not None and bool(
            re.match("(?:[^，。；]{0,12}名额|$)", after)
            and re.search("名额|入学|指标|安排", before + after)
        )
    if unit == "平方米":
        return _CAP_BEFORE.search(before) is not None and NAMED.search(before) is not None
    if unit == "倍":
        return False
    if (unit == "元" and _PAID.search(before)) or (_FORMER.search(before) and _RAISED.match(after)):
        return False
    if unit == "%" and _AIMED.search(before):
        return False
    if unit == "%" and sure and not after and _RATED.search(before):
        return True
    reached = _REACHED.search(before) is not None
    bound = _CONDITION_AFTER.match(after) is not None
    capped = _CAP_BEFORE.search(before) is not None
    if (
        _BOUND_WORD.search(before)
        and not capped
        and re.match("(?:及?以[上下])?的|及?以[上下]", after)
    ):
        return False
    if match := _GIVEN_AFTER.match(after):
        by = _BY.search(before) or capped
        verb = re.search("予以|给予|给", match[0])
        if not (reached and unit == "元") and (by or not verb or unit == "%"):
            return not (bound and unit == "元" and _BOUND.match(after) and not capped)
    match = _GIVEN_BEFORE.search(before)
    weak = not (_STRONG.search(before) or NAMED.search(before + after) or sure)
    if match and not weak and not (bound and not capped):
        between = match["between"]
        if reached and unit == "元" and not capped:
            return False
        return capped or not re.search("(?:达到?|超过|满|高于|大于)$", between)
    if unit == "%" and re.match(f"(?:且)?(?:{CAPS})", before):
        return True
    if capped and (
        NAMED.search(before) or re.match("(?:单|每|同一|累计|合计|总|年|全|最|不|原则)", before)
    ):
        return not bound
    return sure and not reached and not bound and not _COMPARED.search(before)
