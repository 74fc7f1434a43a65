"""The two versions that a question sets side by side."""

from dataclasses import dataclass

from assistant.evidence.asked import Asked
from assistant.understanding.versions import (
    compares_versions,
    name_before,
    speaks_of_versions,
    years_named,
)
from corpus.compare.chain import Chains, dated
from corpus.document import Document, Metadata
from corpus.language.document_numbers import title_key
from corpus.language.places import related
from corpus.language.words import fold, pairs, unspaced

_LOOKED_AT = 5  # documents among the hits
_ALIKE = 0.7  # share of the shorter title that two documents on one matter have in common
_SHORTEST = 6  # characters of a title that can tell a matter


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A question that speaks of two versions and not of which text: ``pairs`` are those at hand, each
    (old, new)."""

    pairs: tuple[tuple[Document, Document], ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """``old`` and ``new`` are both at hand; ``only`` is the one that is, where the other is not, or
    where ``namesakes`` others have its title and nothing tells which is the older."""

    old: Document | None = None
    new: Document | None = None
    only: Document | None = None
    namesakes: int = 0


def unnamed(asked: Asked) -> Unnamed | None:
    """The pairs at hand, where a question says nothing of the text that it means."""
    question = asked.question
    if asked.named or asked.within is not None or not compares_versions(question.text):
        return None
    if not all(len(t.word) == 1 or speaks_of_versions(t.word) for t in question.terms):
        return None
    library = asked.library
    known = {i: metadata for i, (metadata, _) in library.store.documents.known().items()}
    chains = Chains(known)
    pairs = dict.fromkeys(pair for each in known if (pair := chains.next_to(each)))
    return Unnamed(tuple((library.document(old), library.document(new)) for old, new in pairs))


def versions_meant(asked: Asked) -> Versions | None:
    """The versions that a question compares; None where it is clear of none that there are any."""
    library = asked.library
    known = {i: metadata for i, (metadata, _) in library.store.documents.known().items()}
    chains = Chains(known)
    spoken = [document_id for document_id in _spoken_of(asked) if document_id in known]
    if not asked.named:
        name = name_before(asked.question.text)
        spoken = [each for each in spoken if _called(name, known[each].title)]
        spoken = [each for each in spoken if _as_likely(asked, known, each, spoken[0])]
    for document_id in spoken:
        if chosen := _chosen(chains.of(document_id), document_id, known, asked):
            old, new = (library.document(each) for each in chosen)
            return Versions(old, new)
        if earlier := library.store.documents.versions().get(document_id):
            version, _ = earlier[0]
            return Versions(library.version(document_id, version), library.document(document_id))
    if not compares_versions(asked.question.text):
        return None  # two documents that are no versions of one another
    if alike := _alike(asked, known, spoken):
        old, new = (library.document(each) for each in alike)
        return Versions(old, new)
    if asked.named and asked.document is not None:
        return _only(asked.document, known)
    if spoken and _title_words(asked, known[spoken[0]]):
        return _only(library.document(spoken[0]), known)
    return None


def _only(document: Document, known: dict[str, Metadata]) -> Versions:
    own = title_key(document.title)
    titles = (
        title_key(metadata.title) for i, metadata in known.items() if i != document.document_id
    )
    return Versions(only=document, namesakes=sum(title == own for title in titles))


def _as_likely(asked: Asked, known: dict[str, Metadata], one: str, first: str) -> bool:
    """Whether the title of a document found has all words of the question that the first one's has:
    the question is not about that one."""
    return _title_words(asked, known[first]) <= _title_words(asked, known[one])


def _called(name: tuple[str, ...], title: str) -> bool:
    """Whether a title has a word of the name that a question gives the text, if it gives one."""
    return not name or any(word in fold(unspaced(title)) for word in name)


def _title_words(asked: Asked, known: Metadata) -> set[str]:
    """The words of a question, those on versions left out, that stand in a title."""
    title = fold(unspaced(known.title))
    return {
        term.word
        for term in asked.question.terms
        if len(term.word) > 1 and term.word in title and not speaks_of_versions(term.word)
    }


def _spoken_of(asked: Asked) -> list[str]:
    if asked.named:
        return asked.named
    return list(dict.fromkeys(hit.chunk.document_id for hit in asked.hits))[:_LOOKED_AT]


def _chosen(
    chain: list[str], document_id: str, known: dict[str, Metadata], asked: Asked
) -> tuple[str, str] | None:
    """Two of a chain: those of the years that the question names, else the newest and, before it, the
    one that is named or the last."""
    if asked.within is not None:
        chain = [key for key in chain if key in asked.within]
    if len(chain) < 2:
        return None
    years = years_named(asked.question.text)
    dates = [key for key in chain if _year(known[key]) in years]
    if len(dates) >= 2:
        return dates[0], dates[-1]
    if len(dates) == 1:
        at = chain.index(dates[0])
        return (chain[at], chain[-1]) if at < len(chain) - 1 else (chain[-2], chain[-1])
    both = [key for key in chain if key in asked.named]
    if len(both) > 1:
        return both[0], both[-1]
    if asked.named and document_id != chain[-1]:
        return document_id, chain[-1]
    return chain[-2], chain[-1]


def _year(known: Metadata) -> int:
    return dated(known).year


def _alike(asked: Asked, known: dict[str, Metadata], found: list[str]) -> tuple[str, str] | None:
    """A document found, and another one on the same matter by its title, of the same place and of
    another date; among those found, or else anywhere if there is just one."""
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if _one_matter(known[one], known[other]) and _one_place(asked, one, other):
                return _by_date(one, other, known)
    for one in found[:1]:
        others = [
            other
            for other in known
            if other != one
            and _one_matter(known[one], known[other])
            and _one_place(asked, one, other, surely=True)
        ]
        if len(others) == 1:
            return _by_date(one, others[0], known)
    return None


def _by_date(one: str, other: str, known: dict[str, Metadata]) -> tuple[str, str]:
    old, new = sorted((one, other), key=lambda key: (dated(known[key]), key))
    return old, new


def _one_matter(known: Metadata, other: Metadata) -> bool:
    short, long = sorted((title_key(known.title), title_key(other.title)), key=len)
    if len(short) < _SHORTEST or dated(known) == dated(other):
        return False
    own = pairs(short)
    return sum(pair in long for pair in own) >= _ALIKE * len(own)


def _one_place(asked: Asked, one: str, other: str, *, surely: bool = False) -> bool:
    """Whether what two documents name at their beginning lies in one place; where one names none it
    may, but not ``surely``."""
    documents = asked.library.store.documents.known()
    mine, theirs = documents[one][1], documents[other][1]
    if not mine or not theirs:
        return not surely
    return any(related(a, b) for a in mine for b in theirs)
