"""Complete a follow-up question from the conversation before it."""

import re

from assistant.answers.document_facts import asked_fact
from assistant.understanding.address import steps_of, without_address
from assistant.understanding.asking import is_asking
from assistant.understanding.subject import (
    ASKS,
    context_for,
    has_subject,
    is_side,
    matter_of,
    own_words,
)
from corpus.language.departments import DepartmentTable
from corpus.language.figures import find_figures
from corpus.language.places import places_in
from corpus.language.words import content_words, fold, word_spans

_OPENS = re.compile(
    "^(?:那|那么|还有|另外|再说|除了|其中|具体|这些|这个|这|它|他们|她们|他|上面|前面|刚才|要是|如果是)"
)
_OPENING = re.compile("^(?:那么?|还有|另外|再说|除了|其中|请问|我想问(?:一下)?|问一下)[，,]?")
_PRONOUN = re.compile("^(?:这些?|那些?|它们?|他们?|她们?|这个|那个|该|其|上面|前面|刚才)(?:的|里)?")
# 不对，我问的是贴息: what is said of the answer before, then what was meant.
_CORRECTS = re.compile(
    "^(?:不对|不是|错了|不是这个|没答对|答错了|你?(?:答|说|理解)(?:得|的)?(?:不对|错了))(?:吧|啊|呀|哦)?[，,。！! ]+"
    "(?:我(?:是|要|想)?(?:问|说|指|要)的?(?:是|的是)?)?(?=.{2})"
)
# 具体有哪几种: of what is said only in the question before.
_BARE = re.compile("(?:哪[几些]?|几)(?:个|种|项|条|类|样|家)?[？?。]?$")
_CLOSES = re.compile("呢[？?]?$")
_POINTS = re.compile(
    "它们?|他们|这些|其中|上述|前面|刚才|这个|那个|该(?!意见|文件|通知|办法|政策|项目|找)"
)
# An industry, place or thing asked about in the earlier question, to be replaced by the new one.
_ASIDE = re.compile(
    "^(?:那|那么|还有|另外|再说|要是|如果是|换成|改成|至于)+|的?(?:又)?呢?[？?。！!]*$"
)


def complete(question: str, history: list[str], table: DepartmentTable) -> str:
    """Return a question that can be understood alone.

    A question that names its own subject is left alone; "消防呢？" after a question about another
    department takes over that question with the department exchanged, so does another place, figure
    or thing; one that names none (需要什么材料？) is asked of what the earlier one was about; anything
    else that leans on the conversation gets the earlier question put before it.
    """
    question = _meant(question)
    if not history or not _leans(question):
        return question
    earlier = _self_contained(history)
    swapped = _swap_department(question, earlier, table) or _swap_figure(question, earlier)
    if not swapped and not _refers(question) and table.find(question):
        return question  # short, but the department is its subject: 工信局要做哪些事？
    return swapped or _taken_up(question, earlier) or _joined(question, earlier)


def leans(question: str) -> bool:
    """Whether a question can only be understood from the ones before it."""
    return _leans(_meant(question))


def thing_of(question: str) -> str:
    """The thing that a follow-up puts in the place of another (贴息 of 那贴息呢), "" where it asks more."""
    meant = _meant(question)
    if ASKS.search(meant) or not (_CLOSES.search(meant) or _OPENS.search(meant)):
        return ""
    return _ASIDE.sub("", _ASIDE.sub("", meant.strip())).strip("，, ")


def _meant(question: str) -> str:
    """A question without the complaint that opens it: 不对，我问的是贴息 → 贴息呢."""
    left = _CORRECTS.sub("", question.strip())
    if left in ("", question.strip()):
        return question
    return left if ASKS.search(left) or _CLOSES.search(left) else f"{left.rstrip('。！!')}呢"


def _joined(question: str, earlier: str) -> str:
    return f"{earlier.rstrip('？?。！! ')}，{question}"


def _taken_up(question: str, earlier: str) -> str:
    """One question made of what the earlier one is about and what this one asks; "" where it can't be."""
    if _is_address(question) or _is_figure(question):
        return ""
    bare = _PRONOUN.sub("", _OPENING.sub("", question.strip())).strip("，, ")
    if ASKS.search(bare):
        topic = matter_of(earlier)
        own = len(own_words(bare)) <= 2 and not _BARE.search(bare)
        return f"{topic}{bare}" if topic and own else ""
    thing = thing_of(question)
    return _swap_alike(thing, earlier) or _swap_last(thing, earlier) if thing else ""


