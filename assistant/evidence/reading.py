"""Read the best passages for the words that answer: the first one, more only if they may do better.

The reader stands on the bundled encoder. Where another embedding model is set, the encoder is not
unpacked beside the store, or the reader cannot be put together (a models directory that is
read-only, a damaged file), nothing is read and the rules answer alone.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from assistant.evidence.clauses import NOT_BINDING, distinct_documents
from assistant.evidence.preamble import opens_document
from assistant.library import Library
from assistant.reader.errors import ReaderError
from corpus.document import Document, Provision, ProvisionKind
from corpus.language.sentences import Span, clause_spans, phrase_spans
from corpus.language.words import content_words, fold
from index.embeddings import BUNDLED_MODEL, EmbeddingModelError
from index.embeddings.unpack import is_whole
from index.retriever import Hit, HybridRetriever

if TYPE_CHECKING:
    from assistant.reader.reader import Reader

_MOST = 3  # passages read for a question; a fourth and fifth never changed the figures
# What a chunk's fused score counts beside the score of its reading (log-odds a deviation).
_RETRIEVAL = 2.0
# A passage is read if a reading this good, as one in four is, would put it first: 1.7 passages a
# question instead of 3, for 0.003 of ROUGE-L on the development questions.
_GOOD = 9.0
# Where the lead of the best is below the one and the next is no further behind than the other (both in
# log-odds), both are shown. On laypeople's questions of law it cites a right article in 60.1 instead of
# 57.4 of 100, on notices kept from training all of the answer in 54.5 instead of 52.8.
_SURE, _MARGIN = 6.0, 4.0
_LONG, _MARK = 300, 3  # characters of a clause at most, and of a mark that is none
_MARKS = "。；，：、！？;,:!? \n\u3000"
_WHETHER = re.compile("吗|么[？?]?$|是否|能不能|可不可以|会不会|要不要|是不是|有没有|允许|鼓励不")
_READABLE = (ProvisionKind.PARAGRAPH, ProvisionKind.ANNEX, ProvisionKind.HEADING)

_ARTICLE = re.compile("第[0-9一二三四五六七八九十百千零〇]+条")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """The likeliest answer in a document.

    ``start`` and ``end`` are offsets into ``document.text``, as near as the marks are to the borders
    of phrases; what a part of a sentence belongs to is shown beside it. ``score`` is
    how far it is ahead of "no answer" (difference of logits); ``provision`` is where it begins.
    ``also``: what was found in another passage and is nearly as likely.
    """

    document: Document
    provision: Provision
    start: int
    end: int
    score: float
    also: Found | None = None

    @property
    def sentence(self) -> tuple[int, int]:
        """Offsets of the whole clauses around it, within the provisions it stands in."""
        return self._run(clause_spans)

    @property
    def phrase(self) -> tuple[int, int]:
        """Offsets of the whole phrases around it."""
        return self._run(phrase_spans)

    def _run(self, cut: Callable[[str, int, int], list[tuple[int, int]]]) -> tuple[int, int]:
        text = self.document.text
        around = self.document.provisions_between(self.start, self.end)
        spans = [s for p in around for s in cut(text, p.start, p.end)]
        inside = [s for s in spans if s[1] > self.start and s[0] < self.end]
        if not inside:
            return self.start, self.end
        return min(inside[0][0], self.start), max(inside[-1][1], self.end)


class Reading:
    """The reader, loaded when first needed; safe to share between threads."""

    def __init__(self, retriever: HybridRetriever) -> None:
        self._models = retriever.store.directory / "models"
        self._bundled = retriever.embeddings.name.startswith(f"{BUNDLED_MODEL}/")
        self._reader: Reader | None = None
        self._tried = False
        self._lock = Lock()

    def best(self, question: str, hits: list[Hit], library: Library) -> Found | None:
        """The best span among the first passages; None where there is nothing or no reader."""
        reader = self._load()
        if reader is None:
            return None
        read: list[tuple[float, Found]] = []
        for prior, hit in _passages(hits, library):
            if read and max(score for score, _ in read) - prior > _GOOD:
                break
            found = _read(question, hit, library.document(hit.chunk.document_id), reader)
            if found is not None:
                read.append((found.score + prior, found))
        read.sort(key=lambda pair: -pair[0])
        if not read:
            return None
        (top, best), others = read[0], read[1:]
        near = [found for score, found in others if top - score <= _MARGIN and best.score < _SURE]
        return replace(best, also=next((f for f in near if f.start != best.start), None))

    def _load(self) -> Reader | None:
        with self._lock:
            # What failed once is not tried again at every question.
            if not self._tried and self._bundled and is_whole(self._models / BUNDLED_MODEL):
                self._tried = True
                try:
                    from assistant.reader.reader import load_reader

                    self._reader = load_reader(self._models)
                except (ReaderError, EmbeddingModelError, ImportError) as error:
                    _log.warning("阅读模型不可用，只按规则回答：%s", error)
            return self._reader


def _passages(hits: list[Hit], library: Library) -> list[tuple[float, Hit]]:
    """The first hits with prose in them, each with its log-odds before it is read, best first; of
    documents with the same text only one."""
    ids = list(dict.fromkeys(hit.chunk.document_id for hit in hits))
    kept = set(distinct_documents(ids, library))
    able = [h for h in hits if h.chunk.document_id in kept and _prose(h, library)]
    ranked = []
    for hit in able[: 2 * _MOST]:
        binding = library.document(hit.chunk.document_id).metadata.validity.binding
        ranked.append((_RETRIEVAL * hit.score - (0.0 if binding else NOT_BINDING), hit))
    return sorted(ranked, key=lambda pair: -pair[0])[:_MOST]


def _prose(hit: Hit, library: Library) -> bool:
    """Whether a chunk is prose: rows and cells of a table are quoted as they stand."""
    document = library.document(hit.chunk.document_id)
    kinds = {p.kind for p in document.provisions_between(hit.chunk.start, hit.chunk.end)}
    return not kinds & {ProvisionKind.ROW, ProvisionKind.CELL} and bool(kinds & set(_READABLE))


def _read(question: str, hit: Hit, document: Document, reader: Reader) -> Found | None:
    from assistant.reader.context import context_of
    from assistant.reader.spans import quotable, without_echo

    chunk = hit.chunk
    passage = document.text[chunk.start : chunk.end]
    context = context_of(document, chunk.start, chunk.end)
    (reading,) = reader.read(question, [passage], [context])
    start, end = quotable(passage, (reading.start, reading.end))
    start, end = without_echo(passage, (start, end), question)
    if start >= end:
        return None
    start, end = start + chunk.start, end + chunk.start
    start, end = _in_row(document.text, start, end)
    words = document.text[start:end]
    if words.rstrip().endswith(("？", "?")) or _adds_nothing(words, question):
        start, end = _told_below(document, start, end)
    touched = document.provisions_between(start, end)
    bodies = [p for p in touched if p.kind in _READABLE and p.kind is not ProvisionKind.HEADING]
    if bodies and touched[0].kind is ProvisionKind.HEADING:
        start = max(start, bodies[0].start)
    # cited by the first that is more than a heading or a title
    provision = next(iter(bodies or touched), None)
    if provision is not None:
        end = min(end, _end_of_article(document, provision, end))
    if provision is None:
        return None
    found = Found(document, provision, start, end, reading.score)
    return None if opens_document(document.text[slice(*found.sentence)], question) else found


def _in_row(text: str, start: int, end: int) -> Span:
    """The whole line where the words begin in a row that is written with bars (甲 | 乙 | 丙)."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", start)
    right = len(text) if right < 0 else right
    return (left, right) if text.count(" | ", left, right) > 1 else (start, end)


