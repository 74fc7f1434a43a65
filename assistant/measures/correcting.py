"""An administrator's corrections of the measures of a document, written into the file beside it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.correction import Act, Correction
from corpus.document import Document
from corpus.errors import MetadataError
from corpus.facts.measures.corrected import check_values
from corpus.facts.measures.measure import Measure
from corpus.life.sidecar_file import change_sidecar

NOT_THERE = "原文里没有“{quote}”，请照抄入库原文（python -m corpus show 可以查看）。"
NO_MEASURE = "“{quote}”处没有读出支持措施，不能更正或去掉；要加为一条，用 add。"
NOTHING = "请填写要更正的支持类别、金额或对象。"


def located(document: Document, start: int, end: int, correction: Correction) -> Correction:
    """The correction of the words at ``start``..``end``: which occurrence of them it is."""
    quote = document.text[start:end]
    nth = document.text.count(quote, 0, start) + 1
    return replace(correction, quote=quote, nth=nth)


def correct_measure(
    original: Path, document: Document, read: list[Measure], correction: Correction
) -> Path:
    """Keep a correction beside ``original``; what was said before of the same words gives way. The next
    build reads the document by it.

    Raises:
        MetadataError: words that the document doesn't have, values that can't be read.
        CorrectionError: the place can't be written to.
    """
    span = correction.span(document.text)
    short = correction.quote[:30]
    if span is None:
        raise MetadataError(NOT_THERE.format(quote=short))
    if correction.act is not Act.ADD and span not in {(m.start, m.end) for m in read}:
        raise MetadataError(NO_MEASURE.format(quote=short))
    if correction.act is Act.CHANGE and not (
        correction.benefit or correction.amounts or correction.target
    ):
        raise MetadataError(NOTHING)
    check_values(correction)
    return change_sidecar(original, lambda values: _put(values, correction))


def forget(original: Path, quote: str, nth: int) -> Path:
    """Take the corrections of some words back: the text counts again.

    Raises:
        MetadataError, CorrectionError: as ``correct_measure`` does.
    """
    return change_sidecar(original, lambda values: _take_out(values, quote, nth))


def _put(values: dict[str, Any], correction: Correction) -> None:
    before = [v for v in _listed(values) if _key(v) == (correction.quote, correction.nth)]
    added = any(v.get("act") == Act.ADD.value for v in before)
    _take_out(values, correction.quote, correction.nth)
    if added and correction.act is Act.DROP:
        return  # what was added by hand is gone when it is not added any more
    act = Act.ADD if added else correction.act
    values["measures"] = [*_listed(values), replace(correction, act=act).to_json()]


def _take_out(values: dict[str, Any], quote: str, nth: int) -> None:
    kept = [v for v in _listed(values) if _key(v) != (quote, nth)]
    values["measures"] = kept
    if not kept:
        del values["measures"]


def _listed(values: dict[str, Any]) -> list[dict[str, Any]]:
    known = values.get("measures", [])
    return [v for v in known if isinstance(v, dict)] if isinstance(known, list) else []


def _key(value: dict[str, Any]) -> tuple[object, object]:
    return value.get("quote"), value.get("nth", 1)
