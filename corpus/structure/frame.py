"""What stands around the text of a part: letterhead, number, title and addressee above it; signature,
date and remarks below it."""

import re
from collections.abc import Iterator, Sequence

from corpus.document import Provision, ProvisionKind
from corpus.language.document_numbers import title_key
from corpus.language.words import unspaced
from corpus.structure.headline import TITLE_WORD
from corpus.structure.parts import LABEL
from corpus.structure.pieces import (
    is_addressee,
    is_adoption,
    is_date,
    is_letterhead,
    is_number,
    is_serial,
    opens_adoption,
)
from corpus.structure.segments import ANNEX, ENDS_SENTENCE, Segment

Kinds = list[ProvisionKind]
_LINES = 24  # above the text, at the most
_TITLE_LINES = 5
_CARD_LINES = 10
_TITLE = 90
_FIRST_LINE = 60  # a first line this short that ends no sentence is a title, whatever it says
_CLOSED = ENDS_SENTENCE + "，,：:"
# 依据文件：《…》, 发文机构：…: a card states what it is line by line
_CARD = re.compile(r"[\u4e00-\u9fff/]{2,10}\s*[：:；]\s*\S[^。]*$")
_CRUMBS = re.compile("[>»]")  # 首页 > 政策
_GOES_ON = re.compile("^(?:关于|印发|转发|批转|发布|公布|贯彻|实施|加强|做好)")


def front_kinds(text: str, segments: Sequence[Segment], *, annex: bool, known: str = "") -> Kinds:
    """What each of the first segments of a part is, until its text begins. ``annex``: the part is
    one, and its first line, if it is no text, is its title. ``known``: the title that the page
    around the text shows; no other line is one."""
    kinds: Kinds = []
    pieces = [text[s.start : s.end] for s in segments[:_LINES]]
    titles = _title_lines(segments[:_LINES], pieces, annex=annex)
    if known and not _says(known, "".join(pieces[place] for place in titles)):
        titles = range(0)
    opened = False
    for place, (segment, piece) in enumerate(zip(segments, pieces, strict=False)):
        above = pieces[place - 1] if place else ""
        if opened:
            kinds.append(ProvisionKind.ADOPTION)
            opened = not re.search("[）)]$", piece)
            continue
        kind = _front_kind(segment, piece, above, titles, place)
        if kind is None and titles and place >= titles.stop and _CARD.match(piece):
            # 发布日期：… between the title and the number that stands under it
            below = pieces[place + 1 : place + _CARD_LINES]
            kind = ProvisionKind.PARAGRAPH if any(map(_heads, below)) else None
        if kind is None:
            break
        opened = kind is ProvisionKind.ADOPTION and opens_adoption(piece)
        kinds.append(kind)
        if kind is ProvisionKind.ADDRESSEE:
            break
    return _sound(kinds, bool(titles))


def _says(title: str, line: str) -> bool:
    one, other = title_key(title), title_key(line)
    return bool(other) and (one in other or other in one)


def _heads(piece: str) -> bool:
    return is_number(piece) or is_addressee(piece)


def _front_kind(
    segment: Segment, piece: str, above: str, titles: range, place: int
) -> ProvisionKind | None:
    """What a line above the text is; None where the text begins."""
    if place in titles:
        return ProvisionKind.TITLE
    if segment.row:
        return None
    if place == 0 and (label := LABEL.match(piece)) and not label["title"]:
        return ProvisionKind.LABEL
    if not segment.marker and (is_number(piece) or is_serial(piece, above)):
        return ProvisionKind.NUMBER
    if (place >= titles.stop or not place) and (is_adoption(piece) or opens_adoption(piece)):
        return ProvisionKind.ADOPTION
    if is_date(piece):
        return ProvisionKind.DATE
    if segment.marker:
        return None
    if is_addressee(piece):
        return ProvisionKind.ADDRESSEE
    if is_letterhead(piece):
        above_title = not titles or place < titles.start
        return ProvisionKind.ISSUER if above_title else ProvisionKind.SIGNATURE
    if segment.front:
        return ProvisionKind.TITLE
    return ProvisionKind.PARAGRAPH if place < titles.start and _CRUMBS.search(piece) else None


