"""From the plain text of an official document to its Provisions.

The provisions, headings and front matter cover the document: every character that is not white
space lies in exactly one of them, at exact offsets. What belongs to an annex has the annex's name
first in its path.
"""

from collections.abc import Iterator
from dataclasses import replace

from corpus.document import Provision, ProvisionKind
from corpus.language.words import unspaced
from corpus.structure.frame import back_matter, front_kinds
from corpus.structure.outline import body_provisions, number_paragraphs
from corpus.structure.parts import PartSegments, annex_title, split_parts
from corpus.structure.segments import segments_of

_NAME = 60  # characters of an annex's title in the address of what it holds


def parse(
    text: str, rows: tuple[tuple[int, int], ...] = (), title: str = ""
) -> tuple[Provision, ...]:
    """Return the provisions of ``text`` in reading order.

    ``rows`` are the offsets of table rows, each a line of the text: a row is one provision, and
    numbering inside it opens nothing. ``title`` is the document's where it is known from the page
    around the text, which then may begin without one.
    """
    segments = list(segments_of(text, dict(rows)))
    names: set[str] = set()
    found: list[Provision] = []
    for place, part in enumerate(split_parts(text, segments) if segments else ()):
        found += _part(text, part, annex=place > 0, taken=names, title="" if place else title)
    return tuple(number_paragraphs(text, iter(found)))


def _part(
    text: str, part: PartSegments, *, annex: bool, taken: set[str], title: str
) -> Iterator[Provision]:
    """The provisions of one part; ``taken``: the names of the annexes before it."""
    segments = part.segments
    titled = segments[0]
    begin, end = annex_title(text, titled.start, titled.end) if part.label else (0, 0)
    kinds = front_kinds(text, segments[: part.closing], annex=annex, known=title)
    if part.label and begin < end:  # 附件1：实施细则
        kinds = [ProvisionKind.TITLE, *front_kinds(text, segments[1 : part.closing], annex=False)]
        if ProvisionKind.TITLE in kinds[1:]:
            kinds = kinds[:1]
    elif annex and ProvisionKind.TITLE not in kinds:
        kinds = [ProvisionKind.TITLE, *kinds[1:]]  # a label alone, or a first line, names the annex
    path = (_name(text, part, kinds, taken),) if annex else ()
    body = segments[len(kinds) : max(part.closing, len(kinds))]
    for kind, segment in zip(kinds, segments, strict=False):
        yield Provision(kind, segment.start, segment.end, path)
    for provision in body_provisions(text, list(body)):
        yield replace(provision, path=(*path, *provision.path)) if path else provision
    yield from back_matter(text, segments[len(kinds) + len(body) :], path)


def _name(text: str, part: PartSegments, kinds: list[ProvisionKind], taken: set[str]) -> str:
    """What an annex is called in addresses: its label and its title, one that nothing else has."""
    titles = [
        unspaced(text[s.start : s.end])
        for kind, s in zip(kinds, part.segments, strict=False)
        if kind is ProvisionKind.TITLE
    ]
    title = "".join(dict.fromkeys(titles))[:_NAME]
    known = title.startswith(part.label) or not part.label
    name = base = title if known else f"{part.label} {title}"
    count = 1
    while name in taken:
        count += 1
        name = f"{base}（{count}）"
    taken.add(name)
    return name
