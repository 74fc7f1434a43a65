"""What programs are told of the documents, read again when something was built or the day has changed."""

from datetime import date
from threading import Lock
from typing import Any

from assistant.library import Library
from corpus.life.standing import claims_among, standing
from pages.api import texts

Json = dict[str, Any]
_SEARCHED = ("title", "number", "issuer", "source")


class Listing:
    """Every document that answers questions, by source. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = Lock()
        self._state: tuple[str, date] | None = None
        self._rows: list[Json] = []

    def find(self, words: str) -> list[Json]:
        """The documents that hold all ``words`` in title, number, issuer or source."""
        wanted = words.lower().split()
        return [row for row in self._everything() if all(word in _words_of(row) for word in wanted)]

    def _everything(self) -> list[Json]:
        with self._lock:
            state = (self._library.store.meta("generation"), date.today())
            if state != self._state:
                self._rows, self._state = self._read(state[1]), state
            return self._rows

    def _read(self, today: date) -> list[Json]:
        entries = self._library.store.documents.entries()
        known = {
            key: metadata for key, (metadata, _) in self._library.store.documents.known().items()
        }
        claims = claims_among(known)
        rows = []
        for key, entry in entries.items():
            if key not in known:  # only to be looked through, or withdrawn a moment ago
                continue
            values = known[key].to_json()
            row = {"document_id": key, "source": entry.source}
            row |= {name: values[name] for name in texts.DOCUMENT_FIELDS}
            row["title"] = known[key].title or entry.source
            row["validity"] = standing(known[key], tuple(claims.get(key, ())), today).validity.value
            rows.append(row)
        return rows


def _words_of(row: Json) -> str:
    return "\n".join(row[name] for name in _SEARCHED).lower()
