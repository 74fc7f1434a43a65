"""Metadata that stands beside a document: ``NAME.yaml`` next to ``NAME.txt``. It wins over the text."""

from dataclasses import fields
from datetime import date, datetime
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
    except ValueError as error:
        # YAML takes 2024-02-30 for a date, and then there is no such day.
        if isinstance(error, UnicodeDecodeError):
            raise MetadataError(_unreadable(sidecar.name)) from error
        raise MetadataError(_bad_date(sidecar.name)) from error
    except yaml.YAMLError as error:
        raise MetadataError(_unreadable(sidecar.name)) from error
    if not isinstance(values, dict):
        raise MetadataError(f"元数据文件“{sidecar.name}”应为“字段: 值”的列表。")
    if unknown := sorted(str(key) for key in set(values) - _KNOWN):
        raise MetadataError(f"元数据文件“{sidecar.name}”有不认识的字段：{'、'.join(unknown)}。")
    given = {
        key: value for key, value in values.items() if value is not None
    }  # "title:" left blank
    return Metadata(**{key: _value(sidecar.name, key, value) for key, value in given.items()})


def _unreadable(name: str) -> str:
    return f"元数据文件“{name}”无法读取，请检查 YAML 格式，并存为 UTF-8。"


def _bad_date(name: str) -> str:
    return f"元数据文件“{name}”的日期（issued）应写成 2011-07-05 的样子，并且确有这一天。"


def _value(name: str, key: str, value: Any) -> Any:
    if key == "issued":
        return _date(name, value)
    if key == "validity":
        try:
            return Validity(value)
        except ValueError as error:
            states = "、".join(Validity)
            raise MetadataError(f"元数据文件“{name}”的 validity 只能是：{states}。") from error
    if isinstance(value, dict | list):
        raise MetadataError(f"元数据文件“{name}”的 {key} 应是一段文字。")
    return str(value)


def _date(name: str, value: Any) -> date:
    """A plain date, whether YAML read a date, a time or quoted text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise MetadataError(_bad_date(name)) from error
