"""One spelling for what official prose writes in several ways, so that texts compare by characters.

Only what is the same in law or language: abbreviations that official texts use themselves, who acts
together with whom, marks of enumeration. Terms of law that laymen take for one another stay apart.
"""

import re

from assistant.writing.plain import plain

_QUOTE_SIGNS = re.compile('[“”「」『』‘’"]')
_SHORT = {
    "技改": "技术改造", "环评": "环境影响评价", "发改": "发展改革", "工信(?=厅|局|部|委)": "工业和信息化",
    "增长(?=[0-9])": "增幅", "年均增长": "年均增幅", "每年平均": "年均", "十二五时期": "十二五",
    "高企": "高新技术企业", "中小微企业": "中小微企业", "扶持": "支持", "力争|争取": "力争",
    "可以|能够": "可", "必须|应该|须(?!知)": "应当", "截至": "截止",
    "该(?=办法|通知|意见|规定|细则|方案|条例)": "本", "自(?=[0-9])": "从",
    "(?<=[省市县区])行政区域": "", "只有(?=[^，。；]{2,20}(?:方可|才))": "", "才可": "方可",
    "(?:最少|至少)(?:要|应当|需)?([^，。；0-9]{0,4})(?=[0-9])": r"\1不少于",
}  # fmt: skip
_SHORT_FORMS = [(re.compile(written), spelt) for written, spelt in _SHORT.items()]
# 与甲共同制定 says 会同甲制定
_TOGETHER = re.compile("(?:与|和|同)([^，。；与和同]{2,20}?)(?:共同|一起|联合)")
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
_SIGN = re.compile("(?<![0-9])[,:]|[,:](?![0-9])|[;()]")
_SMALL_BRACKET = re.compile("[（(]([\u4e00-\u9fff、]{1,3})[）)]")
_NUMBER_OF_UNIT = re.compile(
    r"^(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.．、](?![0-9])|"
    r"第[一二三四五六七八九十百零0-9]{1,5}[条章节款项])"
)
_ENUMERATION = re.compile(
    "(^|[，；：、])(?:[一二三四五六七八九]是|其[一二三四五六七八九]，?|[①-⑩])"
)


def spelt(text: str) -> str:
    """``text`` plain, without quotation marks and numbers of items, in the one spelling."""
    words = _NUMBER_OF_UNIT.sub("", plain(_QUOTE_SIGNS.sub("", text)))
    words = _SIGN.sub(lambda m: _WIDE[m[0]], words)
    words = _SMALL_BRACKET.sub(r"\1", words)
    words = _ENUMERATION.sub(r"\1", words)
    words = _TOGETHER.sub(r"会同\1", words)
    words = re.sub("[两二](?:者|项|个|类)(?=[都均也])", "", words)
    for written, form in _SHORT_FORMS:
        words = written.sub(form, words)
    return words
