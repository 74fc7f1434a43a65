"""Whether the words a sentence cites carry it. Strict: a good sentence may fall, a false one never
stands."""

import itertools
import re
import unicodedata
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.writing import carried, names, polarity
from assistant.writing.measures import find_measures
from assistant.writing.parts import Part, cut
from assistant.writing.plain import phrases, plain
from assistant.writing.sentences import MARK, Sentence
from corpus.language.departments import DepartmentTable

_MARKED = re.compile(r"((?:\[[0-9]{1,3}\])+)")
_QUOTED = re.compile('“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|‘([^‘’]*)’|"([^"]*)"')
_QUOTE_SIGNS = re.compile('[“”「」『』‘’"]')
_ADDRESS = re.compile(r"https?:|www\.|@|://|\]\(|\.(?:com|cn|net|org)\b", re.IGNORECASE)
_ORDINAL = "[一二三四五六七八九]"
_ENUMERATION = re.compile(f"^(?:{_ORDINAL}是|其{_ORDINAL}|第{_ORDINAL}(?=[，,、])|[①-⑩])[，,：:]?")
_CONDITION = 0.6  # share of a condition's words that count as naming it
_LONGEST = 400  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """``marks`` are those that carry the sentence; ``reason`` is why it falls, "" if it stands."""

    reason: str = ""
    marks: frozenset[int] = frozenset()


class Checker:
    """Checks sentences against the spans of one question's evidence."""

    def __init__(self, evidence: tuple[Citation, ...], table: DepartmentTable) -> None:
        self._spans = {c.n: _Span(c, table) for c in evidence}
        self._table = table

    def check(self, sentence: Sentence) -> Verdict:
        """Judge one sentence. Each part of it must be carried whole by one span it cites: words of
        two spans put together could say what neither does."""
        text = sentence.text
        if len(text) > _LONGEST or _ADDRESS.search(text):
            return Verdict("过长或带网址")
        if not sentence.marks:
            return Verdict("没有标注")
        if any(n not in self._spans for n in sentence.marks):
            return Verdict("标注不存在")
        pieces = _MARKED.split(text)
        if _says(pieces[-1]):
            return Verdict("没有标注")
        good: set[int] = set()
        before: set[int] = set()
        for words, marks in zip(pieces[::2], pieces[1::2], strict=False):
            cited = [int(n) for n in MARK.findall(marks)]
            here: set[int] = set()
            for clause in re.split("[；;。！!？?]", words):
                if not _says(clause):
                    continue
                reasons = {n: self._carries(clause, self._spans[n]) for n in cited}
                fitting = {n for n, reason in reasons.items() if not reason}
                if not fitting:
                    return Verdict(next(iter(reasons.values())))
                here |= fitting
            if not here:
                return Verdict("没有内容")
            if before and not before & here and not words.lstrip().startswith(("；", ";", "、")):
                return Verdict("拼接")
            good |= here
            before = here
        return Verdict(marks=frozenset(good))

    def _carries(self, clause: str, span: "_Span") -> str:
        """Why a span does not carry a clause, or ""."""
        for found in _QUOTED.finditer(clause):
            if plain("".join(g or "" for g in found.groups())) not in span.quote:
                return "引文"
        bare = _ENUMERATION.sub("", clause.strip("，,、 "))
        bare = names.without_own_document(bare, span.citation.title, span.citation.number)
        if names.strange_document(bare, span.citation.quote):
            return "文件"
        parts = cut(plain(bare), self._table)
        if any(names.strange_actor(p, span.parts, self._table) for p in parts):
            return "部门"
        bare = names.without_todays_names(bare, self._table)
        # the signs keep “两高一资”是 from being read as 资是; in the span there are none
        parts = cut(plain(bare), self._table)
        words = plain(_QUOTE_SIGNS.sub("", bare))
        if any(_foreign(c, span.quote) for c in words):
            return "字符"
        return _numbers(parts, span) or self._words(words, parts, span) or _turned(words, span)

    def _words(self, words: str, parts: list[Part], span: "_Span") -> str:
        said: list[str] = []
        for part in parts:
            mine = carried.words_of(_masked(part))
            if carried.unsupported(mine, span.quote, span.context):
                return "用词"
            if not all(self._owned(word, part, span) for word in mine):
                return "张冠李戴"
            said += mine
        anchored = any(p.measures or p.times or p.actors for p in parts)
        if not carried.says_something(said, span.quote, anchored):
            return "没有内容"
        masked = "，".join(_masked(part) for part in parts)
        if not carried.in_order(masked, span.quote, span.context):
            return "语序"
        return "方向" if names.other_direction(words, span.quote) else ""

    def _owned(self, word: str, part: Part, span: "_Span") -> bool:
        """Whether the span says a word of the same time and the same department."""
        if not carried.holds(span.quote, word):
            return True  # from the headings, which are about all of it
        places = [p for p in span.parts if carried.holds(p.text, word)]
        for place in places:
            timely = not (part.times and place.times) or part.times <= place.times
            by = [
                a for a in part.actors
                if not any(names.same_actor(a, b, self._table) for b in place.actors)
            ]  # fmt: skip
            if timely and (not place.actors or not by):
                return True
        return not places  # it runs over a border


