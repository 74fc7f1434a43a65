"""Catalogues as JSON: one object a line (jsonl), an array of objects, or objects that hold arrays."""

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import DocumentError
from corpus.language.column_headers import standard_label
from corpus.loaders.base import Extracted, TextBuilder
from corpus.loaders.text import decode

_MAX_ROWS = 200_000
_MAX_COLUMNS = 300
_MAX_CELLS = 2_000_000
_MAX_DEPTH = 20
_SHORT = 12  # characters of a list item that may stand between “、”
_ENVELOPE = {"code", "msg", "message", "status", "success", "error"}  # of a web service's reply
_EMPTY = "JSON 里没有记录，没有可导入的内容。"
_DEEP = f"JSON 嵌套超过 {_MAX_DEPTH} 层，不是一份目录。"
_NO_RECORDS = "JSON 里没有“字段: 值”的记录；应是一行一个对象，或一个对象列表。"
_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TAG = re.compile(
    r"</?(p|br|div|li|ul|ol|tr|td|th|table|tbody|h[1-6]|span|b|i|u|a|strong|em|font|img)"
    r"(?:\s+[a-z-]+\s*=[^<>]{0,500})?\s*/?>",
    re.I,
)
_INLINE = {"span", "b", "i", "u", "a", "strong", "em", "font", "img"}
_CJK = re.compile(r"[\u3400-\u9fff]")

_Value = str | list[str]


@dataclass(slots=True)
class _Group:
    """Records that make one table; ``caption`` is the key they stand under."""

    caption: str
    records: list[dict[str, Any]] = field(default_factory=list)


def load_json(data: bytes) -> Extracted:
    """Return one table for each list of records; the header holds the keys in order of first sight.

    Lists are joined with ``；`` (``、`` where every item of the column is short), nested objects
    become ``key-key``. A lone object is a record, unless it holds lists of objects.

    Raises:
        DocumentError: not JSON (the line is named), nested too deep, or without records.
    """
    text, remarks = decode(data)
    builder = TextBuilder()
    notes = list(remarks)
    groups = _groups(_parse(text), builder, notes)
    for group in groups:
        header, rows = _table(group.records, notes)
        if rows:
            caption = group.caption if len(groups) > 1 else ""
            builder.line(caption)
            builder.rows(header, rows, caption)
    found = builder.finish(notes=notes, kind="json")
    if not found.tables:
        raise DocumentError(_EMPTY)
    return found


def one_line(text: str) -> str:
    """``text`` on one line: a line break becomes ``；`` where no mark stands before it, other white
    space one blank; characters that can't be stored are removed."""
    if text.isprintable() and "  " not in text:  # most cells are one line already
        return text.strip()
    text = _SURROGATE.sub("\ufffd", _UNPRINTABLE.sub("", text))
    joined = ""
    for line in _BREAK.split(text):
        words = " ".join(line.split())
        if words:
            border = "；" if joined and joined[-1] not in "。；;，,、：:！!？?" else ""
            joined += border + words
    return joined


def _parse(text: str) -> list[Any]:
    """Every JSON value of the text: one for a json file, one a line for jsonl.

    Numbers stay the text they are written as: no rounding, and no limit to their digits.
    """
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    decoder = json.JSONDecoder(
        strict=False, parse_int=str, parse_float=str, parse_constant=lambda _: None
    )
    try:
        if len(lines) > 1 and _one_a_line(decoder, lines[0][1].strip(), lines[1][1]):
            return [_record(decoder, number, line) for number, line in lines]
        return list(_all(decoder, text))
    except RecursionError as error:
        raise DocumentError(_DEEP) from error


def _one_a_line(decoder: json.JSONDecoder, first: str, second: str) -> bool:
    """Whether this is jsonl: its first line is whole, or broken with the next object below it."""
    if not first.startswith("{"):
        return False
    try:
        decoder.decode(first)
    except json.JSONDecodeError:
        return second.startswith("{") and first[-1] not in ":,[{"
    return True


def _record(decoder: json.JSONDecoder, number: int, line: str) -> Any:
    try:
        value = decoder.decode(line.strip())
    except json.JSONDecodeError as error:
        raise DocumentError(f"第 {number} 行不是有效的 JSON，请检查这一行后再导入。") from error
    if not isinstance(value, dict):
        raise DocumentError(f"第 {number} 行不是一条记录，应为“{{字段: 值}}”的对象。")
    return value


def _all(decoder: json.JSONDecoder, text: str) -> Iterator[Any]:
    """The values of a text, one after the other."""
    place = 0
    while (place := _next(text, place)) < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except json.JSONDecodeError as error:
            raise DocumentError(
                f"第 {error.lineno} 行不是有效的 JSON，请检查这一行后再导入。"
            ) from error
        yield value


