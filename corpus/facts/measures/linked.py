"""What a document says once for its measures: for whom they are, under which conditions, until when,
and who handles them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from corpus.document import Document
from corpus.facts.contacts import extract_contacts
from corpus.facts.measures.conditions import generic
from corpus.facts.measures.measure import Body, Measure, Part, Window
from corpus.facts.measures.sections import Path, Said, sections_of, targets_of
from corpus.facts.periods import Period, extract_periods
from corpus.language.departments import DepartmentTable, department_table
from corpus.life.stated import read_life

_T = TypeVar("_T")

_HANDLES = re.compile(
    r"(?P<how>由|向|报|到)(?:各?所在地?的?)?(?P<who>[\u4e00-\u9fff（）、]{2,24}?(?:局|委|办|厅|部门|中心|管委会|委员会|办公室|政府|街道|窗口))"
    r"[^，。；]{0,16}?(?P<what>受理|申请|申报|提出|提交|审核|审定|核定|审批|评审|认定|拨付|兑现|发放|兑付|负责解释|负责实施|组织实施)"
)
_PARTS = (
    (Part.APPLY, "受理|申请|申报|提出|提交"),
    (Part.PAY, "拨付|兑现|发放|兑付"),
    (Part.DECIDE, "审核|审定|核定|审批|评审|认定"),
)
_MOST_BODIES = 6


def linked(document: Document, measures: Sequence[Measure]) -> list[Measure]:
    """The measures with what the rest of their document says of them."""
    if not measures:
        return []
    text = document.text
    table = department_table()
    term = _term(document)
    periods = extract_periods(document)
    period_paths = [_path(document, p.start) for p in periods]
    bodies = list(_bodies(document, table))
    targets = list(targets_of(text, document.provisions))
    sections = list(sections_of(text, document.provisions))
    found = []
    for measure in measures:
        path = _path(document, measure.start)
        target = measure.target
        if generic(target):
            target = _nearest(targets, path, measure.start) or target
        about = text[measure.start : measure.end] + "".join(path)
        own = [s for s in sections if s[2].name in about]
        section = _nearest(own, path, measure.start)
        more = section.conditions if section else ()
        inside = any(c.start <= measure.start < c.end for c in more)
        found.append(
            replace(
                measure,
                target=target,
                conditions=(*measure.conditions, *(() if inside else more)),
                deadline=measure.deadline or _deadline(periods, period_paths, path),
                term=measure.term or term,
                bodies=measure.bodies or _of_scope(bodies, path),
            )
        )
    return found


def _path(document: Document, offset: int) -> Path:
    provision = document.provision_at(offset)
    return provision.path if provision else ()


def _common(one: Path, other: Path) -> int:
    """How many headings two places share."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _nearest(said: Sequence[Said[_T]], path: Path, at: int) -> _T | None:
    """What is said for a place: by the deepest heading that it stands under too; of several the last
    that stands before it, else the first."""
    fitting = [s for s in said if path[: len(s[0])] == s[0]]
    if not fitting:
        return None
    deepest = max(len(s[0]) for s in fitting)
    own = [s for s in fitting if len(s[0]) == deepest]
    before = [s for s in own if s[1] <= at]
    return (before[-1] if before else own[0])[2]


def _deadline(periods: Sequence[Period], paths: Sequence[Path], path: Path) -> Window | None:
    """The period of applying that stands nearest; of several the one that ends last."""
    if not periods:
        return None
    shared = [_common(p, path) for p in paths]
    top = [p for p in paths if not p]
    best = max(shared)
    if best == 0 and path and not top and any(len(p) > 1 for p in paths) and len(periods) > 3:
        return None
    near = [p.window for p, n in zip(periods, shared, strict=True) if n == best]
    closed = [w for w in near if w.until is not None]
    return max(closed, key=lambda w: (w.until, -w.start)) if closed else near[0]


def _bodies(document: Document, table: DepartmentTable) -> Iterator[tuple[Path, Body]]:
    text = document.text
    for contact in extract_contacts(document):
        if contact.unit:
            at = text.find(contact.unit, contact.start, contact.end)
            if at >= 0:
                body = Body(contact.unit, contact.department, Part.LEAD, at, at + len(contact.unit))
                yield _path(document, contact.start), body
    for match in _HANDLES.finditer(text):
        part = next((p for p, words in _PARTS if re.search(words, match["what"])), Part.LEAD)
        if part is Part.APPLY and match["how"] == "由" and match["what"] != "受理":
            part = Part.LEAD
        known = table.resolve(match["who"])
        keys = set() if known else {m.department.key for m in table.find(match["who"])}
        if known is None and not keys:
            continue
        key = known.key if known else keys.pop() if len(keys) == 1 else ""
        yield _path(document, match.start()), Body(match["who"], key, part, *match.span("who"))


def _of_scope(bodies: Sequence[tuple[Path, Body]], path: Path) -> tuple[Body, ...]:
    """The bodies named nearest, each once for a part."""
    if not bodies:
        return ()
    shared = [_common(p, path) for p, _ in bodies]
    best = max(shared)
    kept: dict[tuple[str, Part], Body] = {}
    for (_, body), n in zip(bodies, shared, strict=True):
        if n == best:
            kept.setdefault((body.name, body.part), body)
    return tuple(kept.values())[:_MOST_BODIES]


def _term(document: Document) -> Window | None:
    """How long the document itself holds, as its own words say."""
    known = document.metadata
    if known.expires is None and known.effective is None:
        return None
    life = read_life(document.text, document.provisions, known.issued)
    ends = known.expires is not None
    span = life.expires_span if ends else life.effective_span
    own = life.expires == known.expires if ends else life.effective == known.effective
    if span is None or not own:
        return None
    start, end = span
    return Window(known.effective, known.expires, document.text[start:end], start, end)
