"""Procedures: the papers to hand in and the steps to go through, where they stand apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Self

from corpus.document import Document, Provision, ProvisionKind
from corpus.facts.base import Fact
from corpus.language.markers import marker_at
from corpus.language.sentences import clause_spans, sentence_spans, trimmed

_DO = "申报|申请|办理|受理|提交|报送|所需|服务|审核|审批|兑现|认定|评审|拨付|应提供|应提交|需提交|需提供|提供|递交"
_MATERIALS = re.compile(
    f"(?:^|{_DO}|、|及|和|的|需)(?:的)?(?:申报|申请|书面|证明|相关)?(?:材料|资料|要件)(?:清单|目录|要求|及要求)?$"
)
_STEPS = re.compile(f"(?:^|{_DO}|、|及|和|工作|审核)(?:流程|程序|步骤|环节)(?:及.{{1,6}})?$")
_LABEL = re.compile(
    f"^(?P<label>(?:{_DO}|、|及|和)*(?:材料|资料|要件|流程|程序|步骤)(?:清单|要求)?)[：:]\\s*(?=\\S)"
)
_ARROW = re.compile("→|—>|->|＞")
_BODY = (ProvisionKind.PARAGRAPH, ProvisionKind.HEADING)
_MOST = 60  # items of one procedure


class ProcedurePart(StrEnum):
    """What its items are."""

    MATERIALS = "材料"
    STEPS = "流程"


@dataclass(frozen=True, slots=True)
class Procedure(Fact):
    """The papers or the steps of one matter. ``title``: its heading; ``items``: start and end of each."""

    kind: ClassVar[str] = "procedure"
    label: ClassVar[str] = "办理"
    part: ProcedurePart
    title: str
    items: tuple[tuple[int, int], ...]

    @property
    def subject(self) -> tuple[str, str]:
        """Materials or steps, and the heading."""
        return self.part.value, self.title

    @property
    def line(self) -> str:
        """Heading and how many items."""
        return f"{' '.join(self.title.split())}：{len(self.items)}项"

    def to_json(self) -> dict[str, Any]:
        """Its own fields as plain JSON values."""
        return {
            "part": self.part.value,
            "title": self.title,
            "items": [list(item) for item in self.items],
        }

    @classmethod
    def from_json(cls, start: int, end: int, values: dict[str, Any]) -> Self:
        """The procedure that ``to_json`` gave these values of."""
        items = tuple((a, b) for a, b in values["items"])
        return cls(start, end, ProcedurePart(values["part"]), values["title"], items)


def extract_procedures(document: Document) -> list[Procedure]:
    """Return the lists of papers and of steps of a document, in reading order; none of a catalogue."""
    if document.metadata.columns:
        return []
    found: list[Procedure] = []
    provisions, text = document.provisions, document.text
    for n, provision in enumerate(provisions):
        if provision.kind in (*_BODY, ProvisionKind.ROW):
            found += _labelled(text, provision)
        if provision.kind is ProvisionKind.HEADING and (part := _part(text, provision)) is not None:
            below = []
            for p in provisions[n + 1 :]:
                if p.path[: len(provision.path)] != provision.path or p.kind not in _BODY:
                    break
                below.append(p)
            if below and (own := _of_section(text, provision, below, part)):
                found.append(own)
    return found


def _title(text: str, provision: Provision) -> str:
    words = text[provision.start : provision.end]
    marker = marker_at(words, 0)
    return words[marker.end if marker else 0 :].strip().rstrip("：:。")


def _part(text: str, provision: Provision) -> ProcedurePart | None:
    title = _title(text, provision)
    if len(title) > 24:
        return None
    if _MATERIALS.search(title):
        return ProcedurePart.MATERIALS
    return ProcedurePart.STEPS if _STEPS.search(title) else None


def _of_section(
    text: str, heading: Provision, below: list[Provision], part: ProcedurePart
) -> Procedure | None:
    """A heading and the items below it: its numbered paragraphs, else every sentence."""
    numbered = [p for p in below if marker_at(text, p.start)]
    if len(numbered) >= 2:
        least = min(len(p.path) for p in numbered)
        top = [p for p in numbered if len(p.path) == least]
        items = [trimmed(text, p.start, p.end) for p in top]
    else:
        items = [
            span for p in below for clause in _clauses(text, p) for span in _arrows(text, *clause)
        ]
    items = items[:_MOST]
    if not items:
        return None
    return Procedure(heading.start, below[-1].end, part, _title(text, heading), tuple(items))


def _clauses(text: str, provision: Provision) -> list[tuple[int, int]]:
    cut = clause_spans if "；" in text[provision.start : provision.end] else sentence_spans
    return cut(text, provision.start, provision.end)


def _labelled(text: str, provision: Provision) -> Iterator[Procedure]:
    """服务流程：提交资料→初审→公示. in one paragraph or row."""
    label = _LABEL.match(text[provision.start : provision.end])
    if label is None:
        return
    a = provision.start + label.end()
    chain = _ARROW.search(text, a, provision.end) is not None
    clauses = [(a, provision.end)] if chain else clause_spans(text, a, provision.end)
    items = [span for clause in clauses for span in _arrows(text, *clause)][:_MOST]
    if items:
        materials = re.search("材料|资料|要件", label["label"])
        part = ProcedurePart.MATERIALS if materials else ProcedurePart.STEPS
        yield Procedure(provision.start, provision.end, part, label["label"], tuple(items))


def _arrows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The steps of a chain with arrows."""
    at = start
    for match in _ARROW.finditer(text, start, end):
        span = trimmed(text, at, match.start())
        at = match.end()
        if span[0] < span[1]:
            yield span
    span = trimmed(text, at, end)
    if span[0] < span[1]:
        yield span
