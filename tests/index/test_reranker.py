"""Reranking by a cross-encoder: a tiny one of random weights, made here, read by the real library."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.build import Builder
from index.embeddings import BUNDLED_MODEL, EmbeddingModelError, load_embeddings
from index.reranker import Reranker
from index.retriever import HybridRetriever, standardised
from index.session import open_retriever
from index.store import Store
from index.vectors import VectorStore
from tests.conftest import run_command

SUBJECTS = "贷款贴息 设备补助 土地供应 人才引进 节能改造 产品出口 质量提升 淘汰产能".split()


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    directory = tmp_path_factory.mktemp("model") / "tiny"
    directory.mkdir()
    words = [
        *"[PAD] [UNK] [CLS] [SEP] [MASK]".split(),
        *dict.fromkeys("".join(SUBJECTS)),
        *"怎样申请？",
    ]
    (directory / "vocab.txt").write_text("\n".join(dict.fromkeys(words)), "utf-8")
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(words), hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=64, num_labels=1, initializer_range=0.5,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(directory)
    BertTokenizer(str(directory / "vocab.txt")).save_pretrained(directory)
    return directory


@pytest.fixture(scope="module")
def directory(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("subjects")
    for subject in SUBJECTS:
        text = f"关于{subject}的办法\n一、{subject}\n企业可以申请{subject}，按规定办理。\n"
        (folder / f"{subject}.txt").write_text(text, "utf-8")
    made = tmp_path_factory.mktemp("store") / "store"
    made.mkdir()
    (made / "models").symlink_to(models_dir)
    with closing(Store(made, create=True)) as store:
        embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
        Builder(store, VectorStore(made / "vectors"), embeddings, 280).build([folder])
    return made


@pytest.fixture(scope="module")
def retriever(directory: Path, cross_encoder: Path) -> Iterator[HybridRetriever]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("POLICY_RERANKER", str(cross_encoder))
        from corpus.settings import settings

        settings.cache_clear()
        yield open_retriever(directory)
    settings.cache_clear()


def test_the_order_is_the_sum_of_both(retriever: HybridRetriever, cross_encoder: Path) -> None:
    question = "节能改造怎样申请？"
    plain = HybridRetriever(retriever.store, retriever.vectors, retriever.embeddings)
    before = plain.search(question, 30)
    told = Reranker(str(cross_encoder)).scores(question, [h.chunk.text for h in before])
    assert told.shape == (len(before),) and len(set(told.tolist())) > 3
    total = standardised(np.array([h.score for h in before])) + standardised(told)
    expected = [before[k].chunk.chunk_id for k in np.argsort(-total, kind="stable")]
    after = retriever.search(question, 30)
    assert [h.chunk.chunk_id for h in after] == expected
    assert expected != [h.chunk.chunk_id for h in before]
    assert [h.score for h in after] == sorted((h.score for h in after), reverse=True)
    # a short list is the beginning of the long one: what stood lower can rise into it
    assert [h.chunk.chunk_id for h in retriever.search(question, 3)] == expected[:3]


def test_nothing_found_needs_no_reading(cross_encoder: Path) -> None:
    assert Reranker(str(cross_encoder)).scores("节能", []).shape == (0,)


def test_a_missing_model_is_one_chinese_line(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EmbeddingModelError, match="找不到重排模型目录"):
        Reranker(str(tmp_path / "nothing"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(EmbeddingModelError, match="重排模型无法加载"):
        Reranker(str(tmp_path / "empty"))
    monkeypatch.setenv("POLICY_RERANKER", str(tmp_path / "nothing"))
    done = run_command("assistant", "ask", "节能改造怎样申请？", "--store", str(directory))
    assert done.returncode == 1 and done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "找不到重排模型目录" in line
