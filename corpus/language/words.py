"""Chinese words: jieba segmentation shared by the splitter, the keyword index and the assistant."""

import importlib.util
import logging
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba as jieba_types
    import opencc as opencc_types

# Terms of official documents that jieba's general dictionary cuts apart.
_TERMS = (
    "技术改造 落后产能 成员单位 领导小组 专项资金 产业集聚区 发展改革 工业和信息化 国土资源 自然资源 生态环境 "
    "住房城乡建设 安全监管 应急管理 环境影响评价 战略新兴产业 先导产业 高成长性 成文日期 发文机关 发文字号 "
    "有色金属 电解槽 水泥生产线 立方米 千安 项目库 滚动计划 中小企业 小微企业 融资担保 再担保 信息化 节能减排 "
    "产业转移 两化融合 两高一资 三废 指导目录"
).split()

_STOP = frozenset(
    "的 了 和 与 及 或 在 是 有 为 对 等 将 以 于 到 从 由 把 被 让 给 向 跟 并 其 之 这 那 这个 那个 哪 哪个 哪些 "
    "什么 啥 怎么 咋 如何 多少 几 吗 呢 吧 呀 啊 嘛 么 不 没 没有 也 都 就 还 又 再 很 "
    "可以 能 能不能 可不可以 会 要 想 请问 一下 我 我们 俺 俺家 咱 咱们 "
    "你 你们 您 他 他们 它 自己 一个 一些 有没有 是不是 是否 该 应该 需要 时候 "
    "怎样 怎么样 咋样 咋办 怎么办 哪儿 哪里 关于 对于 具体 主要 方面 情况 里 里面 上 下 中 内 个 "
    "种 些 点 人 事 说 问 知道 告诉 介绍 现在 目前 比如 就是 还是 "
    "因为 所以 如果 的话 一般 通过 进行 做 干 搞 弄 算 行 得 着 过 谁 何 哪几".split()
)
_WORD = re.compile(r"[\u3400-\u9fff]|[0-9a-z]", re.IGNORECASE)


@lru_cache(maxsize=1)
def _jieba() -> "jieba_types":
    import jieba

    jieba.setLogLevel(logging.WARNING)
    for term in _TERMS:
        jieba.add_word(term)
    return jieba


def fold(text: str) -> str:
    """Fold width and case for matching: ``ＫＡ`` → ``ka``. Length may change: never for offsets."""
    return unicodedata.normalize("NFKC", text).lower()


def unspaced(text: str) -> str:
    """``text`` without white space."""
    return "".join(text.split())


def simplified(text: str) -> str:
    """Traditional characters as simplified ones (貼息貸款 → 贴息贷款), the rest as it is."""
    return _converter().convert(text)


@lru_cache(maxsize=1)
def _converter() -> "opencc_types.OpenCC":
    import opencc

    return opencc.OpenCC("t2s")


def word_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the words of ``text``; together they cover it."""
    spans, position = [], 0
    for word in _jieba().cut(text):
        spans.append((position, position + len(word)))
        position += len(word)
    return spans


def search_words(text: str) -> list[str]:
    """Words for keyword search: folded, long words also by their parts, no punctuation."""
    cut = _jieba().cut_for_search(fold(text))
    return [word for word in cut if _WORD.search(word)]


def content_words(text: str) -> list[str]:
    """Distinct words that carry meaning (no function or question words), in order."""
    cut = _jieba().cut(fold(text))
    return list(dict.fromkeys(w for w in cut if _WORD.search(w) and w not in _STOP))


def is_stop_word(word: str) -> bool:
    """Whether a word carries no meaning of its own in a question."""
    return word in _STOP


@lru_cache(maxsize=1)
def _general_idf() -> tuple[dict[str, float], float]:
    # The file is read here because importing jieba.analyse loads its tagger too, a second for nothing.
    (package,) = importlib.util.find_spec("jieba").submodule_search_locations  # type: ignore[union-attr, misc]
    lines = Path(package, "analyse", "idf.txt").read_text(encoding="utf-8").splitlines()
    table = {word: float(value) for word, _, value in (line.partition(" ") for line in lines)}
    return table, sorted(table.values())[len(table) // 2]


def is_general_word(word: str) -> bool:
    """Whether a word is one of general Chinese, not what a segmentation made up."""
    return word in _general_idf()[0]


def general_idf(word: str) -> float:
    """Inverse document frequency of a word in general Chinese (jieba's table), 1.0 to about 14."""
    table, median = _general_idf()
    return table.get(word, median if len(word) > 1 else median / 2)


def pairs(text: str) -> list[str]:
    """Its pairs of neighbouring characters, in order; none for a single character."""
    return [text[at : at + 2] for at in range(len(text) - 1)]
