"""Whether a question compares an old text with the new one: 新旧办法有什么不同, 和原来的比改了哪些."""

import re

from corpus.language.words import content_words

_TEXT = r"(?:条例|办法|规定|意见|政策|文件|版本?|标准|通知|方案|细则|规则|措施|准则|法)"
_OLD = (
    "(?:旧|老|原来?|原先|以前|过去|之前|从前|修订前|修改前|修正前|上一?[个版次]|上一(?=[年份])|前一[个版次]?|"
    "被?废止|暂行)"
)
_NEW = (
    r"(?:(?<![高创更革])新(?![增认设建入引闻]|办(?!法))|现行|现在|修订后|修改后|修正后|最新|如今)"
)
_YEAR = r"(?:(?:19|20)[0-9]{2}|[0-9]{2}(?=年))年?"
_DIFFERS = (
    "不同|不一样|异同|区别|差别|差异|差在|变化|变动|变更|变了|改了|改动|改成|动了|调整|修改|新增|增加|"
    "修[订改正](?:了|过)?(?:哪|什么|啥|多少|几)|[哪什啥多][些么少]?修[订改正]|取消了|去掉了|加了|改过|改在|"
    "多了|少了|删|放宽|收紧|提高|降低|相比|对比|对照|比较|相较|[跟和与同].{1,24}比|分别|各(?:是|为|有|多少)|哪个[高低多少]"
)
_ACT = "(?:条例|办法|规定|意见|细则|规则|政策|文件|通知|方案|标准|版本?|(?<!办|方|做|无|没|想|看|用|设)法)"
# One version is spoken of as the one that was changed: 某条例改了哪些地方, 修改前后有什么变化.
_CHANGED = (
    rf"{_ACT}》?.{{0,6}}?(?:都|主要|到底|究竟|具体)?(?:改|改动|修改|修订|修正|动|调整)[了过成]?(?:哪|什么|啥|多少|几[处条个])"
    r"|(?:修[改订正]|改版|改动|调整)(?:之|以)?(?:前后|前[和与、](?:之|以)?后|以后|之后|过)"
    r"|两个?(?:版本?|文本)(?!权)|前后(?:两个?)?(?:版|稿|文本)"
    rf"|{_ACT}》?的?前后(?!两次|几次|多次)"
    r"|[比跟和与同较](?:上一?个?|老|旧|前一?个?|原来?的?)版"
    rf"|{_ACT}》?.{{0,6}}?(?:有|做了|作了)(?:哪些|什么|啥|多少|几处)(?:修[改订正]|改动)"
    r"|改版后"
)
_NAMED = re.compile("(?P<name>[\u4e00-\u9fff]{2,24}?)(?:条例|办法|规定|细则|规则|意见|方案|通知)")
_BOTH = re.compile(
    rf"{_CHANGED}|"
    rf"新旧|新老|新、旧|{_OLD}(?:的|那个?|版的?)?.{{0,12}}{_TEXT}.{{0,16}}{_NEW}"
    rf"|{_NEW}.{{0,16}}[跟和与同比较于].{{0,4}}{_OLD}|[跟和与同比较于].{{0,4}}{_OLD}.{{0,12}}{_TEXT}"
    rf"|[跟和与同比较于].{{0,4}}{_YEAR}(?:的|那个?)?(?:版|{_TEXT})|{_YEAR}[跟和与同至到比、].{{0,2}}{_YEAR}"
    rf"|修[订改正](?:了|后|版)|{_NEW}{_TEXT}"
)
_DIFFER = re.compile(_DIFFERS)
_YEARS = re.compile(r"(?<![0-9])(?:(?P<long>(?:19|20)[0-9]{2})|(?P<short>[0-9]{2})(?=年))")
# Words by which such a question speaks of versions, and not of the matter that it asks about.
_ABOUT_VERSIONS = re.compile(
    rf"(?:{_YEAR}|{_OLD}|{_NEW}|{_DIFFERS}|{_TEXT}|新|旧|老|两|个|份|部|版|新旧|新老|前后|变|变化|比|改|哪些|"
    "什么|多少|怎么|有何|地方|内容|规定|时候|方面|修[改订正]|改版|前后|这[个部份次版]?|这次|某|部|该|区别|条文|条款|对照|之处)+"
)


def compares_versions(text: str) -> bool:
    """Whether a question sets an old and a new text side by side. Only where there are two versions
    at hand is it answered so."""
    return bool(_BOTH.search(text) and _DIFFER.search(text))


def was_changed(text: str) -> bool:
    """Whether a question asks what an amendment changed in a text, in so many words."""
    return bool(re.search(_CHANGED, text) and _DIFFER.search(text))


def differs(text: str) -> bool:
    """Whether a question asks what is different at all."""
    return bool(_DIFFER.search(text))


def name_before(text: str) -> tuple[str, ...]:
    """The words that name the text which a question speaks of, before what it is called: 排污收费条例 →
    排污, 收费; none where it is only 新办法."""
    found = _NAMED.search(text)
    if found is None or re.search(rf"(?:{_OLD}|{_NEW}|[新旧老版的])$", found["name"]):
        return ()
    words = content_words(found["name"])
    return tuple(w for w in words if len(w) > 1 and not speaks_of_versions(w))


def years_named(text: str) -> list[int]:
    """The calendar years in a question, in order: 2020年和23年 → 2020, 2023."""
    found = []
    for match in _YEARS.finditer(text):
        found.append(int(match["long"] or f"20{match['short']}"))
    return list(dict.fromkeys(found))


def speaks_of_versions(word: str) -> bool:
    """Whether a word of a question only speaks of versions: 旧办法, 两版, 变化."""
    return bool(_ABOUT_VERSIONS.fullmatch(word))
