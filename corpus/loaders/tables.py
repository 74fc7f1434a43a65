"""Tables as rows that carry their header: ``表头一：值；表头二：值``.

A grid is a list of rows of cell texts with merged cells already filled in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_HEADER_CELL = 30  # characters; longer ones are content
_HEADER_WORD = re.compile(
    "序号|编号|名称|事项|项目|内容|单位|部门|机构|类别|分类|类型|标准|条件|对象|时间|日期|时限|期限|地址|地点|电话|"
    "联系|备注|说明|依据|指标|目标|任务|措施|要求|材料|流程|方式|渠道|金额|数量|数值|年度|责任|牵头|配合|来源|"
    "范围|地区|区域|行业|产品|企业|政策|文件|文号|标题|链接|姓名|职务|代码|等级|级别|情形|方法|值"
)
_NUMBER = re.compile(
    r"[-+]?[0-9０-９][0-9０-９,.，．%％/年月日:：\-—~～]*(?:万?元|亩|户|套|人|平方米|㎡|岁|分)?$"
)
_BLANK = re.compile(r"[\s\u3000]+")


@dataclass(frozen=True, slots=True)
class GridTable:
    """A grid understood: lines above it, its header, and rows (a ``str`` row is a section line)."""

    captions: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...] | str, ...]


def clean_cell(text: str) -> str:
    """One line of text: white space collapsed; letters set apart (``基 础 指 标``) are joined."""
    text = _BLANK.sub(" ", text).strip()
    parts = text.split(" ")
    return "".join(parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else text


def join_cell(lines: Sequence[str]) -> str:
    """The paragraphs of a cell as one line; a short name broken over lines is put together."""
    words = [line for line in (clean_cell(line) for line in lines) if line]
    short = all(
        len(word) <= 8 and word[-1] not in "。；;，,：:" and not word[0].isascii() for word in words
    )
    return ("" if short else " ").join(words)


def read_grid(grid: Sequence[Sequence[str]], *, header_rows: int = 0) -> GridTable:
    """Tell captions, header and rows apart. ``header_rows`` > 0 says how many rows are header."""
    rows = _trim(grid)
    captions: list[str] = []
    while rows and len(rows[0]) > 1 and _single(rows[0]) and (len(rows) > 1 or not captions):
        captions.append(_single(rows[0]))
        rows = rows[1:]
        header_rows = max(0, header_rows - 1)
    rows = _drop_empty_columns(rows)
    if not rows:
        return GridTable(tuple(captions), (), ())
    count = min(header_rows, len(rows) - 1) if header_rows else _header_rows(rows)
    header = _join_header(rows[:count])
    body: list[tuple[str, ...] | str] = []
    for row in rows[count:]:
        line = _single(row) if len(row) > 1 and (_merged(row) or row[0]) else ""
        if header and tuple(row) == header:
            continue  # a header repeated on the next page
        body.append(line if line and not (len(row) == 2 and not _merged(row)) else tuple(row))
    return GridTable(tuple(captions), header, tuple(body))


def render_row(header: Sequence[str], row: Sequence[str] | str) -> str:
    """Write one row as a line; empty cells are left out."""
    if isinstance(row, str):
        return row
    if header:
        cells = [(name, value) for name, value in zip(header, row, strict=True) if value]
        return "；".join(_labelled(n, v, last=i == len(cells)) for i, (n, v) in enumerate(cells, 1))
    values = [value for value in _once(row) if value]
    if len(row) == 2 and len(values) == 2:
        return _labelled(values[0], values[1])
    return "；".join(value.rstrip("；;") for value in values)


def _labelled(name: str, value: str, *, last: bool = True) -> str:
    value = value if last else value.rstrip("；;。")
    return f"{name.rstrip('：:')}：{value}" if name else value


def _once(row: Sequence[str]) -> list[str]:
    """Without the repeats of a cell merged across columns."""
    return [value for index, value in enumerate(row) if index == 0 or value != row[index - 1]]


def _trim(grid: Sequence[Sequence[str]]) -> list[list[str]]:
    width = max((len(row) for row in grid), default=0)
    rows = [[clean_cell(cell) for cell in row] + [""] * (width - len(row)) for row in grid]
    return [row for row in rows if any(row)]


def _drop_empty_columns(rows: list[list[str]]) -> list[list[str]]:
    filled = [column for column in zip(*rows, strict=True) if any(column)]
    return [list(row) for row in zip(*filled, strict=True)]


def _merged(row: Sequence[str]) -> bool:
    return len(row) > 1 and bool(row[0]) and len(set(row)) == 1


def _single(row: Sequence[str]) -> str:
    """The only text of a row that spans the table, or ""."""
    values = {value for value in row if value}
    return values.pop() if len(values) == 1 else ""


def _header_rows(rows: list[list[str]]) -> int:
    """How many leading rows are header: 0 where the first row looks like content."""
    if len(rows) < 2 or not _like_header(rows[0], rows[1:]):
        return 0
    count = 1
    while count < min(4, len(rows) - 1) and _continues_header(rows[count - 1], rows[count]):
        count += 1
    return count


def _like_header(row: list[str], below: list[list[str]]) -> bool:
    filled = [cell for cell in row if cell]
    if len(filled) < max(2, (len(row) + 1) // 2) or max(map(len, filled)) > _HEADER_CELL:
        return False
    if any(_NUMBER.match(cell) or cell[-1] in "。；，" for cell in filled):
        return False
    words = sum(bool(_HEADER_WORD.search(cell)) for cell in filled)
    # two columns: 名称 | 内容 is a header, 办理时间 | 5个工作日 is not
    if len(row) == 2 and words < 2:
        return False
    longer = [len(cell) for other in below for cell in other if cell]
    return words > 0 or sum(longer) / max(1, len(longer)) > 2 * sum(map(len, filled)) / len(filled)


def _continues_header(above: list[str], row: list[str]) -> bool:
    """A row under cells merged across columns splits them; cells merged downwards repeat."""
    pairs = zip(pairwise(above), pairwise(row), strict=True)
    split = any(left and left == right and one != other for (left, right), (one, other) in pairs)
    short = all(len(cell) <= _HEADER_CELL and not _NUMBER.match(cell) for cell in row)
    return split and short


def _join_header(rows: list[list[str]]) -> tuple[str, ...]:
    """One name a column; stacked names are joined by ``-``."""
    columns = (dict.fromkeys(map(_squeeze, column)) for column in zip(*rows, strict=True))
    return tuple("-".join(filter(None, names)) for names in columns)


def _squeeze(cell: str) -> str:
    """Header words without the blanks that set them apart (``序 号``)."""
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", cell)
