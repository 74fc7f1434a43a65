"""The short title of a task: its heading, or the first words that say something."""

import re

from corpus.language.markers import unnumbered
from corpus.language.sentences import phrase_spans, sentence_spans

_LONGEST = 40  # characters
# 序号：3；工作任务：…；责任单位：…: the row of a table
_ROW = re.compile(
    r"(?:任务|工作|措施|举措|事项|内容)(?:名称|"
    r"内容)?[：:]\s*(?P<task>[^\n]+?)(?=[；;\n]\s*[^：:；;，。\s]{2,16}[：:]|$)"
)


def short_title(text: str, start: int, end: int) -> str:
    """The title of the task at ``start``..``end``, at most 40 characters (with … where cut)."""
    words = unnumbered(text[start:end].lstrip())
    if row := _ROW.search(words):
        words = row["task"]
    first = words.split("\n", maxsplit=1)[0]
    spans = sentence_spans(first)
    sentence = first[slice(*spans[0])] if spans else first
    if len(sentence) > _LONGEST:
        sentence = _phrases(sentence)
    title = re.sub(r"\s+", " ", sentence).strip("。；;：:，, （(")
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"


def _phrases(sentence: str) -> str:
    """The first phrases of a sentence, as many as fit; at least one."""
    title = ""
    for left, right in phrase_spans(sentence):
        if title and len(title) + right - left > _LONGEST:
            break
        title = sentence[:right]
    return title