def _next(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _groups(values: list[Any], builder: TextBuilder, notes: list[str]) -> list[_Group]:
    """Put the records into tables; words beside a list of records go into ``builder``."""
    if len(values) == 1 and isinstance(values[0], dict):
        found = list(_lists(values[0], "", 0, builder))
        return found or [_Group("", values)]
    items = values[0] if len(values) == 1 and isinstance(values[0], list) else values
    records = [item for item in items if isinstance(item, dict)]
    if not records:
        raise DocumentError(_NO_RECORDS)
    if left := sum(item is not None for item in items) - len(records):
        notes.append(f"有 {left} 项不是“字段: 值”的记录，未导入。")
    return [_Group("", records)]


def _lists(
    value: dict[str, Any], caption: str, depth: int, builder: TextBuilder
) -> Iterator[_Group]:
    """The lists of objects inside an object; its own sentences become lines of the text."""
    if depth > _MAX_DEPTH:
        raise DocumentError(_DEEP)
    found = []
    for key, item in value.items():
        if isinstance(item, list) and any(isinstance(entry, dict) for entry in item):
            found.append(
                _Group(one_line(key), [entry for entry in item if isinstance(entry, dict)])
            )
        elif isinstance(item, dict):
            found.extend(_lists(item, one_line(key), depth + 1, builder))
    if found:
        for key, item in value.items():
            if isinstance(item, str) and _CJK.search(item) and key.lower() not in _ENVELOPE:
                builder.line(f"{standard_label(one_line(key))}：{_text(item)}")
    yield from found


def _table(
    records: Sequence[dict[str, Any]], notes: list[str]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The header and rows of records, within the limits; rows without any value are left out."""
    header: dict[str, int] = {}
    kept: list[dict[str, _Value]] = []
    surplus = False
    for record in records:
        cells: dict[str, _Value] = {}
        for key, value in _flat(record, "", 0):
            if key not in header:
                if len(header) >= _MAX_COLUMNS:
                    surplus = True
                    continue
                header[key] = len(header)
            cells[key] = _together(cells[key], value) if key in cells else value
        if len(kept) >= _MAX_ROWS or (len(kept) + 1) * len(header) > _MAX_CELLS:
            notes.append(f"记录太多，只导入了前 {len(kept)} 条。")
            break
        if any(cells.values()):
            kept.append(cells)
    if surplus:
        notes.append(f"字段超过 {_MAX_COLUMNS} 个，多出的字段未导入。")
    marks = {key: _mark(kept, key) for key in header}
    rows = [tuple(_joined(cells.get(key, ""), marks[key]) for key in header) for cells in kept]
    return tuple(header), rows


def _flat(value: dict[str, Any], above: str, depth: int) -> Iterator[tuple[str, _Value]]:
    if depth > _MAX_DEPTH:
        raise DocumentError(_DEEP)
    for name, item in value.items():
        key = f"{above}-{one_line(name)}" if above else one_line(name)
        if isinstance(item, dict):
            yield from _flat(item, key, depth + 1)
        elif isinstance(item, list):
            yield key, [text for entry in item if (text := _text(entry, depth + 1))]
        else:
            yield key, _text(item)


def _text(value: Any, depth: int = 0) -> str:
    """A value as a reader sees it; an object inside a list as ``标签：值，标签：值``."""
    if depth > _MAX_DEPTH:
        raise DocumentError(_DEEP)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(text for entry in value if (text := _text(entry, depth + 1)))
    if isinstance(value, dict):
        pairs = [(one_line(key), _text(item, depth + 1)) for key, item in value.items()]
        told = [(key, text) for key, text in pairs if text]
        if len(told) == 1:
            return told[0][1]
        return "，".join(f"{standard_label(key)}：{text}" if key else text for key, text in told)
    return one_line(_without_markup(str(value)))


def _without_markup(text: str) -> str:
    """Catalogues exported from web systems carry the tags of their editor."""
    if not _TAG.search(text) and "&nbsp;" not in text:
        return text
    bare = _TAG.sub(lambda tag: "" if tag[1].lower() in _INLINE else "\n", text)
    return html.unescape(bare)


def _together(first: _Value, second: _Value) -> _Value:
    """Two values under one key."""
    both = (value if isinstance(value, list) else [value] for value in (first, second))
    return [item for items in both for item in items if item]


def _mark(rows: Sequence[dict[str, _Value]], key: str) -> str:
    """What stands between the items of a column's lists, the same in every row."""
    lists = [value for row in rows if isinstance(value := row.get(key), list)]
    items = [item for value in lists for item in value]
    short = all(len(item) <= _SHORT and not re.search("[、，；,;]", item) for item in items)
    return "、" if short else "；"


def _joined(value: _Value, mark: str) -> str:
    if isinstance(value, str):
        return value
    return mark.join(
        item.rstrip("；;。") or item if mark == "；" and place < len(value) else item
        for place, item in enumerate(value, 1)
    )
