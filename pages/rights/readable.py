"""What can be read of the library by whoever the program is at work for, and nothing else of it."""

from assistant.catalogs.table import CatalogRegister
from assistant.duties.register import DutyRegister
from assistant.library import Library
from assistant.tasks.register import TaskRegister
from pages.compare.found import Comparisons
from pages.library.items import Listing
from pages.rights.views import Views


class Readable:
    """The parts of the reader's view, looked up at each use: who keeps one keeps that reader's."""

    views: Views

    @property
    def library(self) -> Library:
        """The documents."""
        return self.views.now().library

    @property
    def listing(self) -> Listing:
        """The documents as items."""
        return self.views.now().listing

    @property
    def duties(self) -> DutyRegister:
        """What departments have to do."""
        return self.views.now().duties

    @property
    def tasks(self) -> TaskRegister:
        """What documents want done."""
        return self.views.now().tasks

    @property
    def catalogs(self) -> CatalogRegister:
        """The catalogues."""
        return self.views.now().catalogs

    @property
    def comparisons(self) -> Comparisons:
        """Versions beside each other."""
        return self.views.now().comparisons

    @property
    def examples(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Questions to begin with."""
        return self.views.now().examples
