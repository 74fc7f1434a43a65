"""The contacts that a document gives: telephone, person, mail, address, web site, where they stand.

Lines that give contacts mostly stand together (联系人：…, 联系电话：…); such a run is one ``Contact``, told
from others of the document by its heading and by the entry that it closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Document, Provision, ProvisionKind
from corpus.language.sentences import trimmed

_APART = 2  # provisions between two lines of one contact at most
_HEADING = 24  # characters of the line before that may be a heading for contacts
_ENTRY = 240  # characters at the beginning of an entry that say what it is on
_PHONE = (
    r"(?<![0-9.〔])(?:(?:0[0-9]{2,3}[-—－ ]?)?[2-8][0-9]{6,7}(?:[-—转][0-9]{1,5})?|0[0-9]{2,3}[-—－][0-9]{4,8}"
    r"|1[3-9][0-9]{9}|[48]00[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}|(?:12[0-9]{3}|9[56][0-9]{3,4}))(?![0-9.]|[年月日号元万])"
)
_PHONES = rf"(?P<value>{_PHONE}(?:\s*[，,、/；;和或 ]\s*{_PHONE})*)"
_LABEL = r"(?:电\s*话|热\s*线|联络方式|联系方式|手\s*机|咨询|联系人|值班|服务号码)"
# Under a heading of that kind a line says by itself who it is and what the number is.
_SECTION = re.compile(r"联系方式|联络方式|联系电话|咨询电话|咨询方式|联系人|咨询服务")
_BARE_PHONE = re.compile(_PHONES)
_BARE_PERSON = re.compile(
    rf"(?:^|[；;\n])\s*(?P<value>[^；;\n0-9：:]{{2,30}}?)[\s：:，,（(]*(?={_PHONE})"
)


class Way(StrEnum):
    """A way to turn to somebody, as an answer names it."""

    PHONE = "联系电话"
    PERSON = "联系人"
    MAIL = "邮箱"
    ADDRESS = "地址"
    SITE = "网址"


_FOUND: dict[Way, re.Pattern[str]] = {
    Way.PHONE: re.compile(rf"{_LABEL}[^\n。；]{{0,40}}?{_PHONES}"),
    Way.PERSON: re.compile(
        r"(?:联\s*系\s*人|经\s*办\s*人|联络员|对接人)(?:及(?:联系)?电话|和电话)?\s*[：:]\s*"
        r"(?P<value>[^\n，。；;：:0-9（）()]{2,30}?)"
        r"(?=[\s，。；;、：:0-9（）()]*(?:$|[\n，。；;）)（(]|[0-9]|联\s*系|电\s*话|手\s*机|邮\s*箱))"
    ),
    Way.MAIL: re.compile(r"(?P<value>[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"),
    Way.ADDRESS: re.compile(
        r"(?:地\s*址|地\s*点|办公地点|受理窗口)\s*[：:]\s*(?P<value>[^\n。；;]{4,80})"
    ),
    Way.SITE: re.compile(r"(?P<value>(?:https?://|www\.)[^\s，。；、）)（(”]+)"),
}
_KINDS = (
    ProvisionKind.PARAGRAPH, ProvisionKind.ANNEX, ProvisionKind.HEADING, ProvisionKind.CELL, ProvisionKind.ADDRESSEE,
    ProvisionKind.SIGNATURE, ProvisionKind.DATE, ProvisionKind.ROW,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """One value, ``document.text[start:end]``, and the line it stands in."""

    way: Way
    start: int
    end: int
    provision: Provision


@dataclass(frozen=True, slots=True)
class Contact:
    """What stands together. ``about``: the headings above it, the entry it closes, its own words."""

    document: Document
    given: tuple[Given, ...]
    about: str

    @property
    def in_table(self) -> bool:
        """Whether it is a row, of which a table has many."""
        return self.given[0].provision.kind is ProvisionKind.ROW

    def by(self, way: Way) -> list[Given]:
        """The values of one way."""
        return [g for g in self.given if g.way is way]


def contacts_of(document: Document) -> Iterator[Contact]:
    """Every contact of a document, in reading order."""
    text = document.text
    run: list[Given] = []
    last, entry, before = -_APART - 1, 0, ""
    for at, provision in enumerate(document.provisions):
        if provision.kind not in _KINDS:
            continue
        found = list(
            _in_line(text, provision, _SECTION.search(" ".join([before, *provision.path[-1:]])))
        )
        before = text[provision.start : provision.end][-_HEADING:] if not found else before
        if not found:
            continue
        if run and (at - last > _APART or _says_anew(run, found)):
            yield _contact(document, run, entry)
            entry, run = run[-1].end, []
        run += found
        last = at
    if run:
        yield _contact(document, run, entry)


def _in_line(text: str, provision: Provision, section: object) -> Iterator[Given]:
    """The values of a line; ``section``: whether it stands under a heading for contacts."""
    patterns = dict(_FOUND)
    if section:
        patterns |= {Way.PHONE: _BARE_PHONE, Way.PERSON: _BARE_PERSON}
    known: set[tuple[Way, int]] = set()
    for way, pattern in [*_FOUND.items(), *patterns.items()]:
        for m in pattern.finditer(text[provision.start : provision.end]):
            left, right = (provision.start + at for at in m.span("value"))
            start, end = trimmed(text, left, right)
            if start < end and not any(w is way and abs(at - start) < 4 for w, at in known):
                known.add((way, start))
                yield Given(way, start, end, provision)


def _says_anew(run: list[Given], found: list[Given]) -> bool:
    """Whether a line opens another contact: it gives a person again, or a telephone under another heading."""
    if ProvisionKind.ROW in (run[-1].provision.kind, found[0].provision.kind):
        return True
    again = {g.way for g in run} & {g.way for g in found}
    return Way.PERSON in again or (
        Way.PHONE in again and run[-1].provision.path != found[0].provision.path
    )


def _contact(document: Document, run: list[Given], entry: int) -> Contact:
    lines = {g.provision.start: g.provision for g in run}
    own = " ".join(document.text[p.start : p.end] for p in lines.values())
    opening = document.text[entry : min(entry + _ENTRY, run[0].start)]
    above = " ".join(run[0].provision.path)
    return Contact(document, tuple(run), f"{above} {opening} {own}")
