"""Whole lists: 要交哪些材料, 有哪几项条件, 分几步, 包括哪些 → all items under what announces them.

A list is chosen by the words and the meaning of its lead-in and the headings above it, never by an
item alone; and what the question asks to be listed must be what the lead-in says it lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from assistant.answers.base import Bid, Draft
from assistant.answers.meant import meant
from assistant.answers.shown import HEADED, WHOLE, list_blocks, plain
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import distinct_documents, matched
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.question import Question, Term
from assistant.understanding.sought import Sought, names_cases, names_kind, sought
from corpus.document import Document
from corpus.language.markers import ARTICLE_RANK
from corpus.language.words import content_words, fold, is_general_word
from corpus.structure.lists import ItemList, lists_of
from corpus.structure.units import name_of, units_of

_SURELY, _FITTING = 0.5, 0.65
_LISTS = (QuestionKind.LIST, QuestionKind.AGGREGATE, QuestionKind.TARGET, QuestionKind.DUTY)
_LIKELY, _LIKELY_SOUGHT = 0.5, 0.3  # share of these among the kinds
_HARDLY, _FITS = 0.08, 0.65  # the share that does where a list carries that much of the question
_LOOKED_AT = 6  # documents
_WEIGHED = 12  # lists compared by meaning
_BEST = 8  # clauses one of which must stand in the list
_BODY = 0.6  # share of a document's text that is no list in it but the document
_COVER = 0.6  # weighted share of the question's words that lead-in and headings must carry
_SETTLES = 0.9  # share of them that shows by itself that the documents answer
_ABOVE = 0.8  # what a word in the headings above counts
_SHORT = 0.7  # what a word counts that is short for one in the text
_LATER = 0.1  # what a document loses for each one found before it
_HALF = 0.4
_MEANING = 8.0  # what a cosine counts beside a share of words: 0.1 as much as 0.8 of the words
_FORM = re.compile(
    ".*[几哪].*|[一二两三四五六七八九十0-9]+[个条项点类种大步]?|包括|包含|一共|分别|分|走|构成|组成|各|主要|清单|列|有关|附上|应|需"
)
_GENERIC = re.compile("措施|举措|事项|要求|方面")  # what any document may be said to list
_ASKED = re.compile("(?:哪些|什么|啥|[哪几]几?[个类种项样]|几)的?")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A list. ``cover``: weighted share (0–1) of the question's words that what announces it and the
    headings above carry; ``score``: how well it fits, without its meaning."""

    document: Document
    found: ItemList
    cover: float = 0.0
    score: float = 0.0


