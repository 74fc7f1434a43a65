"""The encoder on ONNX Runtime, and LangChain's interface to it."""

import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embeddings import (
    EmbeddingModelError,
    PolicyEmbeddings,
    embedding_name,
)
from index.embeddings.onnx_encoder import BATCH_TEXTS, BATCH_TOKENS, OnnxEncoder
from index.embeddings.onnx_encoder import batches as in_batches
from index.embeddings.unpack import BUNDLED
from tests.index.embeddings.sentences import varied_sentences

ROOT = Path(__file__).resolve().parents[3]


def test_vectors_are_unit_float32_in_input_order(encoder: OnnxEncoder, seed_text: str) -> None:
    texts = varied_sentences(seed_text, 30)
    together = encoder.encode(texts, prompt="passage: ")
    assert together.dtype == np.float32 and together.shape == (30, 384)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.stack([encoder.encode(text, prompt="passage: ") for text in texts])
    # Fixed ranges: what else is in the batch makes no difference beyond float rounding.
    assert (together * alone).sum(axis=1).min() > 0.9999


def test_edges_of_the_calling_convention(encoder: OnnxEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)
    assert np.isfinite(encoder.encode(["", " ", "\n", "\x00", "😀"])).all()
    long = "设备购置费用补助标准，" * 3000
    assert encoder.encode(long) @ encoder.encode(long[:4000]) > 0.9999  # both cut at 512 tokens


def test_threads_get_the_same_vectors(encoder: OnnxEncoder, seed_text: str) -> None:
    texts = varied_sentences(seed_text, 12)
    expected = encoder.encode(texts)
    results: list[np.ndarray] = []
    threads = [
        threading.Thread(target=lambda: results.append(encoder.encode(texts))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    for result in results:
        np.testing.assert_allclose(result, expected, atol=1e-4)


@given(st.lists(st.integers(2, 512), max_size=80))
def test_batches_hold_each_text_once_within_bounds(lengths: list[int]) -> None:
    batches = list(in_batches(lengths))
    assert sorted(n for batch in batches for n in batch) == list(range(len(lengths)))
    for batch in batches:
        assert 1 <= len(batch) <= BATCH_TEXTS
        padded = len(batch) * max(lengths[n] for n in batch)
        assert len(batch) == 1 or padded <= BATCH_TOKENS


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("技术改造项目可以得到多少贴息", 0),
        ("孩子上小学怎么报名", 1),
        ("住院费用能报销几成", 2),
        ("申请公租房有什么收入要求", 3),
        ("哪个部门负责淘汰落后产能", 4),
    ],
)
def test_the_right_passage_comes_first(
    embeddings: PolicyEmbeddings, question: str, best: int
) -> None:
    passages = [
        "对列入省重点技术改造项目库的项目，按银行贷款利息的50%给予贴息，最高500万元。",
        "适龄儿童父母应在规定时间内登录入学报名平台，填报信息并上传户口簿、居住证。",
        "参保居民在三级医院住院，起付线以上的政策范围内费用，由统筹基金支付65%。",
        "家庭人均年收入低于本市上年度城镇居民人均可支配收入60%的，可以申请公共租赁住房。",
        "淘汰落后产能工作由省工业和信息化厅会同发展改革、环保等部门组织实施。",
    ]
    scores = embeddings.encode_passages(passages) @ embeddings.encode_query(question)
    assert int(scores.argmax()) == best


# ── the LangChain interface ──────────────────────────────────────────


def test_langchain_methods_give_the_same_vectors(embeddings: PolicyEmbeddings) -> None:
    texts = ["第一条 为了规范资金管理，制定本办法。", "本办法自印发之日起施行。"]
    lists = embeddings.embed_documents(texts)
    np.testing.assert_allclose(lists, embeddings.encode_passages(texts), atol=1e-6)
    np.testing.assert_allclose(
        embeddings.embed_query("何时施行"), embeddings.encode_query("何时施行"), atol=1e-6
    )
    assert isinstance(lists[0][0], float)
    assert embeddings.embed_documents([]) == []
    assert embeddings.dimension == 384


def test_questions_and_passages_have_their_own_prefix(
    embeddings: PolicyEmbeddings, encoder: OnnxEncoder
) -> None:
    text = "技术改造"
    np.testing.assert_array_equal(embeddings.encode_query(text), encoder.encode("query: " + text))
    np.testing.assert_array_equal(
        embeddings.encode_passages([text])[0], encoder.encode("passage: " + text)
    )


def test_the_name_is_known_without_loading(embeddings: PolicyEmbeddings) -> None:
    assert embeddings.name == embedding_name(BUNDLED) == "multilingual-e5-small/q4-int8-v1"
    assert embedding_name(BUNDLED, "torch") != embeddings.name
    assert embedding_name("BAAI/bge-small-zh-v1.5") == "BAAI/bge-small-zh-v1.5"
    with pytest.raises(EmbeddingModelError, match="cuda"):
        embedding_name(BUNDLED, "cuda")


def test_importing_and_encoding_pull_in_nothing_heavy(models_dir: Path) -> None:
    code = """
import sys
from pathlib import Path
import index.embeddings as package
heavy = {"torch", "transformers", "sentence_transformers", "onnx"}
assert not (heavy | {"onnxruntime", "tokenizers"}) & set(sys.modules), "imported too early"
loaded = package.load_embeddings("multilingual-e5-small", Path(sys.argv[1]))
assert loaded.encode_query("技术改造").shape == (384,)
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code, str(models_dir)], cwd=ROOT, check=True, timeout=120)
