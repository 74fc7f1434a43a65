"""Which columns of a table a question asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.tables.grams import folded, grams, holds
from assistant.tables.records import Cell, Record, Table, is_number_of
from assistant.tables.whole import name_of
from assistant.understanding.attributes import asked_of_row
from corpus.language.column_headers import BY_PATTERN, ColumnRole, header_rule
from corpus.language.words import content_words

_ASKED = 0.6  # evidence from which a column is asked for
_PARENT = 0.6  # what the words above the name of a column count without the name itself
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_WHICH = re.compile("(?:哪一?|什么|啥|第?几)[个些家种类级位条项]?(?P<what>[\u4e00-\u9fff]{1,6})")
_SERIAL = re.compile("序号|编号|^号$")
_OPEN = re.compile("什么|啥|哪些|内容|安排|情况|怎么|如何|介绍")
_NOTE = re.compile("备注|说明|附注")
_FEW = 4  # cells that are told together where none is asked for in particular
_CLASS = re.compile("上级|类别|分类|类型|大类|门类|所属|层级")
# Words that ask for a kind of value, and what the value or the name of its column looks like.
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            "哪一?天|什么时候|啥时候|何时|几点|时间|几号|哪年|哪一年|几月|多久|多长时间|期限"
        ),
        re.compile("时间|日期|时限|期限|周期|频次|年限|日程"),
        re.compile(
            "(?:第[0-9一二三四五六七八九十]+[天日周期年]|[上下]午|晚上|周[一二三四五六日末]|星期|[0-9]{1,2}[:：时点]|[0-9]+月|"
            "[0-9]+(?:个)?(?:工作日|日|天|月|年)|每[年月季周日半])"
        ),
    ),
    (
        re.compile("在哪|哪里|哪儿|地点|地址|什么地方|啥地方|位置"),
        re.compile("地点|地址|场地|场所|位置|窗口"),
        re.compile("(?:路|号|楼|室|厂房|馆|大厅|广场|会议厅|报告厅|礼堂|大厦|窗口|层|区)$"),
    ),
    (
        re.compile("找谁|谁|联系人|负责人|经办人"),
        re.compile("联系人|负责人|经办人|姓名|责任人"),
        re.compile("(?!)"),
    ),
    (
        re.compile(
            "多少|几(?!点|号|月|时)|多高|多大|标准|额度|[怎咋]么?(?:收费|补|奖|算|计|加|扣|减)"
        ),
        re.compile(
            "(?:标准|金额|额度|数量?|比例|率|单?价|费用?|投资|产值|限额|面积|人数|分值|分数|得分|评分)$"
        ),
        re.compile(r"(?:不超过|最高|每|按|[<>≤≥＜＞=约YXZ])*[^，。]{0,8}[0-9]"),
    ),
)


@dataclass(slots=True)
class _Evidence:
    score: float = 0.0
    words: frozenset[str] = frozenset()


def asked_cells(question: str, table: Table, record: Record, named: Sequence[Cell]) -> list[Cell]:
    """The cells of ``record`` that the question asks for, in the order of the columns; none where it
    doesn't say. ``question`` is folded; ``named`` are the cells by which the record was found."""
    open_cells = [
        cell for cell in record.cells
        if cell not in named and cell.value and not _SERIAL.search(cell.label)
    ]  # fmt: skip
    if re.search("是(?:谁|哪|什么|啥)", question) and any(map(is_number_of, named)):
        # whose number it is: what is asked for by name, else what the row is called
        which = [c for c in _by_which(question, open_cells) if _is_asked(question, c.label)]
        called = name_of(record, table)
        if not table.single and (which or called in open_cells):
            return which or [called]
    if table.single and (numbers := [cell for cell in named if is_number_of(cell)]):
        return numbers  # 临港新区：0899-3310003 says whose number it is
    name = "".join(cell.value for cell in named)
    chosen = _by_label(question, [c for c in open_cells if c.label], named)
    roles = by_attribute(question, open_cells, name)
    which = _by_which(question, open_cells)
    if len(which) > 1 and (both := [cell for cell in which if cell in roles]):
        which = both
    if not chosen and not which:
        chosen = roles
    chosen = [*chosen, *which]
    chosen += _by_other_word(question, open_cells, name, chosen)
    if table.single:
        return [cell for cell in record.cells if cell in chosen]
    kinds = _by_kind(question, [c for c in open_cells if c not in chosen], bool(chosen))
    chosen += kinds
    if not chosen and _OPEN.search(question) and len(open_cells) <= _FEW:
        told = [c for c in open_cells if not (_CLASS.search(c.label) or _NOTE.search(c.label))]
        chosen = told or open_cells
    return [cell for cell in record.cells if cell in chosen]


