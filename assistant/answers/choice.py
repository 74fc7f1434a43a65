"""Which words answer: clauses by rules, the span that the reader found, or both.

The rules score whole clauses by words, meaning and shape; the reader marks the words themselves.
Where they see the same place, the reader's span is the better quote. Where they differ, a reading
with a high score is mostly right; at a low one the rules' clauses are quoted beside it. So they are
where a follow-up was completed: the reader has never seen two questions run together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answers.base import MAX_QUOTES
from assistant.evidence.asked import Parts
from assistant.evidence.clauses import GLOSS, Candidate, Evidence
from assistant.evidence.reading import Found
from assistant.understanding.attributes import value_tests
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.question import Question
from assistant.understanding.value import asked_cap
from corpus.document import Document, Provision
from corpus.language.places import places_in
from corpus.language.sentences import clause_spans
from corpus.structure.lists import ItemList, announces, list_led_by
from corpus.structure.units import units_of
from index.retriever import places_agree

# Clauses quoted at most: two where the answer is one thing, else three, and four of a body's work.
_MOST = {
    QuestionKind.FIGURE: 2,
    QuestionKind.WHO: 2,
    QuestionKind.DEFINITION: 2,
    QuestionKind.YES_NO: 2,
    QuestionKind.CASE: 2,
    QuestionKind.DUTY: 4,
}
NEAR = 4.0  # further clauses are quoted while their log-odds are this near to the best one's
# Lead over "no answer" below which the rules' clauses are quoted beside a reading of other words: of
# the development questions on the seed document that only the rules get right, all but two are below.
_SURE = 4.0
_MOST_QUOTED = MAX_QUOTES + 100  # characters of both together: a short span leaves room anyway
_SENTENCE_MAX = 200  # characters of a sentence shown around a quote
_LIST_MAX = 700  # characters of a quote with the list that it announces


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to cite, ``document.text[start:end]``; ``around`` is the sentence they stand in where
    they are only a part of it, else ""."""

    document: Document
    provision: Provision
    start: int
    end: int
    around: str = ""

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.document.text[self.start : self.end]


def choose(
    question: Question, evidence: Evidence, found: Found | None, parts: Parts = Parts.BOTH
) -> list[Quote]:
    """The words to quote, best first: few, and none that repeats another.

    Args:
        found: what the reader found, None where nothing was read.
    """
    if found is None:
        return [_quoted(clause) for clause in by_rules(question, evidence)]
    found = _whole(question, found)
    start, end = found.sentence if _length(found.sentence) <= _SENTENCE_MAX else found.phrase
    partial = (start, end) != (found.start, found.end) and end - start <= _SENTENCE_MAX
    around = found.document.text[start:end] if partial else ""
    quotes = [Quote(found.document, found.provision, found.start, found.end, around)]
    best = evidence.best
    if parts is Parts.READER or best is None:
        return quotes
    if question.kind is QuestionKind.DEFINITION and not GLOSS.search(
        found.document.text[start:end]
    ):
        # A term that is only introduced here is mostly explained by the words that follow.
        spans = clause_spans(found.document.text, end, found.provision.end)[:1]
        quotes += [Quote(found.document, found.provision, *span) for span in spans]
    if found.also is not None:
        also = found.also
        start, end = also.sentence if _length(also.sentence) <= _SENTENCE_MAX else also.phrase
        quotes.append(Quote(also.document, also.provision, start, end))
    length = sum(len(quote.text) for quote in quotes)
    for clause in _beside(question, found, evidence):
        if found.also is not None and _overlap(clause, found.also):
            continue
        if not _overlap(clause, found) and length + len(clause.text) <= _MOST_QUOTED:
            quotes.append(_quoted(clause))
            length += len(clause.text)
    if length + len(around) > MAX_QUOTES:
        quotes[0] = replace(quotes[0], around="")  # the answer stays readable on a phone
    return quotes