def _swap_alike(thing: str, earlier: str) -> str:
    """The earlier question with what is alike in it exchanged: a place for a place, 首次认定 for 重新认定,
    国家级 for 省级; "" where nothing is."""
    old, new = places_in(earlier), places_in(thing)
    for place in old if len(new) == 1 else ():
        for name in (place, place[:-1]):
            if len(name) > 1 and name in earlier:
                return earlier.replace(name, thing, 1)
    spans = word_spans(earlier)
    words, other = [earlier[a:b] for a, b in spans], [thing[a:b] for a, b in word_spans(thing)]
    if thing in earlier or not other:
        return ""
    for at, word in enumerate(words):
        if len(other) > 1 and word == other[-1] and at + 1 >= len(other):
            return earlier[: spans[at + 1 - len(other)][0]] + thing + earlier[spans[at][1] :]
        alike = len(other) == 1 and len(word) > 1 and word[-1] == thing[-1]
        if alike and abs(len(word) - len(thing)) <= 1:
            return earlier[: spans[at][0]] + thing + earlier[spans[at][1] :]
    return ""


def _swap_last(thing: str, earlier: str) -> str:
    """The earlier question with the last thing it is about exchanged; "" where it names none."""
    asks = ASKS.search(earlier)
    spans = word_spans(earlier[: asks.start()]) if asks else []
    while spans and is_side(earlier[slice(*spans[-1])]):
        spans.pop()
    if not spans:
        return ""
    end = spans[-1][1]
    return f"{context_for(earlier[:end], thing)}{thing}{earlier[end:]}"


def _leans(question: str) -> bool:
    """Whether a question needs the one before it: it takes something up, or has next to no words
    of its own and asks nothing about the document itself."""
    words = content_words(question)
    if _refers(question):
        return len(words) <= 8
    bare = asked_fact(question) is None and (len(words) <= 1 or not has_subject(question))
    return bare or _is_figure(question) or _is_address(question)


def _is_address(question: str) -> bool:
    """Whether a question asks what stands at an address, of a document that it does not name."""
    left = content_words(without_address(question))
    return bool(steps_of(question)) and all(map(is_asking, left))


def _refers(question: str) -> bool:
    """Whether a question by its form takes something up: it opens with 那, closes with 呢, says 它."""
    patterns = (_OPENS, _CLOSES, _POINTS)
    return any(pattern.search(question.rstrip()) for pattern in patterns)


def _is_figure(question: str) -> bool:
    """Whether a message gives a figure and nothing else: it was asked for, or corrects one."""
    text = fold(question).strip("。.！!？? ")
    figures = find_figures(text)
    return bool(figures) and len(text) - sum(len(f.words) for f in figures) <= 3


def _self_contained(history: list[str]) -> str:
    """The latest earlier question that stands alone, with what later ones changed left to them."""
    return next((text for text in reversed(history) if not _leans(text)), history[0])


def _swap_department(question: str, earlier: str, table: DepartmentTable) -> str:
    subject = _ASIDE.sub("", _ASIDE.sub("", question.strip()))
    new = table.resolve(subject)
    old = table.find(earlier)
    if new is None or not old:
        return ""
    return earlier[: old[0].start] + subject + earlier[old[0].end :]


def _swap_figure(question: str, earlier: str) -> str:
    """那要是450的呢 → the earlier question with its figure replaced."""
    old = find_figures(fold(earlier))
    number = re.search(r"[0-9]+(?:\.[0-9]+)?", question)
    moved = len(fold(earlier)) != len(earlier)
    if not old or not number or moved or len(content_words(question)) > 3:
        return ""
    new = find_figures(fold(question))
    if new and new[0].dimension != old[0].dimension:
        return ""
    piece = old[0].words
    replaced = re.sub(r"[0-9]+(?:\.[0-9]+)?", number[0], piece, count=1)
    return earlier[: old[0].start] + replaced + earlier[old[0].end :]
