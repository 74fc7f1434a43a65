"""Which documents a question may be answered from, as the asker restricts it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from corpus.document import Metadata, Validity
from corpus.language.places import lineage
from corpus.life.genre import genre_of
from corpus.life.standing import claims_among, standing

_LISTED = 300  # choices of one kind


@dataclass(frozen=True, slots=True)
class Filter:
    """A restriction of the documents that may answer. What is empty restricts nothing; of several
    values of one kind any will do. A place stands for those within it too; ``in_force`` asks for
    documents stated to be 现行有效, which 未核实 is not."""

    genres: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    in_force: bool = False

    def __bool__(self) -> bool:
        return bool(self.genres or self.issuers or self.places or self.years or self.in_force)

    @property
    def words(self) -> str:
        """The restriction as people read it, "" without one."""
        parts = [
            ("文种", self.genres),
            ("发文机关", self.issuers),
            ("地区", self.places),
            ("年份", tuple(str(year) for year in self.years)),
        ]
        said = [f"{name}：{'、'.join(values)}" for name, values in parts if values]
        return "；".join([*said, *(["只看现行有效"] if self.in_force else [])])

    def admits(self, card: "Card") -> bool:
        """Whether a document may answer."""
        return (
            (not self.genres or card.genre in self.genres)
            and (not self.issuers or not card.issuers.isdisjoint(self.issuers))
            and (not self.places or not card.places.isdisjoint(self.places))
            and (not self.years or card.year in self.years)
            and (not self.in_force or card.in_force)
        )


@dataclass(frozen=True, slots=True)
class Card:
    """What a filter looks at in a document. ``places`` holds those it names at its beginning and
    those they lie in; ``year`` is that of issue, else of publication, 0 if unknown."""

    genre: str
    issuers: frozenset[str]
    places: frozenset[str]
    year: int
    in_force: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What the library holds to choose from: frequent first, years latest first."""

    genres: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    in_force: bool = False


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of all documents that answer questions, by id."""

    cards: dict[str, Card] = field(default_factory=dict)

    @classmethod
    def of(cls, known: dict[str, tuple[Metadata, tuple[str, ...]]], today: date) -> "Cards":
        """Make them from each document's metadata and the places it names."""
        claims = claims_among({key: metadata for key, (metadata, _) in known.items()})
        cards = {}
        for key, (metadata, places) in known.items():
            stands = standing(metadata, tuple(claims.get(key, ())), today)
            issued = metadata.issued or metadata.published
            cards[key] = Card(
                genre_of(metadata.title),
                frozenset(filter(None, metadata.issuer.split("、"))),
                frozenset(place for named in places for place in (named, *lineage(named))),
                issued.year if issued else 0,
                stands.validity is Validity.IN_FORCE,
            )
        return cls(cards)

    def admitted(self, chosen: Filter) -> frozenset[str]:
        """Ids of the documents that a filter admits."""
        return frozenset(key for key, card in self.cards.items() if chosen.admits(card))

    def choices(self) -> Choices:
        """What there is to choose from."""
        cards = self.cards.values()
        return Choices(
            _frequent(card.genre for card in cards),
            _frequent(issuer for card in cards for issuer in sorted(card.issuers)),
            _frequent(place for card in cards for place in sorted(card.places)),
            tuple(sorted({card.year for card in cards} - {0}, reverse=True)),
            any(card.in_force for card in cards),
        )


def _frequent(values: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(value for value in values if value)
    return tuple(value for value, _ in counted.most_common(_LISTED))
