"""Which words a block of responsible bodies is about: the numbered item or the paragraph before it.

An item goes from its number to the end of its block. Where blocks stand at the end of whole sections
only, the section is the item; where one stands at a heading, what is below the heading belongs to it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from corpus.document import Document, ProvisionKind
from corpus.facts.tasks.blocks import Block
from corpus.language.markers import marker_at
from corpus.language.sentences import trimmed
from corpus.structure.units import Unit, units_of

Span = tuple[int, int]
_OWN = 12  # characters; with fewer before a block in its paragraph the block is about more
_HEADING = 60  # characters before a block that is followed by the words it is about
_GAP = re.compile(r"[\s，。；：:;,、）)】\]]*")
_FEWEST = 4  # characters of a task without white space


def spans_of(document: Document, blocks: Sequence[Block]) -> list[Span]:
    """The words that each block is about, the block included; (0, 0) where there are none."""
    units = [unit for root in units_of(document) for unit in root.walk()]
    whole = _whole_sections(units, blocks)
    found: list[Span] = []
    for n, block in enumerate(blocks):
        unit = _innermost(units, block.start)
        while unit is not None and unit.parent in whole:
            unit = unit.parent
        before = blocks[n - 1].end if n else 0
        after = blocks[n + 1].start if n + 1 < len(blocks) else len(document.text)
        # another block in the same unit follows, and no number begins its words
        shared = (
            n + 1 < len(blocks)
            and _innermost(units, after) is unit
            and not _numbered(document.text, block.end)
        )
        found.append(_span(document, block, unit, before, after, shared=shared))
    return found


def _innermost(units: Sequence[Unit], offset: int) -> Unit | None:
    """The smallest unit that holds a place; None outside of all."""
    holding = [u for u in units if u.start <= offset <= u.end]
    return max(holding, key=lambda u: (u.start, u.rank), default=None)


def _whole_sections(units: Sequence[Unit], blocks: Sequence[Block]) -> set[Unit]:
    """Sections of several items that are one task each: every section of their rank that has a
    block at all has one, at its end."""
    starts = [block.start for block in blocks]

    def held(unit: Unit) -> Sequence[Block]:
        return blocks[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]

    found: set[Unit] = set()
    for parent in units:
        charged = [c for c in parent.children if c.children and held(c)]
        ends = [c for c in charged if len(held(c)) == 1 and held(c)[0].end >= c.end - 2]
        if len(charged) >= 2 and len(ends) == len(charged):
            found.update(c for c in ends if len(c.children) > 1)
    return found


def _span(
    document: Document, block: Block, unit: Unit | None, before: int, after: int, *, shared: bool
) -> Span:
    text = document.text
    provision = document.provision_at(block.start)
    if provision is None:
        return 0, 0
    top = unit.start if unit is not None and unit.marker else _paragraphs(document, block)
    own = text[max(provision.start, before) : block.start]
    if before > top:
        start = before
    elif unit is not None and shared and provision.start > top and _long(own):
        start = provision.start  # the first of several paragraphs with a block each
    else:
        start = top
    end = block.end
    if unit is not None and unit.marker and after >= unit.end > end and start == unit.start:
        matter = text[start : block.start]
        if len(matter) <= _HEADING and unit.end - end > len(matter) and "。" not in matter:
            end = unit.end
    if gap := _GAP.match(text, start, end):
        start = gap.end()
    start, end = trimmed(text, start, end)
    return (start, end) if len(re.sub(r"\W", "", text[start : block.start])) >= _FEWEST else (0, 0)


def _numbered(text: str, offset: int) -> bool:
    behind = _GAP.match(text, offset)
    return marker_at(text, behind.end() if behind else offset) is not None


def _long(words: str) -> bool:
    return len(words.strip()) >= _OWN


def _paragraphs(document: Document, block: Block) -> int:
    """Where the paragraph of a block begins, or where its words go up to: one alone on its lines is
    about the paragraphs before it under the same heading."""
    found = document.provision_at(block.start)
    if found is None or _long(document.text[found.start : block.start]):
        return found.start if found else block.start
    start = found.start
    index = document.provisions.index(found)
    for provision in reversed(document.provisions[max(index - 8, 0) : index]):
        heads = provision.kind is ProvisionKind.HEADING
        if not heads and (
            provision.kind is not ProvisionKind.PARAGRAPH or provision.path != found.path
        ):
            break
        start = provision.start
        if heads or _long(document.text[provision.start : provision.end]):
            break
    return start
