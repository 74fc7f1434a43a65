"""Corrections by an administrator, kept as the metadata file beside the original, which wins over
the text at every build."""

import os
import re
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from corpus.document import DATE_FIELDS, Metadata, RelationKind
from corpus.errors import MetadataError, PolicyError
from corpus.life.sidecar import read_sidecar, sidecar_path
from pages.library import texts

FIELDS = tuple(name for name, _, _ in texts.FIELDS)
RELATIONS = tuple(name for name, _ in texts.RELATION_FIELDS)


class CorrectionError(PolicyError):
    """A correction that can't be written beside the original."""


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
    path = sidecar_path(original) or original.with_name(f"{original.name}.yaml")
    values = _values(path)
    for name, words in changed.items():
        if words:
            values[name] = _value(name, words)
        else:
            values.pop(name, None)
    _write(original, path, values)
    return True


def _values(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError) as error:
        raise MetadataError(f"元数据文件“{path.name}”无法读取，请先修好它的格式。") from error
    return dict(values) if isinstance(values, dict) else {}


def _value(name: str, words: str) -> Any:
    if name in DATE_FIELDS:
        try:
            return date.fromisoformat(words)
        except ValueError:
            return words  # refused with a clear line when it is read
    if name in RELATIONS:
        return [item for part in re.split("[；;]", words) if (item := part.strip())]
    return words


def _write(original: Path, path: Path, values: dict[str, Any]) -> None:
    """Put the metadata file in its place in one step, once it has proved readable."""
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / original.name
        trial.with_name(f"{original.name}.yaml").write_text(text, encoding="utf-8")
        read_sidecar(trial)
    waiting = path.with_name(f".{path.name}.new")
    try:
        waiting.write_text(text, encoding="utf-8")
        os.replace(waiting, path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CorrectionError(texts.SIDECAR_FAILED.format(path=path, reason=reason)) from error
