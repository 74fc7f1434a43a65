"""What the columns of a catalogue are: a Chinese label and a role for each.

The header spellings are ``corpus/structure/columns.yaml``; the values help where the header says too little.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import MetadataError
from corpus.structure.column_values import kind_of, longer, may_name_rows, middle_length, told

_TABLE = Path(__file__).with_name("columns.yaml")
_SAMPLE = 1000  # values looked at in a column
_NAME_LENGTH = 60  # characters, median; longer values are sentences
_HEADER_LENGTH = 200  # characters of a header that are matched; more is content
_BY_PATTERN = 1000  # added to the rank of a rule found by pattern
_CJK = re.compile(r"[\u3400-\u9fff]")


class ColumnRole(StrEnum):
    """What a column tells about its row."""

    NAME = "名称"
    CODE = "编码"
    DEPARTMENT = "主管部门"
    CO_DEPARTMENT = "配合部门"
    CONDITION = "条件"
    MATERIALS = "材料"
    PROCESS = "流程"
    LEGAL_LIMIT = "法定时限"
    PROMISED_LIMIT = "承诺时限"
    FEE = "收费"
    PLACE = "地点"
    HOURS = "办理时间"
    PHONE = "电话"
    COMPLAINT_PHONE = "投诉电话"
    URL = "网址"
    BASIS = "依据"
    OBJECT = "对象"
    TYPE = "类型"
    LEVEL = "层级"
    THEME = "主题"
    SUPPORT = "支持标准"
    DATE = "日期"
    ORIGINAL = "原文"
    NUMBER = "文号"
    CLAUSE = "条款"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``source`` is its header as the file has it, ``label`` what a reader sees.

    Both are unique in a table: a second ``电话`` is ``电话2``, a column without header ``第3列``.
    """

    source: str
    label: str
    role: ColumnRole


@dataclass(frozen=True, slots=True)
class _Rule:
    role: ColumnRole
    label: str
    exact: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    values: re.Pattern[str] | None
    vague: bool
    otherwise: ColumnRole


@dataclass(slots=True)
class _Guess:
    """A column being understood. ``rank`` orders name columns (lower first); ``vague``: see the yaml."""

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
        source = _unique(guess.source or f"第{place}列", sources)
        label = _unique(_clean_label(guess.label) or f"第{place}列", labels)
        columns.append(Column(source, label, guess.role))
    return columns


def apply_mapping(columns: Sequence[Column], mapping: dict[str, Any]) -> list[Column]:
    """Return the columns as an administrator wants them; those mapped to null are left out.

    ``mapping``: ``{SOURCE: label | {"label": …, "role": …} | None}``. A label alone also gives the
    role where it says one. A column made the 名称 replaces the guessed one.

    Raises:
        MetadataError: an unknown column, role or shape, or one label for two columns.
    """
    check_sources(columns, mapping)
    wanted = {str(source).strip(): value for source, value in mapping.items()}
    given = {
        c.source: _mapped(c, wanted[c.source])
        for c in columns
        if c.source in wanted and wanted[c.source] is not None
    }
    labels: set[str] = set()
    for column in given.values():
        if column.label in labels:
            raise MetadataError(f"columns 里有两列都叫“{column.label}”，请改成不同的名称。")
        labels.add(column.label)
    named = [c.source for c in given.values() if c.role is ColumnRole.NAME]
    if len(named) > 1:
        raise MetadataError(f"columns 里名称列只能有一列，现有：{'、'.join(named)}。")
    result = []
    for column in columns:
        if column.source in given:
            result.append(given[column.source])
        elif column.source not in wanted:
            demoted = named and column.role is ColumnRole.NAME
            role = ColumnRole.OTHER if demoted else column.role
            result.append(replace(column, label=_unique(column.label, labels), role=role))
    return result


def check_sources(columns: Sequence[Column], mapping: dict[str, Any]) -> None:
    """Raise MetadataError where ``mapping`` is none, or names a column that is not there."""
    if not isinstance(mapping, dict):
        raise MetadataError("columns 应写成“列名: 标签”的列表。")
    there = {column.source for column in columns}
    if unknown := [str(source) for source in mapping if str(source).strip() not in there]:
        names = "、".join(
            c.source if c.source == c.label else f"{c.source}（{c.label}）" for c in columns
        )
        raise MetadataError(
            f"columns 里的“{'、'.join(unknown)}”不是这份目录的列；现有的列：{names}。"
        )


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


