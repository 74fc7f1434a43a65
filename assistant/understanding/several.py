"""Several questions in one message, told apart: by question marks, numbers, commas, or 分别."""

import re

from assistant.understanding.compared import sides_of
from assistant.understanding.followup import complete
from assistant.understanding.subject import (
    ASKS,
    context_for,
    has_subject,
    own_words,
    takes_place,
    topic_of,
)
from assistant.understanding.versions import compares_versions
from corpus.language.departments import DepartmentTable
from corpus.language.places import places_in
from corpus.language.words import content_words, word_spans

_MOST = 4  # questions answered at once; more would make no readable answer
_END = re.compile(r"(?<=[？?])\s*|\s*[\r\n]+\s*")
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s；;。？?，,：:]))[（(]?([1-9]|[一二三四五六七八九])[）).．、]\s*"
)
_CN = "一二三四五六七八九"
_CUT = re.compile("[，,、；;？?]")
_COMMA = re.compile("[，,、；;]|(?<=[？?])")
# 有几个，都是什么 is one question: how many, and which.
_COUNTED = re.compile(
    "(?:几|多少)[个家项次处种类条份座户]?[，,；;]?(?:各|都|分别)?(?:是|有|叫)?(?:哪些|哪几[个家项]|什么|啥|谁)(?:内容|项目|企业|名字)?[？?。]?$"
)
# 我开水泥厂的，对我有啥影响，能得到什么支持 asks one thing of a document: what it has for me.
_FOR_ME = re.compile(
    "(?:对|给|跟)(?:我|俺|咱)们?|(?:我|俺|咱)们?(?:能|可以|有)|用处|好处|影响|机会|支持|优惠|沾光|享受"
)
_I_AM = re.compile("^(?:我|俺|咱)们?(?:是|在|家|开|做|搞|办|公司|厂)[^，,]{1,30}[，,]")
_FOR = re.compile(
    "多少|(?<![好差十百])几|谁|哪|什么|啥|怎么|怎样|咋|如何|何时|呢"
)  # more than 对吗
_INSISTS = re.compile("(?:对|是|真的?|是真的|没错|可以|行|好)(?:吗|吧|不)?[？?]*")
_FEW = 3  # words of its own; a part with so many needs no other's
_JOINS = re.compile(
    "^(?:以及|还有|另外|并且|同时|此外|再就是|再问一下|顺便(?:问一下|问问)?|还想问(?:一下)?|然后|那么?)[，,]?(?=.{3})"
)
_REASON = re.compile("为什么|为啥|为何|干嘛|目的|意义")
_ECHO = re.compile("[，,](?:到底|究竟|是)?(?:图个?(?:什么|啥)|为(?:了)?(?:什么|啥))[？?]?$")
_APART = re.compile("分别|各自|各(?=是|为|有|要|能|奖|补|多少|几)")


def split_questions(text: str, table: DepartmentTable, apart: bool = True) -> list[str]:
    """The questions of a message, each complete in itself; just the message where it asks one thing.

    Args:
        apart: whether 甲和乙分别奖励多少 is two questions.
    """
    if _COUNTED.search(text) and len(ASKS.findall(text)) == 2:
        return [text]
    if (own := _I_AM.match(text)) and all(
        map(_FOR_ME.search, _CUT.split(text[own.end() :].strip("？?。")))
    ):
        return [text]
    whole, text = text, _echoless(text)
    pieces = _numbered(text) or _marked(text, table)
    parts = [(part, at > 0) for piece in pieces for at, part in enumerate(_commas(piece))]
    parts = [
        (each, goes_on) for part, goes_on in parts for each in (_apart(part) if apart else [part])
    ]
    if not 1 < len(parts) <= _MOST:
        return [whole]
    done: list[str] = []
    for part, goes_on in parts:
        done.append(_carried(part, done, goes_on, table))
    return done


def _echoless(text: str) -> str:
    """A question without what asks the same again: 为啥要建这些制度，图个什么."""
    left = _ECHO.sub("", text)
    return left if _REASON.search(left) else text


