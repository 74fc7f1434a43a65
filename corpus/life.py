"""The life of a document as its own words state it: when it holds, and what it does to others.

Effective and expiry dates are taken only from sentences about the document itself (本办法自…起施行,
有效期5年), never from those about a licence, a tax rate or another law; relations only from
sentences that name the other document with the verb. What isn't said stays unknown.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from corpus.document import Provision, ProvisionKind, Relation, RelationKind
from corpus.markers import marker_at
from corpus.numbers import find_numbers, number_key, same_title, title_key
from corpus.numerals import CHINESE_NUMERAL, chinese_number, find_dates
from corpus.sentences import sentence_spans

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Life:
    """``effective`` is the first day in force, ``expires`` the last.

    The spans are the sentences that state them. A span without a date means that the text states it
    by something that isn't known here (自印发之日起 of an undated document, 至疫情解除).
    """

    effective: date | None = None
    expires: date | None = None
    relations: tuple[Relation, ...] = ()
    effective_span: Span | None = None
    expires_span: Span | None = None


def read_life(text: str, provisions: tuple[Provision, ...], issued: date | None) -> Life:
    """Read effective date, expiry and relations to other documents from the text.

    ``issued`` is the date of signing, from which 自印发之日起 and a bare 有效期5年 count.
    """
    blocks = _blocks(text, provisions)
    title = _joined(text, provisions, ProvisionKind.TITLE)
    number = _joined(text, provisions, ProvisionKind.NUMBER)
    effective, expires = _dates(text, blocks, title, issued)
    return Life(
        effective.day,
        expires.day,
        tuple(_relations(text, provisions, blocks, title, number)),
        effective.span,
        expires.span,
    )


# ── sentences ────────────────────────────────────────────────────────


class _Opening(Enum):
    """Where a document says what it is based on: here; here if the sentence says so; not here."""

    BASIS = 2
    NEAR = 1
    NO = 0


@dataclass(frozen=True, slots=True)
class _Block:
    """A provision's span; ``closing``: near the end, or under a heading on validity."""

    start: int
    end: int
    closing: bool
    opening: _Opening


_BODY = (ProvisionKind.PARAGRAPH, ProvisionKind.HEADING, ProvisionKind.ROW)
_CLOSING_HEADING = re.compile("附则|其他|其它|施行|实施(?:时间|日期|期限)|执行(?:时间|期限)|有效期|期限|生效")
_BASIS_HEADING = re.compile("依据|总则|总体要求")
_CLOSING_LAST = 6
_OPENING_FIRST = 4


def _blocks(text: str, provisions: tuple[Provision, ...]) -> list[_Block]:
    body = [p for p in provisions if p.kind in _BODY]
    if not body:
        return [_Block(0, len(text), True, _Opening.BASIS)]
    blocks = []
    for index, p in enumerate(body):
        headings = " ".join(p.path)
        closing = index >= len(body) - _CLOSING_LAST or bool(_CLOSING_HEADING.search(headings))
        basis = p.kind is ProvisionKind.PARAGRAPH and (
            bool(re.match(r"第一条", text[p.start : p.start + 4]))
            or bool(_BASIS_HEADING.search(headings))
            or "第一条" in p.path
        )
        first = index < _OPENING_FIRST and p.kind is ProvisionKind.PARAGRAPH
        lead = index < 2 and marker_at(text, p.start) is None
        opening = _Opening.BASIS if basis or lead else _Opening.NEAR if first else _Opening.NO
        blocks.append(_Block(p.start, p.end, closing, opening))
    return blocks


def _joined(text: str, provisions: tuple[Provision, ...], kind: ProvisionKind) -> str:
    return re.sub(r"\s+", "", "".join(text[p.start : p.end] for p in provisions if p.kind is kind))


_BRACKETS = re.compile(r"[（(](?:[^（()）\n]|[（(][^（()）\n]*[)）])*[)）]")


def _without_brackets(sentence: str) -> str:
    """The sentence with brackets blanked, offsets kept: they hold exceptions and remarks."""
    return _BRACKETS.sub(lambda m: " " * len(m[0]), sentence)


# ── what a sentence is about ─────────────────────────────────────────