def _by_label(question: str, cells: Sequence[Cell], named: Sequence[Cell]) -> list[Cell]:
    """The cells whose labels stand in the question; of labels that share their words the fuller."""
    told = folded("".join(cell.value for cell in named))
    found = []
    for cell in cells:
        evidence = _label_evidence(question, cell.label, told)
        if evidence.score >= _ASKED:
            found.append((evidence, cell))
    found.sort(key=lambda pair: (-pair[0].score, -len(pair[0].words)))
    chosen: list[Cell] = []
    seen: set[frozenset[str]] = set()
    for evidence, cell in found:
        if any(evidence.words < words for words in seen):
            continue
        seen.add(evidence.words)
        chosen.append(cell)
    return chosen


def _label_evidence(question: str, label: str, told: str) -> _Evidence:
    *above, leaf = [folded(_BRACKETS.sub("", part)) for part in label.split("-")]
    leaf = leaf or folded(label)
    own, upper = grams(leaf), [gram for part in above for gram in grams(part)]
    found = [gram for gram in own if holds(question, gram) and not holds(told, gram)]
    found_above = [gram for gram in upper if holds(question, gram)]
    score = len(found) / len(own) if own else 0.0
    if upper:
        share = len(found_above) / len(upper)
        score = 0.5 * (score + share) if score >= 0.5 else _PARENT * share
        score = score + 0.2 if score and len(found) == len(own) else score
    return _Evidence(min(score, 1.0), frozenset([*found, *found_above]))


def label_evidence(question: str, label: str) -> float:
    """How surely (0 to 1) a folded question names a column."""
    return _label_evidence(question, label, "").score


def _is_asked(question: str, label: str) -> bool:
    """Whether the whole name of a column, or its end, is what 哪个… asks for."""
    match = _WHICH.search(question)
    leaf = _leaf(label)
    return bool(match) and any(leaf.endswith(match["what"][:n]) for n in range(1, 7) if match)


def _by_which(question: str, cells: Sequence[Cell]) -> list[Cell]:
    """哪个科室, 什么职业: the cells whose label (or value) is of what is asked for."""
    for match in _WHICH.finditer(question):
        word = match["what"]
        for length in range(len(word), 0, -1):
            part = word[:length]
            found = [c for c in cells if _leaf(c.label).endswith(part)]
            if not found and length > 1:
                found = [c for c in cells if part in _leaf(c.label)]
            if found:
                return found
            if length > 1 and (
                found := [c for c in cells if not c.label and c.value.endswith(part)]
            ):
                return found
    if re.search("属于|归(?:入|为|属)|哪一?类|上级|上一级", question):
        return [cell for cell in cells if _CLASS.search(cell.label)]
    return []


def by_attribute(question: str, cells: Sequence[Cell], name: str) -> list[Cell]:
    """The cells of the columns that are asked for in everyday words (怎么收费, 找谁办)."""
    roles = {role for a in asked_of_row(question, name) for role in a.roles}
    return _of_roles(cells, roles)


def _by_other_word(
    question: str, cells: Sequence[Cell], name: str, chosen: Sequence[Cell]
) -> list[Cell]:
    """The cells of the columns that a word of the question is another name of (文号 of 发文字号)."""
    told = name + "".join(cell.label for cell in chosen)
    words = [word for word in content_words(question) if word not in told]
    rules = [rule for word in words if (rule := header_rule(word)) and rule[1] < BY_PATTERN]
    return _of_roles(cells, {rule.role for rule, _ in rules})


def _of_roles(cells: Sequence[Cell], roles: set[ColumnRole]) -> list[Cell]:
    roles = roles - {ColumnRole.OTHER, ColumnRole.NAME}
    return [
        cell for cell in cells
        if cell.label and (rule := header_rule(cell.label)) and rule[0].role in roles
    ]  # fmt: skip


def _by_kind(question: str, cells: Sequence[Cell], settled: bool) -> list[Cell]:
    """What 哪天, 在哪里, 谁, 多少 ask for: columns of that name; values of that make where nothing
    else is known to be asked for."""
    found: list[Cell] = []
    for asks, labels, values in _KINDS:
        if not asks.search(question):
            continue
        by_name = [cell for cell in cells if cell.label and labels.search(_leaf(cell.label))]
        by_value = (
            [cell for cell in cells if values.match(cell.value)]
            if "$" not in values.pattern
            else [cell for cell in cells if values.search(cell.value)]
        )
        person = labels.pattern.startswith("联系人")
        if person or not (settled or found):
            found += by_name or by_value
    return list(dict.fromkeys(found))


def _leaf(label: str) -> str:
    return _BRACKETS.sub("", label.rpartition("-")[2]) or label
