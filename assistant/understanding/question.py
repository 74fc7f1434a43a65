"""Understand what is asked: its kind, its words and what they may mean, departments, figures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.understanding.kinds import QuestionKind, kind_shares
from assistant.understanding.lexicon import lexicon, phrases_in
from corpus.language.departments import DepartmentTable, Mention
from corpus.language.figures import Figure, find_figures
from corpus.language.words import content_words, fold, general_idf, is_stop_word
from index.embeddings import PolicyEmbeddings


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question with the official terms that may stand for it, and its weight."""

    word: str
    weight: float
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. ``text`` is complete by itself (follow-ups are filled in); ``shares``
    is the probability (0–1) of every kind, likeliest first."""

    original: str
    text: str
    shares: Mapping[QuestionKind, float]
    terms: tuple[Term, ...]
    departments: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    expansion: tuple[str, ...] = ()

    @property
    def kind(self) -> QuestionKind:
        """The likeliest kind."""
        return next(iter(self.shares))

    @property
    def asks_bound(self) -> bool:
        """Whether it gives a measured figure and asks whether that is within a bound."""
        # A plain count in a question (五年、两条) is no figure to compare.
        return (
            measures(self.figures)
            and bool(_THRESHOLD_WORDS.search(self.text))
            and not _ASKS_FIGURE.search(self.text)
        )

    @property
    def compares(self) -> bool:
        """Whether the user's own figure is to be held against the documents' bounds; who asks how
        much wants an amount."""
        wants_figure = self.kind is QuestionKind.FIGURE or _ASKS_FIGURE.search(self.text)
        return self.asks_bound or (measures(self.figures) and not wants_figure)


_THRESHOLD_WORDS = re.compile(
    "淘汰|关停|关掉|让关|拆|砸|取缔|整顿|停|保得住|留着|落后|属于|算不算|算|够不够|够|达标|达到|适用|要求|必须|"
    "非.+不可|要不要|符合|可以|能不能|能|会|是否|咋算|怎么算|吗|不[？?]?$|呢"
)
_ASKS_FIGURE = re.compile("多少|几|多大|多高|多久|多长")


def understand(
    text: str,
    table: DepartmentTable,
    original: str = "",
    embeddings: PolicyEmbeddings | None = None,
) -> Question:
    """Read one self-contained question.

    Args:
        text: the question, completed from the conversation where it was a follow-up.
        original: what the user typed, for display; ``text`` if empty.
        embeddings: the store's model, whose vector helps to tell the kind; without, the words do.
    """
    figures = _figures(text)
    departments = tuple(table.find(text)) or _bare_departments(text, table)
    terms = tuple(_terms(text, departments, measures(figures)))
    expansion = tuple(dict.fromkeys(m for t in terms for m in t.meanings))
    shares = kind_shares(text, embeddings)
    return Question(original or text, text, shares, terms, departments, figures, expansion)


def _figures(text: str) -> tuple[Figure, ...]:
    """Figures of a question, in its own spelling (95kA) where folding kept the offsets."""
    folded = fold(text)
    figures = find_figures(folded)
    if len(folded) == len(text):
        figures = [replace(f, words=text[f.start : f.end]) for f in figures]
    return tuple(figures)


def measures(figures: tuple[Figure, ...]) -> bool:
    """Whether a figure measures something, so that it can be held against a bound."""
    return any(f.dimension in _PHYSICAL for f in figures)


_PHYSICAL = frozenset("体积 质量 电流 容量 功率 金额 比例 面积 人数 年龄 长度".split())


def _bare_departments(text: str, table: DepartmentTable) -> tuple[Mention, ...]:
    """A department named without a suffix (消防、环保), where the question is about little else."""
    stripped = re.sub(
        "[呢吗？?！!。，,]|那|还有|要|做|干|管|什么|啥|哪些|职责|负责|的|任务|工作|方面", "", text
    )
    department = table.resolve(stripped) if stripped else None
    if department is None:
        return ()
    at = text.find(stripped)
    return (Mention(department, max(at, 0), max(at, 0) + len(stripped), stripped),)


# How people ask whether a plant of a certain size may go on; documents say 淘汰 or 关闭.
_CLOSING = re.compile(
    "(?:会不会|要不要|会|要|被|让|不得)[关停拆砸]掉?|[关停]不[关停]|[关拆砸停]掉|舍不得停|"
    "保(?:得住|不住|不保)|留(?:着|得住|不留)|用下去|还能用"
)
_CLOSED = ("淘汰", "关闭")


def _terms(text: str, departments: tuple[Mention, ...], measured: bool) -> list[Term]:
    """Content words, weighted by how rare they are in general Chinese, with their meanings.

    Args:
        measured: whether the question gives a measured figure.
    """
    closing = _CLOSING.findall(text) if measured else []
    table = {**lexicon(), **dict.fromkeys(closing, _CLOSED)}
    words = content_words(text)
    for phrase in (*closing, *phrases_in(text)):
        if phrase not in words and not is_stop_word(phrase):
            words.append(phrase)
    terms = []
    names = {m.name: m for m in departments}
    for word in words:
        meanings = list(table.get(word, ()))
        for name, mention in names.items():
            if word in name or name in word:
                meanings += [*mention.department.stems, *mention.department.names]
        weight = min(max(general_idf(word), 2.0), 11.0)
        if re.fullmatch(r"[0-9.]+", word):
            weight = 2.0
        if len(word) == 1:
            weight *= 0.4
        terms.append(Term(word, weight, tuple(dict.fromkeys(m for m in meanings if m != word))))
    return terms