def _title_lines(segments: Sequence[Segment], pieces: list[str], *, annex: bool) -> range:
    """Which lines are the title: up to one that names a kind of document; else the first."""
    if any(s.front for s in segments):
        last = max(place for place, s in enumerate(segments) if s.front)
        fronts = [p for p in range(last + 1) if segments[p].front]
        own = [p for p in fronts if not is_number(pieces[p])] or fronts[:1]
        return range(own[0], own[-1] + 1)
    first = next(
        (
            place
            for place, piece in enumerate(pieces)
            if not _stands_above(segments[place], pieces, place)
        ),
        None,
    )
    if first is None or not _titular(segments[first], pieces[first]):
        # an order or announcement may have its number for a title: …指挥部令第13号
        named = [
            p for p, piece in enumerate(pieces[: first or 1]) if re.search("令|公告|通告", piece)
        ]
        return range(named[0], named[0] + 1) if named and is_number(pieces[named[0]]) else range(0)
    # 某县人民政府 / 关于…的意见: one title, two lines
    led = first > 0 and is_letterhead(pieces[first - 1]) and _GOES_ON.match(pieces[first])
    begin = first - 1 if led else first
    for last in range(first, min(first + _TITLE_LINES, len(pieces))):
        if not _titular(segments[last], pieces[last]):
            break
        if TITLE_WORD.search(unspaced(pieces[last])):
            return range(begin, last + 1)
    single = pieces[first]
    followed = len(pieces) > first + 1 and len(single) <= _FIRST_LINE
    if (annex or followed) and not _CARD.match(single):
        return range(begin, first + 1)
    return range(0)


def _stands_above(segment: Segment, pieces: list[str], place: int) -> bool:
    """Whether a line is one of those that may stand above a title."""
    piece = pieces[place]
    if segment.row or segment.marker:
        return False
    label = LABEL.match(piece) if place == 0 else None
    head = is_letterhead(piece) and place + 1 < len(pieces) and not is_date(pieces[place + 1])
    return bool(
        (label and not label["title"])
        or is_number(piece)
        or is_date(piece)
        or is_serial(piece, pieces[place - 1] if place else "")
        or _CRUMBS.search(piece)
        or head
    )


def _titular(segment: Segment, piece: str) -> bool:
    """Whether a line can be (part of) a title."""
    if segment.marker or segment.row or ANNEX.match(piece) or is_addressee(piece):
        return False
    if is_adoption(piece) or opens_adoption(piece):
        return False
    plain = piece[-1] not in _CLOSED and not _CRUMBS.search(piece) and not is_date(piece)
    return len(piece) <= _TITLE and plain


def _sound(kinds: Kinds, titled: bool) -> Kinds:
    """Without what can't be front matter: dates and signatures need a title above them; a
    letterhead with nothing under it is text."""
    while kinds and kinds[-1] is ProvisionKind.ISSUER:
        kinds.pop()
    heads = (ProvisionKind.ADDRESSEE, ProvisionKind.NUMBER, ProvisionKind.ADOPTION)
    if titled or any(kind in kinds for kind in heads):
        return kinds
    return kinds[:1] if kinds[:1] == [ProvisionKind.LABEL] else []


def back_matter(
    text: str, segments: Sequence[Segment], path: tuple[str, ...]
) -> Iterator[Provision]:
    """Signature and date, then annexes and notes."""
    dated = False
    for segment in segments:
        piece = text[segment.start : segment.end]
        if is_date(piece):
            kind, dated = ProvisionKind.DATE, True
        elif not dated:
            kind = ProvisionKind.SIGNATURE
        else:
            kind = ProvisionKind.ANNEX if ANNEX.match(piece) else ProvisionKind.PARAGRAPH
        under = (*path, "附注") if kind is ProvisionKind.PARAGRAPH else path
        yield Provision(kind, segment.start, segment.end, under)
