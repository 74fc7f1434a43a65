"""Where the title ends in a text that lost its line breaks.

Copied from a page or taken from a database, a document often is one long line: title, number,
addressee and text follow each other with a space between. Read as a paragraph it would have no title.
"""

import re
from itertools import accumulate

from corpus.language.document_numbers import find_numbers
from corpus.language.organs import organs_of_title

TITLE_WORD = re.compile(
    "(?:意见|通知|办法|规定|方案|细则|措施|条例|公告|通告|决定|决议|批复|函|指南|规划|纲要|计划|要点|准则|"
    "规则|标准|目录|政策|公报|通报|报告|令|解读|解释|问答|解答|提示|倡议书|公开信|法|规程|制度|预案|章程|清单|指引|说明)(?:[（(].{1,12}[）)])?$"
)
NUMBER_LINE = re.compile(
    r"[\u4e00-\u9fff]{1,12}\s{0,3}[〔\[（(［【]\s*[12][0-9]{3}\s*[〕\]）)］】]\s*(?:第\s*)?[0-9]+\s*号"
)
# 现提出如下意见： opens the text; it ends like an addressee but addresses nobody.
OPENING = re.compile("^(?:为|根据|按照|现将|现就)|如下")

_NOUN = re.compile(rf"的{TITLE_WORD.pattern}")
_NOUN_WITHIN = 2  # pieces
_NUMBER_PARTS = 6  # pieces that a number may be broken into: the bodies of a joint announcement
_WORD = re.compile(r"\S+")
_REACH = 500  # characters in which a title may end, its repetition and the number included
_TITLE = 150  # longest title, characters
_PARTS = 12  # pieces that a title may be broken into: several issuers, or a break in the line
_HEADLINE = (8, 60)  # characters of a headline that names no kind of document
_HALF = (6, 32)  # characters of its second half
_BARS = ("|", "｜", "丨", "/")  # 标题栏 | 标题
_WIRE = re.compile("[日讯]电$|讯$")
_STARTS_TEXT = re.compile(
    "^[0-9]|[0-9]月[0-9]{1,2}日|[，,！!]|记者|[“”]|^新华社|：|讯$|概述$|摘要$"
)
_SENTENCE = re.compile("[。；;]")
_ADDRESSED = re.compile("各.*[：:]")
_UNFINISHED = re.compile("[，、,：:；。]$")


def front_borders(text: str, start: int, end: int) -> list[int]:
    """Offsets in a long line at which its front matter parts: after a number that comes first, after
    the title, after its repetition, after the number. Empty where the line opens with no title."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text, start, min(end, start + _REACH))]
    pieces = [text[left:right] for left, right in words]
    first = int(bool(pieces) and bool(NUMBER_LINE.fullmatch(pieces[0])))
    length = _title(pieces[first:]) or _headline(pieces[first:])
    if not length:
        return []
    after = first + length
    borders = [*range(1, first + 1), after]
    if again := _repetition(pieces[after:], "".join(pieces[first:after])):
        borders.append(after := after + again)
    if number := _number(pieces[after:]):
        borders.append(after + number)
    return [words[at][0] for at in borders if at < len(words)]


def _number(pieces: list[str]) -> int:
    """How many of the first pieces are a document number (财政部 税务总局公告2020年第8号)."""
    for count, joined in enumerate(accumulate(pieces[:_NUMBER_PARTS]), 1):
        if NUMBER_LINE.fullmatch(joined):
            return count
        found = find_numbers(joined)
        if found and found[-1][1] == len(joined) and found[0][0] == 0:
            return count
    return 0


def _title(pieces: list[str]) -> int:
    """How many pieces make a title that ends in a kind of document, 0 if none does."""
    best = 0
    for count, joined in enumerate(accumulate(pieces[:_PARTS]), 1):
        piece = pieces[count - 1]
        if len(joined) > _TITLE or _ends_title(piece) or OPENING.match(joined):
            break
        if len(joined) >= _HEADLINE[0] and TITLE_WORD.search(joined):
            # 关于…支持政策 / 降低成本的通知: the title ends where 关于 finds its noun
            whole = "关于" not in joined or _NOUN.search(joined)
            best = best or count
            if whole:
                return count if best == count or count - best <= _NOUN_WITHIN else best
    return best


def _headline(pieces: list[str]) -> int:
    """How many pieces read like the headline of a report, two halves at the most; 0 if none."""
    first = next((n for n, piece in enumerate(pieces) if piece in _BARS and n), -1) + 2
    if len(pieces) <= first:
        return 0
    head, half = "".join(pieces[:first]), pieces[first]
    goes_on = _headed(half, _HALF[0]) and len(half) <= _HALF[1] and not _STARTS_TEXT.search(half)
    closed = any(_SENTENCE.search(p) or _WIRE.search(p) for p in pieces[first + 1 : first + 4])
    two = goes_on and closed and half != head
    if not _headed(head, _HALF[0] if two else _HEADLINE[0]):
        return 0
    return first + 1 if two else first


def _headed(piece: str, shortest: int) -> bool:
    sound = shortest <= len(piece) <= _HEADLINE[1] and not OPENING.match(piece)
    return sound and not _ends_title(piece) and not _UNFINISHED.search(piece)


def _ends_title(piece: str) -> bool:
    """Whether a piece is text already, or addresses somebody."""
    return bool(_SENTENCE.search(piece) or _ADDRESSED.search(piece))


def _repetition(pieces: list[str], title: str) -> int:
    """How many pieces say the title once more, with its issuer before it or without."""
    for count, joined in enumerate(accumulate(pieces[:_PARTS]), 1):
        if joined == title or (joined.endswith(title) and organs_of_title(joined)):
            return count
        if len(joined) > _TITLE or _ends_title(pieces[count - 1]):
            return 0
    return 0
