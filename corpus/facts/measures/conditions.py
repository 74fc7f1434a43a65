"""For whom a grant is, and what must hold: the phrases before the one that gives, and its own head."""

import re
from collections.abc import Iterator

from corpus.facts.measures.grants import Grant
from corpus.facts.measures.measure import Condition
from corpus.facts.measures.plain import HIDDEN, Plain, hidden
from corpus.facts.measures.words import CAPS, GIVES

_LEAD = re.compile(
    "^(?:对于?|凡是?|如果?|若|其中|同时|此外|另外|并(?!购)|且|即|将|（[一二三四五六七八九十\\d]+）|\\d+[.．、])+"
)
_TAIL = re.compile("(?:的|后|时|，)+$")
# What begins a statement of what the body does, and no condition.
_STATES = re.compile(
    "^(?:支持|鼓励|引导|推进|推动|加强|加大|加快|实施|开展|完善|建立|健全|积极|大力|进一步|深入|落实|充分|发挥|优化|组织|培育|打造|构建|统筹|为|通过[^，]{2,8}方式|公告|根据|按照|依据)"
)
_CONDITIONAL = re.compile(
    "^(?:对于?|凡|如果?|若|经|获|被|首次|新|当年|年度|完成|达到|在[^，]{2,}(?:内|中|前|后|的)$|自|取得|入选|列入|符合)|(?:的|后|时|前|内|以上|以下|企业|单位|项目|机构|人员|个人|者|人才|团队)$|\\d"
)
# What is left of a phrase that asks for nothing: taken out word by word.
_EMPTY = re.compile(
    "符合(?:规定|上述|以上|相关|有关)?条件|经认定|经审核|经评审|经批准|按规定|即|其中|原则上|具体|可|将|由[^，]{0,8}|同时|并|[的再另]|"
    "企业|项目|单位|机构|个人|改造|每|单个?|同一|各|一次性|年度?|全年|累计|最高|补|奖|资助|贴息|市|区|县|省|财政|本级|级|资金|给"
)
_HEAD_ENDS = re.compile(
    f"(?:每[\u4e00-\u9fff]{{1,4}})?(?:额外|另行?|再|分别|一次性|统一|直接|可以?|均|由[^，。；]{{2,12}}?|(?:市|区|县|省)(?:级)?财政|按照?|参照|{CAPS}|{GIVES}|给|奖|补(?!充)|免|减)"
)
_ACTS = (
    "企业|服务商|经营者|经营主体|主体|单位|机构|个人|园区|团队|人才|院校|高校|院所|(?:社会|国际|科技性?|经济|合作|集体|的)组织|协会|商会|联盟|农户|商户|养殖户|大户|业主|"
    "人员|法人|自然人|中心|公司|银行|专家|教师|医生|毕业生|劳动者|团体|孵化器|项目|基地|平台|示范点|载体|旅行社|合作社|"
    "家庭农场|居民|老年人|残疾人|学生|儿童|职工|申请人"
)
_NAMED_SO = (
    "(?:称号|资质|认定|标准|证书|标识|库)"  # 绿色企业称号: the name of an honour, not who has it
)
_EVERY = re.compile(
    f"(?:对(?!象|应|外|接|口|比|照|策)于?|凡|支持|鼓励|资金支持)(?P<who>[^，。；：]{{1,40}}?(?:{_ACTS}))"
    f"(?!的?(?:{_NAMED_SO}|建设|[\u4e00-\u9fff]{{1,3}}(?:费|额|率)))"
)
_FIRST = re.compile(
    f"(?:^|[，；：])(?P<who>[^，。；：]{{0,24}}?(?:{_ACTS}))(?!的?{_NAMED_SO}|[、和及]|之一)"
)
_TO = re.compile(
    "(?:给予|予以|奖励|补助|补贴|资助|支持|按照?每家|每家|每个)"
    f"(?P<who>[^，。；：\\d]{{0,8}}?(?:{_ACTS}))"
)
_NOT_WHO = re.compile(
    "^(?:[其该对于奖]|单个|年度?新|上述|以上|本(?![地区市县土])|每|同一|各|成|给|不|按|再|首次|通过|获|被|评|认定|购置|购买|建设|列入|入选|新?设立|完成|达到|"
    "取得|建立|开展|开发|组织|参加|引进|实施|承担|牵头|参与|创建|推|加|为|在|经|由|向|与|和|将|以|可|根据|政策|一批|在册|鼓励|支持)"
    "|%|\\d(?!\\d*强)|支持|鼓励|围绕|转化|免[征收缴]|减[征免]"
)
_GENERIC = re.compile(
    "(?:符合[^，]{0,6}的)?(?:企业|单位|项目|机构|个人|平台|主体|改造项目|人员|基地|中心|申请人|申报单位|申报企业|工程)"
)


