"""Metadata that a document states about itself."""

import re
from dataclasses import fields, replace
from datetime import date

from corpus.document import Metadata, Provision, ProvisionKind, Validity
from corpus.numerals import find_dates

_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{1,14})\s*[〔\[（(［【]\s*([12][0-9]{3})\s*[〕\]）)］】]\s*(?:第\s*)?([0-9]+)\s*号"
)


def read_metadata(text: str, provisions: tuple[Provision, ...]) -> Metadata:
    """Return what front and closing matter say: title, number, issuer, date of signing."""

    def of_kind(kind: ProvisionKind) -> list[str]:
        return [text[p.start : p.end] for p in provisions if p.kind is kind]

    titles = of_kind(ProvisionKind.TITLE)
    numbers = _NUMBER.findall("\n".join([*of_kind(ProvisionKind.NUMBER), *titles]))
    signatures = of_kind(ProvisionKind.SIGNATURE)
    dates = [when for piece in of_kind(ProvisionKind.DATE) for _, _, when in find_dates(piece)]
    return Metadata(
        title=re.sub(r"\s+", "", "".join(titles)) if len(titles) <= 3 else titles[0],
        number="{}〔{}〕{}号".format(*numbers[0]) if numbers else "",
        issuer=re.sub(r"\s+", "", signatures[0]) if signatures else "",
        issued=dates[-1] if dates else None,
    )


def merge(stated: Metadata, given: Metadata | None) -> Metadata:
    """Fill the gaps of ``given`` (a sidecar; it wins) with what the text states."""
    if given is None:
        return stated
    empty = {
        f.name: getattr(stated, f.name)
        for f in fields(Metadata)
        if getattr(given, f.name) in ("", None, Validity.UNVERIFIED)
    }
    return replace(given, **empty)


# How sites word the state of a document; the first that matches counts.
_STATES = (
    ("废止", Validity.REPEALED),
    ("失效|无效", Validity.EXPIRED),
    ("尚未|未生效|未施行", Validity.PENDING),
    ("修改|修订", Validity.AMENDED),
    ("有效", Validity.IN_FORCE),
)


def metadata_from_fields(stated: dict[str, str]) -> Metadata:
    """What a page's header or a file's properties say (``Extracted.fields``)."""
    words = stated.get("validity", "")
    states = (state for pattern, state in _STATES if re.search(pattern, words))
    issued = stated.get("issued", "")
    return Metadata(
        title=stated.get("title", ""),
        number=stated.get("number", ""),
        issuer=stated.get("issuer", ""),
        issued=date.fromisoformat(issued) if issued else None,
        validity=next(states, Validity.UNVERIFIED),
        source_url=stated.get("source_url", ""),
    )
