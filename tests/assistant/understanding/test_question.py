"""A question comes out of understanding in the words in which it was asked."""

import csv
from pathlib import Path

import pytest
import yaml

from assistant.understanding.question import Question, understand
from corpus.language.departments import department_table
from corpus.language.words import fold

ROOT = Path(__file__).resolve().parents[3]
_LANGUAGE = ROOT / "corpus" / "language"
_TITLES = ROOT / "corpus" / "catalogs" / "相关政策文件.csv"
_INVENTED = [
    "青山市推动餐饮企业上规模若干措施",
    "关于对取缔小煤窑责任单位追究责任的规定",
    "中央财政农业保险保费补贴管理办法",
    "联席会议成员单位工作规则",
    "上海市民间投资项目落后设备更新补贴细则",
]


def _places() -> list[str]:
    rows = yaml.safe_load((_LANGUAGE / "places.yaml").read_text(encoding="utf-8"))
    return [name for row in rows for name in sorted({row["name"], row.get("short", row["name"])})]


def _departments() -> list[str]:
    table = department_table().departments.values()
    return [
        name for d in table for name in dict.fromkeys((d.key, *d.stems, *d.names, d.today)) if name
    ]


def _titles() -> list[str]:
    with _TITLES.open(encoding="utf-8-sig", newline="") as file:
        return [row["标题"] for row in csv.DictReader(file) if row["标题"]] + _INVENTED


def _kept(text: str) -> Question:
    """Understand ``text`` and hold every word of what was understood against it."""
    question = understand(text, department_table())
    assert question.text == question.original == text
    assert all(term.word in fold(text) for term in question.terms)
    for mention in question.departments:
        assert text[mention.start : mention.end] == mention.name
    return question


@pytest.mark.parametrize("place", _places())
def test_a_place_stays_the_place_it_is(place: str) -> None:
    assert not _kept(f"{place}对中小企业有什么支持").departments
    assert _kept(place).expansion == ()


@pytest.mark.parametrize("name", _departments())
def test_a_department_keeps_the_name_it_was_given(name: str) -> None:
    _kept(f"{name}要做哪些事？")


@pytest.mark.parametrize("title", _titles())
def test_a_title_is_not_rewritten(title: str) -> None:
    _kept(f"《{title}》的文号是多少")


@pytest.mark.parametrize("words", ["责任单位", "成员单位", "中央财政", "取缔", "沿海省份"])
def test_an_official_term_stands_for_nothing_else(words: str) -> None:
    departments = department_table()
    own = {n for m in departments.find(words) for n in (*m.department.stems, *m.department.names)}
    assert set(_kept(words).expansion) <= own


@pytest.mark.parametrize(
    ("text", "compares"),
    [
        ("我公司软硬件实际投资500万元，能补多少钱？", False),
        ("日产800吨的水泥线会不会被淘汰？", True),
        ("600立方米高炉", True),
        ("设备投资的补助比例是多少？", False),
    ],
)
def test_a_figure_is_held_against_bounds_unless_an_amount_is_asked_for(
    text: str, compares: bool
) -> None:
    assert understand(text, department_table()).compares is compares
