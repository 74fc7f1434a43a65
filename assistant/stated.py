"""A fact beside the document that states it, as a reader is shown it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from assistant.answer import Citation, cite
from assistant.library import Library
from corpus.document import Document, Provision
from corpus.errors import UnknownDocumentError
from corpus.facts.base import Fact
from index.store.facts import StoredFact

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Stated(Generic[F]):
    """``document`` is the live one, its validity that of today."""

    fact: F
    document: Document

    @property
    def quote(self) -> str:
        """The words that state the fact."""
        return self.document.text[self.fact.start : self.fact.end]

    @property
    def provision(self) -> Provision:
        """The provision in which these words begin."""
        found = self.document.provision_at(self.fact.start)
        assert found is not None  # facts are extracted from provisions
        return found

    @property
    def section(self) -> str:
        """The legal address of these words."""
        return self.provision.section

    def cite(self, n: int) -> Citation:
        """The citation of these words under mark ``n``."""
        return cite(n, self.document, self.section, self.fact.start, self.fact.end)


def stated(found: Iterable[StoredFact[F]], library: Library) -> Iterator[Stated[F]]:
    """Facts with their documents; without those whose document was changed or withdrawn since they
    were looked up."""
    for stored in found:
        try:
            document = library.document(stored.document_id)
        except UnknownDocumentError:
            continue
        if document.version == stored.version:
            yield Stated(stored.fact, document)
