"""What a visitor says on the page 找政策, as it stands in the address; nothing in it is trusted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.match.profile import Profile, profile_from_json
from assistant.match.reading import profile_of_sentence
from corpus import clock
from corpus.language.words import simplified
from pages.tables.query import address

_FIELDS = {
    "s": "sentence", "place": "place", "trade": "industry", "kind": "kind", "size": "size",
    "titles": "titles", "plans": "plans", "facts": "facts", "day": "day",
}  # fmt: skip
_LONGEST = 200  # characters of a value
_MOST = 1000  # of what buttons added
_BY_DATE, _MONTH = "date", "month"


@dataclass(frozen=True, slots=True)
class MatchQuery:
    """Fields as they were filled in; "" where left empty."""

    sentence: str = ""
    place: str = ""
    industry: str = ""
    kind: str = ""
    size: str = ""
    titles: str = ""
    plans: str = ""
    facts: str = ""
    day: str = ""
    by_date: bool = False
    this_month: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in that a measure could be held against."""
        return not any(
            (
                self.sentence,
                self.place,
                self.industry,
                self.size,
                self.titles,
                self.plans,
                self.facts,
            )
        )

    def changed(self, values: Mapping[str, str]) -> "MatchQuery":
        """With what ``values`` say anew; ``add`` is one more fact, from a button."""
        query = self
        for key, name in _FIELDS.items():
            if key in values:
                longest = _MOST if key == "facts" else _LONGEST
                changes: dict[str, Any] = {name: " ".join(values[key].split())[:longest]}
                query = replace(query, **changes)
        if "sort" in values:
            query = replace(query, by_date=values["sort"] == _BY_DATE)
        if "due" in values:
            query = replace(query, this_month=values["due"] == _MONTH)
        if added := " ".join(values.get("add", "").split())[:_LONGEST]:
            query = replace(query, facts="；".join(filter(None, (query.facts, added)))[:_MOST])
        return query

    def profile(self) -> Profile:
        """Who asks: the sentence, and above it what the fields say.

        Raises:
            ProfileError: an impossible day or figure.
        """
        given = profile_from_json(
            {
                "as_of": self.day, "place": self.place, "industry": self.industry, "kind": self.kind,
                "size": self.size, "qualifications": _parts(self.titles), "plans": _parts(self.plans),
                "facts": dict(_facts(self.facts)),
            }
        )  # fmt: skip
        if not self.sentence:
            return given
        told = profile_of_sentence(simplified(self.sentence), clock.today())
        return Profile(
            as_of=given.as_of if self.day else told.as_of,
            place=given.place or told.place,
            industry=given.industry or told.industry,
            kind=given.kind or told.kind,
            size=given.size or told.size,
            qualifications=given.qualifications + told.qualifications,
            plans=given.plans + told.plans,
            facts=given.facts,
        )

    def address(self) -> str:
        """The query as it follows the path, "?" included; "" for the empty one."""
        values = {key: getattr(self, name) for key, name in _FIELDS.items()}
        kept = {"sort": _BY_DATE if self.by_date else "", "due": _MONTH if self.this_month else ""}
        return address({**values, **kept}, 1)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split("[;；\n]", text) if part.strip()]


def _facts(text: str) -> list[tuple[str, str]]:
    """名称=数值, several by semicolons; a part without a sign is a fact that holds."""
    pairs = (re.split("[=＝：:]", part, maxsplit=1) for part in _parts(text))
    return [(p[0].strip(), p[1].strip() if len(p) > 1 else "是") for p in pairs if p[0].strip()]
