"""Rows of tables found by their names: which record of which table a question is about."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.tables.grams import folded, grams, holds, share, telling
from assistant.tables.records import Cell, Record, Table, is_number_of, is_total
from corpus.language.markers import unnumbered
from corpus.language.words import content_words

_NAMED = 0.66  # share of a cell's grams in the question that name its row
_NEAR = 0.9  # share of the best row's weight from which another row is as good
_OF_CARD = 3  # grams of the question in the title of a card that make it the one that is meant
_MOST = 6  # rows told at once
_TOTALS = 0.5  # what a row of totals counts: 合计 is as often the name of a column
_KNOWN = 1.0  # weight of a gram of a label or a title
_FOREIGN = 2.0  # weight of a gram that stands nowhere near
_BRACKET = re.compile(r"[（(]([^（）()]*)[）)]")
_UNIT = re.compile("(?:个?工作|自然)?[日天月年]|小时|[万亿千]?元|[人家户个项件次分%]")
_PLAIN_NUMBER = re.compile(r"[0-9.,]{1,3}")


@dataclass(frozen=True, slots=True)
class Match:
    """A record of a table that the question names, the cells that it names it by, and how much of
    the question (0 to 1) the record, its labels and what stands around the table account for."""

    table: Table
    record: Record
    named: tuple[Cell, ...]
    weight: float
    cover: float


def find_records(question: str, tables: Sequence[Table]) -> list[Match]:
    """The records of one table that the question (folded) is about, best first; none where it names
    none."""
    asked = telling(question)
    held = [
        (table, record, {gram for gram in asked if holds(record.words, gram)})
        for table in tables
        for record in table.records
    ]
    weights = _weights(asked, [grams for _, _, grams in held])
    beside = {id(table): {gram for gram in asked if holds(table.around, gram)} for table in tables}
    ranked = []
    for table, record, own in held:
        around = beside[id(table)]
        if own or (table.single and around):
            weight = sum(weights[gram] for gram in own) + _KNOWN * len(around - own)
            weight *= _TOTALS if is_total(record) else 1.0
            ranked.append((weight, table, record, own | around))
    ranked.sort(key=lambda item: -item[0])
    inside = _inside_words(question, asked)
    matches = []
    for weight, table, record, told in ranked[: 4 * _MOST]:
        named = named_cells(question, record, single=table.single)
        if named or (table.single and _is_of(table, asked)):
            cover = _cover(asked, weights, inside, told)
            matches.append(Match(table, record, named, weight, cover))
    return _of_one_table(question, matches)


def _is_of(card: Table, asked: Sequence[str]) -> bool:
    """Whether a question is about what a card is called."""
    context = folded(card.context)
    return sum(holds(context, gram) for gram in asked) >= _OF_CARD


def named_cells(question: str, record: Record, *, single: bool = False) -> tuple[Cell, ...]:
    """The cells whose words stand in the question: of a card its first ones, which say what it is of,
    and those with a number as long as those of telephones and codes."""
    cells = [c for c in record.cells if is_number_of(c)] if single else record.cells
    first = record.cells[:2] if single else ()
    return tuple(cell for cell in dict.fromkeys([*first, *cells]) if _names(question, cell.value))


def _names(question: str, value: str) -> bool:
    if not value or _PLAIN_NUMBER.fullmatch(value):
        return False
    whole = folded(unnumbered(value)).rstrip("*＊")
    if any(holds(question, number) for number in re.findall("[0-9]{5,}", whole)):
        return True
    inside = [words for words in _BRACKET.findall(whole) if not _UNIT.fullmatch(words)]
    forms = {whole, _BRACKET.sub("", whole), *inside}
    forms |= set(re.split("[,、;:]", whole)) if len(whole) <= 40 else set()
    told = [found for form in forms if len(form) > 1 and (found := grams(form))]
    return any(
        len("".join(own)) > 1
        and share(own, question) >= _NAMED
        and all(holds(question, gram) for gram in own if gram.isdigit())  # 5(工作日) is no 工作日
        for own in told
    )


def _weights(asked: Sequence[str], held: Sequence[set[str]]) -> dict[str, float]:
    """How much a gram tells: the fewer rows have it, the more; 0 where none has."""
    counts = Counter(gram for grams in held for gram in grams)
    return {
        gram: math.log(1 + len(held) / counts[gram]) if gram in counts else 0.0 for gram in asked
    }


def _inside_words(question: str, asked: Sequence[str]) -> set[str]:
    """The grams that lie inside a word: others (室负 in 科室负责) mean nothing where no table has them."""
    words = content_words(question)
    return {gram for gram in asked if any(gram in word for word in words)}


def _cover(
    asked: Sequence[str], weights: dict[str, float], inside: set[str], told: set[str]
) -> float:
    found = sum(weights[gram] or _FOREIGN for gram in asked if gram in told)
    missed = sum(weights[gram] or _FOREIGN for gram in inside - told)
    return found / (found + missed) if found else 0.0


def _of_one_table(question: str, matches: Sequence[Match]) -> list[Match]:
    """The best record, with those of its table that the question names as well: beside it by the
    same cells, or by another cell of one column (一级和二级)."""
    if not matches:
        return []
    best = matches[0]
    kept = [best]
    mine = _names_of(best)
    for other in matches[1:]:
        if other.table is not best.table or len(kept) >= _MOST or is_total(other.record):
            continue
        its = _names_of(other)
        differ = [name for name in mine if mine[name] != its.get(name)]
        if mine == its and other.weight >= _NEAR * best.weight:
            kept.append(other)
        elif mine.keys() == its.keys() and len(differ) == 1:
            # named as wholly as the best one, and by words of the question of its own
            first, second = mine[differ[0]], its[differ[0]]
            if (
                share(grams(second), question) == 1.0
                and second not in first
                and first not in second
            ):
                kept.append(other)
    return kept


def _names_of(match: Match) -> dict[str, str]:
    return {
        cell.label or str(place): _core(cell.value)
        for place, cell in enumerate(match.record.cells)
        if cell in match.named
    }


def _core(value: str) -> str:
    return _BRACKET.sub("", folded(value)).strip("*＊") or folded(value)
