"""What a column of a table comes to: its sum, its mean, its largest and smallest, the rows above a bound."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar, Literal

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Listing, Paragraph, Text
from assistant.evidence.asked import Asked
from assistant.tables.figures import Column, asked_column
from assistant.tables.grams import folded
from assistant.tables.labels import leaf
from assistant.tables.whole import name_of
from corpus.language.figures import Figure

_SURELY = 0.966  # above TableWhole, which counts rows
_SUM = re.compile("合计|总和|总额|总计|加起来|(?:一共|总共|共)(?!有?(?:多少|几)[个家项条户所种])")
_MEAN = re.compile("平均")
_MOST, _LEAST = re.compile("最(?:多|大|高|贵|长)"), re.compile("最(?:少|小|低|便宜|短)")
_HOW_MUCH = re.compile("多少|几(?!个|家|项)|是什么")
_WHICH = re.compile("哪[些个几]|谁|(?:几|多少)[个家项条户所种]|名单|清单|什么")
_OVER = re.compile("超过|大于|高于|多于|超")
_FROM = re.compile("以上|不低于|不少于|达到?|至少")
_UNDER = re.compile("低于|不足|少于|小于|不到|不满")
_TO = re.compile("以下|以内|不超过|不高于|最多")
_BEFORE = re.compile(
    "(?:不超过|不高于|不低于|不少于|超过|大于|高于|多于|达到?|至少|低于|不足|少于|小于|不到|不满|最多|超)$"
)
_LISTED = 15
_ADDED = 12  # figures that are shown as a sum


@dataclass(frozen=True, slots=True)
class Found:
    """What is asked of a column; ``bound`` is the figure it is held against, in the column's unit."""

    column: Column
    asks: Literal["sum", "mean", "most", "least", "over", "from", "under", "to"]
    bound: Decimal | None = None
    words: str = ""


class TableFigures:
    """Computes over the figures of one column."""

    name: ClassVar[str] = "table_figures"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the column and what is asked of it."""
        text = folded(asked.question.text)
        asks = _asks(text, bool(asked.question.figures))
        if asks is None:
            return None
        figures = [f for f in asked.question.figures if f.dimension or f.words[-1:] in "万亿"]
        plain = text
        for figure in figures:
            plain = plain.replace(folded(figure.words), " ")
        column = asked_column(plain, asked.tables)
        if column is None:
            return None
        if asks in ("sum", "mean", "most", "least"):
            return Bid(_SURELY, Found(column, asks), settles_scope=True)
        bound = next((b for f in figures if (b := _bound(f, column)) is not None), None)
        if bound is None:
            return None
        return Bid(_SURELY, Found(column, asks, bound, _said(text, figures)), settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The result first, then what it was computed from."""
        found: Found = bid.found
        draft = Draft()
        if found.asks in ("sum", "mean"):
            _computed(found, draft)
        elif found.asks in ("most", "least"):
            _extreme(found, draft)
        else:
            _within(found, draft)
        return draft


def _asks(
    text: str, figures: bool
) -> Literal["sum", "mean", "most", "least", "over", "from", "under", "to"] | None:
    if _MEAN.search(text) and _HOW_MUCH.search(text):
        return "mean"
    if _WHICH.search(text) and not figures:
        return "most" if _MOST.search(text) else "least" if _LEAST.search(text) else None
    if figures and _WHICH.search(text):
        if _TO.search(text):
            return "to"
        if _UNDER.search(text):
            return "under"
        if _OVER.search(text):
            return "over"
        return "from" if _FROM.search(text) else None
    return "sum" if _SUM.search(text) and _HOW_MUCH.search(text) else None


def _bound(figure: Figure, column: Column) -> Decimal | None:
    """A figure of the question in the unit of the column, None where they measure different things."""
    bare = not figure.dimension and column.dimension == "金额" and figure.words[-1] in "万亿"
    if not column.factor or not (bare or figure.dimension == column.dimension):
        return None
    return Decimal(str(figure.value)) / Decimal(str(column.factor))


def _said(text: str, figures: list[Figure]) -> str:
    """The bound as the question writes it (超过1亿元)."""
    words = folded(figures[0].words)
    at = text.find(words)
    before = _BEFORE.search(text[:at])
    after = re.match("(?:及其?)?(?:以上|以下|以内)", text[at + len(words) :])
    return f"{before[0] if before else ''}{words}{after[0] if after else ''}"


def _computed(found: Found, draft: Draft) -> None:
    column = found.column
    values = [value for _, _, value in column.rows]
    total = sum(values, Decimal(0))
    of = f"{'、'.join(column.values)}的" if column.values else ""
    name = f"{of}{leaf(column.label)}"
    marks = [_cited(column, n, draft)[1] for n in range(len(values))]
    if found.asks == "mean":
        mean = (total / len(values)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        head = f"{name}平均{_plain(mean)}{column.unit}（{_plain(total)}÷{len(values)}）。"
    else:
        head = f"{name}合计{_plain(total)}{column.unit}（{len(values)}项之和）。"
    draft.blocks.append(Lead((head, *dict.fromkeys(marks[:1]))))
    if len(values) <= _ADDED:
        how = " + ".join(map(_plain, values))
        draft.blocks.append(Paragraph((f"{how} = {_plain(total)}", *dict.fromkeys(marks))))


def _extreme(found: Found, draft: Draft) -> None:
    column = found.column
    pick = max if found.asks == "most" else min
    most = pick(value for _, _, value in column.rows)
    rows = [n for n, (_, _, value) in enumerate(column.rows) if value == most]
    for n in rows[:3]:
        name, mark = _cited(column, n, draft)
        unit = "" if column.unit in column.label else column.unit
        told = f"{name}，{column.label}：{column.rows[n][1].value}{unit}"
        draft.blocks.append(Lead((told, mark)))


def _within(found: Found, draft: Draft) -> None:
    column, bound = found.column, found.bound
    assert bound is not None
    tests = {
        "over": lambda v: v > bound,
        "from": lambda v: v >= bound,
        "under": lambda v: v < bound,
        "to": lambda v: v <= bound,
    }
    rows = [n for n, row in enumerate(column.rows) if tests[found.asks](row[2])]
    about = f"{'、'.join(column.values)}的" if column.values else ""
    head = f"{about}{leaf(column.label)}{found.words}的共{len(rows)}项"
    if not rows:
        draft.blocks.append(Lead((f"没有{about}{leaf(column.label)}{found.words}的。",)))
        return
    items: list[Text] = []
    for n in rows[:_LISTED]:
        name, mark = _cited(column, n, draft)
        items.append((f"{name}：{column.rows[n][1].value}{column.unit}", mark))
    draft.blocks.append(Listing(tuple(items), (f"{head}：",)))
    if len(rows) > _LISTED:
        draft.blocks.append(Paragraph((f"另有{len(rows) - _LISTED}项未列出。",)))


def _cited(column: Column, n: int, draft: Draft) -> Text:
    """The name of a row, and the citation of the cell that counts."""
    record, cell, _ = column.rows[n]
    name = name_of(record, column.table)
    draft.cite(column.table.document, name.provision, name.start, name.end)
    return (name.value, draft.cite(column.table.document, cell.provision, cell.start, cell.end))


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
