"""The words of a profile and of a measure brought to one form, and how far one covers the other."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from corpus.language.words import content_words, fold, general_idf, pairs, unspaced

_SAME = Path(__file__).with_name("same_words.yaml")
# What says that something is given, to whom in general, and under what formalities: it tells no
# measure from another.
_COMMON = frozenset(
    "企业 公司 单位 项目 主体 对象 给予 予以 奖励 补助 补贴 资助 支持 扶持 资金 经费 财政 专项 最高 最低 不超过 不低于 "
    "不少于 一次性 每年 每家 每户 每个 单个 分别 按照 按 规定 标准 比例 额度 金额 总额 部分 符合条件 符合 条件 相关 有关 "
    "实际 年度 当年 连续 期限 申请 申报 享受 政策 鼓励 本 市 区 县 省 我市 我区 我县 本市 本区 本县 以上 以下 以内 及以上 "
    "元 万元 亿元 百分点 年 月 日 名 家 达到 满足 属于 具有 开展 经 后 前 者 再 另 可 累计 上级 基础 第一 第二 第三 之一 "
    "认定 通过 列入 获得 是否 情况 工作 进行 实施 发生 产生 其 该 同一 原则上 其中 参照 依据 根据 依法 同时 新 已 未 为 "
    "国家 省级 市级 区级 县级 国家级 范围 范围内 方式 形式 内容 要求 服务 建设 发展 相应 同等 不同 每 个 种 项 次 件".split()
)
_DIGITS = re.compile(r"[0-9零一二三四五六七八九十百千万亿%.]+(?:[年月日元件个名家户级类倍]|万元|亿元)?$")
_MARKS = re.compile("[“”‘’\"'「」『』《》\u3000]")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the one form, with its words and their pairs of characters."""

    text: str
    words: frozenset[str]
    pairs: frozenset[str]

    def credit(self, word: str) -> float:
        """How far (0–1) a word of another text is said here: whole, or by most of its characters."""
        if word in self.words or (len(word) > 1 and word in self.text):
            return 1.0
        if len(word) < 3:
            return 0.0
        own = pairs(word)
        shared = sum(pair in self.pairs for pair in own) / len(own)
        return 0.8 * shared if shared >= 0.5 else 0.0


NO_WORDS = Words("", frozenset(), frozenset())


def words_of(text: str) -> Words:
    """Read a text."""
    plain = same(text)
    return Words(plain, frozenset(meaning_words(plain)), frozenset(pairs(plain)))


def together(parts: Iterable[Words]) -> Words:
    """Several texts as one."""
    kept = list(parts)
    return Words(
        "\n".join(w.text for w in kept),
        frozenset().union(*(w.words for w in kept)),
        frozenset().union(*(w.pairs for w in kept)),
    )


@lru_cache(maxsize=20_000)
def meaning_words(plain: str) -> tuple[str, ...]:
    """The words of a text in the one form that tell what it is about, in order."""
    return tuple(w for w in content_words(plain) if w not in _COMMON and not _DIGITS.match(w))


@lru_cache(maxsize=20_000)
def same(text: str) -> str:
    """A text in the one form: no white space, no quotation marks, one word for one thing."""
    pattern, meant = _same_table()
    plain = _MARKS.sub("", unspaced(fold(text)))
    return pattern.sub(lambda found: meant[found.lastgroup or ""], plain)


@lru_cache(maxsize=1)
def _same_table() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = yaml.safe_load(_SAME.read_text(encoding="utf-8"))
    forms = [(form, n) for n, (first, rest) in enumerate(rows.items())
             for form in (first, *str(rest).split("|"))]  # fmt: skip
    forms.sort(key=lambda pair: -len(re.sub(r"\(\?.*?\)", "", pair[0])))
    groups, meant = [], {}
    firsts = [str(first) for first in rows]
    for at, (form, n) in enumerate(forms):
        groups.append(f"(?P<g{at}>{fold(_MARKS.sub('', form))})")
        meant[f"g{at}"] = firsts[n]
    return re.compile("|".join(groups)), meant


def covered(
    wanted: Iterable[str], here: Words, weight: Callable[[str], float] = general_idf
) -> tuple[float, float]:
    """The share (0–1) of ``wanted`` words that is said ``here``, by weight, and their whole weight."""
    total = said = 0.0
    for word in wanted:
        heavy = weight(word)
        total += heavy
        said += heavy * here.credit(word)
    return (said / total if total else 0.0), total
