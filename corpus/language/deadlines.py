"""Deadlines in official prose: 2025年底前, 6月底前, 到2027年, 疫情解除后三个月内, 每月15日前, 持续推进.

A deadline has its words always and a date where the words name one. What only tells a period of
something else (免征至6月30日, 2020年1月1日前注册的企业) is none.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.language.numerals import CHINESE_NUMERAL, whole_number


class Term(StrEnum):
    """What kind of deadline it is."""

    DATED = "定期"  # a day, a month, a year
    EVENT = "按事件"  # counted from something that has to happen first
    RECURRING = "每期"  # each month, each year
    STANDING = "长期"  # goes on, or at once


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline at ``start``..``end``; ``date`` is its last day, None where the words name none."""

    text: str
    start: int
    end: int
    date: date | None
    term: Term


_CN = f"(?:[0-9]{{1,3}}|{CHINESE_NUMERAL}{{1,4}})"
_Y = r"(?:(?P<y>20[0-9]{2}|二[〇○零Oo][〇○零一二三四五六七八九]{2})\s*年|(?P<rel>今年|本年度?|明年|次年))"
_M = r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?:份)?"
_D = (
    r"(?P<d>[12][0-9]|3[01]|0?[1-9]|二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?|"
    r"[一二三四五六七八九])\s*[日号]"
)
_FORE = "(?:之前|以前|前(?![后期往沿列置端述款提来]))"
_PART = "(?:(?P<half>[上下])半年|第?(?P<q>[一二三四1-4])季度)"
# The words that make a time a deadline stand in it, or before it (到2027年).
_BY = re.compile(
    rf"(?P<led>到|至|截至)?(?:{_Y}\s*)?(?:"
    rf"{_M}(?:{_D}(?:[0-9]{{1,2}}(?:时|点|:00))?(?P<dfore>{_FORE})?|(?P<ten>[上中下])旬(?P<tfore>{_FORE})|(?P<mend>底|"
    rf"末)?(?P<mfore>{_FORE})?)"
    rf"|{_PART}(?P<pend>末|底)?(?P<pfore>{_FORE})?"
    rf"|(?P<yend>年?[底末])(?P<yfore>{_FORE})?"
    rf"|(?P<within>年?内)"
    rf"|(?P<before>{_FORE})"
    rf"|(?P<bare>))"
)
_SPAN = re.compile(r"(?<![0-9])(20[0-9]{2})\s*年?\s*[-－—–~～至到]+\s*(?P<y>20[0-9]{2})\s*年")
_PLAN = re.compile("“?(?P<plan>十[三四五六])五”?(?:规划)?(?:期?末|期间)")
_UNIT = "(?:个?工作日|个?月|日|天|年|周|小时)"
_EVENT = re.compile(
    f"(?P<anchor>[^，。；：、（）()\n在于至自]{{2,20}}?(?:之?[后後]|"
    f"之日起))的?(?:第?{_CN}个?{_UNIT}(?:之内|以内|内)?|当[年月日](?:年末|年底|月底)?)"
)
# A month of a year that is counted itself: 考核期第2年10月底前.
_NTH = re.compile(
    f"(?:每个?)?(?:(?:考核|评估|规划|建设|计划|任务)期?内?)?第[0-9一二三四五]年的?"
    f"{_M}(?:{_D}|底|末|[上中下]旬)?(?:{_FORE})?"
)
_LENGTH = re.compile(
    f"(?:力争|用)?(?:未来|今后)?{_CN}(?:年|个月)(?:左右)?(?:之内|以内|内|(?<=年)(?:左右)?的?时间)"
)
_RECURRING = re.compile(
    f"每(?:年度?|月|季度?|周|半年|日|天)(?:{_M})?(?:{_D})?[^，。；]{{0,4}}?(?:底|末)?{_FORE}"
)
_STANDING = re.compile(
    "长期(?:坚持|推进|实施|任务)?|(?:持续|常态化|全年|贯穿全年|滚动|动态)(?:推进|实施|开展|进行|坚持|"
    "更新|调整|用力)?|立即(?:实施|执行)?|即时|即日起|随时|按(?:国家|省|市|规定|"
    "上级)[^，。；]{0,12}(?:时限|时间|要求|部署)[^，。；]{0,6}"
)
# Words before a time by which it ends a period of something else.
_PERIOD = re.compile(
    "(?:延长|延期|顺延|推迟|延缓|缓[缴收至]?|宽限|执行|有效期?|实施|施行|暂停|减免|免[征收缴除]|免|"
    "减征|征期|期限|截止|保留|维持|放宽|展期|[自从][^，。；]{0,24})[^，。；]{0,6}$"
)
_SHORTEST = 2  # characters of a time: 年内
_LONG_PAST = 180  # days; 3月底前 in a document of December is of the next year
_SET = re.compile(
    "(?:^|[“\\s（：]|在|于|力争|争取|计划|确保|用|通过)$"
)  # what stands before a length of time
_NO_TASK = re.compile(
    "[^，。；]{0,6}的|[，]?(?:不得|不再|不予|免|可|暂|享受|有效|按|由|给予|每|未|无|累计)"
)
_ALREADY = re.compile(
    "^[^，。；]{0,2}(?:已|曾|注册|成立|登记|取得|出生|购买|签订|缴纳|发生|入职|到期|投产|(?:可|"
    "不)?(?:申请|享受))|^[^，。；]{2,30}的(?:[，,]|企业|项目|单位|人员|个人|贷款|合同|票据|收入|"
    "纳税人)"
)