def standard_label(key: str) -> str:
    """The Chinese label of a header or key; one that no rule knows is returned as it stands."""
    if _CJK.search(key):
        return key
    found = _find(key)
    return found[0].label if found else key


def _mapped(column: Column, value: Any) -> Column:
    label, role = value, None
    if isinstance(value, dict):
        if unknown := sorted(str(key) for key in set(value) - {"label", "role"}):
            raise MetadataError(
                f"columns 的“{column.source}”有不认识的字段：{'、'.join(unknown)}；只能写 label 和 role。"
            )
        label, role = value.get("label", column.label), value.get("role")
    if isinstance(label, list | dict | tuple | set) or not (text := _clean_label(str(label or ""))):
        raise MetadataError(f"columns 的“{column.source}”应写成“列名: 标签”，标签是一段文字。")
    if role is not None:
        try:
            return replace(column, label=text, role=ColumnRole(str(role).strip()))
        except ValueError as error:
            raise MetadataError(
                f"columns 的“{column.source}”的 role 不能是“{role}”，只能是：{'、'.join(ColumnRole)}。"
            ) from error
    found = _find(text) if text != column.label else None
    return replace(column, label=text, role=found[0].role if found else column.role)


def _by_header(name: str, values: list[str]) -> _Guess:
    source = " ".join(name.split())
    found = _find(source)
    guess = _Guess(source, source, ColumnRole.OTHER, values)
    if found is None or not _fits(found[0], values):
        return guess
    rule, rank = found
    guess.label = source if _CJK.search(source) else rule.label
    guess.role, guess.known, guess.vague = rule.role, True, rule.vague
    guess.rank, guess.otherwise = rank, rule.otherwise
    return guess


def _fits(rule: _Rule, values: list[str]) -> bool:
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
    if not _CJK.search(guess.source):
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
    if not _CJK.search(guess.source):
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
    return len(guess.values) * 2 < most, guess.rank >= _BY_PATTERN, -round(share, 1), guess.rank


def _clean_label(text: str) -> str:
    return " ".join(text.split()).strip("：: *")


def _unique(name: str, taken: set[str]) -> str:
    number, unique = 2, name
    while unique in taken:
        unique, number = f"{name}{number}", number + 1
    taken.add(unique)
    return unique


@lru_cache(maxsize=4096)
def _find(header: str) -> tuple[_Rule, int] | None:
    """The rule of a header and its rank: the place of the rule, more where only a pattern matched.

    Stacked headers and nested keys are joined by ``-`` (办理-时限): the whole and its last part are
    looked up first, the words above only where those say nothing.
    """
    text = unicodedata.normalize("NFKC", header[:_HEADER_LENGTH]).strip(" *:：")
    parts = [part for part in text.split("-") if part.strip()]
    for tried in ([text, *parts[-1:]], parts[-2::-1]):
        forms = list(dict.fromkeys(form for part in tried for form in _forms(part)))
        for form in forms:
            for rank, rule in enumerate(_rules()):
                if form.replace("_", "") in rule.exact:
                    return rule, rank
        for form in forms:
            for rank, rule in enumerate(_rules()):
                if any(pattern.search(form) for pattern in rule.patterns):
                    return rule, _BY_PATTERN + rank
    return None


def _forms(text: str) -> list[str]:
    """How a header may be spelled in the table: without bracketed remarks, then with them; a key in
    lower snake_case."""
    if not _CJK.search(text):
        snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", text)
        key = re.sub(r"[^a-z0-9]+", "_", snake.lower()).strip("_")
        return [key] if key else []
    plain = re.sub(r"[\s*_\-]+", "", text).lower()
    plain = re.sub(r"^(?:\d{1,2}[.、)]|\(\d{1,2}\)|[一二三四五六七八九十]{1,3}、)", "", plain)
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", plain)
    return [form for form in (bare, plain) if form]


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    rows = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        _Rule(
            ColumnRole(row["role"]),
            row["label"],
            frozenset(word.replace("_", "").lower() for word in row.get("exact", ())),
            tuple(re.compile(pattern) for pattern in row.get("pattern", ())),
            re.compile(row["values"]) if "values" in row else None,
            row.get("vague", False),
            ColumnRole(row.get("otherwise", ColumnRole.OTHER)),
        )
        for row in rows
    )