def conditions_of(clause: Plain, grant: Grant) -> tuple[Condition, ...]:
    """The phrases of a grant that say what must hold, each one condition."""
    return tuple(_conditions(clause, grant))


def _conditions(clause: Plain, grant: Grant) -> Iterator[Condition]:
    before = [p for p in grant.phrases if p.start < grant.lead and not p.given]
    for n, phrase in enumerate(before):
        words = clause.words[phrase.start : phrase.end]
        last = n + 1 == len(before)
        if _STATES.match(words) and not words.endswith("的") and not last:
            continue
        if last or _CONDITIONAL.search(hidden(words)):
            yield from _bare(clause, phrase.start, phrase.end)
    first = next((p for p in grant.phrases if p.start >= grant.lead), None)
    if first is not None:
        head = _HEAD_ENDS.search(first.words)
        if head and head.start() > 1:
            yield from _bare(clause, first.start, first.start + head.start())


def _bare(clause: Plain, start: int, end: int) -> Iterator[Condition]:
    """A phrase as a condition, without the words that only lead in; none where nothing is left."""
    if lead := _LEAD.match(clause.words[start:end]):
        start += lead.end()
    if tail := _TAIL.search(clause.words[start:end]):
        end = start + tail.start()
    if end - start >= 2 and _EMPTY.sub("", clause.words[start:end]):
        yield Condition(*clause.quote(start, end))


def shared_conditions(clause: Plain, grant: Grant) -> tuple[Condition, ...]:
    """The conditions that stand before 对… and hold for all that follows in the sentence: 受表彰的企业，
    自受表彰之年起5年内，对于…，给予…；对于…，给予…."""
    before = [p for p in grant.phrases if p.start < grant.lead]
    at = next((n for n, p in enumerate(before) if re.match("对于?", p.words)), 0)
    if not at or any(_STATES.match(p.words) for p in before[:at]):
        return ()
    return tuple(c for p in before[:at] for c in _bare(clause, p.start, p.end))


def target_of(words: str) -> str:
    """Who gets it, "" where the words name nobody: the noun, without what must hold of it."""
    plainly = hidden(words)
    for pattern in (_EVERY, _FIRST, _TO):
        for match in pattern.finditer(plainly):
            start = match.start("who") + match["who"].rfind("的") + 1
            who = words[start : match.end("who")].replace(HIDDEN, "")
            if len(who) >= 2 and not _NOT_WHO.search(who):
                return who
    return ""


def generic(target: str) -> bool:
    """Whether a target says no more than that it is an enterprise, a project or the like."""
    return not target or _GENERIC.fullmatch(target) is not None


def needs_more(clause: Plain, grant: Grant) -> bool:
    """Whether a grant goes on from the one before it in its clause: it has no condition of its own."""
    first = next((p for p in grant.phrases if p.start >= grant.lead), None)
    if grant.inner or first is None or first is not grant.phrases[0]:
        return False
    head = _HEAD_ENDS.search(first.words)
    own = first.words[: head.start()] if head else ""
    return not re.match("对|凡", first.words) and not re.search("[的后时]$|[超达满]", own)
