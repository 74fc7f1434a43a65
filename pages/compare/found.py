"""What the page 新旧对照 shows: the comparison that is asked for, and the pairs that may be."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from assistant.library import Library
from corpus.compare.chain import Chains, dated
from corpus.compare.comparison import Change, Comparison, Kind, Line, compare
from corpus.compare.consistency import Bases, Doubt, doubts
from corpus.document import Document, Metadata
from pages.compare import texts
from pages.compare.query import CompareQuery, Only

_KEPT = 8  # comparisons; each takes 0.1 to 0.3 s to make


@dataclass(frozen=True, slots=True)
class Choice:
    """A document, or an earlier version of one, to choose: ``key`` as a query names it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """A comparison, and the lines of it that are shown."""

    query: CompareQuery
    comparison: Comparison

    @property
    def changes(self) -> list[tuple[Line, Change]]:
        """The changes that matter, figures first."""
        found = [
            (line, change)
            for line in self.comparison.lines
            for change in line.changes
            if change.what.important
        ]
        return sorted(found, key=lambda row: row[1].what.rank)

    @property
    def lines(self) -> Sequence[Line]:
        """The articles that are shown or exported: all, or those that are not as they were."""
        if self.query.only is Only.ALL:
            return self.comparison.lines
        return self.changed

    @property
    def changed(self) -> Sequence[Line]:
        """The articles that are not as they were."""
        same = (Kind.UNCHANGED, Kind.MOVED)
        return [line for line in self.comparison.lines if line.kind not in same]


class Comparisons:
    """Comparisons over a library, the last few kept; safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, str, str, str], Comparison] = OrderedDict()
        self._read: tuple[str | None, dict[str, Metadata]] = (None, {})

    def find(self, query: CompareQuery) -> Found:
        """The comparison of the two documents of a query.

        Raises:
            UnknownDocumentError: one of them is not here.
        """
        return Found(query, self.between(self._text(query.old), self._text(query.new)))

    def between(self, old: Document, new: Document) -> Comparison:
        """The comparison of two texts."""
        key = (old.document_id, old.version, new.document_id, new.version)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = compare(old, new)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made

    def _text(self, key: str) -> Document:
        document_id, _, version = key.partition("@")
        if version:
            return self.library.version(document_id, version)
        return self.library.document(document_id)

    def _known(self) -> dict[str, Metadata]:
        """What is known of every document, read once until something is built."""
        generation = self.library.store.meta("generation")
        with self._lock:
            if self._read[0] != generation:
                rows = self.library.store.documents.known()
                self._read = generation, {key: metadata for key, (metadata, _) in rows.items()}
            return self._read[1]

    def choices(self) -> list[Choice]:
        """All documents by title, each followed by its earlier versions."""
        found = []
        titles = self.library.store.documents.titles()
        earlier, years = self._earlier(titles), self._years(titles)
        for document_id, title in sorted(titles.items(), key=lambda item: item[1]):
            found += [
                Choice(document_id, f"{title}{years[document_id]}"),
                *earlier.get(document_id, ()),
            ]
        return found

    def _earlier(self, titles: Mapping[str, str]) -> dict[str, list[Choice]]:
        """The earlier versions of documents that are kept, newest first, by id."""
        return {
            document_id: [
                Choice(
                    f"{document_id}@{version}",
                    texts.VERSION.format(title=titles[document_id], when=when[:10]),
                )
                for version, when in versions
            ]
            for document_id, versions in self.library.store.documents.versions().items()
            if document_id in titles
        }

    def _years(self, titles: Mapping[str, str]) -> dict[str, str]:
        """（2020年） for every document, "" where nothing is known: versions often have one title."""
        years = {key: dated(metadata).year for key, metadata in self._known().items()}
        return {key: f"（{years[key]}年）" if years.get(key, 1) > 1 else "" for key in titles}

    def pairs(self) -> list[tuple[Choice, Choice]]:
        """Neighbouring versions (old, new) among the documents, and of single documents."""
        known = self._known()
        titles = self.library.store.documents.titles()
        chains = Chains(known)
        found: dict[tuple[str, str], None] = {}
        for document_id in known:
            if pair := chains.next_to(document_id):
                found.setdefault(pair)
        years = self._years(titles)
        named = {key: Choice(key, f"{title}{years[key]}") for key, title in titles.items()}
        pairs = [(named[old], named[new]) for old, new in found]
        for document_id, earlier in self._earlier(titles).items():
            pairs.append((earlier[0], Choice(document_id, titles[document_id])))
        return pairs

    def before(self, document_id: str) -> tuple[str, str] | None:
        """(old, new) as queries name them: the text that a document had before, or else the version
        before it; of the oldest one, the version behind it."""
        versions = self.library.store.documents.versions().get(document_id)
        if versions:
            return f"{document_id}@{versions[0][0]}", document_id
        known = self._known()
        return Chains(known).next_to(document_id) if document_id in known else None

    def based(self) -> list[Choice]:
        """The documents whose basis is at hand."""
        known = self._known()
        bases = Bases(known)
        return [Choice(key, known[key].title) for key in known if bases.of(key)]

    def checked(self, document_id: str) -> tuple[Document, list[Document], list[Doubt]]:
        """A document, the bases of it that are at hand, and where they differ from it.

        Raises:
            UnknownDocumentError: it is not here.
        """
        document = self.library.document(document_id)
        known = self._known()
        named = Bases(known).of(document_id) if document_id in known else []
        bases = [self.library.document(key) for key in named]
        return document, bases, doubts(document, bases)
