"""The grants of a clause: which phrases say together that one benefit is given, and under what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.facts.measures.phrases import Given, Phrase, phrases_of
from corpus.facts.measures.plain import brackets
from corpus.facts.measures.words import CAPS, NOUNS, TOLD

# What stands before the bound in a phrase that only bounds what is given before it. Taken out word by word
# (a pattern of all of them at once would try every way to part a run of 每).
_SCOPE = re.compile(
    "并|且|但|其中|最终|原则上|同一|单个?|各|一个|一家|年度?|当年|全年|累计|合计|总计|总额|连续|[一二三四五\\d]+年|补[助贴]|奖[励补]|资助|贴息|"
    "支持|扶持|资金|金额|额度|比例|费用?|期限?|年限|时间|计算|周期|企业|项目|单位|机构|平台|主体|个人|品种|展会|申请人?|享受|获得?|可|的|总|对|"
    "所|给予|内|每[^每不最累合总补奖资给年单，。；\\d]{1,6}|每"
)
_BOUND = re.compile(f"{CAPS}|不[得可]?(?:低于|少于)")
_LENGTH = re.compile(
    "^(?:补[助贴]|奖[励补]|资助|贴息|支持|扶持|租赁|免租|享受|优惠)*(?:期限?|年限|时间)"
)
# Given without a figure: by agreement, land, the right to settle.
_IN_KIND = re.compile(
    "一事一议(?!.*(?:研究|协调|解决|原则|专题))|提高容积率|先租后让|弹性年[期限]出让|长期租赁[^，。；]{0,8}供[应地]|"
    "用地(?:指标|计划)[^，。；]{0,12}(?:保障|单列|倾斜)|落户[^，。；]{0,8}(?:予以|给予)(?:支持|保障)|"
    "(?:照顾|安排|保障|优先)[^，。；]{0,12}子女[^，。；]{0,8}入[读学]|"
    "子女[^，。；]{0,10}(?:优先|就近|照顾|统筹)[^，。；]{0,6}(?:入[读学]|安排)"
)
_HELP = "奖励|奖补|补助|补贴|资助|津贴|资金支持|经费支持|贴息|补偿|税收减免|房租减免|租金减免|减免|优惠(?!政策)|落户"
_FREE = "提供|为|向|开展|发放|使用|享受|入住|培训|配备|给|获得|参加|申领|乘|检|接|住|运"
_CONCRETE = re.compile(
    f"(?:给予|予以|享受)(?!优先|兑现)[^，。；]{{0,16}}?(?:{_HELP})(?!的|对象|标准|资格|条件|范围|资金的|项目)|"
    f"免收|免征|免缴|减征|减半(?:征收|收取|缴纳)|(?:费|租|税)[^，。；]{{0,6}}减半|(?:提供[^，。；]{{0,8}})?免费(?:{_FREE})|"
    "(?:点对点|一对一|全过程|专人|上门|定制化?)[^，。；]{0,12}提供[^，。；]{0,12}(?:服务|辅导|指导)|"
    "全额(?:奖励|返还|补[助贴]|承担|报销|减免|抵用|免)|全免|实报实销|"
    "(?:按|给予)[^，。；]{0,20}(?:给予|予以)?(?:一定|适当|相应)(?:的)?(?:财政|资金|经费)?(?:支持|扶持|奖励|补助|补贴|资助)|"
    f"给予(?:一次性)?(?:资金|经费|配套)?(?:{NOUNS})|"
    "享受(?:本|该|上述|前款|第)[^，。；]{0,6}条[^，。；]{0,6}(?:政策|奖励|补[助贴])"
)
_VAGUE = re.compile(
    "(?:优先|重点|大力|积极|政策|倾斜|适当|必要|相关|更多|全方位|大力度)(?:的)?(?:支持|扶持|优惠|考虑)|"
    "(?<!资金)(?<!经费)(?<!贴息)(?<!落户)(?<!补[助贴])(?<!奖励)(?<!一定)支持$"
)
_SUPPOSED = re.compile(
    "是否|便于|筛查|【|已(?:经)?(?:获得|享受|取得)|获得过|享受过|曾|资格$|以便|可以申[请报]|申请享受|方可|应当|不影响|办法$"
)
_OWN = re.compile("的$|后$|^(?:对于?|凡|经|获|被|评|通过|首次|新|完成|达到|成功|向)")


@dataclass(slots=True)
class Grant:
    """Phrases ``start``..``end`` of a clause that give one benefit; ``lead``: where the phrases that give
    begin, what stands before them are conditions. ``given``: what is given, in order. ``inner``: it stands
    in a bracket of another."""

    start: int
    end: int
    lead: int
    phrases: list[Phrase]
    given: list[Given] = field(default_factory=list)
    inner: bool = False

    @property
    def main(self) -> bool:
        """Whether it gives more than a cap."""
        return any(not g.cap and g.sum.unit in ("元", "%") for g in self.given)


def grants_of(clause: str, sure: bool = False) -> list[Grant]:
    """What a clause gives, in reading order; ``sure`` as in ``phrases_of``."""
    found: list[Grant] = []
    pending: list[Phrase] = []
    for phrase in phrases_of(clause, sure):
        now = found[-1] if found else None
        if phrase.denies and not phrase.given:
            pending = []
            continue
        if TOLD.search(phrase.words) or any(_too_much(g) for g in phrase.given):
            pending = []
            continue
        sums = any(g.sum.unit in ("元", "%") for g in phrase.given)
        announces = phrase.mark in ("：", ":") and not sums
        gives = not announces and (bool(phrase.given) or _concrete(phrase))
        if not gives:
            pending = [] if phrase.mark in ("。", "；", ";") else [*pending, phrase]
            continue
        while pending and phrase.start - pending[0].start > _FAR:
            pending = pending[1:]
        if now is not None and _goes_on(now, phrase, pending):
            now.phrases += [*pending, phrase]
            now.given += phrase.given
            now.end = phrase.end
        else:
            first = pending[0] if pending else phrase
            found.append(
                Grant(first.start, phrase.end, phrase.start, [*pending, phrase], list(phrase.given))
            )
        pending = []
    whole = [g for grant in found for g in (grant, *_bracketed(clause, grant))]
    return [grant for grant in whole if grant.main or _worth(grant)]


def _worth(grant: Grant) -> bool:
    """Whether a grant without a sum of its own is more than a bound on one said elsewhere."""
    return any(g.sum.unit in ("元", "%", "个") for g in grant.given) or any(
        _concrete(p) for p in grant.phrases
    )


def _too_much(given: Given) -> bool:
    """Whether a sum is what a budget or a whole programme has: nobody gets that much for certain."""
    return given.sum.unit == "元" and not given.cap and given.sum.value >= _BUDGET


def _concrete(phrase: Phrase) -> bool:
    words = phrase.words
    if words.endswith("的") or _SUPPOSED.search(words):
        return False
    if _IN_KIND.search(words):
        return True
    return _CONCRETE.search(words) is not None and not _VAGUE.search(words)


def bounding(phrase: Phrase) -> bool:
    """Whether a phrase only bounds what another gives."""
    if not phrase.given:
        return False
    words = phrase.words
    before = words[: phrase.given[0].sum.start - phrase.start]
    bounds = [m.start() for m in _BOUND.finditer(before)]
    if bounds and len(before) <= _SHORT and not _SCOPE.sub("", before[: bounds[0]]):
        return True
    return bool(_LENGTH.match(words))


def only_bounds(grant: Grant) -> bool:
    """Whether a grant is a sentence that bounds what others give: 单个项目最高400万元."""
    return (
        bool(grant.given)
        and all(g.cap for g in grant.given)
        and all(bounding(p) and p.start >= grant.lead for p in grant.phrases)
        and not any(re.search("给予|予以", p.words) for p in grant.phrases)
    )


def _goes_on(now: Grant, phrase: Phrase, pending: Sequence[Phrase]) -> bool:
    """Whether a phrase says more of what is given before it, and does not give something else."""
    if phrase.stage and phrase.given:
        return True
    if re.match("(?:并|另|再|同时)[^，]*?(?:给予|予以)", phrase.words):
        return False
    if bounding(phrase):
        return not any(p.words.startswith(("对", "凡")) or p.words.endswith("的") for p in pending)
    if pending or any(f not in [g.sum for g in phrase.given] for f in phrase.figures):
        return False
    if re.match("其[他它余]|[^，]{4,}(?:给予|予以)", phrase.words):
        return False
    if not now.main and not _OWN.search(phrase.words) and phrase.main:
        return True
    if not now.given:  # 给予企业连续奖励，每年…
        return not _OWN.search(phrase.words) or not phrase.main
    return bool(phrase.given) and all(g.cap for g in phrase.given) and not _OWN.match(phrase.words)


def _bracketed(clause: str, grant: Grant) -> list[Grant]:
    """What brackets within a grant give: stages and caps of its own are put into it."""
    others: list[Grant] = []
    for start, end in brackets(clause[grant.start : grant.end + _BEHIND]):
        start, end = start + grant.start, end + grant.start
        if start > grant.end + 1:
            break
        for inner in grants_of(clause[start:end]):
            if not inner.given:
                continue
            moved = _moved(inner, start)
            if all(p.stage or bounding(p) for p in inner.phrases if p.given) or not inner.main:
                known = {(g.sum.value, g.sum.unit) for g in grant.given if g.sum.unit != "年"}
                stages = any(p.stage for p in inner.phrases)
                grant.phrases += moved.phrases
                grant.given += [
                    g for g in moved.given if stages or (g.sum.value, g.sum.unit) not in known
                ]
            else:
                others.append(moved)
    return others


_SHORT = 60  # characters of a phrase before its figure; what only bounds is no longer
_FAR = 200  # characters before what gives, beyond which a phrase is no condition of it
_BUDGET = 100_000_000  # 元
_BEHIND = 200  # characters behind a grant in which a bracket on it may end


def _moved(grant: Grant, by: int) -> Grant:
    """A grant of a part of a clause, in the clause."""

    def given(g: Given) -> Given:
        return replace(
            g,
            sum=replace(
                g.sum, start=g.sum.start + by, end=g.sum.end + by, group=g.sum.group + 1000 + by
            ),
        )

    phrases = [
        replace(p, start=p.start + by, end=p.end + by, given=tuple(map(given, p.given)))
        for p in grant.phrases
    ]
    return Grant(
        grant.start + by,
        grant.end + by,
        grant.lead + by,
        phrases,
        list(map(given, grant.given)),
        inner=True,
    )
