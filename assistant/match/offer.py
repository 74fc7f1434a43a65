"""A measure made ready to be matched: what it is about, whom it is for, and each of its conditions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.match.days import Days, bounds_of_days
from assistant.match.place import Region
from assistant.match.quantities import Limit, limits
from assistant.match.words import meaning_words, same
from corpus.document import Document
from corpus.facts.measures.measure import Condition, Measure
from corpus.language.sentences import clause_spans

_LIGHT = 3  # words: a clause with fewer is about what stands before it (获得授权后每件再资助12000元)
_BEFORE = 160  # characters looked back at
_EXCLUDES = re.compile("除外|不含|不包括|不包含|不得|不予|不再|不能|不可|不享受|不重复|不适用|不属于|排除")
# What everybody goes through who applies, or what binds only afterwards: it decides nothing beforehand.
_FORMAL = re.compile(
    "^(?:经?(?:审核|审定|评审|评审通过|认定|考核|验收|批准|备案|公示|核定|专家评审).{0,6}|符合(?:相关|有关|规定|申报)?条件的?.{0,4}|"
    "按(?:照)?(?:相关|有关)?规定.{0,4}|自.{0,6}(?:当年|年度|次年)起|一次性|每年|连续.{0,3}年|"
    ".*(?:就高|不重复|重复享受|择优|择高|最多资助|累计不超过|分.{0,2}年.{0,14}拨付).*|自认定.{0,6}起)$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a measure that have to hold: ``start``/``end`` in the text of its document; ``words``
    tell what they are about, ``plain`` is all of them in the one form."""

    text: str
    start: int
    end: int
    plain: str
    words: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...] = ()
    limits: tuple[Limit, ...] = ()
    days: tuple[Days, ...] = ()
    excludes: bool = False
    formal: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """``topic`` is the clause itself without what it says of the other tiers; ``around`` what stands
    before it in its paragraph and over it."""

    measure: Measure
    document: Document
    region: Region
    topic: Piece
    target: Piece | None
    conditions: tuple[Piece, ...]
    around: Piece
    siblings: int = field(default=0, compare=False)

    @property
    def quote(self) -> str:
        """The words of the measure."""
        return self.document.text[self.measure.start : self.measure.end]

    @property
    def section(self) -> str:
        """The address of these words."""
        provision = self.document.provision_at(self.measure.start)
        return provision.section if provision else ""


def offers_of(document: Document, measures: Sequence[Measure], region: Region) -> list[Offer]:
    """The measures of a document, ready to be matched."""
    spans: dict[tuple[int, int], list[Measure]] = {}
    for measure in measures:
        spans.setdefault((measure.start, measure.end), []).append(measure)
    return [
        _offer(document, measure, spans[measure.start, measure.end], region) for measure in measures
    ]


def _offer(
    document: Document, measure: Measure, tiers: Sequence[Measure], region: Region
) -> Offer:
    text = document.text
    others = [t for t in map(_tier, tiers) if t and (not _tier(measure) or t.text != _tier(measure).text)]  # type: ignore[union-attr]
    own = _without(text, measure, others)
    around = piece(_context(document, measure), measure.start, measure.end)
    topic = piece(own, measure.start, measure.end)
    target = piece(measure.target, measure.start, measure.end) if measure.target else None
    conditions = tuple(piece(c.text, c.start, c.end) for c in measure.conditions)
    return Offer(measure, document, region, topic, target, conditions, around, len(others))


def _tier(measure: Measure) -> Condition | None:
    return measure.tier


def _without(text: str, measure: Measure, others: Sequence[Condition]) -> str:
    """The clause without the words of the other tiers and without its amounts."""
    cut = [(c.start, c.end) for c in others] + [(a.start, a.end) for a in measure.amounts]
    out = list(text[measure.start : measure.end])
    for start, end in cut:
        for at in range(max(start, measure.start), min(end, measure.end)):
            out[at - measure.start] = " "
    return "".join(out)


def _context(document: Document, measure: Measure) -> str:
    """What stands before the measure in its paragraph, and the headings over it."""
    provision = document.provision_at(measure.start)
    if provision is None:
        return ""
    start = max(provision.start, measure.start - _BEFORE)
    clauses = clause_spans(document.text, start, measure.start)
    said = "".join(document.text[slice(*span)] for span in clauses[-2:])
    return " ".join((*provision.path[-2:], provision.topic, said))


def piece(text: str, start: int, end: int) -> Piece:
    """Read words that have to hold."""
    plain = same(text)
    formal = bool(_FORMAL.match(plain))
    return Piece(
        text, start, end, plain, meaning_words(plain), _alternatives(plain),
        tuple(limits(text)), tuple(bounds_of_days(text)), bool(_EXCLUDES.search(plain)), formal,
    )  # fmt: skip


def _alternatives(plain: str) -> tuple[tuple[str, ...], ...]:
    """The words of each of several of which one is enough: A、B和C, A或B."""
    parts = re.split("、|或者?|以及|及其?|和|,", plain)
    found = [meaning_words(part) for part in parts if len(part) >= 3]
    return tuple(f for f in found if f) if len(found) > 1 else ()


def is_light(words: Sequence[str]) -> bool:
    """Whether a clause says too little of what it is about."""
    return len(words) < _LIGHT
