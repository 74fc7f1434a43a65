"""Answers that were kept while more could be seen than today: they are not shown any more."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.answer import Answer
from pages.records.kept import Kept, KeptTurn
from pages.rights import texts
from pages.rights.view import View
from pages.rights.views import Views

_TITLE = 6  # characters of a title that is nobody else's words


def withheld(kept: Kept, views: Views) -> Kept:
    """A conversation as whoever reads now may see it: without the answers that quote or name a document
    that is hidden from them."""
    view = views.now()
    if view is views.whole:
        return kept
    hidden = _Hidden(view, views.whole)
    return replace(kept, turns=tuple(_turn(turn, hidden) for turn in kept.turns))


def _turn(turn: KeptTurn, hidden: "_Hidden") -> KeptTurn:
    if turn.answer is not None and not hidden.behind(turn.answer):
        return turn
    if turn.answer is None and not turn.shown:
        return turn
    return replace(turn, answer=None, shown=(), notice=texts.WITHHELD)


class _Hidden:
    """The documents that are here but can't be seen."""

    def __init__(self, view: View, whole: View) -> None:
        seen, every = (v.library.store.documents.titles() for v in (view, whole))
        self._titles = [t for i, t in every.items() if i not in seen and len(t) >= _TITLE]
        self._ids = _known(whole) - _known(view)

    def behind(self, answer: Answer) -> bool:
        """Whether an answer quotes one of them, or names it in words of its own."""
        if any(cited.document_id in self._ids for cited in answer.citations):
            return True
        said = answer.markdown
        for cited in answer.citations:
            said = said.replace(cited.quote, "")
        return any(title in said for title in self._titles)


def _known(view: View) -> set[str]:
    """The ids of all documents of a view, those that are gone too."""
    rows: Iterable[tuple[str]] = view.library.store.rows(
        "SELECT document_id FROM documents UNION SELECT document_id FROM versions"
    )
    return {row[0] for row in rows}
