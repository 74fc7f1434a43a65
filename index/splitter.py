"""Split provisions into chunks for embedding, never inside a word."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from langchain_text_splitters import TextSplitter

from corpus.document import Document, Provision, ProvisionKind
from corpus.language.sentences import Span, clause_spans, phrase_spans, sentence_spans
from corpus.language.words import word_spans

_FIRST_WORDS = 40  # characters
_TELLING = re.compile("[\u4e00-\u9fff]{4}")  # not 017858a3….txt


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded. ``text[start:end]`` of the document is quotable; ``context`` only helps
    to find it (title and heading path) and is never quoted."""

    start: int
    end: int
    section: str
    context: str

    def key(self, document: Document) -> str:
        """Content address: the same document, place and embedded words give the same id."""
        words = f"{self.start}\0{self.embedding_text(document.text)}"
        return f"{document.document_id}-{hashlib.sha256(words.encode()).hexdigest()[:16]}"

    def embedding_text(self, text: str) -> str:
        """The context line, then the chunk's own words."""
        return f"{self.context}\n{text[self.start : self.end]}"


class PolicyTextSplitter(TextSplitter):
    """A LangChain splitter that ends chunks at sentences, else clauses, phrases, words.

    Args:
        chunk_size: longest chunk, in characters.
    """

    def __init__(self, chunk_size: int = 280, **kwargs: Any) -> None:
        super().__init__(chunk_size=chunk_size, chunk_overlap=0, **kwargs)

    def split_text(self, text: str) -> list[str]:
        """Return the chunks of ``text``; each is a slice of it."""
        return [text[start:end] for start, end in self.split_spans(text)]

    def split_spans(self, text: str, start: int = 0, end: int | None = None) -> list[Span]:
        """Return the spans of the chunks of ``text[start:end]``, in order and apart."""
        return self._pack(self._pieces(text, start, len(text) if end is None else end))

    def _pieces(self, text: str, start: int, end: int) -> list[Span]:
        pieces = [(start, end)]
        for spans in (sentence_spans, clause_spans, phrase_spans, _word_pieces):
            split: list[Span] = []
            for left, right in pieces:
                fits = right - left <= self._chunk_size and spans is not sentence_spans
                split.extend([(left, right)] if fits else spans(text, left, right))
            pieces = split
        return [part for piece in pieces for part in self._slices(piece)]

    def _slices(self, piece: Span) -> list[Span]:
        """Cut what no word border could make short enough (one endless 'word')."""
        start, end = piece
        size = self._chunk_size
        return [(at, min(at + size, end)) for at in range(start, end, size)]

    def _pack(self, pieces: list[Span]) -> list[Span]:
        packed: list[Span] = []
        for start, end in pieces:
            if packed and end - packed[-1][0] <= self._chunk_size:
                packed[-1] = (packed[-1][0], end)
            else:
                packed.append((start, end))
        return packed

    def split_document(self, document: Document) -> list[Chunk]:
        """Return the chunks of a document: provisions under one heading share a chunk if they fit."""
        chunks: list[Chunk] = []
        for group in _groups(document.provisions, self._chunk_size):
            context = " › ".join([_name(document), *group[0].path])
            for start, end in self.split_spans(document.text, group[0].start, group[-1].end):
                chunks.append(Chunk(start, end, group[0].section, context))
        return chunks

    def keyed(self, document: Document) -> list[tuple[str, Chunk]]:
        """The chunks of a document by their ids; none of one that never answers a question."""
        if not document.metadata.searchable:
            return []
        return [(chunk.key(document), chunk) for chunk in self.split_document(document)]


def _name(document: Document) -> str:
    """What a document is called when it is searched: its title; else its file's name where that says
    something, and its first words."""
    if document.metadata.title:
        return document.metadata.title
    name = PurePosixPath(document.source).stem
    told = name if _TELLING.search(name) else ""
    return " ".join([told, *document.text[:_FIRST_WORDS].split()]).strip()


def _word_pieces(text: str, start: int, end: int) -> list[Span]:
    return [(start + left, start + right) for left, right in word_spans(text[start:end])]


def _groups(provisions: tuple[Provision, ...], size: int) -> list[list[Provision]]:
    """Neighbouring provisions of one section that fit together in ``size`` characters.

    A heading goes with the text below it, so that a chunk is never a bare heading unless the
    heading has no text of its own.
    """
    groups: list[list[Provision]] = []
    for provision in provisions:
        if groups and _together(groups[-1], provision, size):
            groups[-1].append(provision)
        else:
            groups.append([provision])
    return groups


def _together(group: list[Provision], provision: Provision, size: int) -> bool:
    if provision.end - group[0].start > size:
        return False
    if ProvisionKind.CELL in (provision.kind, group[-1].kind):  # a catalogue row keeps to itself
        same_row = (provision.path, provision.paragraph) == (group[-1].path, group[-1].paragraph)
        return provision.kind is ProvisionKind.CELL and same_row
    front = (ProvisionKind.TITLE, ProvisionKind.NUMBER, ProvisionKind.ADDRESSEE)
    back = (ProvisionKind.SIGNATURE, ProvisionKind.DATE)
    for ends in (front, back):
        if group[-1].kind in ends:
            return provision.kind in ends
    body = (ProvisionKind.PARAGRAPH, ProvisionKind.HEADING, ProvisionKind.ROW)
    if provision.kind not in body or provision.topic or group[-1].topic:
        return False
    beside = len(provision.path) > 1 and provision.path[:-1] == group[0].path[:-1]
    if beside and provision.kind is ProvisionKind.PARAGRAPH:
        return len(provision.path[-1]) <= 4 or provision.path == group[-1].path
    return provision.path == group[0].path
