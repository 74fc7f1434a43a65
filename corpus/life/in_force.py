"""From when to when a document is in force, by its own words."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.language.numerals import find_dates, whole_number
from corpus.language.sentences import sentence_spans
from corpus.life.own_sentences import BORDER, OTHER_SUBJECT, SELF, Block, rank_of, without_brackets

Span = tuple[int, int]

_Y = r"(?:[12][0-9]{3}|[一二][零〇○ＯO◯一二三四五六七八九]{3})"
_N = "(?:[0-9]{1,3}|[零一二三四五六七八九十百两〇○]{1,4})"
_LONGEST = 100  # years; more is a slip of the pen or of the reader
DAY = rf"{_Y}\s*年\s*{_N}\s*月\s*{_N}\s*[日号]"
_MONTH = rf"{_Y}\s*年\s*{_N}\s*月(?:份)?"
ISSUED = r"(?:正式)?(?:发布|印发|公布|下发|颁布|签发|发文|公告)"
_WHEN = (
    rf"(?:(?P<day>{DAY})|(?P<month>{_MONTH})|(?P<now>即日)"
    rf"|(?:{SELF}|政策|文件)?(?P<issue>{ISSUED})(?:之日|之时|当日|日期?)|(?P<event>[\u4e00-\u9fff]{{0,8}}(?:通过|批准|备案|同意|签订|签署)之日))"
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
    rf"(?:(?P<to_day>{DAY})|(?P<to_end>{_Y})\s*年\s*(?:(?P<to_end_month>{_N})\s*月\s*)?(?:年)?(?:底|末)"
    rf"|(?P<to_month>{_MONTH})|(?P<to_year>{_Y})\s*年(?!度))"
)
_FROM = rf"自?\s*{_WHEN}\s*(?:起|开始|之日起)*(?:计算|施行|实施|执行|生效)?"
_TERM = rf"(?:(?P<half>半年)|(?P<count>{_N})\s*(?P<term>个?月|年(?:(?P<and_half>半))?|日|天)(?!以[上下内]|左右))"
_SET = (
    r"(?:暂定|调整|延长|顺延|定|设定|原则上|截止时间|截止|截至)*\s*"
    r"(?:为|是|至|到|止于|截至|截止到?|截止至|共|：|:)?\s*"
)
_NOUN = (
    r"(?P<noun>有效期限?|有效时间|(?:政策|有效|执行|施行|实施|适用|试行)的?(?:有效)?(?:期限|时限|期|时间))"
    rf"(?:均|都|也|暂)?{_SET}(?:{_FROM})?\s*[，,]?\s*"
)
_PERIOD_TO = re.compile(rf"{_NOUN}(?:起至|至|到|—|－|-|~|～)?\s*(?:{_UNTIL})")
_PERIOD_OF = re.compile(rf"{_NOUN}(?:{_SET}){_TERM}")
# 暂定三年有效期
_TERM_FIRST = re.compile(rf"(?:暂定|暂设|设定|设|定)(?:为)?\s*{_TERM}\s*的?有效期")
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
class Stated:
    """A date as a sentence states it. ``day`` None: stated by something unknown here."""

    day: date | None = None
    span: Span | None = None
    rank: int = 0


def read_dates(
    text: str, blocks: list[Block], title: str, issued: date | None
) -> tuple[Stated, Stated]:
    """What the text states as its first and its last day; ``issued`` stands in for 印发之日."""
    starts: list[Stated] = []
    ends: list[tuple[re.Match[str], Span, int]] = []
    for block in blocks:
        ours = False  # the sentence before was about this document: 本办法…施行。有效期5年。
        for start, end in sentence_spans(text, block.start, block.end):
            sentence = without_brackets(text[start:end])
            found = list(_starts_in(sentence, (start, end), title, block.closing, issued))
            starts += [stated for stated, _ in found]
            for match in _ends_in(sentence):
                prefix = sentence[: match.start()]
                rank = rank_of(prefix, title, block.closing)
                begun_here = [s.rank for s, border in found if match.start() <= border]
                if ours and not BORDER.sub("", prefix):
                    rank = 2
                elif begun_here and prefix and not BORDER.search(prefix[-1]):
                    rank = max(rank, *begun_here)  # 自…起试行二年
                elif found and not OTHER_SUBJECT.search(prefix[found[-1][1] :]):
                    rank = 2 if rank else 0  # 自…起施行，有效期5年
                # 有效期3年 alone says of nothing: 自…起施行 or 本办法 must stand with it
                if rank == 2:
                    ends.append((match, (start, end), rank))
            ours = bool(found)
    effective = _agreed(starts)
    expiries, begun = [], []
    for match, span, rank in ends:
        first, last = _period(match, effective.day, issued)
        expiries.append(Stated(last, span, rank))
        if first:
            begun.append(Stated(first, span, rank))
    if not starts:
        effective = _agreed(begun)
    return effective, _agreed(expiries)


def _starts_in(
    sentence: str, span: Span, title: str, closing: bool, issued: date | None
) -> Iterator[tuple[Stated, int]]:
    """First days of this document stated in a sentence, with the offset where the words end."""
    for match in _START.finditer(sentence):
        if _NO_START.match(sentence, match.end()):
            continue
        if rank := rank_of(sentence[: match.start()], title, closing):
            yield Stated(_first_day(match, issued), span, rank), match.end()


def _ends_in(sentence: str) -> Iterator[re.Match[str]]:
    taken: list[Span] = []
    for pattern in (
        _PERIOD_TO,
        _PERIOD_OF,
        _TERM_FIRST,
        _RANGE,
        _RUN_TO,
        _ENDS,
        _STOPS,
        _TRIAL,
        _OPEN_END,
    ):
        for match in pattern.finditer(sentence):
            if not any(s < match.end() and match.start() < e for s, e in taken):
                taken.append(match.span())
                yield match


def _agreed(stated: list[Stated]) -> Stated:
    """What the surest sentences say; nothing where they contradict each other."""
    best = [s for s in stated if s.rank == max(x.rank for x in stated)]
    if not best or len({s.day for s in best}) > 1:
        return Stated()
    return best[-1]


def _first_day(match: re.Match[str], issued: date | None) -> date | None:
    """The first day that ``_WHEN`` names, with 30日后 added; None where it isn't known."""
    groups = match.groupdict()
    if groups["day"]:
        first = _day(groups["day"])
    elif groups["month"]:
        year, month = _numbers(groups["month"])
        first = date(year, month, 1) if 1 <= month <= 12 else None
    elif groups["now"] or groups["issue"]:
        first = issued
    else:
        return None
    if first and groups.get("later"):
        count = whole_number(groups["later"])
        if count > 12 * _LONGEST or groups["unit"] == "工作日":
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
        count, unit = whole_number(groups["count"] or ""), groups["term"] or ""
        if unit in ("日", "天"):
            return first, begin + timedelta(days=count - 1)
        months = count * 12 + (6 if groups.get("and_half") else 0) if "年" in unit else count
    if not 0 < months <= 12 * _LONGEST:
        return first, None
    return first, _plus_months(begin, months) - timedelta(days=1)


def _last_day(groups: dict[str, str | None]) -> date | None:
    if groups.get("to_day"):
        return _day(groups["to_day"] or "")
    if groups.get("to_month"):
        year, month = _numbers(groups["to_month"] or "")
    elif groups.get("to_end"):
        year, month = (
            whole_number(groups["to_end"] or ""),
            whole_number(groups.get("to_end_month") or "12"),
        )
    elif groups.get("to_year"):
        year, month = whole_number(groups["to_year"] or ""), 12
    else:
        return None
    if not 1 <= month <= 12:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def _day(words: str) -> date | None:
    return next((day for _, _, day in find_dates(words)), None)


def _numbers(month: str) -> tuple[int, int]:
    year, rest = month.split("年", 1)
    return whole_number(year.strip()), whole_number(re.sub(r"\s|月|份", "", rest))


def _plus_months(day: date, months: int) -> date:
    """The same day ``months`` later; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
