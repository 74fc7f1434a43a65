"""Whether what a profile says meets one condition of a measure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.match.contrast import opposed
from assistant.match.days import Days
from assistant.match.offer import Piece
from assistant.match.quantities import Limit, Quantity
from assistant.match.statements import Statement, Told
from assistant.match.words import Words, covered, together, words_of

_MET = 0.6  # of the weight of its words said: the condition is met
_ABOUT = 0.45  # of the weight: a statement speaks of the same thing
_DENIED = 0.75  # of a denied statement's words said by the condition
_NAMES = 0.5  # of the characters' pairs of a bound's name shared with the quantity's
Weight = Callable[[str], float]


class Met(StrEnum):
    """What is known of a condition."""

    YES = "满足"
    NO = "不满足"
    OPEN = "需核实"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``because`` are the profile's own words that decide, "" where it says nothing; ``ask`` is what
    to ask the user for; ``used`` is the quantity that was held against the bound."""

    piece: Piece
    met: Met
    because: str = ""
    ask: str = ""
    used: Quantity | None = None
    share: float = 0.0


def judge(piece: Piece, about: Words, told: Told, weight: Weight) -> Verdict:
    """Hold a condition against a profile; ``about`` are the words of the measure that it belongs to."""
    if piece.limits and (found := _bounded(piece, about, told)):
        return found
    if piece.days and (found := _dated(piece, about, told, weight)):
        return found
    if piece.excludes:
        return _excluded(piece, told, weight)
    if denied := _denied(piece, told, weight):
        return Verdict(piece, Met.NO, denied.text)
    share, by = said(piece, told, weight)
    if by is not None and share >= _ABOUT and _contradicted(piece, by, told):
        return Verdict(piece, Met.NO, by.text, share=share)
    if share >= _MET:
        return Verdict(piece, Met.YES, by.text if by else "", share=share)
    if piece.formal or not piece.words:
        return Verdict(piece, Met.YES, share=share)
    return Verdict(piece, Met.OPEN, ask=piece.text, share=share)


def said(piece: Piece, told: Told, weight: Weight) -> tuple[float, Statement | None]:
    """How far the profile says what a piece asks for, and the statement that says most of it."""
    best, by = 0.0, None
    for statement in told.held:
        share = _share(piece, statement.words, weight)
        if share > best:
            best, by = share, statement
    whole = _share(piece, told.words, weight)
    return max(best, 0.5 * (best + whole)), by


def _share(piece: Piece, here: Words, weight: Weight) -> float:
    share, total = covered(piece.words, here, weight)
    for words in piece.alternatives:
        part, own = covered(words, here, weight)
        if own >= total / (2 * len(piece.alternatives)):
            share = max(share, part)
    return share


def _contradicted(piece: Piece, by: Statement, told: Told) -> bool:
    """Whether the profile names another member of a group of contrasts, and nowhere the one asked."""
    if not opposed(piece.plain, by.words):
        return False
    near = [s.words for s in told.held if s is not by and s.words.words & by.words.words]
    return opposed(piece.plain, together([by.words, *near]))


def _denied(piece: Piece, told: Told, weight: Weight) -> Statement | None:
    for statement in told.denied:
        if not statement.words.words:
            continue
        wanted = Words(piece.plain, frozenset(piece.words), frozenset())
        share, _ = covered(statement.words.words, wanted, weight)
        if share >= _DENIED:
            return statement
    return None


def _excluded(piece: Piece, told: Told, weight: Weight) -> Verdict:
    """Who is named is left out; who isn't passes."""
    share, by = said(piece, told, weight)
    if share >= _DENIED and by is not None:
        return Verdict(piece, Met.NO, by.text, share=share)
    return Verdict(piece, Met.YES, share=share)


def _bounded(piece: Piece, about: Words, told: Told) -> Verdict | None:
    met: Met | None = None
    used, because, missing = None, "", ""
    for limit in piece.limits:
        known = quantity_for(limit, about, told)
        if known is None:
            met, missing = met if met is Met.NO else Met.OPEN, missing or limit.label or piece.text
            continue
        quantity, statement = known
        if not limit.holds(quantity.value):
            return Verdict(piece, Met.NO, statement.text, used=quantity)
        met = met or Met.YES
        used, because = used or quantity, because or statement.text
    if met is None:
        return None
    ask = f"{missing}是多少" if met is Met.OPEN else ""
    return Verdict(piece, met, because, ask, used, 1.0 if met is Met.YES else 0.0)


def quantity_for(
    limit: Limit, about: Words, told: Told
) -> tuple[Quantity, Statement] | None:
    """The quantity of the profile that a bound is a bound of: its name is alike, or it is the only
    one of its unit in a statement on the same matter."""
    same_unit = [(q, s) for q, s in told.quantities if q.dimension == limit.range.dimension]
    label = words_of(limit.label)
    named = [(_alike(label, q, s), q, s) for q, s in same_unit]
    best = max(named, key=lambda found: found[0], default=None)
    if best and best[0] >= _NAMES:
        return best[1], best[2]
    near = [(q, s) for q, s in same_unit if _on_the_matter(about, s)]
    if not label.words and near and len({q.value for q, _ in near}) == 1:
        return near[0]
    return None


def _alike(label: Words, quantity: Quantity, statement: Statement) -> float:
    """How far (0–1) the name of a bound is the name of a quantity."""
    own = words_of(quantity.label)
    if not label.pairs or not own.pairs:
        return 0.0
    shared = len(label.pairs & own.pairs)
    beside = 0.5 * len((label.pairs - own.pairs) & statement.words.pairs)
    return (shared + beside) / min(len(label.pairs), max(len(own.pairs), 2)) if shared else 0.0


def _on_the_matter(about: Words, statement: Statement) -> bool:
    return bool(about.words & statement.words.words)


def _dated(piece: Piece, about: Words, told: Told, weight: Weight) -> Verdict | None:
    """Days of what is on the same matter, by the same name where they have several."""
    candidates: list[tuple[float, Days, Statement, Days]] = []
    for bound in piece.days:
        label = words_of(bound.label)
        for statement in told.held:
            for day in statement.days:
                alike = len(label.pairs & words_of(day.label).pairs)
                matter = len(about.words & statement.words.words)
                if alike and matter:
                    candidates.append((matter + alike, day, statement, bound))
    if not candidates:
        return None
    _, day, statement, bound = max(candidates, key=lambda c: c[0])
    if day.within(bound):
        return Verdict(piece, Met.YES, statement.text, share=1.0)
    if day.apart(bound):
        return Verdict(piece, Met.NO, statement.text)
    return Verdict(piece, Met.OPEN, ask=piece.text)


def first_open(verdicts: Iterable[Verdict]) -> list[str]:
    """What is to be asked, each once."""
    return list(dict.fromkeys(v.ask for v in verdicts if v.met is Met.OPEN and v.ask))


def any_no(verdicts: Sequence[Verdict]) -> Verdict | None:
    """The first condition that is not met."""
    return next((v for v in verdicts if v.met is Met.NO), None)
