"""Periods: when applications are open, as a document says apart from its clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Self

from corpus.document import Document, Provision, ProvisionKind
from corpus.facts.base import Fact
from corpus.facts.windows import Window, find_window
from corpus.language.sentences import clause_spans

_PROSE = (ProvisionKind.PARAGRAPH, ProvisionKind.HEADING, ProvisionKind.ROW)
_APPLIES = re.compile(
    "申报|申请|受理|报名|填报|提交|报送|征集|推荐|预申报|登记|认领|申领|办理|截[至止]"
)
_TIME = re.compile("申报|申请|受理|报名|填报|时间|期限|日期|时限|截止|频度")
# 授权公告日在2017年1月1日至6月30日期间: what must have happened then; no period of applying.
_HAPPENED = re.compile(
    "期间[的内，]?|以来|以后取得|公告日|生效日|购置|认定的|取得的|完成的|发生的|注册成立|实施"
)
_LABEL = re.compile(
    r"(?:^|；)\s*(?P<label>(?:申报|申请|受理|办理|报名|服务|评定|征集)?(?:截止)?(?:时间|期限|日期)(?:/频度|、频度)?)[：:]\s*(?P<value>[^；\n]{2,60})"
)
_MARKS = re.compile("申报|申请|受理|时间|截[至止]|报名|月|填报")


@dataclass(frozen=True, slots=True)
class Period(Fact):
    """One period. ``topic``: what it is for, in the document's words (申报时间); ``window``: its days,
    both None where the words name none (每年3月左右)."""

    kind: ClassVar[str] = "period"
    label: ClassVar[str] = "申报时间"
    topic: str
    window: Window

    @property
    def subject(self) -> tuple[str, str]:
        """What it is for."""
        return "", self.topic

    @property
    def line(self) -> str:
        """Topic and days: 申报时间：8月15日前（截至2017-08-15）."""
        days = [d.isoformat() for d in (self.window.since, self.window.until) if d]
        shown = f"（{'至'.join(days)}）" if days else ""
        return " ".join(f"{self.topic}：{self.window.text}{shown}".split())

    def to_json(self) -> dict[str, Any]:
        """Its own fields as plain JSON values."""
        return {"topic": self.topic, "window": self.window.to_json()}

    @classmethod
    def from_json(cls, start: int, end: int, values: dict[str, Any]) -> Self:
        """The period that ``to_json`` gave these values of."""
        return cls(start, end, values["topic"], Window.from_json(values["window"]))


def extract_periods(document: Document) -> list[Period]:
    """Return the periods of applying that a document states, in reading order; none of a catalogue,
    whose columns say it of each row."""
    if document.metadata.columns:
        return []
    year = document.metadata.issued.year if document.metadata.issued else None
    found: list[Period] = []
    for provision in document.provisions:
        if provision.kind in _PROSE and _MARKS.search(
            document.text, provision.start, provision.end
        ):
            found += _of_provision(document.text, provision, year)
    return found


def _of_provision(text: str, provision: Provision, year: int | None) -> Iterator[Period]:
    heading = provision.path[-1] if provision.path else ""
    under = _TIME.search(heading[:20]) is not None and len(heading) < 24
    for start, end in clause_spans(text, provision.start, provision.end):
        words = text[start:end]
        if label := _LABEL.match(words):
            a, b = start + label.start("value"), start + label.end("value")
            window = find_window(text, a, b, year)
            stated = text[a:b].rstrip("。；， ")
            window = window or Window(None, None, stated, a, a + len(stated))
            yield Period(start, end, label["label"], window)
            continue
        if not (under or _APPLIES.search(words)):
            continue
        for a, b in _pieces(text, start, end):
            window = find_window(text, a, b, year)
            if window is None or window.until is None:
                continue
            piece = text[a:b]
            if _HAPPENED.search(text[window.end : b][:6]) or (
                not under and not _APPLIES.search(piece)
            ):
                continue
            yield Period(a, b, _topic(piece, heading), window)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A clause, and each of the lines that were run together in it: 查验材料：8月7日至9月6日系统填报：…."""
    borders = [
        m.start()
        for m in re.finditer(r"(?<=[日号])[\u4e00-\u9fff]{2,8}[：:](?=\s*\d)", text[start:end])
    ]
    points = [0, *borders, end - start]
    for a, b in pairwise(points):
        yield start + a, start + b


def _topic(words: str, heading: str) -> str:
    label = re.match(r"\s*([^，。；：:\d]{2,12})[：:]", words)
    if label:
        return label[1].strip()
    named = re.sub(r"^[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?\s*", "", heading)
    return named if _TIME.search(named) and len(named) <= 16 else "申报时间"
