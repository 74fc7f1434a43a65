"""What the header of a column tells: a Chinese label and a role, as ``column_headers.yaml`` spells them."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml

_TABLE = Path(__file__).with_name("column_headers.yaml")
_HEADER_LENGTH = 200  # characters of a header that are matched; more is content
BY_PATTERN = 1000  # added to the rank of a rule found by pattern
_CJK = re.compile(r"[\u3400-\u9fff]")


class ColumnRole(StrEnum):
    """What a column tells about its row."""

    NAME = "名称"
    CODE = "编码"
    DEPARTMENT = "主管部门"
    CO_DEPARTMENT = "配合部门"
    CONDITION = "条件"
    MATERIALS = "材料"
    PROCESS = "流程"
    LEGAL_LIMIT = "法定时限"
    PROMISED_LIMIT = "承诺时限"
    FEE = "收费"
    PLACE = "地点"
    HOURS = "办理时间"
    PHONE = "电话"
    COMPLAINT_PHONE = "投诉电话"
    URL = "网址"
    BASIS = "依据"
    OBJECT = "对象"
    TYPE = "类型"
    LEVEL = "层级"
    THEME = "主题"
    SUPPORT = "支持标准"
    DATE = "日期"
    ORIGINAL = "原文"
    NUMBER = "文号"
    CLAUSE = "条款"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """An entry of the table; its head says what each key means."""

    role: ColumnRole
    label: str
    exact: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    values: re.Pattern[str] | None
    vague: bool
    otherwise: ColumnRole


def standard_label(key: str) -> str:
    """The Chinese label of a header or key; one that no rule knows is returned as it stands."""
    if written_in_chinese(key):
        return key
    found = header_rule(key)
    return found[0].label if found else key


def written_in_chinese(header: str) -> bool:
    """Whether a header holds a Chinese character; others are keys of a program."""
    return bool(_CJK.search(header))


@lru_cache(maxsize=4096)
def header_rule(header: str) -> tuple[HeaderRule, int] | None:
    """The rule of a header and its rank: the place of the rule, more where only a pattern matched.

    Stacked headers and nested keys are joined by ``-`` (办理-时限): the whole and its last part are
    looked up first, the words above only where those say nothing.
    """
    text = unicodedata.normalize("NFKC", header[:_HEADER_LENGTH]).strip(" *:：")
    parts = [part for part in text.split("-") if part.strip()]
    for tried in ([text, *parts[-1:]], parts[-2::-1]):
        forms = list(dict.fromkeys(form for part in tried for form in _forms(part)))
        for form in forms:
            for rank, rule in enumerate(_rules()):
                if form.replace("_", "") in rule.exact:
                    return rule, rank
        for form in forms:
            for rank, rule in enumerate(_rules()):
                if any(pattern.search(form) for pattern in rule.patterns):
                    return rule, BY_PATTERN + rank
    return None


def _forms(text: str) -> list[str]:
    """How a header may be spelled in the table: without bracketed remarks, then with them; a key in
    lower snake_case."""
    if not written_in_chinese(text):
        snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", text)
        key = re.sub(r"[^a-z0-9]+", "_", snake.lower()).strip("_")
        return [key] if key else []
    plain = re.sub(r"[\s*_\-]+", "", text).lower()
    plain = re.sub(r"^(?:\d{1,2}[.、)]|\(\d{1,2}\)|[一二三四五六七八九十]{1,3}、)", "", plain)
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", plain)
    return [form for form in (bare, plain) if form]


@lru_cache(maxsize=1)
def _rules() -> tuple[HeaderRule, ...]:
    rows = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        HeaderRule(
            ColumnRole(row["role"]),
            row["label"],
            frozenset(word.replace("_", "").lower() for word in row.get("exact", ())),
            tuple(re.compile(pattern) for pattern in row.get("pattern", ())),
            re.compile(row["values"]) if "values" in row else None,
            row.get("vague", False),
            ColumnRole(row.get("otherwise", ColumnRole.OTHER)),
        )
        for row in rows
    )