def with_items(quotes: list[Quote]) -> list[Quote]:
    """The quotes, each that announces a list (有下列情形之一的：) with the items there is room for; one
    that opens a document (现就有关事项通知如下：) says nothing beside another."""
    found = []
    for quote in quotes:
        text = quote.document.text
        end = quote.end + announces(text, quote.start, quote.end + 1)
        led = _list_at(quote, end) if announces(text, quote.start, end) else None
        if led is None:
            if len(quotes) == 1 or not quote.text.rstrip().endswith(("：", ":")):
                found.append(quote)
        elif led.unit.marker is not None:
            room = [i.end for i in led.items if i.end - quote.start <= _LIST_MAX]
            found.append(replace(quote, end=room[-1], around="") if room else quote)
        elif len(quotes) == 1:
            found.append(quote)
    return found or quotes


def _list_at(quote: Quote, end: int) -> ItemList | None:
    """The list that the words up to ``end`` announce."""
    roots = [u for u in units_of(quote.document) if u.start <= quote.start < u.end]
    return next((list_led_by(quote.document, root, quote.start, end) for root in roots), None)


def _whole(question: Question, found: Found) -> Found:
    """What was read, widened to its clause where the kind of value asked for stands only there: asked
    for a share, the words behind it (单户最高20万元) don't answer."""
    tests, _ = value_tests(question.text)
    cap = asked_cap(question.text)
    text = found.document.text
    start, end = found.sentence
    if end - start > _SENTENCE_MAX:
        return found
    wanted = [test for test in (*tests, *([cap.search] if cap else ())) if test(text[start:end])]
    if all(test(text[found.start : found.end]) for test in wanted):
        return found
    return replace(found, start=start, end=end)


def _beside(question: Question, found: Found, evidence: Evidence) -> list[Candidate]:
    """The rules' clauses to quote beside what was read."""
    followup = question.original != question.text
    agreed = evidence.best is not None and _overlap(evidence.best, found)
    if followup or (found.score < _SURE and not agreed):
        return by_rules(question, evidence)
    return []


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _quoted(clause: Candidate) -> Quote:
    return Quote(clause.document, clause.provision, clause.start, clause.end)


def _overlap(clause: Candidate, found: Found) -> bool:
    same = clause.document.document_id == found.document.document_id
    return same and clause.start < found.end and found.start < clause.end


def _elsewhere(question: Question, evidence: Evidence) -> set[str]:
    """Documents of other places than the one asked about, where the best clause is of that one."""
    asked = places_in(question.text)
    of = {hit.chunk.document_id: hit.chunk.places for hit in evidence.hits}
    agree = dict(zip(of, places_agree(asked, of.values()), strict=True))
    best = evidence.best
    if best is None or agree.get(best.document.document_id, 0.0) <= 0:
        return set()
    return {document_id for document_id, sign in agree.items() if sign < 0}


def by_rules(question: Question, evidence: Evidence) -> list[Candidate]:
    """The clauses to quote by their scores alone, best first."""
    best = evidence.best
    if best is None:
        return []
    chosen = [best]
    if question.kind is QuestionKind.DEFINITION and not best.fit:
        # A term that is only introduced here is mostly explained by the words that follow.
        chosen += [
            c
            for c in evidence.candidates
            if c.provision is best.provision and 0 <= c.start - best.end < 3
        ]
    length = sum(len(c.text) for c in chosen)
    away = _elsewhere(question, evidence)
    most = 2 if question.asks_bound else _MOST.get(question.kind, 3)
    for candidate in evidence.candidates[1:]:
        if candidate.document.document_id in away:
            continue
        if len(chosen) >= most or candidate.score < best.score - NEAR:
            break
        if candidate in chosen or length + len(candidate.text) > MAX_QUOTES:
            continue
        if best.document.metadata.validity.binding > candidate.document.metadata.validity.binding:
            continue  # what is in force answers; what it replaced would only confuse
        chosen.append(candidate)
        length += len(candidate.text)
    return chosen