_GENRE = (
    "办法|意见|通知|规定|细则|条例|方案|措施|政策|决定|公告|通告|规划|规则|标准|指南|指引|目录|计划|法|制度|要点|规程|"
    "准则|批复|函|文件|文|令|清单|纲要|预案|章程|规范|通则|程序|机制|条款"
)
# 本市…办法 and 本行业标准 are not this document.
_SELF = (
    rf"(?:本(?!省|市(?!场)|县|区|州|级|院|校|局|厅|部门|行业|企业|公司|单位|项目|次|人|年|月|季|期|合同|协议|基金|资金)《?[\u4e00-\u9fff]{{0,10}}?(?:{_GENRE})》?"
    rf"|(?:以上|上述)(?:各项|有关|相关|所有|政策)?(?:政策措施|政策|措施|规定|意见|条款|办法|通知))"
)
_SELF_END = re.compile(
    rf"(?:{_SELF}|本《[^《》]{{2,40}}》)(?:明确的|所列|规定的|提出的|中的|中|各项|及附件|和附件)*的?"
    rf"(?:政策|措施|规定|条款|内容|要求)*的?(?:施行|实施|执行|试行)?$"
)
_SELF_START = re.compile(
    rf"^(?:{_SELF}|本《[^《》]{{2,40}}》)"
    r"(?=\s*(?:自|由|经|从|于|适用|的?有效|的?执行|的?施行|的?实施|试行|暂|已|之|除|在|印发|发布|公布|下发|未尽|解释|明确|"
    r"及|和|附件|如|若|与|具体|最终|涉及|所涉|可|将|至|为|是|即|$))"
)
_ISSUED_HERE = re.compile(
    "现予(?:以)?(?:公布|发布|印发|颁布|公告|施行)|现(?:将|把)?.{0,80}(?:印发|发布|公布|下发|颁布)(?:给你们|如下)?$"
    "|印发给你们|重新(?:印发|发布|公布)|予以(?:印发|公布|发布|公告|颁布)"
)
# The press tells of a document; it isn't that document.
_REPORTED = re.compile("(?:介绍|表示|透露|说|称|指出|获悉|了解到|据悉|据介绍|报道)$")
_QUOTED = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,150})》")
_BORDER = re.compile(r"[，,；;：:。\s]+")


def _rank(prefix: str, title: str, closing: bool) -> int:
    """How surely the words before 自…起施行 or 有效期 make it this document's: 2, 1 or 0 (not)."""
    marker = marker_at(prefix.lstrip(), 0)
    plain = prefix.lstrip()[marker.end :] if marker else prefix
    phrases = [p.strip() for p in _BORDER.split(_without_brackets(plain))]
    last, before = phrases[-1], [p for p in phrases[:-1] if p]
    if any(_REPORTED.search(p) for p in before):
        return 0
    if _SELF_END.search(last):
        if last.startswith(("以上", "上述")) and not closing:
            return 0
        return 2 if _SELF_END.match(last) or not re.search("[《》的]", last) else 0
    quoted = _QUOTED.fullmatch(last.removeprefix("现将"))
    if quoted and title and same_title(quoted[1], title):
        return 2
    if re.sub("^(?:并|现|且|均|暂|也|应|统一|正式)+$", "", last):
        return 0
    for phrase in reversed(before):
        if _ISSUED_HERE.search(phrase):
            return 2
        if _SELF_START.match(phrase):
            stated = not phrase.startswith(("以上", "上述")) or closing
            return 2 if stated else 0
    if closing and not any("《" in p or _OTHER_SUBJECT.search(p) for p in before):
        return 1
    return 0


# A bare 有效期3年 behind these is theirs.
_OTHER_SUBJECT = re.compile(
    "证|许可|合同|协议|资格|批文|批复|报告|承诺|贷款|保函|名单|认定|备案|称号|资质|号牌|授信|保险|公示|聘|产品|药|"
    "结果|登记|税率|费率|税|收费|价格|电价|标准|补贴|基金|试点|账户|码|券|项目|企业|申请"
)

# ── dates ────────────────────────────────────────────────────────────

