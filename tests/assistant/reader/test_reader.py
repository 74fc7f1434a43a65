"""The reader: borders, windows, installation, and what the shipped model reads."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from assistant.reader import install
from assistant.reader.errors import ReaderError
from assistant.reader.install import UPPER, ensure_reader
from assistant.reader.reader import Reader, load_reader
from assistant.reader.spans import clauses, grain, phrases, quotable, widen, without_echo
from assistant.reader.tokens import MAX_TOKENS, open_tokenizer, windows

PROSE = st.text(alphabet="政策企业补助50%万元 \n\u3000，。；：、“”（）《》1.A", max_size=120)


@pytest.fixture(scope="module")
def reader(models_dir: Path) -> Reader:
    return load_reader(models_dir)


@pytest.fixture(scope="module")
def tokenizer(models_dir: Path) -> Tokenizer:
    path = models_dir / "multilingual-e5-small" / "tokenizer.json"
    return open_tokenizer(path.read_text(encoding="utf-8"))


# ── borders ───────────────────────────────────────────────────────────


def test_phrases_end_at_commas_colons_and_gaps() -> None:
    text = "一、支持范围 对受影响企业，按50%补助；最高1万元。"
    assert [text[a:b] for a, b in phrases(text)] == [
        "一、支持范围", "对受影响企业，", "按50%补助；", "最高1万元。",
    ]  # fmt: skip


def test_clauses_end_at_semicolons_and_full_stops_only() -> None:
    text = "对企业，按50%补助；最高1万元。"
    assert [text[a:b] for a, b in clauses(text)] == ["对企业，按50%补助；", "最高1万元。"]


def test_a_quote_reaches_out_to_near_borders_only() -> None:
    text = "对受影响企业，按实缴租金的50%补助，最高1万元。"
    at = text.index("实缴")
    assert text[slice(*quotable(text, (at, text.index("补助"))))] == "按实缴租金的50%补助"
    at = text.index("50%")
    assert text[slice(*quotable(text, (at, at + 3)))] == "50%补助"


@given(PROSE)
def test_phrases_are_in_order_apart_and_cover_every_word(text: str) -> None:
    spans = phrases(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    inside = {at for a, b in spans for at in range(a, b)}
    assert all(at in inside for at, c in enumerate(text) if not c.isspace())


@given(PROSE, st.integers(0, 119), st.integers(1, 40))
def test_widening_never_loses_a_character(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    if start >= end:
        return
    for borders in (phrases(text), clauses(text)):
        left, right = widen((start, end), borders)
        assert left <= start and end <= right


def test_borders_land_on_the_tokens_that_hold_them() -> None:
    found = grain([(0, 4), (4, 9)], [(0, 2), (2, 5), (5, 9)])
    assert found.starts == {0: 0, 1: 4}
    assert found.ends == {1: 4, 2: 9}


def test_what_repeats_the_question_is_left_out() -> None:
    text = "对受影响的企业，按实缴租金的50%补助。"
    whole = 0, len(text)
    question = "对受影响的企业有什么补助？"
    assert text[slice(*without_echo(text, whole, question))] == "按实缴租金的50%补助。"
    assert without_echo(text, whole, "租金怎么补助？") == whole
    assert without_echo(text, (0, 8), question) == (0, 8)


@given(PROSE, st.integers(0, 119), st.integers(1, 119), PROSE)
def test_something_is_always_left(text: str, start: int, length: int, question: str) -> None:
    end = min(len(text), start + length)
    if start < end and text[start:end].strip():
        left, right = without_echo(text, (start, end), question)
        assert start <= left < right == end


# ── windows ───────────────────────────────────────────────────────────


def test_long_passages_are_read_in_overlapping_windows(tokenizer: Tokenizer) -> None:
    passage = "省辖市重点推进1000个重点项目，省重点推进200个项目。" * 30
    found = list(windows(tokenizer, "省里抓多少个项目？", passage))
    assert len(found) > 2
    assert all(len(w.ids) <= MAX_TOKENS for w in found)
    assert found[0].offsets[0][0] == 0 and found[-1].offsets[-1][1] == len(passage)
    assert all(left.offsets[-1][1] > right.offsets[0][0] for left, right in pairwise(found))


def test_a_long_question_leaves_room_for_the_passage(tokenizer: Tokenizer) -> None:
    (window,) = windows(tokenizer, "怎么申请补助？" * 200, "向工信部门申请。")
    assert window.offsets and len(window.ids) < MAX_TOKENS


# ── the shipped model ─────────────────────────────────────────────────

QUESTION = "省里每年重点推进多少个技改项目？"
ANSWER = "省重点推进200个项目"
PASSAGE = (
    "从2011年开始，要重点实施“1260技术改造提升工程”，围绕60条重点产业链，省辖市重点推进1000个"
    "重点项目，省重点推进200个项目，带动全省工业结构调整。各地要加强领导，认真组织实施。"
)
OTHER = "红烧肉要选三层五花肉，先焯水，再加冰糖小火慢炖一个小时，收汁时不停翻动。"


def test_the_answer_is_found_and_told_from_no_answer(reader: Reader) -> None:
    found, foreign = reader.read(QUESTION, [PASSAGE, OTHER])
    assert "200个" in PASSAGE[found.start : found.end]
    assert found.score > foreign.score


def test_the_quote_around_a_span_is_the_answer(reader: Reader) -> None:
    (found,) = reader.read(QUESTION, [PASSAGE])
    start, end = quotable(PASSAGE, (found.start, found.end))
    assert "200个" in PASSAGE[start:end] and "1000个" not in PASSAGE[start:end]


def test_the_answer_is_found_deep_in_a_long_passage(reader: Reader) -> None:
    passage = OTHER * 12 + PASSAGE
    (found,) = reader.read(QUESTION, [passage])
    assert "200个" in passage[found.start : found.end]


def test_results_do_not_depend_on_company_or_order(reader: Reader) -> None:
    passages = [PASSAGE, OTHER, PASSAGE * 2, "短。", OTHER * 3]
    together = reader.read(QUESTION, passages)
    alone = [reader.read(QUESTION, [passage])[0] for passage in passages]
    for left, right in zip(together, alone, strict=True):
        assert (left.start, left.end) == (right.start, right.end)
        assert left.score == pytest.approx(right.score, abs=1e-3)


@pytest.mark.parametrize(
    "passage", ["", " ", "\n\u3000", "。", "🙂🙂", "\x00", "a" * 3000, "（" * 400, "𠮷" * 50]
)
def test_odd_passages_and_questions_are_read_without_a_crash(reader: Reader, passage: str) -> None:
    for question in (QUESTION, "", "？" * 500):
        (found,) = reader.read(question, [passage])
        assert 0 <= found.start <= found.end <= len(passage)


def test_nothing_to_read(reader: Reader) -> None:
    assert reader.read(QUESTION, []) == []


def test_threads_get_what_one_gets(reader: Reader) -> None:
    passages = [PASSAGE, OTHER, PASSAGE[20:]]
    expected = reader.read(QUESTION, passages)
    barrier = threading.Barrier(4)

    def read(_: int) -> bool:
        barrier.wait()
        return all(reader.read(QUESTION, passages) == expected for _ in range(5))

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(read, range(4)))


# ── installation ──────────────────────────────────────────────────────


def test_what_ships_is_small() -> None:
    assert UPPER.stat().st_size < 15_000_000


def test_the_graph_is_built_once_and_anew_after_an_upgrade(
    models_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "multilingual-e5-small").symlink_to(models_dir / "multilingual-e5-small")
    first = ensure_reader(tmp_path)
    made = first.stat().st_mtime_ns
    assert ensure_reader(tmp_path) == first
    assert first.stat().st_mtime_ns == made

    import onnx

    other = onnx.load(UPPER)
    other.doc_string = "another release"
    upgraded = tmp_path / "upper.onnx"
    onnx.save(other, str(upgraded))
    monkeypatch.setattr(install, "UPPER", upgraded)
    second = ensure_reader(tmp_path)
    assert second != first and not first.exists()
    assert Reader(second, models_dir / "multilingual-e5-small" / "tokenizer.json")


def test_a_damaged_model_is_named(
    models_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vocabulary = models_dir / "multilingual-e5-small" / "tokenizer.json"
    broken = tmp_path / "reader-0.onnx"
    broken.write_bytes(random.Random(1).randbytes(100))
    with pytest.raises(ReaderError, match="损坏"):
        Reader(broken, vocabulary)
    (tmp_path / "multilingual-e5-small").symlink_to(models_dir / "multilingual-e5-small")
    upper = tmp_path / "upper.onnx"
    upper.write_bytes(UPPER.read_bytes()[:1000])
    monkeypatch.setattr(install, "UPPER", upper)
    with pytest.raises(ReaderError, match="损坏"):
        ensure_reader(tmp_path)
