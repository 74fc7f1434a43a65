"""Places named in a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.places import Level, place_table, places_in

_TABLE = place_table()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("郑州市的企业怎么报", ["郑州市"]),
        ("江西有补贴吗", ["江西省"]),
        ("河南省郑州市金水区能报吗", ["河南省郑州市金水区"]),
        ("在北京朝阳区开店", ["北京市朝阳区"]),
        ("广州和深圳比呢", ["广州市", "深圳市"]),
        ("全国统一吗", ["全国"]),
        ("铜陵市郊区", ["铜陵市郊区"]),
    ],
)
def test_places_of_a_question_in_full(text: str, places: list[str]) -> None:
    assert places_in(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "朝阳产业",
        "创新乡村振兴",
        "十大连锁企业",
        "条款三明确",
        "南京路上",
        "城区的店",
        "合作市场",
        "中山大学",
    ],
)
def test_words_that_only_look_like_places(text: str) -> None:
    assert places_in(text) == []


def test_the_table_is_complete() -> None:
    places = _TABLE.places
    assert len({p for p in places if p.level is Level.PROVINCE}) == 34
    assert len({p for p in places if p.level is Level.PREFECTURE}) == 333
    assert 2800 <= len({p for p in places if p.level is Level.COUNTY}) <= 2870


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    places_in(text)
    for found in _TABLE.find(text):
        assert text[found.start : found.end] in {n for p in found.places for n in (p.name, p.short)}
