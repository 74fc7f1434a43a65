"""Metadata that stands beside a document: ``NAME.yaml`` next to ``NAME.txt``. It wins over the text."""

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from corpus.document import Metadata, Validity
from corpus.errors import MetadataError

_KNOWN = {f.name for f in fields(Metadata)}


def sidecar_path(path: Path) -> Path:
    """Where the metadata of ``path`` would stand."""
    return path.with_suffix(".yaml")


def read_sidecar(path: Path) -> Metadata | None:
    """Return the metadata beside ``path``, or None where there is no sidecar.

    Raises:
        MetadataError: not YAML, an unknown field, or an impossible value.
    """
    sidecar = sidecar_path(path)
    if not sidecar.is_file():
        return None
    try:
        values = yaml.safe_load(sidecar.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise MetadataError(f"元数据文件“{sidecar.name}”无法读取，请检查 YAML 格式。") from error
    if not isinstance(values, dict):
        raise MetadataError(f"元数据文件“{sidecar.name}”应为“字段: 值”的列表。")
    if unknown := sorted(str(key) for key in set(values) - _KNOWN):
        raise MetadataError(f"元数据文件“{sidecar.name}”有不认识的字段：{'、'.join(unknown)}。")
    return Metadata(**{key: _value(sidecar.name, key, value) for key, value in values.items()})


def _value(name: str, key: str, value: Any) -> Any:
    if key == "issued":
        if not isinstance(value, date):
            raise MetadataError(f"元数据文件“{name}”的 issued 应写成 2011-07-05 的样子。")
        return value
    if key == "validity":
        try:
            return Validity(value)
        except ValueError as error:
            states = "、".join(Validity)
            raise MetadataError(f"元数据文件“{name}”的 validity 只能是：{states}。") from error
    return str(value)
