"""Which of the changes between two versions a question is about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log, log2

from assistant.evidence.asked import Asked
from assistant.understanding.asking import is_asking
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.question import Term
from assistant.understanding.versions import speaks_of_versions
from corpus.compare.comparison import Change, Comparison, Kind, Line
from corpus.compare.facts import What, stated_figures
from corpus.document import Document
from corpus.language.document_numbers import find_numbers
from corpus.language.places import places_in
from corpus.language.words import fold, unspaced

_FORM_BONUS = 0.3
_SHORT, _LONG = (
    120,
    0.08,
)  # characters of a change; what each doubling of them costs: long ones hold any word
_MEANING = 0.5  # what likeness in meaning adds to the share of words
_ENOUGH = 0.45  # share of the words of a topic that a change must hold
_NEAR = 0.8  # … and of the best score
_CLEARLY = 0.2  # more of them in what did not change: then nothing did
_COVERED = 0.7  # share that an article without a change must hold to be spoken of
_TITLE = 4  # characters of a title that name it
_ENCODED = 24
_WHEN = re.compile("时间|期限|日期|截止|什么时候|何时|几月|几号|多久|时限")
_HOW_MUCH = re.compile("标准|金额|多少|比例|额度|上限|幅度|数额|费率|税率|几(?:万|元|%|倍)")
_AMOUNTS = frozenset({"金额", "比例"})
_TIMES = frozenset({"年限", "月数", "工作日", "天数"})
_START = re.compile("起施行|起执行|起实施|有效期")


@dataclass(frozen=True, slots=True)
class Topic:
    """``words`` of the question that tell what it is about; ``form``: the kind of change wanted."""

    words: tuple[Term, ...]
    form: What | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to tell: changes with their lines, articles that were added or deleted, and
    articles on the matter that stayed as they were."""

    changes: list[tuple[Line, Change]]
    articles: list[Line]
    unchanged: list[Line]


def about(asked: Asked, comparison: Comparison) -> Topic | None:
    """What a question asks about besides the versions; None where it asks about all changes."""
    rest = asked.question.text
    for start, end, _ in reversed(find_numbers(rest)):
        rest = f"{rest[:start]} {rest[end:]}"
    for document in (comparison.new, comparison.old):
        rest = _without_title(rest, document)
    names = [fold(unspaced(d.title)) for d in (comparison.old, comparison.new)]
    names += places_in(asked.question.text)
    words = tuple(
        term
        for term in asked.question.terms
        if len(term.word) > 1
        and term.word in fold(rest)
        and not is_asking(term.word)
        and not speaks_of_versions(term.word)
        and not _HOW_MUCH.fullmatch(term.word)
        and not _WHEN.fullmatch(term.word)
        and not any(term.word in name for name in names)
    )
    form = _form(asked)
    return Topic(words, form) if words or form else None


def _form(asked: Asked) -> What | None:
    text = asked.question.text
    if _WHEN.search(text):
        return What.DEADLINE
    amount = asked.question.shares.get(QuestionKind.FIGURE, 0.0) >= 0.5
    return What.FIGURE if amount or _HOW_MUCH.search(text) else None


def _without_title(text: str, document: Document) -> str:
    title = document.title
    match = SequenceMatcher(None, text, title, autojunk=False).find_longest_match()
    if match.size < _TITLE:
        return text
    return f"{text[: match.a]} {text[match.a + match.size :]}"


def narrowed(asked: Asked, comparison: Comparison, topic: Topic) -> Told:
    """The changes on a topic, the nearest first, and the articles on it in the order of the documents."""
    rows = [(line, change) for line in comparison.lines for change in line.changes]
    texts = [_both(comparison, change) for _, change in rows]
    whole = [fold(unspaced(d.text)) for d in (comparison.old, comparison.new)]
    weights = _weights(topic.words, texts, whole)
    shares = [_share(topic.words, text, weights) for text in texts]
    scores = _with_form(topic, rows, texts, _with_meaning(asked, shares, texts))
    best = max(shares, default=0.0)
    articles = [line for line in comparison.lines if _is_on(comparison, line, topic, weights)]
    same = [line for line in articles if line.kind in (Kind.UNCHANGED, Kind.MOVED)]
    same.sort(key=lambda line: -_covered(comparison, line, topic, weights))
    settled = same and _covered(comparison, same[0], topic, weights) > best + _CLEARLY
    on_topic = [
        k
        for k, (_, change) in enumerate(rows)
        if not settled and (shares[k] >= _ENOUGH if best >= _ENOUGH else change.what is topic.form)
    ]
    formed = [k for k in on_topic if rows[k][1].what is topic.form] or on_topic
    top = max((scores[k] for k in formed), default=0.0)
    kept = sorted((k for k in formed if scores[k] >= _NEAR * top), key=lambda k: -scores[k])
    changed = [line for line in articles if line.kind in (Kind.ADDED, Kind.DELETED)]
    return Told([rows[k] for k in kept], changed, same)


