"""The same text on two sites is recognised, another text is not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.life.likeness import TWIN, are_twins, likeness, sketch
from corpus.life.metadata import read_metadata
from corpus.structure.provisions import parse
from tests.corpus.samples_of_twins import ANNEX, CLAUSES, plan

_TEXTS = st.text(st.characters(codec="utf-8"), max_size=300)
_WORDS = st.text("企业补助资金设备投资申请办理部门一二三", min_size=60, max_size=300)


@given(_TEXTS, _TEXTS)
def test_likeness_is_a_share_and_symmetric(text: str, other: str) -> None:
    assert 0.0 <= likeness(text, other) <= 1.0
    assert likeness(text, other) == likeness(other, text)
    assert likeness(text, text) == float(any(c.isalnum() for c in text))


@given(_WORDS, st.sampled_from(["\n", "\u3000\u3000", "。", " \r\n", "——"]))
def test_layout_and_punctuation_make_no_difference(text: str, mark: str) -> None:
    spread = mark.join(text[i : i + 7] for i in range(0, len(text), 7))
    assert likeness(text, spread) == 1.0
    assert sketch(text) == sketch(spread)


@given(_TEXTS)
def test_a_sketch_fits_a_database(text: str) -> None:
    values = sketch(text)
    assert len(values) <= 32 and values == sorted(set(values))
    assert all(0 <= value < 2**63 for value in values)


@given(_WORDS, st.integers(0, 300), st.text("网站无障碍分享到微博打印", max_size=12))
def test_a_line_of_boilerplate_keeps_half_the_sketch(text: str, at: int, line: str) -> None:
    """What ``Store`` relies on: twins share half of the smaller sketch at least."""
    long = "".join(CLAUSES) + text
    other = f"{long[:at]}\n{line}\n{long[at:]}"
    assert likeness(long, other) >= TWIN
    assert len(set(sketch(long)) & set(sketch(other))) >= len(sketch(other)) // 2


def test_damaged_short_and_empty_text() -> None:
    assert likeness("\ud800通知" * 9, "通知" * 9) == 1.0
    assert likeness("", "") == likeness("，。", "") == 0.0
    assert sketch("") == []
    assert likeness("通知", "通知") == 1.0


def _document(text: str, **known: Any) -> Document:
    provisions = parse(text)
    metadata = replace(read_metadata(text, provisions), **known)
    return Document("id", "a.txt", text, metadata, provisions)


@pytest.mark.parametrize("titled", [True, False])
@pytest.mark.parametrize(("city", "year"), [("甲市", 2023), ("乙市", 2024), ("乙市", 2023)])
def test_another_year_or_city_of_one_template_is_no_twin(
    city: str, year: int, titled: bool
) -> None:
    """However long the words are that both copied."""
    mine, other = (
        _document(plan(*which, titled=titled, annex=ANNEX))
        for which in (("甲市", 2024), (city, year))
    )
    assert likeness(mine.text, other.text) >= TWIN
    assert not are_twins(mine, other)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("索引号：1234-5 分类：工业\n", ""),
        ("", "\n打印本页 关闭窗口\n"),
        ("首页 > 政策\n", "\n扫一扫在手机打开当前页\n"),
    ],
)
def test_a_copy_from_another_site_is_a_twin(before: str, after: str) -> None:
    text = plan("甲市", 2024)
    copy = _document(before + text + after)
    assert are_twins(_document(text), copy) and are_twins(copy, _document(text))


def test_the_number_decides_where_both_have_one() -> None:
    text = plan("甲市", 2024)
    mine = _document(text, number="甲政办〔2024〕3号")
    assert are_twins(mine, _document(text))
    assert not are_twins(mine, _document(text, number="甲政办〔2024〕4号"))
    same = _document(text, number="甲政办[2024]03号", title="转载", issued=date(2024, 3, 9))
    assert are_twins(mine, same)


@pytest.mark.parametrize(
    "known",
    [{"title": "乙市方案"}, {"issuer": "乙市财政局"}, {"issued": date(2023, 3, 1)}],
    ids=str,
)
def test_what_else_tells_two_documents_apart(known: dict[str, Any]) -> None:
    text = plan("甲市", 2024)
    assert not are_twins(_document(text), _document(text, **known))


def test_missing_names_do_not() -> None:
    text = plan("甲市", 2024)
    bare = _document(text, title="", issuer="", issued=None)
    short = _document(text, title="工业企业技术改造实施方案", issuer="甲市政府办公室")
    assert are_twins(_document(text), bare) and are_twins(_document(text), short)


def test_other_amounts_are_another_document() -> None:
    text = plan("甲市", 2024) + "九、单个项目最高补助200万元。\n"
    assert not are_twins(_document(text), _document(text.replace("200万", "300万")))
    assert not are_twins(_document(text), _document(text.replace("200万", "二百五十万")))


def test_another_text_is_no_twin() -> None:
    text = plan("甲市", 2024)
    other = "\n".join(CLAUSES[4:])
    assert likeness(text, other) < TWIN
    assert not are_twins(_document(text), _document(other))
