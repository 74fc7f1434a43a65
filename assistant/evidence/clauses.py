"""From retrieved chunks to scored candidate spans: the clauses that may answer."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

import numpy as np

from assistant.evidence.clause_vectors import ClauseVectors
from assistant.evidence.preamble import opens_document
from assistant.library import Library
from assistant.understanding.attributes import value_tests
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.question import Question, Term
from corpus.document import Document, Provision, ProvisionKind
from corpus.facts.duties.actors import find_actors
from corpus.language.departments import DepartmentTable
from corpus.language.markers import unnumbered
from corpus.language.sentences import clause_spans
from corpus.language.words import fold, pairs, search_words
from index.retriever import Hit, HybridRetriever

_CHUNKS = 16  # chunks looked into
_STATING = 3  # further ones that state the kind of value asked for
_EMBEDDED = 8  # candidates compared by meaning; more changed no answer of the development set
_MEANING = 0.85  # a term found by an official equivalent counts a little less than by itself
# Titles, addressees and signatures answer questions about the document itself only.
QUOTABLE = (
    ProvisionKind.PARAGRAPH, ProvisionKind.ANNEX, ProvisionKind.ROW, ProvisionKind.CELL,
)  # fmt: skip
_CELL_MAX = 400  # characters of a cell that is quoted whole
NOT_BINDING = 3.0  # log-odds that a clause loses when its document is not in force
_CONTEXT = 0.6  # … and found only in the headings above, less still


@dataclass(slots=True)
class Candidate:
    """A clause that may answer. ``cover`` is the weighted share (0–1) of the question's words that
    it or its headings carry; ``own`` the share it carries itself; ``cosine`` its likeness in
    meaning; ``fit`` whether it has the shape of an answer of that kind (0–1)."""

    document: Document
    provision: Provision
    start: int
    end: int
    own: float = 0.0
    cover: float = 0.0
    rare: float = 0.0
    cosine: float = 0.0
    chunk: float = 0.0
    fit: float = 0.0
    score: float = 0.0

    @property
    def text(self) -> str:
        """The clause itself."""
        return self.document.text[self.start : self.end]


@dataclass(slots=True)
class Evidence:
    """Candidates best first, the retrieval hits they came from, the vector of the question (shape
    (dimension,)), and the words of the question that
    stand nowhere in the corpus, neither themselves nor by an official equivalent."""

    candidates: list[Candidate]
    hits: list[Hit]
    asked: np.ndarray
    foreign: frozenset[str] = frozenset()

    @property
    def best(self) -> Candidate | None:
        """The best candidate, if any."""
        return self.candidates[0] if self.candidates else None


def find(
    question: Question, retriever: HybridRetriever, within: Set[str] | None = None
) -> list[Hit]:
    """The chunks that may hold the answer, best first; of the documents ``within``, if given."""
    return retriever.search(question.text, _CHUNKS, question.expansion, within)


def gather(
    question: Question,
    hits: list[Hit],
    retriever: HybridRetriever,
    library: Library,
    vectors: ClauseVectors,
    table: DepartmentTable,
) -> Evidence:
    """Cut the provisions that the found chunks touch into clauses, and score these."""
    candidates = _stated_only(list(_candidates(hits, library)), question.text)
    found = len(candidates)
    candidates += [
        c
        for c in _stating(question.text, candidates, library)
        if not opens_document(c.text, question.text)
    ]
    _score_words(question.terms, candidates)
    for candidate in candidates:
        candidate.fit = fit(candidate.text, question, table)
    ranked = sorted(candidates[:found], key=_by_words, reverse=True)
    tests, _ = value_tests(question.text)
    rest = [c for c in ranked[_EMBEDDED:] if tests and all(test(c.text) for test in tests)]
    stating = sorted([*rest, *candidates[found:]], key=_by_words, reverse=True)[:_STATING]
    candidates = ranked[:_EMBEDDED] + stating
    asked = vectors.query(question.text)
    if candidates:
        likeness = vectors.encode([_in_context(c) for c in candidates])
        cosines = likeness @ asked
        for candidate, cosine in zip(candidates, cosines, strict=True):
            candidate.cosine = float(cosine)
            candidate.score = score(candidate)
            if not candidate.document.metadata.validity.binding:
                candidate.score -= NOT_BINDING
        candidates.sort(key=lambda c: c.score, reverse=True)
        candidates = _without_twins(candidates, library)
    return Evidence(candidates, hits, asked, _foreign(question.terms, retriever))


def _stated_only(candidates: list[Candidate], question: str) -> list[Candidate]:
    """Without clauses that are questions themselves (问：哪些人可以申请？), as the answer stands below, and
    without those that open a document; all where there is nothing else."""
    stated = [c for c in candidates if not c.text.rstrip().endswith(("？", "?"))]
    stated = [c for c in stated if not opens_document(c.text, question)]
    return stated or candidates


def _by_words(candidate: Candidate) -> float:
    return candidate.rare + 0.5 * candidate.cover + 0.3 * candidate.chunk


def _stating(question: str, candidates: list[Candidate], library: Library) -> Iterator[Candidate]:
    """Clauses of the likeliest document that no chunk brought in and that state the kind of value
    asked for (a telephone number, a day): it may stand far from the words of the question."""
    tests, _ = value_tests(question)
    if not tests or not candidates:
        return
    ordered = [c.document for c in candidates]
    binding = (d for d in ordered if d.metadata.validity.binding)
    document = next(binding, ordered[0])
    known = {c.start for c in candidates if c.document is document}
    for provision in document.provisions:
        if provision.kind in QUOTABLE:
            for start, end in spans_of(document, provision):
                words = document.text[start:end]
                if start not in known and all(test(words) for test in tests):
                    yield Candidate(document, provision, start, end)


def _without_twins(candidates: list[Candidate], library: Library) -> list[Candidate]:
    """Of documents with nearly the same text only the one that has the best clause."""
    ids = dict.fromkeys(c.document.document_id for c in candidates)
    kept = set(distinct_documents(list(ids), library))
    return [c for c in candidates if c.document.document_id in kept]


def distinct_documents(document_ids: list[str], library: Library) -> list[str]:
    """``document_ids`` without those that repeat the text of an earlier one."""
    kept: list[str] = []
    repeated: set[str] = set()
    for document_id in document_ids:
        if document_id not in repeated:
            kept.append(document_id)
            repeated |= library.twins(document_id)
    return kept


def _foreign(terms: tuple[Term, ...], retriever: HybridRetriever) -> frozenset[str]:
    knows = retriever.store.chunks.knows

    def known(word: str) -> bool:
        parts = [part for part in search_words(word) if len(part) > 1] or [word]
        return all(knows(part) for part in parts)

    return frozenset(t.word for t in terms if not any(known(w) for w in (t.word, *t.meanings)))


# Weights of a conditional logit over the development questions: the clause that answers against the
# other candidates of its question, so that a difference of 1 in score is odds of e to one.
_WEIGHTS = {"rare": 11.0, "cover": 7.0, "own": 7.0, "cosine": 93.0, "chunk": 1.3, "fit": 4.2}


def score(candidate: Candidate) -> float:
    """Log-odds that the clause answers, up to a constant of the question."""
    return sum(weight * getattr(candidate, name) for name, weight in _WEIGHTS.items())


def _candidates(hits: list[Hit], library: Library) -> Iterable[Candidate]:
    seen: set[tuple[str, int]] = set()
    if not hits:
        return
    top, spread = hits[0].score, max(hits[0].score - hits[-1].score, 1e-6)
    for hit in hits:
        document = library.document(hit.chunk.document_id)
        strength = 1.0 - (top - hit.score) / spread
        for provision in document.provisions_between(hit.chunk.start, hit.chunk.end):
            if provision.kind not in QUOTABLE:
                continue
            for start, end in spans_of(document, provision):
                place = document.document_id, start
                if place not in seen and end > hit.chunk.start and start < hit.chunk.end:
                    seen.add(place)
                    yield Candidate(document, provision, start, end, chunk=strength)


def spans_of(document: Document, provision: Provision) -> list[tuple[int, int]]:
    """Clauses of a provision; its topic (建材工业。) and its numbering label are no clauses."""
    start = provision.start
    if provision.kind is ProvisionKind.CELL and provision.end - start <= _CELL_MAX:
        return [(start, provision.end)]  # 申请材料：… is one list, and its label belongs to it
    if provision.topic:
        start += len(provision.topic) + 1
    elif provision.kind is ProvisionKind.PARAGRAPH:
        start = provision.end - len(unnumbered(document.text[start : provision.end]))
    if provision.kind is ProvisionKind.ROW:
        return [(start, provision.end)]  # cells mean nothing without the row they stand in
    return clause_spans(document.text, start, provision.end)


def _in_context(candidate: Candidate) -> str:
    provision = candidate.provision
    return "，".join(filter(None, [*provision.path[-1:], provision.topic, candidate.text]))


def _score_words(terms: tuple[Term, ...], candidates: list[Candidate]) -> None:
    """Fill in ``own``, ``cover``, ``rare`` and ``found`` of every candidate."""
    total = sum(t.weight for t in terms) or 1.0
    texts = [fold(c.text) for c in candidates]
    contexts = [
        fold(" ".join([*c.provision.path, c.provision.topic, c.document.title])) for c in candidates
    ]
    shape = (len(terms), len(candidates))  # numpy can't tell it from no terms (？？？)
    own = np.array([[matched(t, text) for text in texts] for t in terms]).reshape(shape)
    context = np.array([[matched(t, text) for text in contexts] for t in terms]).reshape(shape)
    both = np.maximum(own, _CONTEXT * context)
    weights = np.array([t.weight for t in terms])
    # A word found in most candidates tells little about which of them answers.
    frequency = (both > 0.4).mean(axis=1) if len(candidates) else np.zeros(len(terms))
    rarity = weights * np.clip(1.0 - frequency, 0.05, 1.0)
    rarity_total = rarity.sum() or 1.0
    for index, candidate in enumerate(candidates):
        candidate.own = float(weights @ own[:, index] / total)
        candidate.cover = float(weights @ both[:, index] / total)
        candidate.rare = float(rarity @ both[:, index] / rarity_total)


def matched(term: Term, text: str) -> float:
    """1 for the word itself, less for an official equivalent, a share for parts of a long word."""
    if term.word in text:
        return 1.0
    if any(meaning in text for meaning in term.meanings):
        return _MEANING
    if len(term.word) > 2:
        parts = pairs(term.word)
        share = sum(part in text for part in parts) / len(parts)
        return 0.7 * share if share >= 0.5 else 0.0
    return 0.0


_NUMBER = re.compile("[0-9]|[一二三四五六七八九十百千万亿]+(?:个|家|条|项|成|倍|年|批|大)")
GLOSS = re.compile("”[（(]|以下简称|是指|指的是|即：|包括|所称|，即")


_DOUBTFUL = 0.1  # a kind less likely than this is not looked for


def fit(text: str, question: Question, table: DepartmentTable) -> float:
    """Whether a clause has the shape of an answer (0–1): a number where one is asked, a body for
    who…; of kinds in doubt each counts by its share."""
    if question.asks_bound:
        return float(bool(_NUMBER.search(text)))
    likely = [(kind, share) for kind, share in question.shares.items() if share >= _DOUBTFUL]
    return sum(share * _shape(kind, text, question, table) for kind, share in likely)


def _shape(kind: QuestionKind, text: str, question: Question, table: DepartmentTable) -> float:
    match kind:
        case QuestionKind.FIGURE:
            return float(bool(_NUMBER.search(text)))
        case QuestionKind.WHO:
            return float(bool(find_actors(text, table)))
        case QuestionKind.LIST | QuestionKind.AGGREGATE | QuestionKind.BENEFITS:
            return min(text.count("、"), 3) / 3
        case QuestionKind.DEFINITION:
            return float(bool(GLOSS.search(text)))
        case QuestionKind.DUTY:
            keys = {m.department.key for m in question.departments}
            return float(any(m.department.key in keys for m in table.find(text)))
        case _:
            return 0.0
