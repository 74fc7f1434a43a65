"""What a term means: the words that define it, from where a document says so, the meaning first."""

from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.choice import Quote as Chosen
from assistant.answers.choice import with_items
from assistant.blocks import Lead, Quote
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import distinct_documents
from assistant.evidence.glosses import Gloss, glosses
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.term import asked_terms
from assistant.writing.material import material
from corpus.language.sentences import phrase_spans

_SURELY, _PERHAPS = 0.75, 0.62
_PLAIN = 2.0  # from here on the words define the term whatever the question looks like
_LIKELY = 0.3  # share of the kind from which weaker ones do
_LOOKED_AT = 8  # documents
_LATER = 0.25  # what a document loses for each one found before it
_SHORTER = 0.6  # … and a reading of the term for each likelier one
_REPEALED = 2.0
_SENTENCE = 180  # characters of a sentence that is shown as proof


class Definition:
    """Says what a term means, and quotes the sentence that says so."""

    name: ClassVar[str] = "definition"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the words that define the term."""
        terms = asked_terms(asked.question.text)
        best = _best(asked, terms) if terms else None
        if best is None:
            return None
        asks = asked.question.shares.get(QuestionKind.DEFINITION, 0.0) >= _LIKELY
        if best.plainly < _PLAIN and not asks:
            return None
        surely = _SURELY if asks or best.plainly > _PLAIN else _PERHAPS
        return Bid(surely, best, settles_scope=best.plainly >= _PLAIN)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The meaning, and the sentence it stands in."""
        gloss: Gloss = bid.found
        draft = Draft()
        document = gloss.document
        if not gloss.alone:
            chosen = Chosen(document, gloss.provision, gloss.start, gloss.end)
            for quote in with_items([chosen]):
                mark = draft.cite(document, quote.provision, quote.start, quote.end)
                draft.blocks.append(Quote(quote.text, mark))
        else:
            start, end = _shown(gloss)
            mark = draft.cite(document, gloss.provision, start, end)
            means = "指" if gloss.plainly >= _PLAIN else "："
            draft.blocks.append(Lead((f"“{gloss.term}”{means}{gloss.meaning}。", mark)))
            draft.blocks.append(Quote(document.text[start:end], mark, proof=True))
        draft.material = material(tuple(draft.citations), asked.fitting.candidates)
        return draft


def _shown(gloss: Gloss) -> tuple[int, int]:
    """The sentence that says the meaning, of a long one the phrases."""
    start, end = gloss.sentence
    if end - start <= _SENTENCE:
        return start, end
    phrases = phrase_spans(gloss.document.text, start, end)
    touched = [s for s in phrases if s[0] < gloss.end and gloss.start < s[1]]
    return touched[0][0], touched[-1][1]


def _best(asked: Asked, terms: list[str]) -> Gloss | None:
    """The plainest words on the likeliest reading, in the document found first."""
    ids = list(dict.fromkeys(hit.chunk.document_id for hit in asked.hits))
    if asked.document is not None and asked.named:
        ids = [asked.document.document_id, *ids]
    documents = [
        asked.library.document(i)
        for i in distinct_documents(list(dict.fromkeys(ids)), asked.library)[:_LOOKED_AT]
    ]
    best: tuple[float, Gloss] | None = None
    for order, document in enumerate(documents):
        lost = _LATER * order + (0.0 if document.metadata.validity.binding else _REPEALED)
        for reading, term in enumerate(terms):
            for gloss in glosses(document, term):
                worth = gloss.plainly - lost - _SHORTER * reading
                if best is None or worth > best[0]:
                    best = worth, gloss
    return best[1] if best else None
