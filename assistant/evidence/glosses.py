"""Where a document says what a term means: 本办法所称…是指…, …（以下简称…）, “两化”（工业化和信息化）融合."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document, Provision, ProvisionKind
from corpus.language.sentences import clause_spans, phrase_spans, sentence_spans, trimmed
from corpus.language.words import unspaced

Span = tuple[int, int]

_KINDS = (
    ProvisionKind.PARAGRAPH, ProvisionKind.ANNEX, ProvisionKind.CELL, ProvisionKind.HEADING, ProvisionKind.ROW,
)  # fmt: skip
_OPEN, _CLOSE = '[“"「『《]?', '[”"」』》]?'
# In brackets behind a name stand other things too: numbers, references, what a name is short for.
_NO_MEANING = re.compile(
    "以下|下同|简称|统称|见|附|含|不含|注|略|即?第?[0-9一二三四五六七八九十]+[号条页]?$|[0-9]{4}年?|.*[〔［\\[][0-9]{4}"
)
_WORD = re.compile("[\u4e00-\u9fffA-Za-z]")
# 指导, 指标, 指定 … are words of their own
_MEANS = (
    "[，,]?\\s*(?:就|均|统一|特|专|主要)?"
    "(?:是指|系指|指的是|指(?![导标定南出示挥数引明派向令认望甲责控])|意即|即指)"
)
_IS = "(?:，|,)?(?:是(?!否|不是)|即为|即是)"


_CALLED = "(?:本[\u4e00-\u9fff]{1,6}(?:所|中)?(?:称|指|说)|(?:上述|前款|前条|本条|本款|文中)?所(?:称|指|说))的?"
_LABEL = "(?:第[^\\s]{1,6}条\\s*|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、．.]\\s*)?"
_SHORT = "(?:以下|下)?(?:简称|统称|合称|并称|称)(?:为)?[：:]?"
_LEAST = 8  # characters of what a term is said to be


@dataclass(frozen=True, slots=True)
class Gloss:
    """``start``..``end``: the words that say the meaning; ``sentence``: the span they stand in;
    ``plainly``: how surely they define the term (1 to 4). ``alone``: the words make no sentence with
    the term of their own accord: a name that the term is short for, what stands behind it in brackets;
    ``behind``: the part of the term that follows such a bracket."""

    document: Document
    provision: Provision
    term: str
    start: int
    end: int
    sentence: Span
    plainly: float
    alone: bool = True
    behind: str = ""

    @property
    def meaning(self) -> str:
        """The words that say it, on one line, with the part of the term behind the bracket."""
        return unspaced(self.document.text[self.start : self.end]).strip("。；，;,") + self.behind


def glosses(document: Document, term: str) -> Iterator[Gloss]:
    """All that a document says of the meaning of ``term``."""
    if term not in _bare(document.text):
        return
    for provision in document.provisions:
        words = document.text[provision.start : provision.end]
        if provision.kind in _KINDS and all(letter in words for letter in term):
            yield from _in_provision(document, provision, term)


def _bare(text: str) -> str:
    """A text without quotes and what stands in short brackets: “两化”（…）融合 → 两化融合."""
    return re.sub('[“”"「」『』]', "", re.sub("[（(][^（）()]{2,60}[）)]", "", text)) + text


def _in_provision(document: Document, provision: Provision, term: str) -> Iterator[Gloss]:
    text, span = document.text, (provision.start, provision.end)
    for read in (_by_verb, _by_short_name, _by_bracket, _by_apposition):
        for start, end, plainly, *behind in read(text, *span, term):
            inside = (s for s in sentence_spans(text, *span) if s[0] <= start < s[1])
            sentence = next(inside, (start, end))
            alone = read is not _by_verb
            yield Gloss(
                document, provision, term, start, end, sentence, plainly, alone, "".join(behind)
            )  # fmt: skip


_Read = Iterator[tuple[int, int, float] | tuple[int, int, float, str]]


def _named(term: str) -> str:
    """A pattern for the term, quotes around it or around a part of it (“双特”政策)."""
    return _OPEN + _CLOSE.join(map(re.escape, term)) + _CLOSE


def _by_verb(text: str, start: int, end: int, term: str) -> _Read:
    """本办法所称X，是指…；“X”指…；X是…: from 本办法所称 or the term to the end of the clause."""
    named = _named(term)
    called = f"{_CALLED}{named}(?:{_MEANS}|[，,]?\\s*(?:是|包括|为))"
    for pattern, plainly in ((called, 4.0), (f"{named}{_MEANS}", 3.6)):
        for m in re.finditer(pattern, text[start:end]):
            yield *_clause(text, start + m.start(), end), plainly
    opens = re.compile(f"{_LABEL}{named}{_IS}")
    for left, right in clause_spans(text, start, end):
        said = opens.match(text, left, right)
        if said and right - said.end() >= _LEAST:
            yield left, right, 1.6


def _by_short_name(text: str, start: int, end: int, term: str) -> _Read:
    """…（以下简称X）: the words before the bracket; …（“X”） alike."""
    pattern = f"[（(](?P<short>{_SHORT})?{_named(term)}(?:，下同)?[）)]"
    for m in re.finditer(pattern, text[start:end]):
        at = start + m.start()
        left, right = next((s for s in phrase_spans(text, start, at) if s[1] == at), (at, at))
        if label := re.compile(_LABEL).match(text, left, right):
            left = label.end()
        words = text[left:right]
        if len(_WORD.findall(words)) >= 2 and term not in words:
            yield left, right, 3.0 if m["short"] else 2.2


def _by_bracket(text: str, start: int, end: int, term: str) -> _Read:
    """“X”（…）, also where the bracket stands within the term: “两化”（工业化和信息化）融合."""
    for at in range(2, len(term) + 1):
        inner = "[（(](?P<inner>[^（）()\n]{3,120})[）)]"
        pattern = f"{_named(term[:at])}{inner}{re.escape(term[at:])}"
        for m in re.finditer(pattern, text[start:end]):
            if not _NO_MEANING.match(m["inner"]) and _WORD.search(m["inner"]):
                yield start + m.start("inner"), start + m.end("inner"), 2.8, term[at:]


def _by_apposition(text: str, start: int, end: int, term: str) -> _Read:
    """“X”，… or “X”：…: what follows a term in quotes up to the end of the clause."""
    quoted = f'[“"「『]{re.escape(term)}[”"」』]'
    for m in re.finditer(f"{quoted}(?P<mark>[，,：:]|，即|即)(?=[^，,]{{4}})", text[start:end]):
        left, right = _clause(text, start + m.end(), end)
        if right - left >= _LEAST:
            yield left, right, 1.2 if m["mark"] == "，" else 2.4


def _clause(text: str, start: int, end: int) -> Span:
    """From ``start`` to the end of the clause it is in; of the sentence where a colon opens a list."""
    spans = clause_spans(text, start, end)
    if spans and "：" in text[slice(*spans[0])]:
        spans = sentence_spans(text, start, end)
    return spans[0] if spans else trimmed(text, start, end)