class _Span:
    def __init__(self, citation: Citation, table: DepartmentTable) -> None:
        self.citation = citation
        self.quote = plain(_QUOTE_SIGNS.sub("", citation.quote))
        self.context = plain(f"{citation.section}，{citation.title}")
        self.parts = cut(self.quote, table)


def _says(words: str) -> bool:
    return any(unicodedata.category(c)[0] in "LN" for c in words)


def _foreign(c: str, quote: str) -> bool:
    """A letter or sign that no Chinese sentence needs and that the quote does not have."""
    if "\u3400" <= c <= "\u9fff" or c in quote or c.isdigit() or c == "〇":
        return False
    return unicodedata.category(c)[0] in "LNSM" and c not in "%+<>=~"


def _masked(part: Part) -> str:
    """The text of a part without its numbers and departments, which are compared as such."""
    text = part.text
    spans = [(m.start, m.end) for m in find_measures(part.text)]
    spans += [
        (a.mention.start, a.mention.end)
        for a in part.actors
        if text[a.mention.start : a.mention.end] == a.mention.name
    ]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _numbers(parts: list[Part], span: _Span) -> str:
    """Whether each number stands in the span, and beside the same things."""
    times = {key for p in span.parts for key in p.times}
    for part in parts:
        if not part.times <= times:
            return "数字"
        for measure in part.measures:
            homes = [p for p in span.parts if any(m.key == measure.key for m in p.measures)]
            if not homes:
                return "数字"
            if not any(_beside(part, home, span) for home in homes):
                return "张冠李戴"
    return ""


def _beside(part: Part, home: Part, span: _Span) -> bool:
    """Whether the words around a number are those of its part in the span, or of its head."""
    words = [w for w in carried.words_of(_masked(part)) if carried.holds(span.quote, w)]
    own = [w for w in words if carried.holds(home.text, w)]
    others = [p for p in span.parts if p.measures and p is not home]
    strange = [
        w for w in words
        if w not in own and w not in home.head and any(carried.holds(p.text, w) for p in others)
        and not any(carried.holds(p.text, w) for p in span.parts if not p.measures)
    ]  # fmt: skip
    return not strange and (bool(own) or not words)


def _turned(words: str, span: _Span) -> str:
    if polarity.exception_lost(words, span.quote):
        return "例外"
    held = phrases(span.quote)
    for phrase in phrases(words):
        chosen = _aligned(phrase, held)
        if chosen and chosen[0] and polarity.is_condition(held[chosen[0] - 1]):
            before = held[chosen[0] - 1]
            named = carried.words_of(before)
            if sum(carried.holds(words, w) for w in named) < _CONDITION * len(named):
                return "条件"
        if any(b - a > 1 for a, b in itertools.pairwise(chosen)):
            return "拼接"
        aligned = "，".join(held[i] for i in chosen)
        if reason := polarity.disagreement(phrase, span.quote, aligned):
            return reason
    return ""


def _aligned(phrase: str, held: list[str]) -> list[int]:
    """Which phrases of the span a phrase of the sentence comes from: as few as hold its words."""
    left = [w for w in carried.words_of(phrase) if any(carried.holds(h, w) for h in held)]
    chosen: list[int] = []
    while left:
        counts = [sum(len(w) for w in left if carried.holds(h, w)) for h in held]
        best = max(range(len(held)), key=counts.__getitem__)
        chosen.append(best)
        left = [w for w in left if not carried.holds(held[best], w)]
    return sorted(chosen)