def find_deadlines(text: str, issued: date | None) -> list[Deadline]:
    """The deadlines in ``text``, in order, without overlaps.

    Args:
        issued: the day of the document: 年底前 is of its year, and nothing before it is a deadline.
    """
    found: list[Deadline] = []
    for deadline in sorted(_all(text, issued), key=lambda d: (d.start, -d.end)):
        if not found or deadline.start >= found[-1].end:
            found.append(deadline)
    return found


def labelled_deadline(text: str, start: int, end: int, issued: date | None) -> Deadline:
    """The deadline that the whole of ``text[start:end]`` gives, behind 完成时限：."""
    words = text[start:end]
    span = _SPAN.search(words)
    days = [(span.start(), date(int(span["y"]), 12, 31))] if span else []
    ranged = bool(re.search(r"[0-9月日]\s*[-－—–~～至到]+\s*[0-9]", words))
    for match in _BY.finditer(words):
        # 2019年12月取得阶段性成果: behind the label a month or a year is enough
        if (match["y"] or match["rel"] or match["m"] or match["yend"] or match["within"]
                or match["half"] or match["q"]) and (when := _last_day(match, issued)):  # fmt: skip
            if ranged and days and not (match["y"] or match["rel"]):
                when = when.replace(year=days[-1][1].year)
            days.append((match.start(), when))
    when = (days[-1] if ranged else days[0])[1] if days else None
    if words.startswith("每"):
        return Deadline(words, start, end, None, Term.RECURRING)
    if when is not None:
        return Deadline(words, start, end, when, Term.DATED)
    event = _EVENT.search(words) or _LENGTH.search(words)
    return Deadline(words, start, end, None, Term.EVENT if event else Term.STANDING)


