"""Corrections by an administrator, kept as the metadata file beside the original, which wins over
the text at every build."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from corpus.document import DATE_FIELDS, Metadata, RelationKind
from corpus.life.sidecar_file import change_sidecar
from pages.library import texts

FIELDS = tuple(name for name, _, _ in texts.FIELDS)
RELATIONS = tuple(name for name, _ in texts.RELATION_FIELDS)


def current(known: Metadata) -> dict[str, str]:
    """What is known now, as the form shows it."""
    values = {name: str(getattr(known, name) or "") for name in FIELDS}
    for name in RELATIONS:
        kind = RelationKind[name.upper()]
        values[name] = "；".join(
            (f"《{r.title}》" if r.title else "") + (f"（{r.number}）" if r.number else "")
            for r in known.relations
            if r.kind is kind
        )
    return values


def correct(original: Path, known: Metadata, wanted: Mapping[str, str]) -> bool:
    """Write down what ``wanted`` says otherwise than ``known``; whether there was anything.

    An emptied field is taken out of the metadata file, so that the text counts again.

    Raises:
        MetadataError: an impossible value, such as 2024-02-30; nothing is written then.
        CorrectionError: the place can't be written to.
    """
    shown = current(known)
    changed = {
        name: " ".join(wanted[name].split())
        for name in (*FIELDS, *RELATIONS)
        if name in wanted and " ".join(wanted[name].split()) != " ".join(shown[name].split())
    }
    if not changed:
        return False

    def change(values: dict[str, Any]) -> None:
        for name, words in changed.items():
            if words:
                values[name] = _value(name, words)
            else:
                values.pop(name, None)

    change_sidecar(original, change)
    return True


def _value(name: str, words: str) -> Any:
    if name in DATE_FIELDS:
        try:
            return date.fromisoformat(words)
        except ValueError:
            return words  # refused with a clear line when it is read
    if name in RELATIONS:
        return [item for part in re.split("[；;]", words) if (item := part.strip())]
    return words
