"""The columns of a catalogue as an administrator wants them (``columns`` of the sidecar)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from corpus.errors import MetadataError
from corpus.language.column_headers import ColumnRole, header_rule
from corpus.structure.columns import Column, clean_label, unique


def apply_mapping(columns: Sequence[Column], mapping: dict[str, Any]) -> list[Column]:
    """Return the columns as an administrator wants them; those mapped to null are left out.

    ``mapping``: ``{SOURCE: label | {"label": …, "role": …} | None}``. A label alone also gives the
    role where it says one. A column made the 名称 replaces the guessed one.

    Raises:
        MetadataError: an unknown column, role or shape, or one label for two columns.
    """
    check_sources(columns, mapping)
    wanted = {str(source).strip(): value for source, value in mapping.items()}
    given = {
        c.source: _mapped(c, wanted[c.source])
        for c in columns
        if c.source in wanted and wanted[c.source] is not None
    }
    labels: set[str] = set()
    for column in given.values():
        if column.label in labels:
            raise MetadataError(f"columns 里有两列都叫“{column.label}”，请改成不同的名称。")
        labels.add(column.label)
    named = [c.source for c in given.values() if c.role is ColumnRole.NAME]
    if len(named) > 1:
        raise MetadataError(f"columns 里名称列只能有一列，现有：{'、'.join(named)}。")
    result = []
    for column in columns:
        if column.source in given:
            result.append(given[column.source])
        elif column.source not in wanted:
            demoted = named and column.role is ColumnRole.NAME
            role = ColumnRole.OTHER if demoted else column.role
            result.append(replace(column, label=unique(column.label, labels), role=role))
    return result


def check_sources(columns: Sequence[Column], mapping: dict[str, Any]) -> None:
    """Raise MetadataError where ``mapping`` is none, or names a column that is not there."""
    if not isinstance(mapping, dict):
        raise MetadataError("columns 应写成“列名: 标签”的列表。")
    there = {column.source for column in columns}
    if unknown := [str(source) for source in mapping if str(source).strip() not in there]:
        names = "、".join(
            c.source if c.label in ("", c.source) else f"{c.source}（{c.label}）" for c in columns
        )
        raise MetadataError(
            f"columns 里的“{'、'.join(unknown)}”不是这份目录的列；现有的列：{names}。"
        )


def _mapped(column: Column, value: Any) -> Column:
    label, role = value, None
    if isinstance(value, dict):
        if unknown := sorted(str(key) for key in set(value) - {"label", "role"}):
            raise MetadataError(
                f"columns 的“{column.source}”有不认识的字段：{'、'.join(unknown)}；只能写 label 和 role。"
            )
        label, role = value.get("label", column.label), value.get("role")
    if isinstance(label, list | dict | tuple | set) or not (text := clean_label(str(label or ""))):
        raise MetadataError(f"columns 的“{column.source}”应写成“列名: 标签”，标签是一段文字。")
    if role is not None:
        try:
            return replace(column, label=text, role=ColumnRole(str(role).strip()))
        except ValueError as error:
            raise MetadataError(
                f"columns 的“{column.source}”的 role 不能是“{role}”，只能是：{'、'.join(ColumnRole)}。"
            ) from error
    found = header_rule(text) if text != column.label else None
    return replace(column, label=text, role=found[0].role if found else column.role)
