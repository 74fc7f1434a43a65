"""What the columns of a catalogue are: a Chinese label and a role for each.

The header says it; the values help where it says too little.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.language.column_headers import (
    BY_PATTERN,
    ColumnRole,
    HeaderRule,
    header_rule,
    written_in_chinese,
)
from corpus.structure.column_values import kind_of, longer, may_name_rows, middle_length, told

_SAMPLE = 1000  # values looked at in a column
_NAME_LENGTH = 60  # characters, median; longer values are sentences


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``source`` is its header as the file has it, ``label`` what a reader sees.

    Both are unique in a table: a second ``电话`` is ``电话2``. A column without header has no label;
    its source is ``第3列``, so that an administrator can name it.
    """

    source: str
    label: str
    role: ColumnRole


@dataclass(slots=True)
class _Guess:
    """A column being understood. ``rank`` orders name columns (lower first); ``vague``: see ``column_headers.yaml``."""

    source: str
    label: str
    role: ColumnRole
    values: list[str]
    known: bool = False
    vague: bool = False
    rank: int = 0
    otherwise: ColumnRole = ColumnRole.OTHER


_KINDS = {
    "url": (ColumnRole.URL, "网址"),
    "phone": (ColumnRole.PHONE, "联系电话"),
    "date": (ColumnRole.DATE, "日期"),
    "duration": (ColumnRole.PROMISED_LIMIT, "办理时限"),
    "hours": (ColumnRole.HOURS, "办理时间"),
}
_NAMEABLE = (  # roles whose column may name the rows where no header does
    (ColumnRole.OTHER,),
    (ColumnRole.DEPARTMENT, ColumnRole.OBJECT, ColumnRole.TYPE, ColumnRole.THEME, ColumnRole.BASIS),
)


def guess_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Return one column for each place of ``header``; at most one has the role 名称.

    ``rows`` are as wide as the header or shorter. A Chinese header stays the label; a known key gets
    the standard label; an unknown key keeps itself, with the role 其他 unless its values tell more.
    """
    step = max(1, len(rows) // _SAMPLE)
    guesses = [
        _by_header(name, told([row[index] for row in rows[::step] if index < len(row)]))
        for index, name in enumerate(header)
    ]
    for guess in guesses:
        _by_content(guess)
    _settle_limits(guesses, [list(row) for row in rows[::step]])
    _settle_name(guesses)
    sources: set[str] = set()
    labels: set[str] = set()
    columns = []
    for place, guess in enumerate(guesses, 1):
        source = unique(guess.source or f"第{place}列", sources)
        label = unique(clean_label(guess.label), labels)
        columns.append(Column(source, label, guess.role))
    return columns


def with_name(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Return ``columns`` with a 名称 among them where none is yet but the values of one would do.

    ``rows`` hold one value for each column.
    """
    guesses = [
        _Guess(c.source, c.label, c.role, told([row[i] for row in rows[:_SAMPLE]]))
        for i, c in enumerate(columns)
    ]
    if all(guess.role is not ColumnRole.NAME for guess in guesses):
        _settle_name(guesses)
    return [replace(c, role=g.role) for c, g in zip(columns, guesses, strict=True)]


def _by_header(name: str, values: list[str]) -> _Guess:
    source = " ".join(name.split())
    found = header_rule(source)
    guess = _Guess(source, source, ColumnRole.OTHER, values)
    if found is None or not _fits(found[0], values):
        return guess
    rule, rank = found
    guess.label = source if written_in_chinese(source) else rule.label
    guess.role, guess.known, guess.vague = rule.role, True, rule.vague
    guess.rank, guess.otherwise = rank, rule.otherwise
    return guess


def _fits(rule: HeaderRule, values: list[str]) -> bool:
    if rule.values is None or not values:
        return True
    return sum(bool(rule.values.search(v)) for v in values) * 2 >= len(values)


def _by_content(guess: _Guess) -> None:
    """Let the values speak: they decide for unknown headers, and correct those that say two things.

    ``办理时间`` is a time limit in one catalogue and the hours of a counter in the next.
    """
    kind = kind_of(guess.values)
    if kind is None:
        return
    times = guess.vague or guess.role is ColumnRole.HOURS
    wrong = (
        kind == "url"
        or (times and kind in ("duration", "hours", "date"))
        or (kind == "phone" and guess.role is ColumnRole.PLACE)
    )
    if guess.known and not wrong:
        return
    role, label = _KINDS[kind]
    if guess.known and guess.role is role:
        return
    if not written_in_chinese(guess.source):
        guess.label = label
    guess.role, guess.vague = role, kind == "duration"


def _settle_limits(guesses: list[_Guess], rows: list[list[str]]) -> None:
    """Tell two time limits apart where the header doesn't: an office may promise less time than
    the law allows, never more (行政许可法第四十二条)."""
    vague = [index for index, guess in enumerate(guesses) if guess.vague]
    limits = (ColumnRole.LEGAL_LIMIT, ColumnRole.PROMISED_LIMIT)
    settled = [i for i, g in enumerate(guesses) if g.role in limits and not g.vague]
    if len(vague) == 2 and not settled:
        first, second = vague
        for one, other in ((first, second), (second, first)):
            if longer(rows, one, other):
                _set_limit(guesses[one], ColumnRole.LEGAL_LIMIT)
                _set_limit(guesses[other], ColumnRole.PROMISED_LIMIT)
                return
    elif len(vague) == 1 and len(settled) == 1:
        (one,), (other,) = vague, settled
        if guesses[other].role is ColumnRole.PROMISED_LIMIT and longer(rows, one, other):
            _set_limit(guesses[one], ColumnRole.LEGAL_LIMIT)


def _set_limit(guess: _Guess, role: ColumnRole) -> None:
    guess.role = role
    if not written_in_chinese(guess.source):
        guess.label = role.value


def _settle_name(guesses: list[_Guess]) -> None:
    """Leave one name column: by its header, else the first whose values are short, mostly distinct
    text. A header whose values are sentences (任务) names the rows only where nothing shorter does."""
    named = [guess for guess in guesses if guess.role is ColumnRole.NAME]
    short = [guess for guess in named if middle_length(guess.values) <= _NAME_LENGTH]
    best = min(short, key=lambda guess: _name_order(guess, guesses), default=None)
    best = best or _nameable(guesses) or (named[0] if named else None)
    for guess in named:
        guess.role = guess.otherwise
    if best:
        best.role = ColumnRole.NAME


def _nameable(guesses: list[_Guess]) -> _Guess | None:
    """The first column that may name the rows although its header doesn't say so."""
    for roles in _NAMEABLE:
        for guess in guesses:
            unsaid = guess.role is not ColumnRole.OTHER or not guess.known  # 序号、备注 are known
            if guess.role in roles and unsaid and may_name_rows(guess.values):
                return guess
    return None


def _name_order(guess: _Guess, guesses: list[_Guess]) -> tuple[bool, bool, float, int]:
    """Sort key: well filled, an exact header, the more distinct, the earlier rule."""
    most = max((len(g.values) for g in guesses), default=0)
    share = len(set(guess.values)) / max(1, len(guess.values))
    return len(guess.values) * 2 < most, guess.rank >= BY_PATTERN, -round(share, 1), guess.rank


def clean_label(text: str) -> str:
    """A label without the marks around it."""
    return " ".join(text.split()).strip("：: *")


def unique(name: str, taken: set[str]) -> str:
    """``name``, numbered where it is ``taken``, and added to those; no name stays none."""
    if not name:
        return ""
    number, unique = 2, name
    while unique in taken:
        unique, number = f"{name}{number}", number + 1
    taken.add(unique)
    return unique