class Lists:
    """Answers with the whole of the list that is asked for."""

    name: ClassVar[str] = "list"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the list."""
        question = asked.question
        wanted = sought(question.text)
        kinds = (*_LISTS, QuestionKind.PROCEDURE) if wanted else _LISTS
        share = sum(question.shares.get(kind, 0.0) for kind in kinds)
        if share < (_HARDLY if wanted else _LIKELY):
            return None
        best = choose_list(asked, wanted)
        if best is None or (share < _LIKELY_SOUGHT and best.cover < _FITS):
            return None
        return Bid(_FITTING if wanted else _SURELY, best, settles_scope=best.cover >= _SETTLES)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """What is listed, how many, and every item."""
        draft = Draft()
        found: ItemList = bid.found.found
        headed = all(item.titled for item in found.items)
        steps = asked.question.kind is QuestionKind.PROCEDURE
        list_blocks(bid.found.document, found, draft, HEADED if headed and not steps else WHOLE)
        return draft


def choose_list(asked: Asked, wanted: Sought | None) -> Chosen | None:
    """The list whose lead-in and headings say what is asked for, None where none does."""
    about = meant(asked) if asked.named else None
    terms = _matter(asked.question, wanted, about.rest if about else asked.question.text)
    lists = [
        Chosen(document, found)
        for document in ([about.document] if about else _documents(asked))
        for unit in (about.units if about else units_of(document))
        for found in lists_of(document, unit)
        if _of_kind(document, found, wanted) and not _is_document(found)
    ]
    chosen = sorted(_covering(lists, terms, _noun(asked.question)), key=lambda c: -c.score)
    chosen = [c for c in chosen if wanted or _found(asked, c)]
    if chosen:
        return _likest(asked, chosen[:_WEIGHED])
    return _headed(lists, asked.question) or _whole(asked, wanted)


def _of_kind(document: Document, found: ItemList, wanted: Sought | None) -> bool:
    """Whether what announces a list says that it lists what is wanted; where nothing of a kind is
    wanted, that it lists nothing of a kind, unless a heading says what else it is."""
    lead = _lead(document, found)
    if wanted:
        return bool(wanted.lead.search(lead))
    return not names_kind(lead) and (found.unit.titled or not names_cases(lead))


def _is_document(found: ItemList) -> bool:
    """Whether the list is the document itself (现就有关事项通知如下：一、…二、…) or the articles of a
    chapter, which no words announce."""
    unit = found.unit
    whole = unit.marker is None and found.end - found.start > _BODY * (unit.end - unit.start)
    return whole or (not found.announced and any(c.rank == ARTICLE_RANK for c in unit.children))


def _found(asked: Asked, chosen: Chosen) -> bool:
    """Whether one of the clauses that answer best stands in the list or announces it."""
    return any(
        c.document.document_id == chosen.document.document_id
        and chosen.found.start < c.end
        and c.start < chosen.found.end
        for c in asked.evidence.candidates[:_BEST]
    )


def _whole(asked: Asked, wanted: Sought | None) -> Chosen | None:
    """What a document as a whole lists: 这份意见有哪几条措施 asks for nothing else."""
    about = meant(asked)
    if about is None or wanted:
        return None
    left = [w for w in about.left(about.rest) if not _FORM.fullmatch(w)]
    if any(not _GENERIC.fullmatch(word) for word in left):
        return None
    found = [f for f in lists_of(about.document, about.unit) if f.unit is about.unit]
    return Chosen(about.document, found[0], cover=1.0) if len(found) == 1 else None


def _likest(asked: Asked, chosen: list[Chosen]) -> Chosen:
    """Of lists whose words fit the one that fits best, its meaning included."""
    vectors = asked.resources.vectors.encode([_lead(c.document, c.found) for c in chosen])
    likeness = (vectors @ asked.evidence.asked).tolist()
    ranked = zip(chosen, likeness, strict=True)
    return max(ranked, key=lambda pair: pair[0].score + _MEANING * pair[1])[0]


def _headed(lists: list[Chosen], question: Question) -> Chosen | None:
    """The list under the deepest heading all of whose words stand in the question."""
    best: tuple[int, int] | None = None
    found = None
    for chosen in lists:
        unit = chosen.found.unit
        words = content_words(name_of(chosen.document.text, unit)) if unit.marker else []
        if not words or chosen.found.announced or any(w not in question.text for w in words):
            continue
        depth = len(unit.above()), sum(map(len, words))
        if best is None or depth > best:
            beside = [w for w in content_words(question.text) if w not in words]
            only = all(_FORM.fullmatch(w) for w in beside)
            best, found = depth, replace(chosen, cover=1.0 if only else _COVER)
    return found


def _matter(question: Question, wanted: Sought | None, rest: str) -> list[Term]:
    """The words of a question that say of what a list is asked; ``rest``: the question without what
    names a document."""
    folded = fold(rest)
    said = [m.span() for m in wanted.asked.finditer(folded)] if wanted else []

    def form(term: Term) -> bool:
        """Whether a word belongs to how the question asks (要交 of 要交哪些材料)."""
        at = folded.find(term.word)
        asks = any(at < end and start < at + len(term.word) for start, end in said)
        return asks or bool(wanted and wanted.lead.search(term.word))

    terms = [t for t in question.terms if t.word in folded and not _FORM.fullmatch(t.word)]
    return [t for t in terms if not form(t)]


def _noun(question: Question) -> str:
    """The word of which a list is asked: 奖励 of 有哪些奖励."""
    found = _ASKED.search(fold(question.text))
    after = fold(question.text)[found.end() :] if found else ""
    return next((t.word for t in question.terms if after.startswith(t.word)), "")


def _covering(lists: list[Chosen], terms: list[Term], noun: str) -> Iterator[Chosen]:
    """The lists that cover the words well enough, each with its score; ``noun``, and the word that
    tells most, must be among what they cover."""
    if not terms or not lists:
        return
    weights = np.array([t.weight for t in terms])
    own = np.array([[_match(t, fold(_lead(c.document, c.found))) for t in terms] for c in lists])
    above = np.array([[_match(t, fold(_above(c.document, c.found))) for t in terms] for c in lists])
    both = np.maximum(own, _ABOVE * above)
    # A word that nearly all lists carry, as that of the title, tells little about which is meant.
    rarity = weights * np.clip(1.0 - (both > _HALF).mean(axis=0), 0.1, 1.0)
    # A word that no list carries tells none of them from another.
    telling = np.where((both > _HALF).any(axis=0), rarity, 0.0)
    heads = [int(np.argmax(telling)), *(n for n, t in enumerate(terms) if t.word == noun)]
    order = {
        name: at for at, name in enumerate(dict.fromkeys(c.document.document_id for c in lists))
    }
    for chosen, near, whole in zip(lists, own, both, strict=True):
        cover = float(weights @ whole / weights.sum())
        if cover < _COVER or min(whole[heads]) <= 0:
            continue
        score = cover + 2 * float(rarity @ whole / rarity.sum())
        score += 0.5 * float(weights @ near / weights.sum())
        score -= _LATER * order[chosen.document.document_id]
        binding = chosen.document.metadata.validity.binding
        yield replace(chosen, cover=cover, score=score - (0.0 if binding else 1.0))


def _match(term: Term, text: str) -> float:
    """How far a text carries a word: also by what it is short for (高企: 高新技术企业)."""
    found = matched(term, text)
    if found or is_general_word(term.word) or not 2 <= len(term.word) <= 3:
        return found
    spelled = "[^，。；：]{0,3}".join(map(re.escape, term.word))
    return _SHORT if re.search(spelled, text) else 0.0


def _documents(asked: Asked) -> list[Document]:
    """Where the list may stand, best first."""
    ids = list(dict.fromkeys(hit.chunk.document_id for hit in asked.evidence.hits))
    kept = distinct_documents(ids, asked.library)[:_LOOKED_AT]
    return [asked.library.document(document_id) for document_id in kept]


def _lead(document: Document, found: ItemList) -> str:
    """What announces a list: its lead-in, and the heading of where it stands."""
    words = plain(document.text[slice(*found.lead)])
    name = name_of(document.text, found.unit)
    return f"{name}，{words}" if found.announced and name else words


def _above(document: Document, found: ItemList) -> str:
    names = [name_of(document.text, unit) for unit in found.unit.above()]
    return "，".join([*names, *found.unit.path[:1], document.title])