_Y = r"(?:[12][0-9]{3}|[一二][零〇○ＯO◯一二三四五六七八九]{3})"
_N = rf"(?:[0-9]{{1,3}}|{CHINESE_NUMERAL}{{1,4}})"
_DAY = rf"{_Y}\s*年\s*{_N}\s*月\s*{_N}\s*[日号]"
_MONTH = rf"{_Y}\s*年\s*{_N}\s*月(?:份)?"
_ISSUE = r"(?:正式)?(?:发布|印发|公布|下发|颁布|签发|发文|公告)"
_WHEN = (
    rf"(?:(?P<day>{_DAY})|(?P<month>{_MONTH})|(?P<now>即日)"
    rf"|(?:{_SELF})?(?P<issue>{_ISSUE})(?:之日|之时|当日|日期?)|(?P<event>[\u4e00-\u9fff]{{0,8}}(?:通过|批准|备案|同意|签订|签署)之日))"
)
_LATER = rf"(?:起|后|之后|起算|起满|满|届满)*\s*(?P<later>{_N})\s*个?(?P<unit>工作日|日|天|个月|月|年)(?:之?后)?"
_IN_FORCE = "施行|实施|执行|生效|试行|实行"
_START = re.compile(
    rf"(?:自|从|于)?\s*{_WHEN}\s*(?:[零0-9]+时)?(?:{_LATER})?\s*(?:起|开始|之日起|后)*\s*"
    rf"(?:正式|开始|全面|统一|暂行|组织|贯彻|在全[省市县区]|在全国)*(?P<verb>{_IN_FORCE})"
)
# 自…起施行的《甲》, 自…起执行以来: the clause belongs to something else
_NO_START = re.compile(r"\s*(?:的(?!有效|施行)|《|以来|后|前|期间|情况)")
_UNTIL = (
    rf"(?:(?P<to_day>{_DAY})|(?P<to_end>{_Y})\s*年\s*(?:(?P<to_end_month>{_N})\s*月\s*)?(?:年)?(?:底|末)"
    rf"|(?P<to_month>{_MONTH})|(?P<to_year>{_Y})\s*年(?!度))"
)
_FROM = rf"自?\s*{_WHEN}\s*(?:起|开始|之日起)*(?:计算|施行|实施|执行|生效)?"
_TERM = rf"(?:(?P<half>半年)|(?P<count>{_N})\s*(?P<term>个?月|年(?:(?P<and_half>半))?|日|天)(?!以[上下内]|左右))"
_SET = r"(?:暂定|调整|延长|顺延|定|设定|原则上|截止时间|截止|截至)*\s*(?:为|是|至|到|止于|截至|截止到?|截止至|共|：|:)?\s*"
_NOUN = (
    r"(?P<noun>有效期限?|有效时间|(?:政策|有效|执行|施行|实施|适用|试行)的?(?:有效)?(?:期限|时限|期|时间))"
    rf"(?:均|都|也|暂)?{_SET}(?:{_FROM})?\s*[，,]?\s*"
)
_PERIOD_TO = re.compile(rf"{_NOUN}(?:起至|至|到|—|－|-|~|～)?\s*(?:{_UNTIL})")
_PERIOD_OF = re.compile(rf"{_NOUN}(?:{_SET}){_TERM}")
# 有效期5年，自2012年2月1日起计算
_COUNTED_FROM = re.compile(rf"[，,]?\s*(?:自|从)\s*{_WHEN}\s*起?(?:计算|起算|算起|计|{_IN_FORCE})")
_OPEN_END = re.compile(
    r"(?:有效期限?|(?:政策|执行|施行|实施)(?:期限|期))(?:暂定|延长)?(?:至|到|为|截至)"
    r"[\u4e00-\u9fffⅠⅡⅢⅣIVX\-0-9]{2,40}?(?:解除|结束|终止|止|期间|另行|之日)"
    r"|[待自][^，。；]{2,30}(?:解除|结束)(?:之日起|后|时)?[，,]?(?:即行|自动|自行|自然)?(?:失效|废止|停止执行)"
)
_RANGE = re.compile(
    rf"{_FROM}\s*[，,]?\s*(?:至|到)\s*(?:{_UNTIL})(?:止|终止|结束)?[，,]?(?:{_IN_FORCE}|有效)"
)
_RUN_TO = re.compile(
    rf"(?P<noun>施行|实施|执行|试行|有效|延长|延续|实行)[，,]?\s*(?:至|到)\s*(?:{_UNTIL})"
)
_ENDS = re.compile(
    rf"(?:有效)?(?P<at>至|到|于|自)?\s*(?:{_UNTIL})\s*(?P<from>起)?(?:止|期满|届满)?[，,]?"
    r"(?:即行|自动|自行|自然|同时)*(?:失效|废止|停止执行|停止施行|终止执行|停止实施)"
)
_STOPS = re.compile(rf"(?P<at>至|到)\s*(?:{_UNTIL})\s*(?:止|截止)")
_TRIAL = re.compile(rf"(?:暂时?|先行|起)?试行(?:期|时间)?(?:为|暂定为?|暂定)?\s*{_TERM}")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A date as a sentence states it. ``day`` None: stated by something unknown here."""

    day: date | None = None
    span: Span | None = None
    rank: int = 0


def _dates(
    text: str, blocks: list[_Block], title: str, issued: date | None
) -> tuple[_Stated, _Stated]:
    starts: list[_Stated] = []
    ends: list[tuple[re.Match[str], Span, int]] = []
    for block in blocks:
        ours = False  # the sentence before was about this document: 本办法…施行。有效期5年。
        for start, end in sentence_spans(text, block.start, block.end):
            sentence = _without_brackets(text[start:end])
            found = list(_starts_in(sentence, (start, end), title, block.closing, issued))
            starts += [stated for stated, _ in found]
            for match in _ends_in(sentence):
                prefix = sentence[: match.start()]
                rank = _rank(prefix, title, block.closing)
                begun_here = [s.rank for s, border in found if match.start() <= border]
                if ours and not _BORDER.sub("", prefix):
                    rank = 2
                elif begun_here and prefix and not _BORDER.search(prefix[-1]):
                    rank = max(rank, *begun_here)  # 自…起试行二年
                elif found and not _OTHER_SUBJECT.search(prefix[found[-1][1] :]):
                    rank = 2 if rank else 0  # 自…起施行，有效期5年
                # 有效期3年 alone says of nothing: 自…起施行 or 本办法 must stand with it
                if rank == 2:
                    ends.append((match, (start, end), rank))
            ours = bool(found)
    effective = _agreed(starts)
    expiries, begun = [], []
    for match, span, rank in ends:
        first, last = _period(match, effective.day, issued)
        expiries.append(_Stated(last, span, rank))
        if first:
            begun.append(_Stated(first, span, rank))
    if not starts:
        effective = _agreed(begun)
    return effective, _agreed(expiries)


def _starts_in(
    sentence: str, span: Span, title: str, closing: bool, issued: date | None
) -> Iterator[tuple[_Stated, int]]:
    """First days of this document stated in a sentence, with the offset where the words end."""
    for match in _START.finditer(sentence):
        if _NO_START.match(sentence, match.end()):
            continue
        if rank := _rank(sentence[: match.start()], title, closing):
            yield _Stated(_first_day(match, issued), span, rank), match.end()


def _ends_in(sentence: str) -> Iterator[re.Match[str]]:
    taken: list[Span] = []
    for pattern in (_PERIOD_TO, _PERIOD_OF, _RANGE, _RUN_TO, _ENDS, _STOPS, _TRIAL, _OPEN_END):
        for match in pattern.finditer(sentence):
            if not any(s < match.end() and match.start() < e for s, e in taken):
                taken.append(match.span())
                yield match


def _agreed(stated: list[_Stated]) -> _Stated:
    """What the surest sentences say; nothing where they contradict each other."""
    best = [s for s in stated if s.rank == max(x.rank for x in stated)]
    if not best or len({s.day for s in best}) > 1:
        return _Stated()
    return best[-1]


def _first_day(match: re.Match[str], issued: date | None) -> date | None:
    """The first day that ``_WHEN`` names, with 30日后 added; None where it isn't known."""
    groups = match.groupdict()
    if groups["day"]:
        found = find_dates(groups["day"])
        first = found[0][2] if found else None
    elif groups["month"]:
        year, month = _numbers(groups["month"])
        first = date(year, month, 1) if 1 <= month <= 12 else None
    elif groups["now"] or groups["issue"]:
        first = issued
    else:
        return None
    if first and groups.get("later"):
        count = _count(groups["later"])
        if groups["unit"] == "工作日":
            return None
        if groups["unit"] in ("日", "天"):
            return first + timedelta(days=count)
        return _plus_months(first, count * (12 if groups["unit"] == "年" else 1))
    return first


