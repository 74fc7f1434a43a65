"""What a sentence leaves out of the phrases it comes from, and whether it then says more than they do.

Left out may be whole items of a list, adverbs of manner, what follows; not a bound, a period, who
acts, nor a word that narrows the noun behind it.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.writing.checking.grammar import (
    CLASS,
    MEASURED,
    NAMES_END,
    claims,
    droppable,
    is_verb,
)
from assistant.writing.checking.placing import Place, Unit
from assistant.writing.checking.symbols import Alphabet, is_actor, is_figure
from assistant.writing.checking.tiling import LINKS, Line
from corpus.language.words import word_spans

_FROM_THEN_ON = re.compile("(?:起|开始|以来|后)$")
_TIME_WORDS = re.compile("期间|时期|年|到|至|底|末|前|以前|之前")
_RESERVED = re.compile("为主|左右|上下")
_OPENS = re.compile("^(?:在|对于?|对|由|从|按|以|为|经|当|凡|若|如|到|自|向|将|把|就)")


@dataclass(frozen=True, slots=True)
class Loss:
    """``veto``: a reason for which the sentence must not stand, or ""; ``open``: it may, but code
    alone cannot show that."""

    veto: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters of a phrase that no tile holds, with what stands around them in the phrase."""

    text: str
    leads: bool
    trails: bool
    before: str
    after: str

    @property
    def joined(self) -> str:
        """What stands together without it, "-" where nothing does on a side."""
        return f"{self.before[-2:] or '-'}{self.after[:2] or '-'}"


def loss(
    place: Place,
    unit: Unit,
    alphabet: Alphabet,
    known: Callable[[str], bool],
    said: str,
    topics: str = "",
) -> Loss:
    """Judge what is left out. ``known`` says whether the sentence, the question or the headings over
    the unit say a word: what they say is not lost; ``topics`` are question and headings."""
    is_open = False
    if _figure_moved(place, unit):
        return Loss("张冠李戴")
    for index in place.tiles:
        line = unit.lines[index]
        whole = index == place.home
        for run in _runs(line, place, index):
            if not whole and (run.trails or run.leads):
                # only the subject or the time of a neighbour was taken
                is_open |= not _plain(run, known)
                continue
            if run.joined in topics and not any(map(is_figure, run.text)):
                continue  # the question itself calls it so
            found = _judge(run, place, unit, alphabet, known)
            if found.veto:
                return found
            is_open |= found.open
    if _period_lost(place, unit, alphabet, said):
        return Loss("期限")
    return Loss(open=is_open)


def _figure_moved(place: Place, unit: Unit) -> bool:
    """Whether a figure stands before another word than in the unit."""
    line = unit.lines[place.home]
    in_unit = sorted(place.tiles[place.home], key=lambda t: t.held)
    in_said = sorted(place.tiles[place.home], key=lambda t: t.said)
    for tile, after in itertools.pairwise(in_unit):
        end = tile.held + tile.size
        if is_figure(line.bare[end - 1]) and after.held == end:
            at = in_said.index(tile)
            if at + 1 >= len(in_said) or in_said[at + 1] is not after:
                return True
    return False


def _runs(line: Line, place: Place, index: int) -> list[_Run]:
    covered = sorted(line.at[t.held + k] for t in place.tiles[index] for k in range(t.size))
    found = []
    edges = [-1, *covered, len(line.text)]
    for left, right in itertools.pairwise(edges):
        text = line.text[left + 1 : right]
        if text:
            found.append(
                _Run(
                    text,
                    left < 0,
                    right == len(line.text),
                    line.text[: left + 1],
                    line.text[right:],
                )
            )
    return found


def _judge(
    run: _Run, place: Place, unit: Unit, alphabet: Alphabet, known: Callable[[str], bool]
) -> Loss:
    if run.trails:
        if _RESERVED.match(run.text) and not (known(run.text[:2]) or known("主要")):
            return Loss("保留")
        if _narrows(run, alphabet, known) and not _graded(run, place, unit):
            return Loss("界限")
        return Loss(open=True) if _replaced(run, place) else _trailing(run, known)
    if _whole_items(run):
        return Loss()
    if _graded(run, place, unit):
        return Loss(open=True)
    if any(is_figure(c) and alphabet.limits(c) for c in run.text):
        return Loss("期限" if any(c in alphabet.times for c in run.text) else "界限")
    for c in run.text:
        if is_actor(c) and alphabet.role(c) in ("", "会同") and not known(c):
            return Loss("部门")
    if run.text.endswith("等") and run.text.strip("等")[-1:] and run.after:
        return Loss()  # 有色、化工等战略支撑产业: examples of what follows
    words = _words(run.text)
    if run.leads and _other_head(place):
        strange = [w for w in words if w not in place.said.text]
        return Loss(
            open=not droppable("".join(strange))
        )  # 企业第一次通过…: who else is a verifier's
    lost = [w for w in words if not known(w)]
    if not lost or droppable("".join(lost)):
        return Loss()
    if len(lost) < len(words) and all(w in CLASS or droppable(w) for w in lost):
        return Loss()  # 电解铝企业, asked of 电解铝行业
    if run.text in NAMES_END and run.after[:1] in LINKS | {"等"}:
        return Loss()  # 双汇集团、大用集团: 双汇、大用
    if run.leads and (
        _OPENS.match(run.text) or is_verb(lost[-1]) or is_verb(_first_word(run.after))
    ):
        return Loss(open=True)
    if run.after[:1] and is_figure(run.after[0]) and all(w in MEASURED for w in lost):
        return Loss()  # 补助标准为10万元: 补助10万元
    repeats = run.before[-1:] in LINKS and all(map(is_verb, lost))  # 邮寄或发送电子邮件
    if repeats or not _vanished(run, place):
        return Loss(open=True)
    return Loss("限定")


