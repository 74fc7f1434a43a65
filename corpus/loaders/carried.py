"""What rows of a table leave to the rows above them: groups and parent codes written once, and the
rest of a row that was broken."""

import re
from collections.abc import Sequence

from corpus.loaders.cells import covered

Rows = list[list[str]]

_SPARSE = 0.6  # a column filled in more rows than this share has gaps, not groups
_NESTED = 0.6  # share of the codes that lie below another one where codes are a hierarchy
_FEWEST = 4  # codes; fewer may look like a hierarchy by chance
_CODE = re.compile(r"[A-Za-z]?[0-9]{0,12}[A-Za-z]?")
_SERIAL = re.compile("序号|编号|^号$")
_CLASS = re.compile("类|级|组|部分|章")
_PARENT = "上级"


def rejoin_broken(rows: Rows) -> Rows:
    """Put the rest of a row (one cell filled, none of the first two) back to the row above it."""
    kept: Rows = []
    for row in rows:
        filled = [place for place, cell in enumerate(row) if cell]
        only = filled[0] if len(filled) == 1 else 0
        if only > 1 and not covered(row[only]) and kept and kept[-1][only] and any(kept[-1][:2]):
            above = kept[-1][only]
            kept[-1][only] = above + ("" if above[-1] in "，,、；;。（(" else "；") + row[only]
        else:
            kept.append(row)
    return kept


def carry_groups(header: Sequence[str], rows: Rows) -> None:
    """Fill the empty places of leading columns that name a group once, above its members: with the
    group, and where that is a code (大类 13) also with what its row is called."""
    width = _group_columns(header, rows)
    if not width:
        return
    latest: list[str] = [""] * width
    for row in rows:
        first = next((place for place in range(width) if row[place]), width)
        if first == width and not any(row[width:]):
            continue
        name = row[width] if width < len(row) else ""
        own = [place for place in range(first, width) if row[place]]
        for place in range(first):
            row[place] = latest[place]
        for place in range(first, width):
            latest[place] = ""
        for place in own:
            code = bool(_CODE.fullmatch(row[place]))
            last = place == own[-1]
            named = code and last and name and not name.startswith(row[place])
            latest[place] = f"{row[place]}（{name}）" if named else row[place]


def _group_columns(header: Sequence[str], rows: Rows) -> int:
    """How many leading columns name groups: sparse from the first row on, a row that fills one of
    them starting a new group; the column behind them is full."""
    if len(rows) < 2 or (header and _SERIAL.search(header[0])):
        return 0
    width = 0
    for column in zip(*rows, strict=True):
        filled = sum(map(bool, column))
        if width == 0 and not column[0]:
            return 0
        if filled == len(column):
            break
        if filled > _SPARSE * len(column) and not _takes_turns(rows, width):
            break
        width += 1
    if width == len(rows[0]):
        return 0
    if width == 1 and not _CLASS.search(header[0] if header else ""):
        codes = [row[0] for row in rows if row[0]]
        if all(_CODE.fullmatch(code) for code in codes):
            return 0  # a number of its own that some rows don't have
    if width > 1 or not rows[0][width]:
        # one sparse column may simply be unknown for some rows where the others have gaps, too
        behind = [row[width] for row in rows]
        if sum(map(bool, behind)) < _SPARSE * len(behind):
            return 0
    return width


def _takes_turns(rows: Rows, place: int) -> bool:
    """Whether a column is filled where those at its left are empty, as levels of codes are."""
    if not place:
        return False
    return any(row[place] for row in rows) and all(
        not (row[place] and any(row[:place])) or row[place - 1] for row in rows
    )


def with_parents(header: Sequence[str], rows: Rows) -> tuple[tuple[str, ...], Rows]:
    """``header`` and ``rows`` with a column that names the codes above each row, where one column
    holds a hierarchy of codes (13, 131, 1310) and the next one what they mean."""
    if not header or _PARENT in header:
        return tuple(header), rows
    for place in range(min(3, len(header) - 1)):
        chains = _chains([row[place] for row in rows], [row[place + 1] for row in rows])
        if chains:
            return (*header, _PARENT), [
                [*row, chain] for row, chain in zip(rows, chains, strict=True)
            ]
    return tuple(header), rows


def _chains(codes: Sequence[str], names: Sequence[str]) -> list[str]:
    """For each code those above it, outermost first; empty where the codes are no hierarchy.

    A code lies below the last shorter one that it begins with, and all below a lone letter."""
    filled = [code for code in codes if code]
    if len(filled) < _FEWEST or not all(_CODE.fullmatch(code) for code in filled):
        return []
    latest: dict[int, tuple[str, str]] = {}
    letter = ""
    chains, below = [], 0
    for code, name in zip(codes, names, strict=True):
        if not code:
            chains.append("")
            continue
        if code.isalpha():
            letter, latest = f"{code}（{name}）", {}
            chains.append("")
            continue
        above = [
            told for size, (key, told) in sorted(latest.items())
            if size < len(code) and code.startswith(key)
        ]  # fmt: skip
        below += bool(above)
        latest = {size: known for size, known in latest.items() if size < len(code)}
        latest[len(code)] = code, f"{code}（{name}）" if name else code
        chains.append("、".join([*filter(None, [letter]), *above]))
    digits = [code for code in filled if not code.isalpha()]
    shortest = min(map(len, digits), default=0)
    deeper = sum(len(code) > shortest for code in digits)
    return chains if deeper >= 2 and below >= _NESTED * deeper and below * 3 >= len(digits) else []
