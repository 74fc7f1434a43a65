"""Which words answer: clauses by rules, the span that the reader found, or both.

The rules score whole clauses by words, meaning and shape; the reader marks the words themselves. On
official questions the reader's span alone is the better quote whatever its score; on everyday ones
it errs more often, and then mostly where its score is low or the rules see another clause clearly
ahead. There the rules' clause is quoted beside it; also where a follow-up was completed, since the
reader has never seen two questions run together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.compose import MAX_QUOTES
from assistant.evidence import GLOSS, Candidate, Evidence
from assistant.question import Question, QuestionKind
from assistant.reading import Found
from corpus.document import Document, Provision
from corpus.jurisdiction import places_in
from corpus.sentences import clause_spans
from index.retriever import places_agree

_MORE = {
    QuestionKind.LIST: 3,
    QuestionKind.DUTY: 4,
    QuestionKind.OTHER: 3,
    QuestionKind.PROCEDURE: 3,
}
_NEAR = 4.0  # further clauses are quoted while their log-odds are this near to the best one's
_SURE = 3.0  # lead over "no answer" from which a reading stands alone, if the rules do not object
_CERTAIN = 9.0  # … whatever they say, and for a question in everyday words
_EVERYDAY = 0.25  # share (by weight) of a question's words that makes it one
_AHEAD = 4.0  # log-odds by which the rules' clause leads the one that was read, to be quoted too
_SENTENCE_MAX = 200  # characters of a sentence shown around a quote


class Parts(StrEnum):
    """What takes part in the choice; less than both only to measure what each is worth."""

    BOTH = "both"
    RULES = "rules"
    READER = "reader"


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
    start, end = found.sentence
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
    if question.original != question.text:  # a follow-up, completed
        beside = by_rules(question, evidence)
    elif _doubtful(question, found, evidence):
        beside = [best]
    else:
        beside = []
    return quotes + [_quoted(clause) for clause in beside if not _overlap(clause, found)]


def _quoted(clause: Candidate) -> Quote:
    return Quote(clause.document, clause.provision, clause.start, clause.end)


def _overlap(clause: Candidate, found: Found) -> bool:
    same = clause.document.document_id == found.document.document_id
    return same and clause.start < found.end and found.start < clause.end


def _doubtful(question: Question, found: Found, evidence: Evidence) -> bool:
    """Whether the reader may be wrong: its lead is small, or the rules clearly prefer other words."""
    if found.score < (_SURE if not _everyday(question) else _CERTAIN):
        return True
    if found.score >= _CERTAIN:
        return False
    read = [c.score for c in evidence.candidates if _overlap(c, found)]
    return bool(read) and evidence.candidates[0].score - max(read) > _AHEAD


def _elsewhere(question: Question, evidence: Evidence) -> set[str]:
    """Documents of other places than the one asked about, where the best clause is of that one."""
    asked = places_in(question.text)
    of = {hit.chunk.document_id: hit.chunk.places for hit in evidence.hits}
    agree = dict(zip(of, places_agree(asked, of.values()), strict=True))
    best = evidence.best
    if best is None or agree.get(best.document.document_id, 0.0) <= 0:
        return set()
    return {document_id for document_id, sign in agree.items() if sign < 0}


def _everyday(question: Question) -> bool:
    """Whether much of a question is in words that documents have others for: the lexicon knows them,
    the reader has hardly seen them."""
    total = sum(term.weight for term in question.terms)
    return sum(t.weight for t in question.terms if t.meanings) > _EVERYDAY * total


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
    for candidate in evidence.candidates[1:]:
        if candidate.document.document_id in away:
            continue
        if len(chosen) >= _MORE.get(question.kind, 2) or candidate.score < best.score - _NEAR:
            break
        if candidate in chosen or length + len(candidate.text) > MAX_QUOTES:
            continue
        if best.document.metadata.validity.binding > candidate.document.metadata.validity.binding:
            continue  # what is in force answers; what it replaced would only confuse
        chosen.append(candidate)
        length += len(candidate.text)
    return chosen
