"""Documents of invented sentences, for the tests of duties."""

from corpus.document import Document, Metadata
from corpus.facts.duties.extract import Duty, extract_duties
from corpus.structure.provisions import parse

TITLE = "关于加强河道保洁工作的通知"


def document_of(text: str, title: str = TITLE) -> Document:
    """A document with that body."""
    return Document("sample", "sample.txt", text, Metadata(title=title), parse(text))


def duties_in(text: str, title: str = TITLE) -> list[Duty]:
    """The duties of that body."""
    return extract_duties(document_of(text, title))


def brief(text: str, title: str = TITLE) -> list[tuple[str, str, str]]:
    """Role, name and task of each."""
    return [(d.role.value, d.name, d.task) for d in duties_in(text, title)]