def _vanished(run: _Run, place: Place) -> bool:
    """Whether what stands around it stands together in the sentence, in the unit's order.

    Where the sentence has other words there, or another order, it words the matter anew, and
    whether those words make up for it code cannot show.
    """
    return run.joined.replace("-", "") in place.said.text


def _narrows(run: _Run, alphabet: Alphabet, known: Callable[[str], bool]) -> bool:
    """Whether it ends a condition with the bound that makes it one (停用超过1日的)."""
    return run.text.endswith(("的", "时", "后")) and any(
        is_figure(c) and alphabet.limits(c) and not known(c) for c in run.text
    )


def _graded(run: _Run, place: Place, unit: Unit) -> bool:
    """Whether a figure gave way to that of a later grade, which repeats the words before it
    (一日游游客达到3000人次的，奖励1万元；达到6000人次的，…)."""
    at = next((i for i, c in enumerate(run.text) if is_figure(c)), -1)
    if at < 0:
        return False
    before = run.before + run.text[:at]
    for index in place.tiles:
        text = unit.lines[index].text
        figure = next((i for i, c in enumerate(text) if is_figure(c)), -1)
        if index != place.home and figure > 0 and before.endswith(text[:figure]):
            return text[figure] in place.said.text
    return False


def _trailing(run: _Run, known: Callable[[str], bool]) -> Loss:
    """What follows may go, unless the word before it was only the beginning of a longer noun."""
    if run.text[0] in LINKS or not run.before:
        return Loss(open="等" in run.text and not run.text.endswith("等"))
    if droppable("".join(w for w in _words(run.text) if not known(w))):
        return Loss()
    spans = word_spans(run.before + run.text)
    if is_verb(_first_word(run.text)):
        return Loss()  # another deed: 牵头|组织开展……
    cut_apart = any(s < len(run.before) < e for s, e in spans)
    return Loss("缩略" if cut_apart else "", open=True)


def _other_head(place: Place) -> bool:
    """Whether the phrase begins with a subject of its own that the unit does not have."""
    first = min(place.said.at[t.said] for t in place.tiles[place.home])
    return not place.topic and any(0 <= place.said.text.find(w) < first for w in place.novel)


def _replaced(run: _Run, place: Place) -> bool:
    """Whether the phrase goes on from the same word with another one (给予|贷款贴息, 给予|现金补贴)."""
    if _plain(run, lambda _: False) or run.text[0] in LINKS or not place.novel:
        return False
    last = max((t for t in place.tiles[place.home]), key=lambda t: t.held)
    rest = place.said.text[place.said.at[last.said + last.size - 1] + 1 :]
    return any(rest.startswith(word) for word in place.novel)


def _whole_items(run: _Run) -> bool:
    """Whether whole items of a list were left out: up to a link, or from one on to the end of the list."""
    if run.text[-1] in LINKS:
        return True
    if run.text.removeprefix("以")[:1] not in LINKS:
        return False
    ends = run.after[:1] in LINKS | {"等"} or run.after in CLASS  # A、B和C的项目: A项目
    return run.text.endswith("等") or ends


def _plain(run: _Run, known: Callable[[str], bool]) -> bool:
    return droppable("".join(w for w in _words(run.text) if not known(w)))


def _words(text: str) -> list[str]:
    return [text[s:e] for s, e in word_spans(text) if claims(text[s:e])]


def _period_lost(place: Place, unit: Unit, alphabet: Alphabet, said: str) -> bool:
    """Whether a period or deadline that governs what is said stands before it and was left out."""
    if any(c in alphabet.times for c in said):
        return False
    for index in range(place.home - 1, -1, -1):
        if unit.sentence[index] != unit.sentence[place.home]:
            return False
        text = unit.lines[index].text
        only_time = any(c in alphabet.times for c in text) and droppable(_TIME_WORDS.sub("", text))
        if only_time:
            return not _FROM_THEN_ON.search(text)
    return False


def _first_word(text: str) -> str:
    return next((text[s:e] for s, e in word_spans(text)), "")
