"""Several questions in one message, told apart: by question marks, numbers, commas, or 分别."""

import re

from assistant.understanding.followup import complete
from assistant.understanding.versions import compares_versions
from corpus.language.departments import DepartmentTable
from corpus.language.words import content_words, word_spans

_MOST = 4  # questions answered at once; more would make no readable answer
_END = re.compile(r"(?<=[？?])\s*|\s*[\r\n]+\s*")
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s；;。？?，,：:]))[（(]?([1-9]|[一二三四五六七八九])[）).．、]\s*"
)
_CN = "一二三四五六七八九"
_COMMA = re.compile("[，,、；;]|(?<=[？?])")
_ASKS = re.compile(
    "多少|(?<![好差十百])几(?!乎|何)|谁|哪|什么|啥|怎么|怎样|咋|如何|吗|是否|能不能|可不可以|会不会|多久|多长|何时"
)
_FOR = re.compile(
    "多少|(?<![好差十百])几|谁|哪|什么|啥|怎么|怎样|咋|如何|何时|呢"
)  # more than 对吗
_INSISTS = re.compile("(?:对|是|真的?|是真的|没错|可以|行|好)(?:吗|吧|不)?[？?]*")
# What stands before the question word and belongs to it, not to what is asked about.
_TAIL = re.compile(
    "(?:分别|各自|各|一共|总共|最多|最高|最长|最低|可以|可|能|能够|应当|应该|应|需要|需|要|得|还|都|会|将|到|在|去|"
    "向|找|由|归|给|是|有|为|按|拿|领|补|奖|贴|提交|准备|提供|申请|申报|办理|奖励|补助|补贴|资助|选|投|花|交|缴|付|收|免|减|罚|赔|占|涨)+$"
)
_OF = re.compile("的[^的]{1,6}$")
_FEW = 3  # content words; a part with more has a subject of its own
_APART = re.compile("分别|各自|各(?=是|为|有|要|能|奖|补|多少|几)")


def split_questions(text: str, table: DepartmentTable) -> list[str]:
    """The questions of a message, each complete in itself; just the message where it asks one thing."""
    pieces = _numbered(text) or _marked(text, table)
    parts = [part for piece in pieces for part in _commas(piece)]
    parts = [part for piece in parts for part in _apart(piece)]
    if not 1 < len(parts) <= _MOST:
        return [text]
    done: list[str] = []
    for part in parts:
        done.append(_carried(part, done, table))
    return done


def _numbered(text: str) -> list[str]:
    """The items of a numbered message (1.… 2.…), with what leads up to them; empty if it is none."""
    marks = [m for m in _NUMBERED.finditer(text)]
    values = [_CN.index(m[1]) + 1 if m[1] in _CN else int(m[1]) for m in marks]
    if len(marks) < 2 or values != list(range(1, len(marks) + 1)):
        return []
    ends = [m.start() for m in marks[1:]] + [len(text)]
    lead = text[: marks[0].start()].strip()
    items = [text[m.end() : end].strip(" ；;，,。") for m, end in zip(marks, ends, strict=True)]
    if lead and not _ASKS.search(lead):
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
    asked = [piece for piece in pieces if _ASKS.search(piece) or piece.endswith(("？", "?"))]
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
        if _ASKS.search(begun) and len(begun) > 1:
            parts.append(begun)
            begun = ""
        elif mark:
            begun += mark[0]
    if begun.strip("？?。 ") or any(_INSISTS.fullmatch(part) for part in parts):
        return [text]  # what comes last asks nothing: 是不是要交，对吧
    alone = any(len(_ASKS.findall(part)) > 1 for part in parts[1:])
    return [text] if len(parts) < 2 or alone else parts


def _apart(text: str) -> list[str]:
    """首次认定和重新认定分别奖励多少 → two questions."""
    apart = None if compares_versions(text) else _APART.search(text)  # 新旧办法各是多少
    joined = list(re.finditer("和|与|、|以及|跟", text[: apart.start()])) if apart else []
    if not apart or len(joined) != 1 or not _ASKS.search(text, apart.end()):
        return [text]
    begin, end = joined[0].span()
    of = re.search("的", text[end : apart.start()])
    second_ends = end + of.start() if of else apart.start()
    second = text[end:second_ends]
    clause = max(text.rfind(mark, 0, begin) for mark in "，,。；") + 1
    spans = word_spans(text[:begin])
    starts = [s for s, _ in spans if s >= clause and begin - s <= len(second) + 1]
    first = min(starts, default=0)
    if len(second) < 2 or begin - first < 2 or not _alike(text[first:begin], second):
        return [text]
    rest = text[second_ends : apart.start()] + text[apart.end() :]
    return [text[:begin] + rest, text[:first] + second + rest]


def _alike(one: str, other: str) -> bool:
    """Whether two names are of one kind: they end alike (首次认定, 重新认定)."""
    return one[-1] == other[-1]


def _carried(part: str, before: list[str], table: DepartmentTable) -> str:
    """A part with the subject of the first one where it has none of its own."""
    if not before or len(content_words(part)) >= _FEW:
        return part
    if part.rstrip("？?。 ").endswith("呢"):
        return complete(part, before, table)
    if table.find(part):
        return part
    topic = topic_of(before[0])
    if not topic:
        return complete(part, before, table)
    shared = [word for word in content_words(topic) if word in part]
    return part if len(shared) > 1 else f"{topic}{part}"


def topic_of(question: str) -> str:
    """What a question is about, without what it asks: 高企首次认定奖励多少 → 高企首次认定."""
    asks = _ASKS.search(question)
    topic = question[: asks.start()] if asks else question
    topic = _TAIL.sub("", topic.strip("，,、 "))
    return _OF.sub("", topic).strip()