def _adds_nothing(words: str, question: str) -> bool:
    """Whether all words stand in a question that asks for others than yes or no (给予什么样的贴息 → 给予贴息)."""
    asked = fold(question)
    return not _WHETHER.search(question) and all(w in asked for w in content_words(words))


def _told_below(document: Document, start: int, end: int) -> Span:
    """The clause behind words that only repeat the question, mostly a heading: it says what they name.
    The words themselves where nothing follows."""
    rest = clause_spans(document.text, end, min(end + _LONG, len(document.text)))
    behind = next((span for span in rest if span[1] - span[0] > _MARK), (start, end))
    words = document.text[slice(*behind)]
    begun = behind[0] + len(words) - len(words.lstrip(_MARKS))
    return (begun, behind[1]) if behind[1] - begun < _LONG else (start, end)


def _end_of_article(document: Document, provision: Provision, end: int) -> int:
    """Where the article ends that a provision stands in, before ``end``; ``end`` outside of articles.
    What answers stands in one article; the next one rules on something else."""
    article = _article(provision)
    if not article:
        return end
    inside = [
        p for p in document.provisions_between(provision.start, end) if _article(p) == article
    ]
    return inside[-1].end if inside else end


def _article(provision: Provision) -> tuple[str, ...]:
    """The path down to the article, empty where there is none."""
    for depth, name in enumerate(provision.path, 1):
        if _ARTICLE.match(name):
            return provision.path[:depth]
    return ()
