"""Whether what a profile says meets one condition of a measure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.match.contrast import levels, members, named, opposed
from assistant.match.days import Days
from assistant.match.pieces import Piece, alternatives_of
from assistant.match.quantities import Limit, Quantity
from assistant.match.since import founded, years_allowed
from assistant.match.statements import Statement, Told
from assistant.match.words import Words, covered, meaning_words, together, words_of

_MET = 0.6  # of the weight of its words said: the condition is met
_ABOUT = 0.45  # of the weight: a statement speaks of the same thing
_STRONGER = 0.8  # of what the best statement says: what says the contrary weighs as much
_OUTRIGHT, _NAMED_OUT = 0.8, 5.0  # of one of several that are left out; its least weight
_LEFT_OUT = 0.6  # of the weight of an exclusion's words said: it is meant
_DENIED = 0.75  # of a denied statement's words said by the condition
_NAMES = 0.5  # of the characters' pairs of a bound's name shared with the quantity's
INTENDED = re.compile("(?:正?准备|拟|计划|打算|预计|争取|正在申请)")  # not done yet
_SPEAKS = 0.3  # of the weight: a statement may be on the same thing
_UNSTATED = re.compile("符合(?:相关|有关|规定的?|以下)?条件的?(?:项目|企业|单位|可|,|$)")
_LEAVING = re.compile(
    "(?:一律)?(?:不再|不得|不予|不能|不可)[^,;。]*|除外|不含|不包括|不包含|不享受|不适用|国家知识产权局"
)
_DOUBLE = re.compile(
    "非[^,;。]{2,12}(?:不予|不得|不再)|(?:未|没有)[^,;。]{2,20}(?:不予|不得|不再|不能)|不重复|重复享受|不超过"
)
_OF_MANY = ("金额", "比例")  # of which a profile gives several
_ANY_SUM = re.compile(
    "^(?:设备|项目|实际|累计|年度|当年)*(?:总?投资|投入|购置|金额|支出|费用)(?:总?额|金额|总计)?$"
)
_COUNTS = 0.3  # the same for heads, areas, years
Weight = Callable[[str], float]


class Met(StrEnum):
    """What is known of a condition."""

    YES = "满足"
    NO = "不满足"
    OPEN = "需核实"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``because`` are the profile's own words that decide, "" where it says nothing; ``ask`` is what
    to ask the user for; ``used`` is the quantity that was held against the bound, ``named`` whether
    that bears the bound's name."""

    piece: Piece
    met: Met
    because: str = ""
    ask: str = ""
    used: Quantity | None = None
    share: float = 0.0
    named: bool = False


def judge(piece: Piece, about: Words, told: Told, weight: Weight) -> Verdict:
    """Hold a condition against a profile; ``about`` are the words of the measure that it belongs to."""
    if piece.limits and (found := _bounded(piece, about, told)):
        return found
    if found := _since(piece, told):
        return found
    if piece.days and (found := _dated(piece, about, told, weight)):
        return found
    if piece.excludes:
        return _excluded(piece, told, weight)
    if denied := _denied(piece, told, weight):
        return Verdict(piece, Met.NO, denied.text)
    share, by, against = said(piece, told, weight)
    if against is not None:
        return Verdict(piece, Met.NO, against.text, share=share)
    if _UNSTATED.search(piece.plain):
        return Verdict(piece, Met.OPEN, by.text if by else "", "", share=share)
    if not piece.words and (level := _level(piece, about, told)):
        return level
    if levels(piece.plain) and not _names_level(piece, told, weight):
        return Verdict(piece, Met.OPEN, by.text if by else "", piece.text, share=share)
    if share >= _MET and by is not None and INTENDED.match(by.text):
        return Verdict(piece, Met.OPEN, by.text, piece.text, share=share)
    if share >= _MET:
        return Verdict(piece, Met.YES, by.text if by else "", share=share)
    if piece.formal or not piece.words:
        return Verdict(piece, Met.YES, share=share)
    return Verdict(piece, Met.OPEN, ask=piece.text, share=share)


def _level(piece: Piece, about: Words, told: Told) -> Verdict | None:
    """A tier that is a level only (省级): the statement on the matter has to name it."""
    if not any(members(piece.plain)):
        return None
    near = [s for s in told.held if about.words & s.words.words]
    for statement in near:
        if named(piece.plain, statement.words):
            return Verdict(piece, Met.YES, statement.text, share=1.0)
    for statement in near:
        if opposed(piece.plain, statement.words):
            return Verdict(piece, Met.NO, statement.text)
    return Verdict(piece, Met.OPEN, ask=f"{piece.text.strip()}（{about.text[:40]}）")


def _names_level(piece: Piece, told: Told, weight: Weight) -> bool:
    """Whether a statement on the same thing names the level that is asked for (省级, 国家级)."""
    return any(
        levels(piece.plain) & levels(statement.words.text)
        for statement in told.held
        if _share(piece, statement.words, weight) >= _ABOUT
    )


