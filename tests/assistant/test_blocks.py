"""Blocks survive being kept, and their marks can be counted through."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.blocks import (
    Block,
    Fields,
    Lead,
    Listing,
    Mark,
    Notice,
    Paragraph,
    Part,
    Prose,
    Quote,
    Source,
    Sources,
    Table,
    from_json,
    renumbered,
    to_json,
)

_TEXT = st.lists(st.text(max_size=9) | st.builds(Mark, st.integers(1, 9)), max_size=3).map(tuple)
_FLAT = st.one_of(
    st.builds(Lead, _TEXT),
    st.builds(Paragraph, _TEXT),
    st.builds(
        Quote, st.text(), st.builds(Mark, st.integers(1, 9)), st.text(), st.text(), st.booleans()
    ),
    st.builds(Listing, st.lists(_TEXT).map(tuple), _TEXT),
    st.builds(Fields, _TEXT, st.lists(st.tuples(st.text(), _TEXT)).map(tuple)),
    st.builds(Table, st.just(("甲", "乙")), st.lists(st.tuples(_TEXT, _TEXT)).map(tuple)),
    st.builds(Notice, _TEXT, st.just("names")),
    st.builds(Sources, st.just((Source("甲", "", "未核实"),))),
    st.builds(Prose, st.text()),
)
_BLOCKS = st.lists(_FLAT | st.builds(Part, st.text(), st.lists(_FLAT, max_size=2).map(tuple)))


@given(_BLOCKS.map(tuple))
def test_blocks_come_back_as_they_were(blocks: tuple[Block, ...]) -> None:
    assert from_json(json.loads(json.dumps(to_json(blocks)))) == blocks


def test_halves_of_characters_are_kept() -> None:
    blocks = (Lead(("半\ud800个", Mark(1))),)
    assert from_json(json.loads(json.dumps(to_json(blocks)))) == blocks


def test_a_block_of_a_later_version_is_refused() -> None:
    with pytest.raises(KeyError):
        from_json([{"type": "hologram"}])


def test_marks_are_renumbered_wherever_they_stand() -> None:
    block = Part("问？", (Quote("甲", Mark(1)), Listing((("乙", Mark(2)),), ("共", Mark(1)))))
    expected = Part("问？", (Quote("甲", Mark(4)), Listing((("乙", Mark(5)),), ("共", Mark(4)))))
    assert renumbered(block, {1: 4, 2: 5}) == expected


@given(_BLOCKS.map(tuple))
def test_renumbering_by_the_same_numbers_changes_nothing(blocks: tuple[Block, ...]) -> None:
    assert renumbered(blocks, {n: n for n in range(1, 10)}) == blocks