def _period(
    match: re.Match[str], effective: date | None, issued: date | None
) -> tuple[date | None, date | None]:
    """(first day if the words state it, last day) of a period; None for what they don't tell."""
    groups = {"day": None, "month": None, "now": None, "issue": None} | match.groupdict()
    stated = any(groups[name] for name in ("day", "month", "now", "issue"))
    first = _first_day(match, issued) if stated else None
    if last := _last_day(groups):
        # 自2025年1月1日起失效 holds until the day before
        gone = match.re is _ENDS and groups.get("at") == "自"
        return first, last - timedelta(days=1) if gone else last
    if not stated and (tail := _COUNTED_FROM.match(match.string, match.end())):
        first = _first_day(tail, issued)
        stated = True
    begin = first if stated or groups.get("event") else effective or issued
    if begin is None or not (groups.get("half") or groups.get("count")):
        return first, None
    if groups.get("half"):
        months = 6
    else:
        count, unit = _count(groups["count"] or ""), groups["term"] or ""
        if unit in ("日", "天"):
            return first, begin + timedelta(days=count - 1)
        months = count * 12 + (6 if groups.get("and_half") else 0) if "年" in unit else count
    return first, _plus_months(begin, months) - timedelta(days=1)


def _last_day(groups: dict[str, str | None]) -> date | None:
    if groups.get("to_day"):
        found = find_dates(groups["to_day"] or "")
        return found[0][2] if found else None
    if groups.get("to_month"):
        year, month = _numbers(groups["to_month"] or "")
    elif groups.get("to_end"):
        year, month = _count(groups["to_end"] or ""), _count(groups.get("to_end_month") or "12")
    elif groups.get("to_year"):
        year, month = _count(groups["to_year"] or ""), 12
    else:
        return None
    if not 1 <= month <= 12:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def _numbers(month: str) -> tuple[int, int]:
    year, rest = month.split("年", 1)
    return _count(year.strip()), _count(re.sub(r"\s|月|份", "", rest))


