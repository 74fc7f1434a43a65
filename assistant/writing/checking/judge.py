"""One clause of a sentence against one unit: refused, shown by code, or left to a verifier."""

import itertools
import re
import unicodedata
from dataclasses import dataclass

from assistant.writing import names, polarity
from assistant.writing.checking.counting import counts_right, is_own_count, without_count
from assistant.writing.checking.grammar import (
    CAUSE,
    PRONOUN,
    claims,
    is_verb,
    without_discourse,
)
from assistant.writing.checking.lost import loss
from assistant.writing.checking.mixing import crossed, mixed
from assistant.writing.checking.naming import is_body, strange_item, strange_level, strange_period
from assistant.writing.checking.placing import Place, Unit, cut_phrases
from assistant.writing.checking.spelling import spelt
from assistant.writing.checking.symbols import Alphabet, is_actor, is_figure, is_symbol
from assistant.writing.plain import plain
from corpus.language.departments import DepartmentTable
from corpus.language.places import places_in

_SAID = 0.5  # share of a clause's words that must come from the unit for code to show it
_HARDLY = 0.3  # … below which it is refused
_STRIVE = ("力争", "努力")
_QUOTED = re.compile('“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|‘([^‘’]*)’|"([^"]*)"')
_NAMED = 0.6  # share of a condition's words that count as naming it


@dataclass(frozen=True, slots=True)
class Judgement:
    """``veto``: why the clause must not stand, or ""; ``open``: why code cannot show it, or ""."""

    veto: str = ""
    open: str = ""


