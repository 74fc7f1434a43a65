"""Which document, or annex of one, a question is about as a whole, and what else it says."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.answers.document_facts import points_at_one
from assistant.evidence.asked import Asked
from assistant.understanding.address import without_address
from assistant.understanding.asking import is_asking
from corpus.document import Document, ProvisionKind
from corpus.language.words import content_words, fold, general_idf, unspaced
from corpus.structure.units import Unit, units_of

_LOOKED_AT = 8  # documents among the hits whose title may be spoken of
_SHORTEST, _LONG = 4, 12  # characters of a title that are taken for its name
_SHARE = 0.3  # … or this much of it
_NAMED = 0.7  # weighted share of the other words of a question that a title must hold
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{0,8}\s*[〔\[（(［【]?\s*[12][0-9]{3}\s*[〕\]）)］】]?年?\s*第?\s*[0-9]{1,4}\s*号"
)


@dataclass(frozen=True, slots=True)
class Meant:
    """``unit``: the part of the document that is meant as a whole; ``rest``: the question without
    what names the document."""

    document: Document
    units: tuple[Unit, ...]
    unit: Unit
    rest: str

    def left(self, text: str) -> list[str]:
        """The words of ``text`` that neither name the document nor only ask what it says."""
        names = _names(self.document)
        return [w for w in content_words(text) if not is_asking(w) and w not in names]


def meant(asked: Asked) -> Meant | None:
    """The document that a question is about; None where it names none and there are several."""
    document = asked.document
    if asked.named and document is None:
        return None  # outside what the asker restricts it to
    if document is None or not (asked.named or points_at_one(asked.question.text)):
        document = _spoken(asked) or document or _before(asked)
    if document is None:
        return None
    units = tuple(units_of(document))
    if not units:
        return None
    rest, unit = _without_names(document, units, asked.question.text)
    return Meant(document, units, unit, rest)


def is_plain(asked: Asked) -> bool:
    """Whether it is plain which document is meant: it is named, pointed at, or the only one."""
    pointed = points_at_one(asked.question.text) or asked.library.only_document() is not None
    return bool(asked.named) or pointed


def _spoken(asked: Asked) -> Document | None:
    """The document among the hits whose title holds nearly all words of the question that aren't
    about reading it."""
    plain = without_address(asked.question.text)
    words = [w for w in content_words(plain) if not is_asking(w)]
    total = sum(map(general_idf, words))
    if not total:
        return None
    best: tuple[float, Document] | None = None
    ids = dict.fromkeys(hit.chunk.document_id for hit in asked.hits)
    for document_id in list(ids)[:_LOOKED_AT]:
        document = asked.library.document(document_id)
        names = _names(document)
        share = sum(general_idf(w) for w in words if w in names) / total
        if share >= _NAMED and (best is None or share > best[0]):
            best = share, document
    return best[1] if best else None


def _before(asked: Asked) -> Document | None:
    """The document that the question before a follow-up was answered from, so far as one can tell."""
    followup = asked.question.original != asked.question.text
    if not followup or not asked.hits:
        return None
    return asked.library.document(asked.hits[0].chunk.document_id)


def _names(document: Document) -> str:
    """All that the document and its parts are called, as one string."""
    names = [document.title, document.metadata.number, *(p.name for p in document.parts)]
    return fold(unspaced("，".join(names)))


def _without_names(document: Document, units: tuple[Unit, ...], text: str) -> tuple[str, Unit]:
    """The question without the number and the title; and the part whose title it holds most of."""
    rest = _NUMBER.sub(" ", text)
    largest = sorted(units, key=lambda unit: -len(list(unit.walk())))
    longest, chosen = 0, largest[0]
    for unit in largest:  # of a notice and the rule it issues mostly the rule is meant
        title = _title(document, unit)
        match = SequenceMatcher(None, rest, title, autojunk=False).find_longest_match()
        if match.size > max(longest, _SHORTEST - 1):
            longest, chosen = match.size, unit
    for title in (_title(document, chosen), document.title):
        match = SequenceMatcher(None, rest, title, autojunk=False).find_longest_match()
        if match.size >= max(_SHORTEST, min(_LONG, _SHARE * len(title))):
            rest = rest[: match.a] + " " + rest[match.a + match.size :]
    return rest, chosen


def _title(document: Document, unit: Unit) -> str:
    if unit.path:
        return unit.path[0]
    titles = [p for p in document.provisions if p.kind is ProvisionKind.TITLE and not p.path]
    return "".join(unspaced(document.text[p.start : p.end]) for p in titles) or document.title
