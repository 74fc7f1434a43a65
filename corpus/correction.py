"""What an administrator says of the support measures read from a document: kept beside it, stronger
than what the program reads."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from corpus.errors import MetadataError

_LONGEST = 2000  # characters of one value
_MOST = 200  # corrections of a document
_FIELDS = "act、quote、nth、benefit、amounts、target"


class Act(StrEnum):
    """What becomes of the measure."""

    DROP = "drop"
    CHANGE = "change"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Correction:
    """``quote`` is the words of the measure as they stand in the text, ``nth`` which occurrence of them
    (from 1). ``benefit``, ``amounts`` (最高30万元；8%) and ``target`` are what is to hold, "" where that
    stays as it was read; 无 stands for none."""

    act: Act
    quote: str
    nth: int = 1
    benefit: str = ""
    amounts: str = ""
    target: str = ""

    def span(self, text: str) -> tuple[int, int] | None:
        """Where its words stand, None where they don't (the file was replaced by another)."""
        at = -1
        for _ in range(self.nth):
            at = text.find(self.quote, at + 1)
            if at < 0:
                return None
        return at, at + len(self.quote)

    def to_json(self) -> dict[str, Any]:
        """Its fields but the empty ones, as the sidecar has them."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        kept = {k: v for k, v in values.items() if v and (k, v) != ("nth", 1)}
        return {**kept, "act": self.act.value}


def read_corrections(values: Any) -> tuple[Correction, ...]:
    """The corrections of a sidecar's ``measures``.

    Raises:
        MetadataError: not a list of entries with the known fields.
    """
    if not isinstance(values, list) or len(values) > _MOST:
        raise MetadataError(f"的 measures 应为更正的列表，最多 {_MOST} 条。")
    return tuple(_correction(value) for value in values)


def _correction(value: Any) -> Correction:
    known = {f.name for f in fields(Correction)}
    if not isinstance(value, dict) or set(value) - known:
        raise MetadataError(f"的 measures 每条只能有：{_FIELDS}。")
    try:
        act = Act(str(value.get("act")))
    except ValueError as error:
        raise MetadataError(f"的 measures 里 act 只能是：{'、'.join(Act)}。") from error
    nth = value.get("nth", 1)
    texts = {k: str(value.get(k) or "") for k in known - {"act", "nth"}}
    if not texts["quote"].strip() or max(map(len, texts.values())) > _LONGEST:
        raise MetadataError(f"的 measures 每条要有 quote（原文），各项不超过 {_LONGEST} 字。")
    if not isinstance(nth, int) or isinstance(nth, bool) or not 1 <= nth <= 1000:
        raise MetadataError("的 measures 里 nth 应为第几处，从 1 起。")
    return Correction(act, nth=nth, **texts)
