"""Compare the user's figure with the bounds that provisions set."""

import re
from dataclasses import dataclass

from assistant.evidence.clauses import Candidate
from assistant.understanding.question import Question
from corpus.language.figures import Bound, Figure, find_figures
from corpus.language.sentences import phrase_spans
from corpus.language.words import content_words, fold, pairs

_MOST = 3  # rulings shown
_GOAL = re.compile("力争|目标|达到?|实现|增幅|增长|比重|占")
_PHASE_OUT = re.compile("淘汰|关闭|关停|拆除|退出|取缔|禁止")


@dataclass(frozen=True, slots=True)
class Ruling:
    """The provision's bound put to the user's figure. ``phrase`` is an offset span in the document
    (the words from one comma to the next that state the bound, without other bounds beside it);
    ``verb`` is the text in which its verb stands (淘汰…高炉、…转炉 has one for both)."""

    candidate: Candidate
    asked: Figure
    limit: Figure
    inside: bool
    phrase: tuple[int, int]
    verb: str

    @property
    def phrase_text(self) -> str:
        """The words that state the bound."""
        return self.candidate.document.text[self.phrase[0] : self.phrase[1]].rstrip("，。；")

    @property
    def phases_out(self) -> bool:
        """Whether the bound says what is to be closed."""
        return bool(_PHASE_OUT.search(self.verb))

    def conclusion(self) -> str:
        """One Chinese sentence: where the figure stands, and what follows."""
        asked = re.sub("^(?:达到?|不到|超过|低于)", "", self.asked.words).strip()
        limit = self.limit.words.strip()
        edge = self.asked.value == self.limit.value
        bound = self.limit.bound
        assert bound is not None  # only bounded figures become rulings
        included = bound in (Bound.AT_LEAST, Bound.AT_MOST)
        note = f"（“{limit}”{'含' if included else '不含'}本数）" if edge else ""
        if self.phases_out:
            verdict = "属于应当淘汰的范围" if self.inside else "不属于该条淘汰范围"
        elif _GOAL.search(self.verb) and self.asked.dimension == "比例":
            verdict = "达到该目标" if self.inside else "未达到该目标"
        else:
            verdict = "属于该条要求的范围，应当执行" if self.inside else "不属于该条要求的范围"
        place = "在" if self.inside else "不在"
        return f"{asked}{place}“{limit}”之内{note}，{verdict}。"


def rule(question: Question, candidates: list[Candidate]) -> list[Ruling]:
    """Return the rulings of the clauses that bound the same thing; none where none does.

    Where the question names no action (600立方米高炉), every bound on the thing is ruled on.

    A clause only counts if the words next to its figure name the thing asked about: a bound on
    blast furnaces says nothing of converters.
    """
    found: list[tuple[float, Ruling]] = []
    whole = _WHOLE.search(question.text)
    for asked in question.figures:
        for candidate in candidates:
            for ruling in _rulings(asked, candidate):
                if TARGET.search(ruling.phrase_text) and not whole:
                    continue
                overlap = _overlap(question, ruling)
                if overlap > 0:
                    found.append((overlap, ruling))
    best = max((overlap for overlap, _ in found), default=0.0)
    close = [ruling for overlap, ruling in found if overlap >= 0.95 * best]
    return sorted(close, key=lambda r: not r.inside)[:_MOST]  # what applies comes first


# What a region as a whole is to reach (力争…累计超过1万亿元) bounds no single case; it answers only who
# asks about the whole.
TARGET = re.compile("力争|累计|年均|翻番|总量达|总额达|占.{0,12}比重|增加值")
_WHOLE = re.compile(
    "全[省市县区国]|年均|增长|增幅|增速|增加|上涨|涨了?|累计|总量|总额|目标|比重|规划期"
)


def _rulings(asked: Figure, candidate: Candidate) -> list[Ruling]:
    text = candidate.document.text
    rulings = []
    for start, end in phrase_spans(text, candidate.start, candidate.end):
        for piece_start, piece_end in _parts(text, start, end):
            for limit in find_figures(text[piece_start:piece_end]):
                rates = {asked.period, limit.period} - {""}
                if limit.bound and limit.dimension == asked.dimension and len(rates) < 2:
                    inside = limit.bound.admits(asked.value, limit.value)
                    place = (piece_start, piece_end)
                    rulings.append(
                        Ruling(candidate, asked, limit, inside, place, text[start:piece_end])
                    )
    return rulings


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Parts of a phrase around 、 where each names its own bound (400立方米及以下高炉、30吨及以下转炉)."""
    pieces, left = [], start
    for match in re.finditer("、", text[start:end]):
        at = start + match.start()
        if find_figures(text[left:at]) and find_figures(text[at:end]):
            pieces.append((left, at))
            left = at + 1
    return [*pieces, (left, end)]


# Words that name an action or a manner, not the thing that is bounded.
_NOT_A_THING = frozenset(
    "淘汰 关闭 企业 生产 项目 技术 改造 技术改造 全部 完成 全面 实现 改造 使用 要求 达到 标准 "
    "文件 政策 意见 以上 以下 及以上 及以下 日产 年产 吨 立方米 推广 加快 重点 设备 一座 一条".split()
)


def _shared_pair(word: str, text: str) -> str:
    """Two characters that a longer word shares with the text (水泥厂 and 水泥生产线), or ""."""
    parts = pairs(word) if len(word) > 2 else []
    return next((pair for pair in parts if pair in text and pair not in _NOT_A_THING), "")


def _overlap(question: Question, ruling: Ruling) -> float:
    """Weight of the question's words that the bound's own words carry; 0 if no thing is shared."""
    near, verb = fold(ruling.phrase_text), fold(ruling.verb)
    topic = fold(ruling.candidate.provision.topic)
    things = 0.0
    total = 0.0
    for term in question.terms:
        words = [term.word, *term.meanings]
        hit = next((w for w in words if w in near or (w in _NOT_A_THING and w in verb)), "")
        hit = hit or _shared_pair(term.word, near)
        if not hit or not re.search("[\u4e00-\u9fff]", term.word):
            continue
        share = 1.0 if hit == term.word else 0.8
        total += share * term.weight
        if hit not in _NOT_A_THING and term.word not in _NOT_A_THING:
            things += share * term.weight
    if not things:
        shared = set(content_words(near)) & set(content_words(fold(question.text))) - _NOT_A_THING
        things = float(sum(len(w) for w in shared if len(w) > 1 and not w[0].isdigit()))
        total += things
    if things and topic and any(w in topic for t in question.terms for w in (t.word, *t.meanings)):
        total += 1.0
    return total if things else 0.0
