"""Complete a follow-up question from the conversation before it."""

import re

from assistant.answers.document_facts import asked_fact
from assistant.understanding.address import steps_of, without_address
from assistant.understanding.asking import is_asking
from corpus.language.departments import DepartmentTable
from corpus.language.figures import find_figures
from corpus.language.words import content_words, fold

_OPENS = re.compile(
    "^(?:那|那么|还有|另外|再说|除了|其中|具体|这些|这个|这|它|他们|她们|他|上面|前面|刚才|要是|如果是)"
)
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
    department takes over that question with the department exchanged; anything else that leans on
    the conversation gets the earlier question put before it.
    """
    if not history or not _leans(question):
        return question
    earlier = _self_contained(history)
    swapped = _swap_department(question, earlier, table) or _swap_figure(question, earlier)
    if not swapped and not _refers(question) and table.find(question):
        return question  # short, but the department is its subject: 工信局要做哪些事？
    return swapped or f"{earlier.rstrip('？?。！! ')}，{question}"


def _leans(question: str) -> bool:
    """Whether a question needs the one before it: it takes something up, or has next to no words
    of its own and asks nothing about the document itself."""
    words = content_words(question)
    if _refers(question):
        return len(words) <= 8
    bare = len(words) <= 1 and asked_fact(question) is None
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
