"""A measure is stored as plain JSON and comes back the same, to the last digit."""

import json
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corpus.facts.measures.measure import (
    Amount,
    Benefit,
    Body,
    Condition,
    Measure,
    Part,
    Window,
    amount_text,
)

_WORDS = st.text(max_size=8)
_AT = st.integers(0, 10**6)
_CONDITIONS = st.builds(Condition, _WORDS, _AT, _AT)
_VALUES = st.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=4)
_AMOUNTS = st.builds(
    Amount,
    _VALUES,
    st.sampled_from(["元", "%", "年"]),
    st.booleans(),
    st.booleans(),
    _WORDS,
    _AT,
    _AT,
)
_DAYS = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
_WINDOWS = st.none() | st.builds(Window, _DAYS, _DAYS, _WORDS, _AT, _AT)
_BODIES = st.builds(Body, _WORDS, _WORDS, st.sampled_from(Part), _AT, _AT)
_MEASURES = st.builds(
    Measure,
    _AT,
    _AT,
    st.sampled_from(Benefit),
    _WORDS,
    st.lists(_CONDITIONS, max_size=3).map(tuple),
    st.lists(_AMOUNTS, max_size=3).map(tuple),
    st.none() | _CONDITIONS,
    _WINDOWS,
    _WINDOWS,
    st.lists(_BODIES, max_size=3).map(tuple),
    st.lists(_CONDITIONS, max_size=3).map(tuple),
)


@given(_MEASURES)
def test_comes_back_as_stored(measure: Measure) -> None:
    stored = json.loads(json.dumps(measure.to_json()))
    assert Measure.from_json(measure.start, measure.end, stored) == measure


def test_amounts_read_as_one_writes_them() -> None:
    assert amount_text(Amount(Decimal(600000), "元", cap=True)) == "最高60万元"
    assert amount_text(Amount(Decimal("0.8"), "%", per="实际投资额")) == "实际投资额的0.8%"
    assert amount_text(Amount(Decimal(5000), "元", per="每件")) == "每件5000元"
    assert amount_text(Amount(Decimal(150000000), "元")) == "1.5亿元"