def _count(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() and numeral.isascii() else chinese_number(numeral)


def _plus_months(day: date, months: int) -> date:
    """The same day ``months`` later; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


# ── relations ────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Mention:
    """A document named in a sentence: title and number with whatever brackets follow."""

    title: str
    number: str
    start: int
    end: int


_ENDED = r"废止|失效|停止执行|不再执行|终止执行|停止施行|停止实施|停止使用|作废"
_WHEN_GONE = (
    rf"自?(?:{_SELF})?(?:{_DAY}|(?:施行|实施|生效|执行|{_ISSUE})之日|(?:施行|实施|生效|印发|发布)后|即日)(?:起|开始)?"
)
# All that may stand between the documents and 废止; 第三条 there makes it an amendment.
_UP_TO_VERB = re.compile(
    rf"(?:[\s、，,：:；;]|等|上述|以上|这|之|原|另|[0-9]+|{CHINESE_NUMERAL}+|个|件|份|部|项|文件?|规范性文件|行政规范性文件|"
    r"政府规章|规章|行政法规|法规|办法|通知|意见|规定|政策|细则|方案|公告|及其|配套|补充|"
    rf"{_WHEN_GONE}|同时|同步|即行|即予|即时|立即|自行|自然|自动|予以|一并|随之|相应|届时|亦|也|均|都|全部|全文|一律|现予|现|"
    r"应予|应|应当|正式|宣布|决定|则|到期|即|按规定|被|将|起)*"
)
_PART = re.compile(
    r"^\s*(?:文件?)?(?:第[0-9一二三四五六七八九十百]+[章节条款项]|中(?!止)|的?(?:相关|有关|部分)(?:规定|条款|内容))"
)
_CONNECTOR = re.compile(
    r"^(?:[\s、，,；;和与及或以并]|以及|同时|原)*"
    r"(?:(?!根据|按照|依据|依照|遵照|执行|落实|贯彻|施行|实施|适用|印发给|为准|有效|规定|要求|继续|保留)[\u4e00-\u9fff0-9 、（）()]){0,40}$"
)
_NOT_GONE = re.compile(r"(?:未|没有|尚未|不得|不予|不|已经?被?|业已|早已|可以?|拟|建议|如被?|是否)$")
_NOT_NOW = re.compile(r"^\s*(?:后|前|的(?!通知|决定|公告)|时|之前|之后|之日|与否|或者?|、修改|为止|情况|工作|建议|手续|目录)")
# 废止不合理收费: a verb with an object of its own
_CLOSED = re.compile(r"\s*(?:$|[。；;，,、：:）)”\"]|[或和并及])")
_GENERIC = frozenset(_GENRE.split("|")) | {"实施细则", "实施意见", "实施办法", "实施方案", "暂行办法", "目录"}


def _mentions(sentence: str, aliases: dict[str, _Mention]) -> list[_Mention]:
    """The documents named in a sentence, in order; short names (以下简称《办法》) are resolved."""
    found: list[_Mention] = []
    numbers = find_numbers(sentence)
    used: set[int] = set()
    border = 0
    for match in _QUOTED.finditer(sentence):
        if match.start() < border:
            continue  # inside the brackets behind another one: its short name
        border = match.end()
        start, number = match.start(), ""
        if behind := re.compile(rf"\s*({_BRACKETS.pattern})").match(sentence, border):
            border = behind.end()
            inner = [n for n in numbers if behind.start() <= n[0] < border]
            number = inner[0][2] if inner else ""
        for first, last, written in numbers:
            if last <= match.start() and re.fullmatch(r"[\s）)]*(?:文件?)?", sentence[last : match.start()]):
                if not number:
                    start, number = first, written
                used.add(first)
            if match.start() <= first < border:
                used.add(first)
        title = re.sub(r"\s+", "", match[1])
        known = aliases.get(title)
        if known and not number:
            title, number = known.title, known.number
        if number or (title_key(title) not in _GENERIC and re.search("[\u4e00-\u9fff]{2}", title)):
            found.append(_Mention(title, number, start, border))
    for first, last, written in numbers:
        if first not in used:
            found.append(_Mention("", written, first, last))
    return sorted(found, key=lambda m: m.start)


_ALIAS = re.compile(r"(?:以下|下)?(?:统称|简称)[：:为]?[“\"]?《([^《》]{2,30})》")


def _aliases(text: str) -> dict[str, _Mention]:
    """Short names given in brackets (以下简称《办法》) and the documents they stand for."""
    found: dict[str, _Mention] = {}
    for match in _QUOTED.finditer(text):
        behind = re.compile(rf"\s*({_BRACKETS.pattern})(?:\s*{_BRACKETS.pattern})?").match(text, match.end())
        short = _ALIAS.search(behind[0]) if behind else None
        if behind and short:
            numbers = find_numbers(behind[0])
            number = numbers[0][2] if numbers else ""
            title = re.sub(r"\s+", "", match[1])
            found[short[1]] = _Mention(title, number, match.start(), behind.end())
    return found


def _relations(
    text: str,
    provisions: tuple[Provision, ...],
    blocks: list[_Block],
    title: str,
    number: str,
) -> list[Relation]:
    own = find_numbers(number)
    own_key = number_key(own[0][2]) if own else ""
    aliases = _aliases(text)
    found: list[Relation] = list(_of_title(text, provisions))
    found += _listed(text, provisions, title)
    for block in blocks:
        for start, end in sentence_spans(text, block.start, block.end):
            sentence = text[start:end]
            if not re.search(r"[《号]|不一致|不符|抵触|冲突", sentence):
                continue
            mentions = _mentions(sentence, aliases)
            for relation in _in_sentence(sentence, mentions, title, block.opening):
                found.append(replace(relation, start=start, end=end))
    return _distinct(found, own_key, title)


def _distinct(found: list[Relation], own_key: str, title: str) -> list[Relation]:
    """Each relation once, without those to the document itself."""
    kept: list[Relation] = []
    for relation in found:
        key = number_key(relation.number)
        if key and key == own_key:
            continue
        if relation.kind is RelationKind.BASED_ON and title and same_title(relation.title, title):
            continue
        same = [k for k in kept if _same(k, relation)]
        if not same:
            kept.append(relation)
        elif key and not same[0].number:
            kept[kept.index(same[0])] = relation
    return kept


def _same(a: Relation, b: Relation) -> bool:
    """Whether two relations say the same of one document; one may leave out the number."""
    if a.kind is not b.kind:
        return False
    if a.number and b.number:
        return number_key(a.number) == number_key(b.number)
    return title_key(a.title) == title_key(b.title) and (bool(a.title) or a.number == b.number)


def _in_sentence(
    sentence: str, mentions: list[_Mention], title: str, opening: _Opening
) -> Iterator[Relation]:
    yield from _ended(sentence, mentions)
    yield from _amended(sentence, mentions)
    yield from _replaced(sentence, mentions, title)
    yield from _prevails(sentence, mentions)
    if opening is _Opening.BASIS or (opening is _Opening.NEAR and _DRAFTS.search(sentence)):
        yield from _based_on(sentence, mentions)


def _relation(kind: RelationKind, mention: _Mention) -> Relation:
    return Relation(kind, mention.title, mention.number)


def _outside(sentence: str, mentions: list[_Mention], pattern: str) -> Iterator[re.Match[str]]:
    """Matches of a verb that don't stand inside the name of a document."""
    for match in re.finditer(pattern, sentence):
        if not any(m.start <= match.start() < m.end for m in mentions):
            yield match


def _chain_before(sentence: str, mentions: list[_Mention], position: int) -> list[_Mention]:
    """The documents that end right before ``position``, joined by 、 and 和."""
    chain: list[_Mention] = []
    for mention in reversed([m for m in mentions if m.end <= position]):
        if chain and not _CONNECTOR.match(sentence[mention.end : chain[0].start]):
            break
        if _GROUND.search(sentence[: mention.start]):
            # 根据《甲》、《乙》，《丙》同时废止: what is joined to the ground by 、 is ground too
            end = mention.end
            while chain and not re.search("[，,；;]", sentence[end : chain[0].start]):
                end = chain.pop(0).end
            break
        chain.insert(0, mention)
    return chain


def _chain_after(sentence: str, mentions: list[_Mention], position: int) -> list[_Mention]:
    chain: list[_Mention] = []
    end = position
    for mention in (m for m in mentions if m.start >= position):
        if not _CONNECTOR.match(sentence[end : mention.start]):
            break
        chain.append(mention)
        end = mention.end
    return chain


_GROUND = re.compile("(?:根据|按照|依据|依照|遵照|违反|符合|执行|落实)[\u4e00-\u9fff]{0,12}$")


def _ended(sentence: str, mentions: list[_Mention]) -> Iterator[Relation]:
    for verb in _outside(sentence, mentions, _ENDED):
        before, behind = sentence[: verb.start()], sentence[verb.end() :]
        if _NOT_NOW.match(behind) or _NOT_GONE.search(before):
            continue
        chain = _chain_before(sentence, mentions, verb.start())
        if chain and _CLOSED.match(behind):
            gap = sentence[chain[-1].end : verb.start()]
            if _PART.match(gap) and len(gap) <= 60:
                yield _relation(RelationKind.AMENDS, chain[-1])
                chain = chain[:-1]
            elif not _UP_TO_VERB.fullmatch(gap):
                chain = []
            for mention in chain:
                yield _relation(RelationKind.REPEALS, mention)
            if chain:
                continue
        if verb[0] == "废止" or verb[0] == "停止执行":
            after = _chain_after(sentence, mentions, verb.end())
            lead = sentence[verb.end() : after[0].start] if after else ""
            if after and not re.search("[，,]", lead):
                for mention in after:
                    tail = sentence[mention.end : mention.end + 12]
                    kind = RelationKind.AMENDS if _PART.match(tail) else RelationKind.REPEALS
                    yield _relation(kind, mention)


_CHANGE = "修改|修订|修正|调整|补充"


def _amended(sentence: str, mentions: list[_Mention]) -> Iterator[Relation]:
    for mention in mentions:
        before, behind = sentence[: mention.start], sentence[mention.end :]
        to_this = re.search(r"(?:将|对|把|在)(?:[\u4e00-\u9fff、 ]{0,30}|.{0,200}》[^。]{0,60}[、和及])$", before)
        clause = re.match(r"[^。；]{0,160}", behind)
        rest = clause[0] if clause else ""
        part = re.match(r"(?:的|中的?|附件[0-9]*|中)*[“（(]?第?[0-9一二三四五六七八九十百]+[章节条款项部]", rest)
        changed = re.search(rf"(?:修改|修订|修正|调整|改)为|删[去除]|增加(?:一|第)|{_CHANGE}如下", rest)
        if to_this and (
            re.search(rf"[作做](?:出)?(?:如下|以下|部分|相应)?(?:的)?(?:{_CHANGE})", rest)
            or (part and changed)
            or (re.search("(?:决定|现)(?:将|对|把)?[^，。；]{0,40}$", before) and re.search(f"^(?:进行|予以|作)(?:部分)?(?:{_CHANGE})", rest))
        ):
            yield _relation(RelationKind.AMENDS, mention)
        elif (part and re.match(rf"[^，。；]{{0,40}}(?:修改|修订|改)为", rest)) or re.match(
            rf"[^，。；《]{{0,12}}(?:作|做)?(?:如下|以下)?(?:{_CHANGE})如下", rest
        ):
            yield _relation(RelationKind.AMENDS, mention)
        elif re.search("(?:决定|现)(?:予以)?(?:修改|修订)[\u4e00-\u9fff]{0,20}$", before):
            yield _relation(RelationKind.AMENDS, mention)


def _replaced(sentence: str, mentions: list[_Mention], title: str) -> Iterator[Relation]:
    for verb in _outside(sentence, mentions, "代替|替代|取代"):
        before = sentence[: verb.start()]
        after = _chain_after(sentence, mentions, verb.end())
        lead = sentence[verb.end() : after[0].start] if after else "，"
        others = [m for m in mentions if m.end == verb.start()]
        other = others and not (title and same_title(others[0].title, title))
        if other or _NOT_GONE.search(before) or re.search("[，,；;]", lead):
            continue
        for mention in after:
            yield _relation(RelationKind.REPLACES, mention)
    # 《甲》由本办法代替
    for match in _outside(sentence, mentions, rf"[由被](?:{_SELF})(?:所)?(?:代替|替代|取代)"):
        for mention in _chain_before(sentence, mentions, match.start()):
            if not sentence[mention.end : match.start()].strip(" ，,"):
                yield _relation(RelationKind.REPLACES, mention)


_DIFFERS = (
    r"(?:不一致|不相一致|不符|不相符|相抵触|抵触|相冲突|冲突|不同|有出入)(?:之处|的地方)?的?[，,]?[^。；]{0,12}?"
    rf"(?:(?:以|按照?|依照?|执行)(?:{_SELF})(?:的?规定)?(?:为准|执行|办理|规定|$)|(?:执行)(?:{_SELF}))"
)


def _prevails(sentence: str, mentions: list[_Mention]) -> Iterator[Relation]:
    for match in _outside(sentence, mentions, _DIFFERS):
        named = [m for m in mentions if m.end <= match.start()]
        ruled = [m for m in named if not _GROUND.search(sentence[: m.start])]
        if not ruled:
            yield Relation(RelationKind.PREVAILS)
        for mention in ruled:
            yield _relation(RelationKind.PREVAILS, mention)


_BASIS = (
    r"根据|按照|依据|依照|遵照|(?:贯彻|落实)(?!情况)"
)

# 各地要按照《甲》…, 施工单位应依据《甲》…: what others shall do, not what this stands on
_DEMAND = re.compile(
    "(?:[不未]|(?:应|应当|要|须|必须|可|可以|需|将|督促|指导|得)[^，。；：]{0,8}|(?:严格|按时|继续)(?:遵守|贯彻)?)$"
)


_DRAFTS = re.compile(
    "制定|出台|起草|提出|印发|结合[^，。]{0,10}实际|现就|现将|现对|现制|特(?:制|作|提|此)|决定|如下|转发"
)


def _based_on(sentence: str, mentions: list[_Mention]) -> Iterator[Relation]:
    for verb in _outside(sentence, mentions, _BASIS):
        if _DEMAND.search(sentence[: verb.start()]):
            continue
        end = verb.end()
        for mention in (m for m in mentions if m.start >= verb.end()):
            gap = sentence[end : mention.start]
            if len(gap) > 60 or re.search(
                "[，,；;。：:]|现将|制定|印发给|公布|执行|废止|实施(?!条例)", _BRACKETS.sub("", gap)
            ) or (end != verb.end() and not re.match(r"^[^\S\n]*(?:[、和与及等以关于有的文件精神要求规定]|$)", gap)):
                break
            yield _relation(RelationKind.BASED_ON, mention)
            end = mention.end


# ── titles and lists ─────────────────────────────────────────────────

_TITLE_VERB = r"关于(?:重新|公布|宣布|决定|发布)*(?P<verb>(?:修改|修订|修正|废止|停止执行|宣布失效|失效|和|、|及|部分)+)"


def _kind_of(verb: str) -> RelationKind:
    return RelationKind.REPEALS if re.search("废止|停止执行|失效", verb) else RelationKind.AMENDS


def _of_title(text: str, provisions: tuple[Provision, ...]) -> Iterator[Relation]:
    """关于废止《甲》的通知, 关于修改甲办法的决定: the title itself says it."""
    titles = [p for p in provisions if p.kind is ProvisionKind.TITLE]
    if not titles:
        return
    start, end = titles[0].start, titles[-1].end
    title = text[start:end]
    opening = re.search(_TITLE_VERB, title)
    if not opening:
        return
    mentions = _mentions(title, {})
    if not mentions:
        plain = re.compile(
            rf"(?:修改|修订|修正|废止)(?P<title>(?!部分|一批|和|有关|相关)[^《》]{{4,80}}?)(?:有关条款|部分条款|等)?的(?:决定|通知|公告|通告)$"
        ).search(re.sub(r"\s", "", title))
        if plain and re.search(f"(?:{_GENRE})$", re.sub(_BRACKETS, "", plain["title"])):
            yield Relation(_kind_of(opening["verb"]), plain["title"], "", start, end)
    for mention in mentions:
        verbs = re.findall("修改|修订|修正|废止|停止执行|失效", title[: mention.start])
        if verbs and not re.search("的(?:决定|通知|公告)", title[opening.start() : mention.start]):
            yield Relation(_kind_of(verbs[-1]), mention.title, mention.number, start, end)


_LIST_GONE = re.compile(
    rf"(?:下列|以下|附件|所列|目录|清单|如下)[^。；]{{0,60}}(?:{_ENDED})|(?:{_ENDED})[^。；，]{{0,16}}(?:下列|以下|目录|清单|如下)"
    rf"|^[^。；，]{{0,12}}(?:决定|予以|宣布)?(?:{_ENDED})的?[^。；，]{{0,24}}(?:文件|规章|法规|政策)[^。；，]{{0,10}}[：:]?$"
)
_LIST_OTHER = re.compile("(?:继续有效|保留|现行有效|修改|修订|拟)[^。]{0,24}(?:文件|规章|法规|目录|清单)|(?:修改|保留|继续有效)的?[^。]{0,12}$")
_ITEM_TITLE = re.compile(
    rf"(?:[\u4e00-\u9fff、 ]{{2,60}})?关于[^。；;《》：:]{{1,100}}?的(?:{_GENRE})(?:（[^（）号]{{2,10}}）)?"
    r"|(?:^|(?<=[：:\s、.．]))[\u4e00-\u9fff]{2,50}(?:办法|规定|细则|条例|意见|方案)(?:（[^（）号]{2,10}）)?"
)


def _listed(text: str, provisions: tuple[Provision, ...], title: str) -> Iterator[Relation]:
    """Items of a list or table of repealed documents, where its lead or the title says what it is."""
    gone_title = bool(re.search(rf"关于[^。]{{0,10}}(?:{_ENDED})", title)) and not re.search(
        "修改|修订|保留|继续有效|清理结果", title
    )
    active = False
    for p in provisions:
        piece = text[p.start : p.end]
        if p.kind in (ProvisionKind.TITLE, ProvisionKind.ANNEX, ProvisionKind.HEADING) and not _item(piece):
            lead = _is_lead(piece)
        else:
            lead = _is_lead(piece) if p.kind is ProvisionKind.PARAGRAPH and not _item(piece) else None
        if lead is not None:
            active = lead
            continue
        item = _item(piece) if p.kind in (*_BODY, ProvisionKind.ANNEX) else None
        if item and (active or (gone_title and p.kind is ProvisionKind.ROW)):
            yield Relation(RelationKind.REPEALS, item.title, item.number, p.start, p.end)
        elif active and p.kind is ProvisionKind.PARAGRAPH and piece[-1] in "。；" and len(piece) > 60:
            active = False


def _is_lead(piece: str) -> bool | None:
    """True: opens a list of repealed documents; False: of others; None: neither."""
    if len(piece) > 400:
        return None
    if _LIST_GONE.search(piece) and not re.search("[未不]予?(?:废止|失效)", piece):
        return True
    if len(piece) <= 60 and _LIST_OTHER.search(piece):
        return False
    return None


def _item(piece: str) -> _Mention | None:
    """The document that an item of a list names, or None where the piece is no item."""
    if len(piece) > 300 or re.search(_ENDED, _QUOTED.sub("", piece)[:-1].replace("文件", "")):
        return None
    marker = marker_at(piece, 0)
    body = piece[marker.end :].lstrip() if marker else piece
    mentions = _mentions(body, {})
    row = bool(re.search("(?:名称|标题|题目)[：:]", piece))
    titled = [m for m in mentions if m.title]
    if titled and (row or titled[0].start <= 40) and not re.search("[，。]", body[: titled[0].start]):
        first = titled[0]
        number = first.number or next((m.number for m in mentions if m.number), "")
        return replace(first, number=number)
    named = _ITEM_TITLE.search(body)
    numbers = [m for m in mentions if m.number]
    if named and (marker or row or numbers) and (named.start() <= 40):
        name = re.sub(r"\s+", "", named[0])
        return _Mention(name, numbers[0].number if numbers else "", named.start(), named.end())
    if numbers and numbers[0].start <= 8 and len(body) <= 60:
        return numbers[0]
    return None
