"""Metadata that a document states about itself, and how what several sources say is put together."""

import re
from dataclasses import fields, replace
from datetime import date

from corpus.document import DATE_FIELDS, Metadata, Origin, Provision, ProvisionKind, Validity
from corpus.language.organs import split_organs
from corpus.life.head import read_head
from corpus.life.stated import read_life

_ANNEX_LABEL = re.compile(r"^附件\s*[0-9一二三四五六七八九十]{0,3}\s*[：:.．、]?\s*")
_ANNEX_ITEM = re.compile(r"(?:^|\s)[0-9]{1,2}\s*[.．、]\s*(?![0-9])")


def read_metadata(text: str, provisions: tuple[Provision, ...]) -> Metadata:
    """Return what the text says of itself: front and closing matter, and the clauses on its life.

    The notice speaks for the document; the rule it issues only where the notice is silent.
    """
    head = read_head(text, provisions)
    life = read_life(text, provisions, head.issued)
    main = head.main

    def of_kind(kind: ProvisionKind) -> list[str]:
        return [text[p.start : p.end] for p in main if p.kind is kind]

    return Metadata(
        title=head.title,
        number=head.number,
        issuer="、".join(head.issuers),
        issued=head.issued,
        effective=life.effective,
        expires=life.expires,
        addressee="、".join(a.rstrip("：:") for a in of_kind(ProvisionKind.ADDRESSEE)),
        annexes=tuple(_annexes(of_kind(ProvisionKind.ANNEX))),
        relations=(*life.relations, *head.relations),
    )


def _annexes(lines: list[str]) -> list[str]:
    """Names of the annexes: ``附件：1.申报表 2.汇总表``, or one a line."""
    names: list[str] = []
    for line in lines:
        parts = _ANNEX_ITEM.split(_ANNEX_LABEL.sub("", line))
        names += [re.sub(r"^[0-9]{1,2}\s*[.．、]\s*", "", part).strip() for part in parts]
    return list(dict.fromkeys(name for name in names if name))


def combine(*layers: tuple[Origin, Metadata]) -> Metadata:
    """Put layers together, the first that fills a field wins; ``origins`` says which one did.

    Relations add up: what a register says and what the text says are both known.
    """
    found = Metadata()
    origins: dict[str, Origin] = {}
    for origin, layer in layers:
        gaps = {
            f.name: value
            for f in fields(Metadata)
            if f.name not in ("origins", "relations", "searchable", "notes")
            and (value := getattr(layer, f.name))
            and value is not Validity.UNVERIFIED
            and f.name not in origins
        }
        origins |= dict.fromkeys(gaps, origin)
        known = {(r.kind, r.title, r.number) for r in found.relations}
        added = tuple(r for r in layer.relations if (r.kind, r.title, r.number) not in known)
        if added:
            origins.setdefault("relations", origin)
        shown = found.searchable and layer.searchable
        found = replace(found, **gaps, relations=found.relations + added, searchable=shown)
    return replace(found, origins=origins)


# How sites word the state of a document; the first that matches counts.
_STATES = (
    ("废止", Validity.REPEALED),
    ("失效|无效", Validity.EXPIRED),
    ("尚未|未生效|未施行", Validity.PENDING),
    ("修改|修订", Validity.AMENDED),
    ("有效", Validity.IN_FORCE),
)


_TEXTS = ("title", "number", "issuer", "addressee", "subject", "index_number", "source_url")


def metadata_from_page(stated: dict[str, str]) -> Metadata:
    """What a page says of itself that only counts where the document is silent: who put it up, and the
    one date of its card."""
    carded = stated.get("carded", "")
    issued = date.fromisoformat(carded) if carded else None
    return Metadata(issuer=_bodies(stated.get("publisher", "")), issued=issued)


def _bodies(names: str) -> str:
    """Several bodies are joined by 、 wherever they are named."""
    return "、".join(split_organs([names]))


def metadata_from_fields(stated: dict[str, str]) -> Metadata:
    """What a page's header or a file's properties say (``Extracted.fields``)."""
    words = stated.get("validity", "")
    states = (state for pattern, state in _STATES if re.search(pattern, words))
    texts = {name: stated.get(name, "") for name in _TEXTS}
    texts["issuer"] = _bodies(texts["issuer"])
    days = {name: date.fromisoformat(stated[name]) for name in DATE_FIELDS if stated.get(name)}
    return Metadata(**texts, **days, validity=next(states, Validity.UNVERIFIED))  # type: ignore[arg-type]
