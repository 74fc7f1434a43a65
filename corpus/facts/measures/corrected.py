"""The measures of a document as its administrator corrected them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.correction import Act, Correction
from corpus.document import Document
from corpus.errors import MetadataError
from corpus.facts.measures.measure import Amount, Benefit, Measure
from corpus.facts.measures.sums import find_sums
from corpus.facts.measures.words import CAP, FLOOR

NONE = "无"
_PARTS = re.compile("[；;\n]")


def corrected(document: Document, measures: Sequence[Measure]) -> list[Measure]:
    """What was read, without what is dropped, with what is changed and added. A correction whose words
    stand no longer in the text does nothing; ``stale`` tells it."""
    found = list(measures)
    for correction in document.metadata.corrections:
        span = correction.span(document.text)
        if span is None:
            continue
        if correction.act is Act.DROP:
            found = [m for m in found if (m.start, m.end) != span]
        elif correction.act is Act.CHANGE:
            found = [_changed(m, correction) if (m.start, m.end) == span else m for m in found]
        else:
            found.append(_changed(Measure(*span, Benefit.OTHER), correction))
    return sorted(found, key=lambda m: m.start) if document.metadata.corrections else found


def stale(document: Document) -> list[Correction]:
    """The corrections whose words stand no longer in the text."""
    return [c for c in document.metadata.corrections if c.span(document.text) is None]


def check_values(correction: Correction) -> None:
    """Return if a correction's values can be read.

    Raises:
        MetadataError: an unknown kind of benefit, an amount that is none.
    """
    if correction.benefit and correction.benefit not in set(Benefit):
        raise MetadataError(f"支持类别只能是：{'、'.join(Benefit)}。")
    if correction.amounts and correction.amounts != NONE:
        for part in _parts(correction.amounts):
            if not find_sums(part):
                raise MetadataError(
                    f"金额“{part[:20]}”读不出来，应写成“最高30万元；8%”这样，没有就写“无”。"
                )


def _changed(measure: Measure, correction: Correction) -> Measure:
    if correction.benefit in set(Benefit):
        measure = replace(measure, benefit=Benefit(correction.benefit))
    if correction.amounts:
        measure = replace(measure, amounts=_amounts(correction.amounts, measure))
    if correction.target:
        measure = replace(measure, target=_given(correction.target))
    return measure


def _amounts(words: str, measure: Measure) -> tuple[Amount, ...]:
    """The amounts that somebody wrote down; they stand for the words of the whole measure."""
    if words == NONE:
        return ()
    found = []
    for part in _parts(words):
        for s in find_sums(part):
            cap, floor = CAP.search(part) is not None, FLOOR.search(part) is not None
            found.append(
                Amount(s.value, s.unit, cap and not floor, floor, "", measure.start, measure.end)
            )
    return tuple(found)


def _parts(words: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(words) if part.strip()]


def _given(words: str) -> str:
    return "" if words == NONE else words
