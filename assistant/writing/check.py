"""Whether the words a sentence cites carry it.

Three steps: vetoes in code, always; what code can show by itself stands; the rest is a paraphrase and
stands only if a verifier finds the words that carry it (``verifier``). Without one it falls.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.writing.checking.grammar import without_discourse
from assistant.writing.checking.judge import Judge, Judgement
from assistant.writing.checking.silence import denies, is_silent
from assistant.writing.sentences import MARK, Sentence
from corpus.language.departments import DepartmentTable

_MARKED = re.compile(r"((?:\[[0-9]{1,3}\])+)")
_ADDRESS = re.compile(r"https?:|www\.|@|://|\]\(|\.(?:com|cn|net|org)\b", re.IGNORECASE)
_LONGEST = 400  # characters of a sentence
PARAPHRASE = "改写"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A clause that code refuses nothing in, but cannot show either, and the unit it cites."""

    clause: str
    n: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """``marks`` are those that carry the sentence; ``reason`` is why it falls, "" if it stands.

    A paraphrase falls too (``PARAPHRASE``), unless a verifier carries each of its ``doubts``.
    ``cites`` is the clause that a fallen sentence is nearest to; 0: none.
    """

    reason: str = ""
    marks: frozenset[int] = frozenset()
    doubts: tuple[Doubt, ...] = ()
    cites: int = 0


class Checker:
    """Checks sentences against the units of one question's evidence.

    ``texts`` are the whole texts of their documents: a document says nothing of a thing only if all of
    it says nothing. ``question`` helps only where a unit has no headings over it.
    """

    def __init__(
        self,
        evidence: Sequence[Citation],
        table: DepartmentTable,
        question: str = "",
        texts: Sequence[str] = (),
    ) -> None:
        self._units = {c.n: _judge(c, table, question) for c in evidence}
        self._table = table
        self._silent_in = [*(c.quote for c in evidence), *texts]

    def check(self, sentence: Sentence, following: int = 0) -> Verdict:
        """Judge one sentence; ``following``: items of the list that it leads in.

        Each part of it must be carried whole by one unit: words of two put together could say what
        neither does. A part without a mark is tried against every unit.
        """
        text = sentence.text
        if len(text) > _LONGEST or _ADDRESS.search(text):
            return Verdict("过长或带网址")
        if any(n not in self._units for n in sentence.marks):
            return Verdict("标注不存在")
        if not _says(MARK.sub("", text)):
            return Verdict("没有内容")
        if denied := denies(MARK.sub("", text)):
            silent = is_silent(denied, self._silent_in)
            return Verdict("" if silent else "已有规定", frozenset(sentence.marks))
        return self._parts(text, following)

    def _parts(self, text: str, following: int) -> Verdict:
        pieces = _MARKED.split(text)
        whole = MARK.sub("", text)
        good: set[int] = set()
        before: set[int] = set()
        doubts: list[Doubt] = []
        for words, marks in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            here: set[int] = set()
            for clause in re.split("[；;。！!？?]", words):
                if not _says(clause):
                    continue
                cited = [int(n) for n in MARK.findall(marks)] or self._order(before)
                found = {n: self._units[n].judge(clause, following, whole) for n in cited}
                stand = {n for n, j in found.items() if not j.veto and not j.open}
                if not stand:
                    unsure = [n for n, j in found.items() if not j.veto]
                    if not unsure:
                        return Verdict(_first(found), cites=cited[0])
                    doubts.append(Doubt(clause.strip("，,、 "), unsure[0]))
                    stand = {unsure[0]}
                here |= stand if marks else {min(stand)}
            if before and here and not before & here and not self._apart(words):
                return Verdict("拼接", cites=min(before))
            good |= here
            before = here or before
        reason = PARAPHRASE if doubts else ""
        return Verdict(reason, frozenset(good), tuple(doubts), min(good, default=0))

    def _apart(self, words: str) -> bool:
        """Whether words begin a statement of their own: behind a full sign, or with who acts in it."""
        begun = without_discourse(words.strip().lstrip("，,、；; "))
        acts = any(m.start <= 1 for m in self._table.find(begun))
        return (
            acts
            or words.lstrip().startswith(("；", ";", "、"))
            or bool(re.search("[；;。]", words))
        )

    def _order(self, before: set[int]) -> list[int]:
        """The units for words without a mark: those of the words before them, or any."""
        return sorted(before) or list(self._units)


def _judge(citation: Citation, table: DepartmentTable, question: str) -> Judge:
    over = f"{citation.section}，{citation.title}"
    asked = question if not citation.section else ""
    return Judge(citation.quote, table, over, asked, citation.title, citation.number)


def _first(found: dict[int, Judgement]) -> str:
    """Why a clause falls: the reason of the unit that comes nearest to it."""
    reasons = [j.veto for j in found.values()]
    return next((r for r in reasons if r != "没有内容"), reasons[0])


def _says(words: str) -> bool:
    return any(unicodedata.category(c)[0] in "LN" for c in words)
