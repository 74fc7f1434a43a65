"""All kinds of facts and who extracts each: a new kind is a file of its own and one line here."""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from corpus.document import Document
from corpus.facts.base import Fact
from corpus.facts.contacts import Contact, extract_contacts
from corpus.facts.duties.duty import Duty
from corpus.facts.duties.extract import extract_duties
from corpus.facts.measures.extract import extract_measures
from corpus.facts.measures.measure import Measure
from corpus.facts.periods import Period, extract_periods
from corpus.facts.procedures import Procedure, extract_procedures

EXTRACTORS: dict[type[Fact], Callable[[Document], Sequence[Fact]]] = {
    Duty: extract_duties,
    Measure: extract_measures,
    Contact: extract_contacts,
    Period: extract_periods,
    Procedure: extract_procedures,
}
KINDS = {fact.kind: fact for fact in EXTRACTORS}
_CODE = ("facts", "language", "structure")  # folders that decide what is extracted from a text


def extract_facts(document: Document) -> list[Fact]:
    """What a document states, kind by kind, each in reading order."""
    return [fact for extract in EXTRACTORS.values() for fact in extract(document)]


@cache
def extraction() -> str:
    """Sixteen hex digits of the code and the tables that extract: facts of another code are stale."""
    corpus = Path(__file__).parents[1]
    files = (path for folder in _CODE for path in (corpus / folder).rglob("*"))
    found = hashlib.sha256()
    for path in sorted(p for p in files if p.suffix in (".py", ".yaml")):
        found.update(f"{path.relative_to(corpus).as_posix()}\0".encode() + path.read_bytes())
    return found.hexdigest()[:16]
