"""Chunks: slices of the text within the size limit, never inside a word, nothing lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_text_splitters import TextSplitter

from corpus.document import Document, Metadata
from corpus.language.words import word_spans
from corpus.loader import find_files, load
from corpus.settings import PROJECT_ROOT
from corpus.structure.provisions import parse
from index.splitter import PolicyTextSplitter

SEED = PROJECT_ROOT / "corpus" / "documents" / "豫政办〔2011〕75号.txt"

_WORDS = (
    "企业", "技术改造", "专项资金", "工业和信息化", "国土资源", "电解槽", "水泥生产线", "淘汰", "支持", "2000吨", "30%",
    "“两化”", "（一）", "一、", "。", "；", "，", "、", "：", "\n", " ", "\u3000",
)  # fmt: skip
_prose = st.lists(st.sampled_from(_WORDS), max_size=80).map("".join)
_sizes = st.integers(10, 120)


def _visible(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in "\u200b\ufeff")


def _document(text: str) -> Document:
    return Document("test", "test.txt", text, Metadata(title="测试文件"), parse(text))


@given(_prose | st.text(max_size=300), _sizes)
def test_chunks_are_slices_in_order_within_the_limit(text: str, size: int) -> None:
    position = 0
    for start, end in PolicyTextSplitter(size).split_spans(text):
        assert position <= start < end <= len(text)
        assert end - start <= size
        position = end


@given(_prose | st.text(max_size=300), _sizes)
def test_nothing_but_white_space_is_lost(text: str, size: int) -> None:
    assert _visible("".join(PolicyTextSplitter(size).split_text(text))) == _visible(text)


@given(_prose, _sizes)
def test_no_chunk_ends_inside_a_word(text: str, size: int) -> None:
    borders = {0} | {end for _, end in word_spans(text)}
    for start, end in PolicyTextSplitter(size).split_spans(text):
        assert start in borders, text[start - 4 : start + 4]
        assert end in borders, text[end - 4 : end + 4]


def test_one_endless_word_is_cut_rather_than_refused() -> None:
    assert PolicyTextSplitter(80).split_text("a" * 200) == ["a" * 80, "a" * 80, "a" * 40]


def test_it_is_a_langchain_splitter() -> None:
    splitter = PolicyTextSplitter(20)
    assert isinstance(splitter, TextSplitter)
    documents = splitter.create_documents(["企业要落实政策。" * 5])
    assert [d.page_content for d in documents] == ["企业要落实政策。企业要落实政策。"] * 2 + [
        "企业要落实政策。"
    ]


def test_chunks_end_at_sentences_where_they_can() -> None:
    text = "淘汰日产1000吨以下水泥生产线。淘汰100千安以下电解槽。推广余热发电技术。"
    assert PolicyTextSplitter(25).split_text(text) == [
        "淘汰日产1000吨以下水泥生产线。",
        "淘汰100千安以下电解槽。推广余热发电技术。",
    ]


@given(_prose, _sizes)
def test_a_document_loses_nothing(text: str, size: int) -> None:
    chunks = PolicyTextSplitter(size).split_document(_document(text))
    assert _visible("".join(text[c.start : c.end] for c in chunks)) == _visible(text)
    assert all(left.end <= right.start for left, right in pairwise(chunks))
    assert all(c.end - c.start <= size for c in chunks)


@pytest.fixture(scope="module")
def seed() -> Document:
    (file,) = find_files([SEED])
    return load(file)


@pytest.mark.parametrize("size", [80, 280, 600])
def test_seed_chunks_stay_within_one_first_level_section(seed: Document, size: int) -> None:
    for chunk in PolicyTextSplitter(size).split_document(seed):
        sections = {
            p.path[:1] for p in seed.provisions if p.start < chunk.end and chunk.start < p.end
        }
        assert len(sections) == 1, seed.text[chunk.start : chunk.end]


@pytest.mark.parametrize("size", [80, 280, 600])
def test_seed_industries_are_never_mixed(seed: Document, size: int) -> None:
    """Two industries of 四（一）—（三） in one chunk would make one answer for the other."""
    topics = [p for p in seed.provisions if p.topic]
    assert len(topics) == 15
    for chunk in PolicyTextSplitter(size).split_document(seed):
        held = [p.topic for p in topics if p.start < chunk.end and chunk.start < p.end]
        assert len(held) <= 1


def test_chunks_know_where_they_stand(seed: Document) -> None:
    words = "淘汰100千安以下电解槽"
    (chunk,) = (
        c for c in PolicyTextSplitter().split_document(seed) if words in seed.text[c.start : c.end]
    )
    assert chunk.section == "四、重点改造领域和方向 › （二）改造提升传统优势产业 › 有色金属工业"
    context, _, words_of_document = chunk.embedding_text(seed.text).partition("\n")
    assert words_of_document == seed.text[chunk.start : chunk.end]
    assert seed.title in context and "（二）改造提升传统优势产业" in context
