"""What an administrator's clicks on the support measures of a document mean."""

from collections.abc import Mapping

from assistant.measures.correcting import correct_measure, forget, located
from corpus.correction import Act, Correction
from corpus.document import Document
from corpus.errors import MetadataError
from corpus.facts.measures.measure import Measure
from pages.library.items import Item

ACTS = ("measure-drop", "measure-take", "measure-forget")


def change_measures(
    item: Item, document: Document, read: list[Measure], values: Mapping[str, str]
) -> None:
    """Do what a button or a form says: keep a correction beside the original, or take one back.

    Raises:
        MetadataError: values that can't be read, words that the document doesn't have.
        CorrectionError: the place can't be written to.
    """
    act = values.get("act", "")
    if act == "measure-forget" and values.get("quote"):
        nth = values.get("nth", "1")
        forget(item.original, values["quote"], int(nth) if nth.isdecimal() else 1)
        return
    asked = Correction(_act(values), values.get("quote", "").strip())
    span = _span(values.get("at", ""), document)
    if span is not None:
        asked = located(document, *span, asked)
    if act == "measure-forget":
        forget(item.original, asked.quote, asked.nth)
        return
    if not asked.quote:
        raise MetadataError("请填写原文。")
    given = {name: values.get(name, "").strip() for name in ("benefit", "amounts", "target")}
    correct_measure(
        item.original, document, read, Correction(asked.act, asked.quote, asked.nth, **given)
    )


def _act(values: Mapping[str, str]) -> Act:
    if values.get("act") == "measure-drop":
        return Act.DROP
    return Act.CHANGE if values.get("measure") == Act.CHANGE.value else Act.ADD


def _span(at: str, document: Document) -> tuple[int, int] | None:
    """Offsets as a button sends them, None for anything else."""
    start, _, end = at.partition("-")
    if not (start.isdecimal() and end.isdecimal()) or len(at) > 20:
        return None
    span = int(start), int(end)
    return span if span[0] < span[1] <= len(document.text) else None