def _both(comparison: Comparison, change: Change) -> str:
    old = comparison.old.text[slice(*change.old)]
    return fold(unspaced(old + comparison.new.text[slice(*change.new)]))


def _weights(words: tuple[Term, ...], texts: list[str], whole: Sequence[str]) -> dict[str, float]:
    """What each word tells: little where it stands in most changes, as 企业 does in a list of rewards;
    nothing where it stands in neither of the whole texts."""
    return {
        term.word: log((len(texts) + 1) / (sum(_holds(term, text) for text in texts) + 0.5))
        * any(_holds(term, text) for text in whole)
        for term in words
    }


def _holds(term: Term, text: str) -> bool:
    """Whether a word stands in a text, by itself or by an official equivalent."""
    return any(fold(word) in text for word in (term.word, *term.meanings))


def _share(words: tuple[Term, ...], text: str, weights: Mapping[str, float]) -> float:
    """Weighted share of the words that stand in a text."""
    total = sum(weights[term.word] for term in words)
    found = sum(weights[term.word] for term in words if _holds(term, text))
    return found / total if total else 0.0


def _with_meaning(asked: Asked, shares: list[float], texts: list[str]) -> list[float]:
    """Shares with what likeness in meaning adds: 申报 is 申请 in another document."""
    ranked = sorted(range(len(texts)), key=lambda k: -shares[k])[:_ENCODED]
    scores = list(shares)
    if not ranked:
        return scores
    vectors = asked.resources.vectors
    cosines = vectors.encode([texts[k] for k in ranked]) @ vectors.query(asked.question.text)
    spread = float(cosines.max() - cosines.min()) or 1.0
    for k, cosine in zip(ranked, cosines, strict=True):
        scores[k] += _MEANING * float(cosine - cosines.min()) / spread
    return scores


def _with_form(
    topic: Topic, rows: list[tuple[Line, Change]], texts: list[str], scores: list[float]
) -> list[float]:
    told = []
    for (_, change), text, score in zip(rows, texts, scores, strict=True):
        wanted = topic.form is not None and change.what is topic.form
        begins = bool(_START.search(text)) and change.what is What.DEADLINE
        long = max(0.0, log2(max(len(text), 1) / _SHORT))
        told.append(score + _FORM_BONUS * (wanted - begins) - _LONG * long)
    return told


def _is_on(comparison: Comparison, line: Line, topic: Topic, weights: Mapping[str, float]) -> bool:
    """Whether an article that was not changed within is on the topic."""
    if line.kind is Kind.CHANGED:
        return False
    text = _text(comparison, line)
    if topic.form is not None and not _states(text, topic.form):
        return False
    if topic.words:
        return _covered(comparison, line, topic, weights) >= _COVERED
    return topic.form is What.FIGURE and line.kind in (Kind.ADDED, Kind.DELETED)


def _states(text: str, form: What) -> bool:
    """Whether a text states a figure or a time at all."""
    wanted = _AMOUNTS if form is What.FIGURE else _TIMES
    return any(figure.dimension in wanted for figure in stated_figures(text))


def _covered(
    comparison: Comparison, line: Line, topic: Topic, weights: Mapping[str, float]
) -> float:
    return _share(topic.words, fold(unspaced(_text(comparison, line))), weights)


def _text(comparison: Comparison, line: Line) -> str:
    if line.new is not None:
        return comparison.new.text[line.new.start : line.new.end]
    assert line.old is not None
    return comparison.old.text[line.old.start : line.old.end]
