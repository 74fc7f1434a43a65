"""Measures in the rows of tables: a cell with a sum under a column that says that it is given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.document import Provision, ProvisionKind
from corpus.facts.measures.benefit import benefit_of
from corpus.facts.measures.measure import Amount, Body, Condition, Measure, Part
from corpus.facts.measures.plain import plain
from corpus.facts.measures.sums import Sum, find_sums
from corpus.facts.measures.words import CAP, FLOOR
from corpus.language.departments import department_table
from corpus.language.sentences import trimmed

_FIELD = re.compile(r"(?:^|；)\s*(?P<label>[^：；，。\n]{1,30})：")
_PIPE = re.compile(r"\s*[|｜]\s*")
_GIVES = re.compile(
    "奖励|奖补|奖金|补助|补贴|资助|津贴|支持|扶持|贴息|安家|抵扣|抵用|减免|优惠|返还|兑现|资金"
)
_TOP = re.compile("上限|最高|限额|封顶")
_NOT = re.compile(
    "总投资|投资额|投资（|保额|保险金额|费率|价格|收费|罚|已|累计|预算|产值|收入|序号|联系|电话|时间|日期|年份"
)
_UNIT = re.compile(r"(?P<unit>[万亿千百]?元|%|％)(?:/(?P<per>[^）)；，。]{1,8}))?")
_BARE = re.compile(r"\d[\d,，]*(?:\.\d+)?(?:[-—~～至]\d[\d,，]*(?:\.\d+)?)?")
_HANDLES = re.compile("(?:部门|单位|科室|机构)$")
_SHORTEST, _LONGEST_CELL = 3, 60


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a row: the header of its column and where its value stands."""

    label: str
    start: int
    end: int


def fields_of(text: str, provision: Provision) -> list[Field]:
    """The cells of a row of the form 项目：甲；标准：20万元; none of a row that is prose."""
    words = text[provision.start : provision.end]
    found = list(_FIELD.finditer(words))
    if len(found) < 2 or found[0].start() != 0:
        return []
    ends = [m.start() for m in found[1:]] + [len(words)]
    at = provision.start
    return [
        Field(m["label"].strip(), at + m.end(), at + e) for m, e in zip(found, ends, strict=True)
    ]


class Piped:
    """Tables of text files: 学历 | 补贴（元/月） and its rows, each a paragraph."""

    def __init__(self) -> None:
        self._header: list[str] = []
        self._path: tuple[str, ...] = ()

    def fields(self, text: str, provision: Provision) -> list[Field]:
        """The cells of a row below a header; none of a header and of any other paragraph."""
        words = text[provision.start : provision.end]
        if not _PIPE.search(words) or "\n" in words:
            self._header = []
            return []
        cells, at = [], provision.start
        for piece in re.split("[|｜]", words):
            cells.append((at, at + len(piece)))
            at += len(piece) + 1
        names = [text[a:b].strip() for a, b in cells]
        if not self._header or provision.path != self._path or len(names) != len(self._header):
            self._header, self._path = names, provision.path
            return []
        return [Field(n, a, b) for n, (a, b) in zip(self._header, cells, strict=True)]


def measures_of_row(
    text: str, fields: list[Field], heading: str, start: int, end: int
) -> Iterator[Measure]:
    """The measures of a row, one a column that gives; ``heading``: what stands over the table."""
    sure = bool(_GIVES.search(heading)) and not _NOT.search(heading)
    given: list[tuple[Field, list[Amount]]] = []
    others: list[Field] = []
    for field in fields:
        amounts = _amounts(text, field, heading, sure)
        if amounts and given and _TOP.search(field.label):
            given[-1][1].extend(amounts)
        elif amounts:
            given.append((field, amounts))
        else:
            others.append(field)
    conditions = [c for f in others if (c := _condition(text, f)) is not None]
    who = next(("".join(text[f.start : f.end].split()) for f in others if "对象" in f.label), "")
    bodies = tuple(b for f in others if _HANDLES.search(f.label) for b in _body(text, f))
    for field, amounts in given:
        named = f"{field.label}{heading}" if not _GIVES.search(field.label) else field.label
        several = len(given) > 1 or len(conditions) > 0
        yield Measure(
            start,
            end,
            benefit_of(named, named),
            who,
            tuple(conditions),
            tuple(amounts),
            conditions[0] if several and conditions else None,
            bodies=bodies,
        )


def _body(text: str, field: Field) -> Iterator[Body]:
    """The body that a cell names, none where it is empty."""
    start, end = trimmed(text, field.start, field.end)
    if _SHORTEST <= end - start <= _LONGEST_CELL:
        known = department_table().resolve(text[start:end])
        yield Body(text[start:end], known.key if known else "", Part.LEAD, start, end)


def _condition(text: str, field: Field) -> Condition | None:
    words = plain(text, field.start, field.end)
    if not words.words or words.words in "—-/无" or re.fullmatch(r"\d{1,3}", words.words):
        return None
    if re.search("序号|电话|联系|部门|单位|时间|日期|备注", field.label):
        return None
    a, b = words.span(0, len(words.words))
    return Condition(text[a:b], a, b)


def _amounts(text: str, field: Field, heading: str, sure: bool) -> list[Amount]:
    """The amounts of a cell, none where its column gives nothing."""
    label = field.label
    if _NOT.search(label) or not (_GIVES.search(label) or sure or _TOP.search(label)):
        return []
    words = plain(text, field.start, field.end)
    if not words.words or len(words.words) > _LONGEST_CELL:
        return []
    unit = _UNIT.search(label) or (_UNIT.search(heading) if sure else None)
    written = words.words
    if unit and _BARE.fullmatch(written):
        sums = find_sums(written + unit["unit"])
        sums = [replace(s, end=min(s.end, len(written))) for s in sums]
    elif _GIVES.search(label) or unit:
        sums = [s for s in find_sums(written) if s.unit in ("元", "%")]
    else:
        return []
    per = (unit["per"] or "") if unit else ""
    found: list[Amount] = []
    for s in sums:
        found += _amount(written, words.span(s.start, s.end), s, per, bool(_TOP.search(label)))
    return found


def _amount(words: str, span: tuple[int, int], s: Sum, per: str, top: bool) -> list[Amount]:
    before = words[: s.start]
    cap = top or CAP.search(before) is not None or words[s.end :].startswith(("以内", "以下"))
    slash = re.match(r"/([^，。；、）)]{1,6})", words[s.end :])
    each = re.search("每[^，。；\\d最给奖补]{1,4}", before)
    if s.unit == "%":
        base = re.sub("^按照?|的$", "", before)
        per = base if not CAP.search(base) else ""
    per = slash[1] if slash else each[0] if each and s.unit == "元" else per
    per = f"每{per}" if per and s.unit != "%" and not per.startswith("每") else per
    own = Amount(s.value, s.unit, cap, FLOOR.search(before) is not None, per, *span)
    if s.high is None:
        return [own]
    return [replace(own, cap=False), replace(own, value=s.high, cap=True)]


def is_row(provision: Provision) -> bool:
    """Whether a provision is a row of a table."""
    return provision.kind is ProvisionKind.ROW