def said(
    piece: Piece, told: Told, weight: Weight
) -> tuple[float, Statement | None, Statement | None]:
    """How far the profile says what a piece asks for, the statement that says most of it, and the one
    that says the contrary of it (国产设备 where 进口设备 is asked for)."""
    best, by, most, against = 0.0, None, 0.0, None
    beside = []
    for statement in told.held:
        share = _share(piece, statement.words, weight)
        if share >= _SPEAKS and opposed(piece.plain, statement.words):
            if share > most:
                most, against = share, statement
            continue
        beside.append(statement.words)
        if share > best:
            best, by = share, statement
    whole = _share(piece, together([*beside, told.around]), weight)
    said_so = by is not None and best >= _ABOUT and named(piece.plain, by.words)
    if said_so or most < max(_ABOUT, _STRONGER * best):
        against = None
    return max(best, 0.5 * (best + whole)), by, against


def _share(piece: Piece, here: Words, weight: Weight) -> float:
    share, total = covered(piece.words, here, weight)
    for words in piece.alternatives:
        part, own = covered(words, here, weight)
        if own >= total / (2 * len(piece.alternatives)):
            share = max(share, part)
    return share


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
    if _DOUBLE.search(piece.plain):
        return Verdict(piece, Met.YES)
    left_out = piece_without(piece, _LEAVING)
    share, by, _ = said(left_out, told, weight)
    for words in left_out.alternatives:
        if sum(map(weight, words)) < _NAMED_OUT:
            continue
        part, whose, _ = said(replace(left_out, words=words, alternatives=()), told, weight)
        if part >= _OUTRIGHT and part > share:
            share, by = part, whose
    if left_out.words and share >= _LEFT_OUT and by is not None:
        return Verdict(piece, Met.NO, by.text, share=share)
    return Verdict(piece, Met.YES, share=share)


def _since(piece: Piece, told: Told) -> Verdict | None:
    allowed = years_allowed(piece.plain)
    known = founded(told) if allowed is not None else None
    if allowed is None or known is None:
        return None
    year, words = known
    within = told.profile.as_of.year - year < allowed
    return Verdict(piece, Met.YES if within else Met.NO, words, share=1.0 if within else 0.0)


def piece_without(piece: Piece, words: "re.Pattern[str]") -> Piece:
    """A piece without what ``words`` finds in it."""
    plain = words.sub(" ", piece.plain)
    return replace(
        piece, plain=plain, words=meaning_words(plain), alternatives=alternatives_of(plain)
    )


def _bounded(piece: Piece, about: Words, told: Told) -> Verdict | None:
    met: Met | None = None
    used, because, missing, by_name = None, "", "", False
    for limit in piece.limits:
        known = quantity_for(limit, about, told)
        if known is None:
            met, missing = met if met is Met.NO else Met.OPEN, missing or limit.label or piece.text
            continue
        quantity, statement = known
        if not limit.holds(quantity.value):
            return Verdict(piece, Met.NO, statement.text, used=quantity)
        met = met or Met.YES
        by_name = by_name or _alike(words_of(limit.label), quantity, statement) >= _NAMES
        used, because = used or quantity, because or statement.text
    if met is None:
        return None
    ask = f"{missing}是多少" if met is Met.OPEN else ""
    return Verdict(piece, met, because, ask, used, 1.0 if met is Met.YES else 0.0, by_name)


def quantity_for(limit: Limit, about: Words, told: Told) -> tuple[Quantity, Statement] | None:
    """The quantity of the profile that a bound is a bound of: its name is alike, or it is the only
    one of its unit in a statement on the same matter."""
    same_unit = [
        (q, s)
        for q, s in told.quantities
        if q.dimension == limit.range.dimension and not opposed(about.text, s.words)
    ]
    label = words_of(limit.label)
    alike = [(_alike(label, q, s), q, s) for q, s in same_unit]
    best = max(alike, key=lambda found: found[0], default=None)
    if best and best[0] >= (_NAMES if limit.range.dimension in _OF_MANY else _COUNTS):
        return best[1], best[2]
    near = _on_the_matter(about, same_unit)
    if (not label.words or _ANY_SUM.search(limit.label)) and len({q.value for q, _ in near}) == 1:
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


def _on_the_matter(
    about: Words, given: Sequence[tuple[Quantity, Statement]]
) -> list[tuple[Quantity, Statement]]:
    """Those in the statements that say most of what a measure is about."""
    scored = [(sum(s.words.credit(word) for word in about.words), q, s) for q, s in given]
    most = max((score for score, _, _ in scored), default=0.0)
    return [(q, s) for score, q, s in scored if score == most and score > 0]


def _dated(piece: Piece, about: Words, told: Told, weight: Weight) -> Verdict | None:
    """Days of what is on the same matter, by the same name where they have several."""
    candidates: list[tuple[float, Days, Statement, Days]] = []
    for bound in piece.days:
        label = words_of(bound.label)
        for statement in told.held:
            for day in statement.days:
                alike = len(label.pairs & words_of(day.label).pairs)
                matter = len(about.words & statement.words.words)
                if opposed(about.text, statement.words):
                    continue
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
