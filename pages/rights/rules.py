"""Collections of documents and the groups that may see them: the rules, and what a reader may see by
them.

A collection is a set of places in the library: folders, or single files, as documents' sources name
them. A document belongs to the one collection whose place is nearest to it, so that a folder within a
folder can be kept closer, or opened. What belongs to none is for everybody, or for whoever ``others``
says.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from corpus.errors import PolicyError
from pages.rights import texts

_NAME = 60  # characters of a name


class RightsError(PolicyError):
    """The rules can't be understood, or a change of them is not possible."""


class Others(StrEnum):
    """Who may see the documents of no collection."""

    EVERYBODY = "everybody"
    SIGNED_IN = "signed_in"
    ADMINISTRATORS = "administrators"


@dataclass(frozen=True, slots=True)
class Collection:
    """Places, and the groups that may see what lies there."""

    name: str
    paths: tuple[str, ...]
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """All collections of a library."""

    collections: tuple[Collection, ...] = ()
    others: Others = Others.EVERYBODY

    @cached_property
    def _places(self) -> dict[str, str]:
        return {path: c.name for c in self.collections for path in c.paths}

    def collection_of(self, source: str) -> str:
        """The name of the collection that a document belongs to, "" for none."""
        place = plain_path(source)
        while place:
            if place in self._places:
                return self._places[place]
            place = place.rpartition("/")[0]
        return ""

    def reach(self, groups: frozenset[str], *, signed_in: bool) -> "Reach | None":
        """What a reader of these groups may see, None for everything."""
        shut = frozenset(c.name for c in self.collections if not groups.intersection(c.groups))
        open_ = self.others is Others.EVERYBODY or (self.others is Others.SIGNED_IN and signed_in)
        return Reach(self, shut, others=open_) if shut or not open_ else None


@dataclass(frozen=True)
class Reach:
    """What a reader may see: all but the collections that are ``shut``; ``others``: what belongs to
    none."""

    rules: Rules
    shut: frozenset[str]
    others: bool

    def admits(self, source: str) -> bool:
        """Whether the document of this source may be seen."""
        name = self.rules.collection_of(source)
        return name not in self.shut if name else self.others


def plain_path(path: str) -> str:
    """A place in the one form in which places are compared."""
    steps = unicodedata.normalize("NFC", path).replace("\\", "/").split("/")
    return "/".join(step.strip() for step in steps if step.strip() not in ("", "."))


def checked(rules: Rules) -> Rules:
    """The rules, places in their plain form.

    Raises:
        RightsError: a name is missing or there twice, a place in two collections.
    """
    of: dict[str, str] = {}
    made: list[Collection] = []
    for collection in rules.collections:
        name = " ".join(collection.name.split())
        if not 0 < len(name) <= _NAME:
            raise RightsError(texts.NAME_EMPTY)
        if name in (c.name for c in made):
            raise RightsError(texts.NAME_TAKEN.format(name=name))
        paths = tuple(dict.fromkeys(filter(None, map(plain_path, collection.paths))))
        if not paths:
            raise RightsError(texts.PATHS_EMPTY)
        for path in paths:
            if path in of:
                raise RightsError(
                    texts.TWO_COLLECTIONS.format(path=path, first=of[path], second=name)
                )
            of[path] = name
        made.append(Collection(name, paths, checked_groups(collection.groups)))
    return Rules(tuple(made), rules.others)


def checked_groups(groups: tuple[str, ...]) -> tuple[str, ...]:
    """Names of groups, each once.

    Raises:
        RightsError: one that can't be a name.
    """
    names = tuple(dict.fromkeys(" ".join(unicodedata.normalize("NFKC", g).split()) for g in groups))
    for name in names:
        if not 0 < len(name) <= _NAME or "," in name or not name.isprintable():
            raise RightsError(texts.GROUP_BAD.format(name=name[:_NAME]))
    return names
