"""The support measures of one document or of all, as the command line and programs get them."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from assistant.library import Library
from assistant.stated import Stated, stated
from corpus.facts.measures.measure import Amount, Measure, Window, amount_text
from index.store import Store


def measures_of(store: Store, library: Library, document_id: str = "") -> list[Stated[Measure]]:
    """The measures by source, each document's in reading order.

    Raises:
        UnknownDocumentError: no such id.
    """
    by = {}
    if document_id:
        by["document_id"] = library.document(document_id).document_id
    return list(stated(store.facts.find(Measure, **by), library))


def measure_json(found: Stated[Measure]) -> dict[str, Any]:
    """The command contract's JSON of one measure; values in base units, days as ISO strings."""
    measure = found.fact
    return {
        "document_id": found.document.document_id,
        "source": found.document.source,
        "start": measure.start,
        "end": measure.end,
        "quote": found.quote,
        "section": found.section,
        "benefit": measure.benefit.value,
        "amounts": [_amount(a) for a in measure.amounts],
        "object": measure.target,
        "conditions": [asdict(c) for c in measure.conditions],
        "period": _period(measure.deadline or measure.term),
        "departments": list(dict.fromkeys(b.name for b in measure.bodies)),
        "tier": measure.tier.text if measure.tier else None,
    }


def measure_lines(found: Stated[Measure]) -> str:
    """Lines for a terminal: what one gets, who, under which conditions, until when, where it stands."""
    measure = found.fact
    amounts = "、".join(map(amount_text, measure.amounts)) or "未写明金额"
    lines = [
        f"[{measure.benefit}] {amounts}" + (f"　对象：{measure.target}" if measure.target else "")
    ]
    if measure.conditions:
        lines.append("  条件：" + "；".join("".join(c.text.split()) for c in measure.conditions))
    if window := measure.deadline or measure.term:
        lines.append(f"  期限：{window.text}")
    if measure.bodies:
        lines.append("  部门：" + "、".join(dict.fromkeys(b.name for b in measure.bodies)))
    return "\n".join([*lines, f"      —— {found.document.title} {found.section}"])


def _amount(amount: Amount) -> dict[str, Any]:
    return {
        "value": _number(amount.value),
        "unit": amount.unit,
        "cap": amount.cap,
        "per": amount.per or ("不低于" if amount.floor else ""),
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _period(window: Window | None) -> dict[str, str | None] | None:
    if window is None:
        return None
    days = window.to_json()
    return {"from": days["since"], "to": days["until"], "text": window.text}
