"""What to ask next: questions made from the documents an answer quotes, each one tried before it is
offered.

They come from what stands around the quotes: other columns of the same row of a catalogue, the work
of a department that is named, headings beside the one quoted, details stated nearby. A question is
offered only if the assistant answers it, and from the very place it was made from.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, takewhile, zip_longest

from assistant.answer import Answer, Citation
from assistant.catalogs.rows import is_catalog, row_at
from assistant.duties.register import DutyRegister
from assistant.library import Library
from assistant.understanding.attributes import attributes
from corpus.document import Document, Provision, ProvisionKind
from corpus.errors import UnknownDocumentError
from corpus.language.departments import DepartmentTable
from corpus.language.markers import unnumbered
from corpus.language.words import content_words

MOST = 3
_TRIED = 7  # questions tried for one answer: 0.15 s each
_CITED = 3  # quotes looked around
_HEADING = (3, 18)  # characters of a heading that makes a question


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question, and the part of a document that its answer must come from; ``stated`` is what the
    words quoted must hold."""

    question: str
    document_id: str
    start: int
    end: int
    stated: re.Pattern[str] = re.compile("")

    def answered_by(self, answer: Answer) -> bool:
        """Whether an answer comes from there."""
        return answer.status == "answered" and any(
            c.document_id == self.document_id
            and c.start < self.end
            and self.start < c.end
            and self.stated.search(c.quote)
            for c in answer.citations
        )


def suggest(
    answer: Answer,
    asked: list[str],
    library: Library,
    table: DepartmentTable,
    duties: DutyRegister,
    ask: Callable[[str], Answer],
) -> tuple[str, ...]:
    """Up to ``MOST`` questions that the documents answer, the likeliest first.

    Args:
        asked: what the user asked so far; it is not offered again.
        ask: answers a question, as the user would get it.
    """
    if answer.options:  # there is something to choose first
        return ()
    said = {_plain(question) for question in [*asked, answer.question]}
    kept: list[str] = []
    tried = 0
    for suggestion in _candidates(answer, library, table, duties):
        if len(kept) == MOST or tried == _TRIED:
            break
        if _plain(suggestion.question) in said:
            continue
        said.add(_plain(suggestion.question))
        tried += 1
        if suggestion.answered_by(ask(suggestion.question)):
            kept.append(suggestion.question)
    return tuple(kept)


def _candidates(
    answer: Answer,
    library: Library,
    table: DepartmentTable,
    duties: DutyRegister,
) -> Iterator[Suggestion]:
    for cited in answer.citations[:_CITED]:
        try:
            document = library.document(cited.document_id)
        except UnknownDocumentError:  # withdrawn since
            continue
        if document.text[cited.start : cited.end] != cited.quote:
            continue
        if is_catalog(document):
            yield from _of_row(document, cited)
            continue
        kinds = (
            _of_headings(document, cited),
            _of_departments(document, cited, answer, table, duties),
            _of_details(document, cited),
        )
        yield from filter(None, chain.from_iterable(zip_longest(*kinds)))


def _of_row(document: Document, cited: Citation) -> Iterator[Suggestion]:
    """The columns of the row that were not quoted."""
    row = row_at(document, cited.start)
    if row is None:
        return
    for attribute in attributes():
        cells = [cell for role in attribute.roles for cell in row.of_role(role)]
        for cell in cells[:1] if attribute.suggest else ():
            if row.value(cell) and not (cited.start < cell.end and cell.start < cited.end):
                question = attribute.suggest.format(name=row.name)
                yield Suggestion(question, document.document_id, cell.start, cell.end)


def _of_departments(
    document: Document,
    cited: Citation,
    answer: Answer,
    table: DepartmentTable,
    duties: DutyRegister,
) -> Iterator[Suggestion]:
    """The work of departments that the quote names and the question does not, where the document
    gives them some."""
    asked = {mention.department.key for mention in table.find(answer.question)}
    for mention in table.find(cited.quote):
        given = duties.of_department_in(mention.department, [document.document_id])
        if mention.department.key not in asked and len(given) > 1:
            asked.add(mention.department.key)
            question = f"{mention.name.removeprefix('各级')}要做哪些事？"
            yield Suggestion(question, document.document_id, 0, len(document.text))


def _of_headings(document: Document, cited: Citation) -> Iterator[Suggestion]:
    """The headings beside the one that the quote stands under, the following before the earlier."""
    at = document.provision_at(cited.start)
    if at is None or not at.path:
        return
    headings = [p for p in document.provisions if p.kind is ProvisionKind.HEADING]
    beside = [h for h in headings if h.path[:-1] == at.path[:-1] and h.path != at.path]
    order = [h for h in beside if h.start > cited.start]
    order += [h for h in reversed(beside) if h.start < cited.start]
    for heading in order:
        if name := _name(document, heading):
            start, end = _section(document, heading)
            yield Suggestion(f"{name}有哪些规定？", document.document_id, start, end)


def _of_details(document: Document, cited: Citation) -> Iterator[Suggestion]:
    """Details that the section of the quote states beside it."""
    at = document.provision_at(cited.start)
    if at is None or not at.path:
        return
    headings = (p for p in document.provisions if p.kind is ProvisionKind.HEADING)
    heading = next((h for h in headings if h.path == at.path), None)
    name = _name(document, heading) if heading else ""
    if heading is None or not name:
        return
    start, end = _section(document, heading)
    beside = document.text[start : cited.start] + "\n" + document.text[cited.end : end]
    for attribute in attributes():
        stated = attribute.stated if attribute.of_heading else None
        if stated and stated.search(beside) and not stated.search(cited.quote):
            question = attribute.suggest.format(name=name)
            yield Suggestion(question, document.document_id, start, end, stated)


def _section(document: Document, heading: Provision) -> tuple[int, int]:
    """Where the text under a heading begins and ends."""
    depth = len(heading.path)
    after = (p for p in document.provisions if p.start > heading.start)
    inside = takewhile(lambda p: p.path[:depth] == heading.path, after)
    return heading.end, max((p.end for p in inside), default=heading.end)


def _name(document: Document, heading: Provision) -> str:
    """A heading as part of a question: without its label, "" where it makes none."""
    words = unnumbered(document.text[heading.start : heading.end].strip()).rstrip("。：:")
    least, most = _HEADING
    usable = least <= len(words) <= most and not re.search(r"[。；？?，\s]", words)
    return words if usable and content_words(words) else ""


def _plain(question: str) -> str:
    return re.sub(r"[\s？?。！!，,]", "", question)
