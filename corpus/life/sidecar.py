"""Metadata that stands beside a document: ``NAME.yaml`` next to ``NAME.txt``. It wins over the text.

Where ``NAME.docx`` and ``NAME.pdf`` stand side by side, ``NAME.docx.yaml`` speaks of one of them.
"""

import re
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from corpus.correction import read_corrections
from corpus.document import DATE_FIELDS, Metadata, Relation, RelationKind, Validity
from corpus.errors import MetadataError
from corpus.language.document_numbers import find_numbers

_RELATIONS = {kind.name.lower(): kind for kind in RelationKind}
_FIELDS = {f.name for f in fields(Metadata)} - {
    "relations",
    "columns",
    "origins",
    "notes",
    "corrections",
}
_BAD_DATE = "的 {} 应写成 2011-07-05 的样子，并且确有这一天。"
_KNOWN = _FIELDS | set(_RELATIONS) | {"columns", "measures"}


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What an administrator says of a file: its metadata, and what the columns of a catalogue are
    (``corpus.structure.columns``)."""

    metadata: Metadata = field(default_factory=Metadata)
    columns: dict[str, Any] | None = None


def sidecar_path(path: Path) -> Path | None:
    """The sidecar of ``path``, if there is one."""
    for candidate in (path.with_name(f"{path.name}.yaml"), path.with_suffix(".yaml")):
        if candidate.is_file() and candidate != path:
            return candidate
    return None


def read_sidecar(path: Path) -> Sidecar:
    """Return what the sidecar of ``path`` says; an empty one where there is none.

    Raises:
        MetadataError: not YAML, an unknown field, or an impossible value.
    """
    sidecar = sidecar_path(path)
    if sidecar is None:
        return Sidecar()
    try:
        return _read(sidecar)
    except MetadataError as error:
        raise MetadataError(f"元数据文件“{sidecar.name}”{error}") from error


def _read(sidecar: Path) -> Sidecar:
    try:
        values = yaml.safe_load(sidecar.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise MetadataError("无法读取，请检查 YAML 格式，并存为 UTF-8。") from error
    except ValueError as error:
        # YAML takes 2024-02-30 for a date, and then there is no such day.
        raise MetadataError(_BAD_DATE.format("日期（如 issued）")) from error
    if not isinstance(values, dict):
        raise MetadataError("应为“字段: 值”的列表。")
    if unknown := sorted(str(key) for key in values if key not in _KNOWN):
        raise MetadataError(f"有不认识的字段：{'、'.join(unknown)}。")
    # "title:" left blank says nothing
    given = {key: value for key, value in values.items() if value is not None}
    columns = given.pop("columns", None)
    if columns is not None and not isinstance(columns, dict):
        raise MetadataError("的 columns 应为“原列名: 标签”的列表。")
    corrections = read_corrections(given.pop("measures", []))
    relations = tuple(
        relation
        for key, kind in _RELATIONS.items()
        for relation in _relations(key, kind, given.pop(key, []))
    )
    known = {key: _value(key, value) for key, value in given.items()}
    return Sidecar(Metadata(relations=relations, corrections=corrections, **known), columns)


def _value(key: str, value: Any) -> Any:
    if key in DATE_FIELDS:
        return _date(key, value)
    if key == "validity":
        try:
            return Validity(value)
        except ValueError as error:
            raise MetadataError(f"的 validity 只能是：{'、'.join(Validity)}。") from error
    if key == "searchable":
        if not isinstance(value, bool):
            raise MetadataError("的 searchable 只能是 true 或 false。")
        return value
    if key == "annexes":
        return tuple(_texts(key, value))
    return _texts(key, [value])[0]


def _relations(key: str, kind: RelationKind, value: Any) -> list[Relation]:
    """``《标题》（文号）``, or either of the two, one or a list of them."""
    found = []
    for words in _texts(key, value):
        numbers = find_numbers(words)
        quoted = re.search("《(.+)》", words)
        title = quoted[1] if quoted else "" if numbers else words
        found.append(Relation(kind, title, numbers[0][2] if numbers else ""))
    return found


def _texts(key: str, values: Any) -> list[str]:
    items = values if isinstance(values, list) else [values]
    if any(isinstance(item, dict | list) for item in items):
        raise MetadataError(f"的 {key} 应是一段文字。")
    return [str(item).strip() for item in items if item is not None]


def _date(key: str, value: Any) -> date:
    """A plain date, whether YAML read a date, a time or quoted text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise MetadataError(_BAD_DATE.format(key)) from error
