"""A profile out of one sentence: 我是成都一家30人的餐饮企业，能享受哪些政策？"""

import re
from dataclasses import replace
from datetime import date

from assistant.match.place import place_of
from assistant.match.profile import Profile
from corpus import clock
from corpus.language.places import place_table
from corpus.language.words import unspaced

_END = (
    r"(?:企业|公司|工厂|厂|店|集团|作坊|合作社|农场|工作室|机构|园区|个体户|个体工商户|商户|院|校)"
)
_TRADE = re.compile(
    rf"(?:的|一家|一个|一间)(?P<what>[\u4e00-\u9fffA-Za-z]{{1,12}}?)(?P<end>{_END})"
)
_DOES = re.compile(
    r"(?:是?做|搞|从事|经营|生产|研发|开(?:了)?(?:一?[家个间])?)(?P<what>[\u4e00-\u9fffA-Za-z0-9]{2,12}?)(?:的|生意|行业|业务|，|。|,|$)"
)
_NO_TRADE = re.compile(
    "企业|公司|政策|补贴|我们?|咱|俺|这|那|什么|哪|小型|微型|中型|大型|规模|本地|普通|民营|私营|外资|国有|新办?|初创"
)
_HEADS = re.compile(
    r"(?:员工|职工|从业人员|有|共|总共|大概|大约|约|才)?\s*(?P<n>[0-9]{1,7})\s*(?:来|多)?\s*(?:个|名|号)?\s*(?:人(?!民)|员工|职工)"
)
_SIZE = re.compile("(?:大型|中型|小型|微型|小微|中小微?)(?=企业|公司|的|，|,|。|$)|规模以上|规上")
_KINDS = (
    ("个体工商户", "个体户|个体工商户"),
    ("农民专业合作社", "合作社"),
    ("家庭农场", "家庭农场"),
    ("科研机构", "科研院所|研究院|研究所|科研机构"),
    ("高校", "大学(?!生|毕业)|高校(?!毕业)"),
    ("个人", "应届生|毕业生|大学生|退役军人|下岗|失业人员|我个人|农民工|残疾人"),
    ("园区", "园区运营|孵化器|众创空间"),
)
_TITLES = re.compile(
    "(?:国家|省|市|区)?级?(?:高新技术企业|高企|专精特新(?:中小企业|“?小巨人”?(?:企业)?)?|小巨人(?:企业)?|科技型中小企业|创新型中小企业|瞪羚企业|独角兽企业|"
    "龙头企业|单项冠军(?:企业)?|绿色工厂|企业技术中心|工程(?:技术)?研究中心|重点实验室|外贸企业|老字号|农业产业化龙头企业)"
)
_DENIES = re.compile("(?:不是|没有?|还没|未|尚未|并非|非)[^，。；,;]{0,8}$")
_ASKS = re.compile(
    "(?:有没有|哪些|什么|多少|怎么|如何|几个点|能不能|可不可以|能否|是否|吗|呢|请问|帮我|看看|想问|想知道|符合不符合|行不行|哪个)"
)
_CLAUSE = re.compile("[，,。；;！!？?\n]")
_NOW = re.compile("(?:现在是|今年是|截至|按)(?P<y>20[0-9]{2})年(?:(?P<m>[0-9]{1,2})月)?")
# 投资500万: who speaks of money leaves the 元 out.
_BARE_SUM = re.compile(
    "((?:投资?|投了?|投入|花了?|买|购|采购|出资|融资|贷款?|贷了?|费用?|营收|销售额?|产值|支出|金额)[^，,。；;？?0-9]{0,8}[0-9][0-9.]*[万亿])"
    "(?![0-9元美欧港日千瓦人户件吨平亩台套个家名辆度米股次张])"
)
_LONGEST = 200


def profile_of_sentence(sentence: str, today: date | None = None) -> Profile:
    """What a sentence says of who asks; its clauses are kept as they are, as plans, but for the one
    that asks. The industry is "" where none is named."""
    text = _BARE_SUM.sub(r"\1元", unspaced(sentence))
    clauses = [c for c in _CLAUSE.split(text) if c]
    told = [c for c in clauses if not _ASKS.search(c) or re.search("[0-9]", c)]
    names = place_of(text) or _first_place(text)
    plans = tuple(c[:_LONGEST] for c in told)
    heads = _HEADS.search(text)
    size = "，".join(filter(None, (f"{heads['n']}人" if heads else "", *_SIZE.findall(text))))
    return Profile(
        as_of=_day(text, today or clock.today()),
        place="".join(names),
        industry=_industry(text),
        kind=next((kind for kind, form in _KINDS if re.search(form, text)), "企业"),
        size=size,
        qualifications=tuple(dict.fromkeys(_titles(text))),
        plans=plans,
    )


def says_something(profile: Profile) -> bool:
    """Whether a sentence told at least a place, a trade, a size or a title."""
    return bool(profile.place or profile.industry or profile.size or profile.qualifications)


def with_question(profile: Profile, question: str) -> Profile:
    """A profile with what its question adds, where the question says more than the profile."""
    asked = profile_of_sentence(question, profile.as_of)
    more = tuple(p for p in asked.plans if p not in profile.plans)
    return replace(profile, plans=(*profile.plans, *more), place=profile.place or asked.place)


def _titles(text: str) -> list[str]:
    return [
        found[0]
        for found in _TITLES.finditer(text)
        if not _DENIES.search(text[max(0, found.start() - 12) : found.start()])
    ]


def _industry(text: str) -> str:
    plain = text
    for named in reversed(list(place_table().find(text))):
        plain = plain[: named.start] + plain[named.end :]
    for pattern in (_DOES, _TRADE):
        for found in pattern.finditer(plain):
            what = found["what"]
            if not _NO_TRADE.search(what):
                return re.sub("^(?:主要|专门|一个|一家|人的?)", "", what)
    return ""


def _first_place(text: str) -> tuple[str, ...]:
    """The first place of one name only, wherever in the sentence."""
    for named in place_table().find(text):
        if len(named.places) == 1:
            place = named.places[0]
            return (*place.above, place.name)
    return ()


def _day(text: str, today: date) -> date:
    if found := _NOW.search(text):
        month = int(found["m"] or 0)
        return date(int(found["y"]), month if 1 <= month <= 12 else 12, 28)
    return today
