"""Whether the words of a sentence are the document's words."""

import re

from assistant.writing import seams
from assistant.writing.polarity import without_polarity
from corpus.language.words import word_spans

_WORD = re.compile("[\u3400-\u9fff0-9a-z]")
# Words that hold a sentence together and claim nothing.
_GLUE = frozenset(
    "的 了 和 与 及 以及 或 或者 在 是 有 为 对 等 将 以 于 到 从 由 把 被 向 并 并且 而 而且 其 之 这 那 该 此 本 "
    "上述 着 过 地 得 也 就 又 还 即 则 所 者 中 内 上 里 个 项 条 款 方面 其中 此外 另外 同时 因此 所以 根据 按照 "
    "依据 依照 规定 明确 明确规定 提出 指出 要求 文件 政策 条文 条款 意见 材料 来看 来说 也就是说 就是 属于 包括 "
    "主要 具体 如下 以下 首先 其次 再次 最后 一是 二是 三是 四是 五是 六是 关于 对于 至于 若 如果 您 你 我 找 问 答 "
    "可 负责 进行 开展 工作 予以 给予 相应 现 原 今 称 叫 做 办 会 能 要 应 需 须 里面 当中 之中 之一".split()
)
# The same thing in other words of official prose, in either direction. Kept small: terms of law that
# laymen take for one another (补贴、补助、奖励、贴息) are not the same thing.
_SAME = [
    set(group.split())
    for group in (
        "技改 技术改造", "扶持 支持", "增长 增幅", "提供 给予", "至 到", "牵头 牵头负责", "环评 环境影响评价",
        "发改 发展改革", "工信 工业和信息化", "节能环保 节能减排", "十二五 十二五时期", "信息化手段 信息化",
        "办理 办", "公布 发布", "设立 建立", "加大 加强", "加快 加速", "完善 健全", "力争 争取",
    )
]  # fmt: skip
_LINKS = frozenset("的 了 地 之 其 等 各 和 与 及 以及 、".split())
_OWN = 0.5  # share of the words that stand in the quote itself, not in the headings over it


def words_of(text: str) -> list[str]:
    """The words of a plain text that claim something, in order."""
    return [word for word in _cut(text) if _WORD.search(word) and word not in _GLUE]


def _cut(text: str) -> list[str]:
    """All words of a plain text but for those of polarity, which is compared elsewhere."""
    bare = without_polarity(text)
    return [bare[start:end] for start, end in word_spans(bare)]


def holds(text: str, word: str) -> bool:
    """Whether a plain text holds a word: itself, in other words, or as its parts."""
    if word in text:
        return True
    if any(word in group and any(other in text for other in group) for group in _SAME):
        return True
    return len(word) > 3 and _pieced(text, word)


def _pieced(text: str, word: str) -> bool:
    """Whether ``word`` is made of pieces of two characters or more that ``text`` holds."""
    if not word:
        return True
    return any(
        word[:n] in text and _pieced(text, word[n:])
        for n in range(len(word), 1, -1)
        if len(word) - n != 1
    )


def unsupported(words: list[str], quote: str, context: str) -> str:
    """The first word that neither the quote nor what stands over it holds, or ""."""
    return next((w for w in words if not holds(quote, w) and not holds(context, w)), "")


def says_something(words: list[str], quote: str, anchored: bool) -> bool:
    """Whether enough of the words come from the quote itself; ``anchored``: a number or department
    of the quote is among the words, too."""
    own = [w for w in words if holds(quote, w)]
    telling = {w for w in own if len(w) > 1}
    enough = len(telling) >= (1 if anchored else 2) or any(len(w) > 3 for w in telling)
    return enough and len(own) >= _OWN * len(words)


def in_order(text: str, quote: str, context: str) -> bool:
    """Whether the words of a plain text stand together as in the quote, or as in a heading.

    Words of glue, other words for the document's, and what is compared elsewhere part the runs.
    """
    held, over = seams.smooth(quote), seams.smooth(context)
    return all(
        seams.runs_along(run, held) or run.strip("、") in over
        for run in re.findall("[\u3400-\u9fffa-z、]+", seams.smooth(_parted(text, quote)))
        if run.strip("、")
    )


def _parted(text: str, quote: str) -> str:
    """The text with a gap for each word that is no word of the quote, nor made of such."""

    def of_quote(word: str) -> bool:
        return word in quote or (len(word) > 3 and _pieced(quote, word))

    return "".join(
        word if word in _LINKS or (word not in _GLUE and of_quote(word)) else " "
        for word in _cut(text)
    )