class Judge:
    """One unit, ready for clauses. ``over`` are the headings above it, ``asked`` the question;
    ``title`` and ``number`` are its document's, which any sentence may name."""

    def __init__(
        self,
        quote: str,
        table: DepartmentTable,
        over: str = "",
        asked: str = "",
        title: str = "",
        number: str = "",
    ) -> None:
        self._title, self._number = title, number
        self.quote = quote
        self._plain = spelt(quote)
        self._alphabet = Alphabet(self._plain, table)
        self._unit = Unit(self._alphabet.unit)
        self._over = spelt(over)
        self._asked = spelt(asked)
        self._places = set(places_in(quote + "，" + over))

    def judge(self, clause: str, following: int = 0, sentence: str = "") -> Judgement:
        """Judge one clause without marks of a ``sentence``; ``following``: items that it leads in."""
        for found in _QUOTED.finditer(clause):
            words = spelt("".join(g or "" for g in found.groups()))
            if words not in self._plain and words not in self._asked:
                return Judgement("引文")
        clause = names.without_own_document(clause, self._title, self._number)
        if names.strange_document(clause, self.quote):
            return Judgement("文件")
        if any(_foreign(c, self._plain) for c in spelt(clause)):
            return Judgement("字符")
        said = without_discourse(spelt(clause).strip("，、；。！？"))
        written = self._alphabet.write(said)
        if written.strange_actors:
            return Judgement("部门")
        counted = [m for m in written.strange_figures if is_own_count(m, said)]
        if len(counted) < len(written.strange_figures):
            return Judgement("数字")
        if counted and not counts_right(plain(clause), self._unit, following):
            return Judgement("数目")
        if not set(places_in(clause)) <= self._places:
            return Judgement("地名")
        known = self._plain + "，" + self._over + "，" + self._asked
        if strange_level(said, known):
            return Judgement("地名")
        if strange_period(said, self._plain):
            return Judgement("数字")
        if any(word not in self._plain for word in CAUSE.findall(said)):
            return Judgement("因果")
        receiver = names.other_direction(said, self._plain)
        if receiver and receiver in self._plain and not is_verb(receiver):
            return Judgement("方向")
        text = without_count(written.text) if counted else written.text
        topics = self._asked + "，" + self._over
        places = [self._unit.place(p, topics) for p in map(_phrase, _cut(text)) if p]
        placed = [p for p in places if p.home >= 0]
        if not placed:
            return Judgement("没有内容")
        if polarity.exception_lost(said, self._around(placed)):
            return Judgement("例外")
        whole = self._alphabet.write(spelt(sentence or clause)).text
        return self._weighed(whole, places, placed)

    def _weighed(self, said: str, places: list[Place], placed: list[Place]) -> Judgement:
        def known(word: str) -> bool:
            if word in _STRIVE and "目标" in said:
                return True  # a target is what is striven for
            return word in said or (
                not polarity.limits(word)
                and not any(map(is_symbol, word))
                and (word in self._asked or word in self._over)
            )

        topics = self._asked + "，" + self._over
        reason = ""
        for place in placed:
            if place.leads and not any(map(is_symbol, place.said.text)):
                continue
            found = loss(place, self._unit, self._alphabet, known, said, topics)
            if found.veto:
                return Judgement(found.veto)
            if found.open:
                reason = reason or "省略"
            if veto := self._turned(place, said):
                return Judgement(veto)
            if mixed(place, self._unit):
                if crossed(place, self._unit):
                    return Judgement("拼接")
                reason = reason or "拼接"
        if self._condition_lost(said, placed):
            return Judgement("条件")
        if veto := self._subjects(placed):
            return Judgement(veto)
        for lead, place in itertools.pairwise(places):
            if lead.leads and lead.home not in (-1, place.home):
                reason = reason or "省略"
        novel = [w for p in places for w in p.novel]
        used = "".join(self._unit.lines[i].text for p in placed for i in p.tiles)
        if any(is_symbol(c) and c not in used for word in novel for c in word):
            return Judgement("张冠李戴")
        foreign = [w for w in novel if w not in self._over and w not in self._asked]
        if is_body(foreign):
            return Judgement("名称")
        if any(strange_item(p.said.text, [w for w in p.novel if w in foreign]) for p in placed):
            return Judgement("列举")
        late = [w for p in places for w in p.novel if w not in foreign and not _is_topic(w, p)]
        own = sum(t.size for p in placed for found in p.tiles.values() for t in found)
        new = sum(map(len, novel))
        if own < _SAID * (own + new):
            if own < _HARDLY * (own + new):
                return Judgement("没有内容" if own < 2 else "用词")
            reason = reason or "用词"
        if foreign or late:
            reason = reason or "用词"
        return Judgement(open=reason)

    def _around(self, placed: list[Place]) -> str:
        """The sentences of the unit that phrases come from, with one behind them that excepts."""
        used = {self._unit.sentence[i] for p in placed for i in p.tiles}
        lines = [
            (n, line.text) for n, line in zip(self._unit.sentence, self._unit.lines, strict=True)
        ]
        texts = {
            n: "，".join(t for of, t in lines if of == n)
            for n in dict.fromkeys(self._unit.sentence)
        }
        return "；".join(
            t for n, t in texts.items() if n in used or (n - 1 in used and polarity.excepts(t))
        )

    def _turned(self, place: Place, said: str) -> str:
        """Whether the phrases it comes from say it with another negation, obligation or scope."""
        aligned = []
        for index in sorted(place.tiles):
            line = self._unit.lines[index]
            last = max(line.at[t.held + t.size - 1] for t in place.tiles[index])
            aligned.append(line.text if index != place.home else line.text[: last + 1])
        return polarity.disagreement(place.said.text, self._alphabet.unit, "，".join(aligned), said)

    def _condition_lost(self, said: str, placed: list[Place]) -> bool:
        """Whether a phrase that only says when or for whom the next one holds was left out."""
        used = {i for p in placed for i in p.tiles}
        for place in placed:
            before = place.first - 1
            if before < 0 or before in used or place.leads:
                continue
            line = self._unit.lines[before]
            if self._unit.sentence[before] != self._unit.sentence[place.first]:
                continue
            if not polarity.is_condition(line.text):
                continue
            words = [line.text[s:e] for s, e in line.words if claims(line.text[s:e])]
            if sum(w in said or w in self._asked for w in words) < _NAMED * len(words):
                return True
        return False

    def _subjects(self, placed: list[Place]) -> str:
        """Whether a phrase without a subject got that of another one."""
        for before, place in itertools.pairwise(placed):
            pronoun = PRONOUN.match(place.said.text)
            actors = {c for c in before.said.text if is_actor(c) and not self._alphabet.role(c)}
            here = {c for c in place.said.text if is_actor(c)}
            apart = self._unit.sentence[before.home] != self._unit.sentence[place.home]
            if apart and polarity.is_condition(before.said.text):
                return "条件"
            if apart and not here and self._headless(place, placed):
                return "主语"
            if here or not (actors or pronoun):
                continue
            between = range(min(before.home, place.home) + 1, place.home + 1)
            others = {c for i in between for c in self._unit.lines[i].text
                      if is_actor(c) and not self._alphabet.role(c)}  # fmt: skip
            if (actors and others - actors) or apart:
                return "主语"
        return ""

    def _headless(self, place: Place, placed: list[Place]) -> bool:
        """Whether a phrase was taken from behind the head of its sentence (无物业的小区，由…), and the
        head left out: what stands before it now takes the head's place."""
        number = self._unit.sentence[place.home]
        head = self._unit.sentence.index(number)
        if head in {i for p in placed for i in p.tiles}:
            return False
        return polarity.is_condition(self._unit.lines[head].text) or head < place.home


def _cut(text: str) -> list[str]:
    """The phrases of a sentence, cut at each 、 between two figures, too."""
    found = []
    for phrase in cut_phrases(text):
        pieces, left = [], 0
        for sign in re.finditer("、", phrase):
            before, after = phrase[left : sign.start()], phrase[sign.end() :]
            if any(map(is_figure, before)) and any(map(is_figure, after)):
                pieces.append(before)
                left = sign.end()
        found += [*pieces, phrase[left:]]
    return found


def _phrase(piece: str) -> str:
    return without_discourse(piece.rstrip("；"))


def _is_topic(word: str, place: Place) -> bool:
    """Whether a word stands before all that comes from the unit: it says what the phrase is about."""
    first = (
        min(place.said.at[t.said] for found in place.tiles.values() for t in found)
        if place.tiles
        else 0
    )
    return place.said.text.find(word) <= first


def _foreign(c: str, quote: str) -> bool:
    """A letter or sign that no Chinese sentence needs and that the quote does not have."""
    if "\u3400" <= c <= "\u9fff" or c in quote or c.isdigit() or c == "〇":
        return False
    return unicodedata.category(c)[0] in "LNSM" and c not in "%+<>=~"