def _numbered(text: str) -> list[str]:
    """The items of a numbered message (1.… 2.…), with what leads up to them; empty if it is none."""
    marks = [m for m in _NUMBERED.finditer(text)]
    values = [_CN.index(m[1]) + 1 if m[1] in _CN else int(m[1]) for m in marks]
    if len(marks) < 2 or values != list(range(1, len(marks) + 1)):
        return []
    ends = [m.start() for m in marks[1:]] + [len(text)]
    lead = text[: marks[0].start()].strip()
    items = [text[m.end() : end].strip(" ；;，,。") for m, end in zip(marks, ends, strict=True)]
    if lead and not ASKS.search(lead):
        items = [f"{lead.rstrip('：:，,')}{item}" for item in items]
    return [item for item in items if item]


def _marked(text: str, table: DepartmentTable) -> list[str]:
    """Pieces that end in a question mark, each with all that leads up to it. A piece without a word of
    its own (对吗？真的？) belongs to the question before it."""
    pieces: list[str] = []
    for piece in filter(None, _END.split(text)):
        asks = len(content_words(piece)) >= 2 or table.find(piece) or _FOR.search(piece)
        own = bool(asks) and not _INSISTS.fullmatch(piece)
        if pieces and (not own or not pieces[-1].endswith(("？", "?"))):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    asked = [piece for piece in pieces if ASKS.search(piece) or piece.endswith(("？", "?"))]
    return pieces if len(asked) == len(pieces) else [text]


def _commas(text: str) -> list[str]:
    """Parts between commas that each ask something; what asks nothing goes with what follows."""
    parts: list[str] = []
    begun = ""
    last = 0
    for mark in [*_COMMA.finditer(text), None]:
        end = mark.start() if mark else len(text)
        begun += text[last:end]
        last = mark.end() if mark else end
        if ASKS.search(begun) and len(begun) > 1:
            parts.append(begun)
            begun = ""
        elif mark:
            begun += mark[0]
    if begun.strip("？?。 ") or any(_INSISTS.fullmatch(part) for part in parts):
        return [text]  # what comes last asks nothing: 是不是要交，对吧
    alone = any(len(ASKS.findall(part)) > 1 for part in parts[1:])
    return [text] if len(parts) < 2 or alone else parts


def _apart(text: str) -> list[str]:
    """首次认定和重新认定分别奖励多少 → two questions."""
    # 新旧办法各是多少 compares two versions of one text
    told = _APART.search(text) and not compares_versions(text)
    both = sides_of(text) if told else None
    return list(both.questions) if both else [text]


def _carried(part: str, before: list[str], goes_on: bool, table: DepartmentTable) -> str:
    """A part with what the parts before it are about, where it does not say that itself.

    Args:
        goes_on: whether it stands in one sentence with the part before it.
    """
    part = _JOINS.sub("", part)
    if not before:
        return part
    if part.rstrip("？?。 ").endswith("呢"):
        return complete(part, before, table)
    first, own = topic_of(before[0]), topic_of(part)
    if not own and not has_subject(part):
        last = topic_of(before[-1])
        common = _common(first, last) if len(before) > 1 and last != first else ""
        topic = common or (last if goes_on else first)
        return f"{topic or last or first}{part}" if last or first else complete(part, before, table)
    if table.find(part) or len(own_words(part)) >= _FEW:
        return _placed(part, before[0])
    context = context_for(first, own or part)
    if _tail(part) != _tail(before[0]) and not takes_place(first, own):
        if not goes_on and len(own_words(part)) > 1:
            return _placed(part, before[0])  # something else
        context = first
    return part if any(word in part for word in own_words(context)) else f"{context}{part}"


def _common(one: str, other: str) -> str:
    """What two topics begin with, whole words: 高企 of 高企首次认定 and 高企重新认定."""
    ends = [end for _, end in word_spans(one) if other.startswith(one[:end])]
    return one[: ends[-1]].rstrip("的") if ends and has_subject(one[: ends[-1]]) else ""


def _tail(part: str) -> str:
    """What a part asks: 找谁 of 用地找谁."""
    asks = ASKS.search(part)
    return part[asks.start() :].strip("？?。 ") if asks else ""


def _placed(part: str, first: str) -> str:
    """A part with the place of the first one, where it names none."""
    if places_in(part):
        return part
    names = (name for place in places_in(first) for name in (place, place[:-1]))
    return next((f"{name}{part}" for name in names if len(name) > 1 and name in first), part)