def _all(text: str, issued: date | None) -> Iterator[Deadline]:
    for match in _RECURRING.finditer(text):
        yield Deadline(match[0], match.start(), match.end(), None, Term.RECURRING)
    for match in _NTH.finditer(text):
        yield Deadline(match[0], match.start(), match.end(), None, Term.EVENT)
    for match in _SPAN.finditer(text):
        opens = not re.search("[\u4e00-\u9fff]$", text[: match.start()])
        if opens and (when := _year_end(int(match["y"]), issued)):
            yield Deadline(match[0], match.start(), match.end(), when, Term.DATED)
    for match in _PLAN.finditer(text):
        year = 2020 + 5 * ("三四五六".index(match["plan"][1]) - 0)
        if when := _year_end(year, issued):
            yield Deadline(match[0], match.start(), match.end(), when, Term.DATED)
    for match in _BY.finditer(text):
        if deadline := _by(text, match, issued):
            yield deadline
    for pattern in (_EVENT, _LENGTH):
        for match in pattern.finditer(text):
            behind = text[match.end() :]
            before = re.split("[，。；]", text[: match.start()])[-1]
            if _ALREADY.match(behind) or _NO_TASK.match(behind) or _PERIOD.search(before):
                continue
            if pattern is _LENGTH and not _SET.search(before):
                continue
            yield Deadline(match[0], match.start(), match.end(), None, Term.EVENT)


def _by(text: str, match: re.Match[str], issued: date | None) -> Deadline | None:
    """The deadline of a time, None where the words make it none."""
    if len(match[0]) < _SHORTEST:
        return None
    named = match["y"] or match["rel"]
    fore = any(match[g] for g in ("dfore", "mfore", "tfore", "pfore", "yfore", "before"))
    ends = any(match[g] for g in ("mend", "pend", "yend", "within"))
    led = (
        match["led"]
        and not match["d"]
        and re.search(
            "(?:^|[，。；：、“\\s（]|力争|确保|争取|计划|力求|目标)$", text[: match.start()]
        )
    )
    if (match["before"] or match["bare"] is not None) and not named:
        return None
    if not (fore or (ends and not match["led"]) or led):
        return None
    if match["yend"] and not named and match["yend"] in "底末":
        return None
    if match["within"] and not (named or match["within"] == "年内"):
        return None
    before = text[: match.start()]
    if re.search("[0-9一二三四五六七八九十两几个半]$", before) and not named:
        return None
    if not named and re.search("每$|[0-9]年度?$|次年|上年|去年|当年$", before):
        return None
    if re.search("(?:比|较|同|与)$", before) or re.match("相?比|同期", text[match.end() :]):
        return None
    if not fore and _PERIOD.search(re.split("[，。；]", before)[-1]):
        return None
    if fore and re.search("(?:自|从|早于|即日起)[^，。；]{0,12}$", before):
        return None
    if (
        match["led"] and fore and match["led"] != "到"
    ):  # 截至2月10日24时前: so far, or as long as that
        return None
    if _ALREADY.match(text[match.end() :]):
        return None
    when = _last_day(match, issued)
    if when and issued and when < issued:
        if named or (issued - when).days < _LONG_PAST:
            return None
        when = _last_day(match, issued.replace(issued.year + 1, issued.month, 1))
    return Deadline(match[0], match.start(), match.end(), when, Term.DATED)


def _last_day(match: re.Match[str], issued: date | None) -> date | None:
    """The last day of the time named; without a year that of the document's."""
    year = _number(match["y"]) if match["y"] else issued.year if issued else None
    if year is None:
        return None
    if match["rel"] in ("明年", "次年"):
        year += 1
    if match["m"]:
        month = _number(match["m"])
        last = calendar.monthrange(year, month)[1]
        day = min(_number(match["d"]), last) if match["d"] else last
        if match["ten"]:
            day = {"上": 10, "中": 20, "下": last}[match["ten"]]
        return date(year, month, day)
    if match["half"]:
        return date(year, 6, 30) if match["half"] == "上" else date(year, 12, 31)
    if match["q"]:
        month = 3 * _number(match["q"])
        return date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 12, 31)


def _year_end(year: int, issued: date | None) -> date | None:
    return None if issued and year < issued.year else date(year, 12, 31)


def _number(words: str) -> int:
    return whole_number(words.translate(str.maketrans("〇○Oo", "零零零零")))
