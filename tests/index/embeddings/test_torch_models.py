"""Models on torch: the bundled one by sentence-transformers, anybody's own, and a cross-encoder.

All in one file, for importing torch takes seconds.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.build import Builder
from index.embeddings import EmbeddingModelError, PolicyEmbeddings, load_embeddings
from index.embeddings.onnx_encoder import OnnxEncoder
from index.embeddings.pack import Pack
from index.embeddings.unpack import BUNDLED
from index.embeddings.vocabulary import kept_ids
from index.reranker import Reranker
from index.retriever import HybridRetriever, standardised
from index.session import open_retriever
from index.store import Store
from index.vectors import VectorStore
from tests.conftest import run_command
from tests.index.embeddings.sentences import varied_sentences

SUBJECTS = "贷款贴息 设备补助 土地供应 人才引进 节能改造 产品出口 质量提升 淘汰产能".split()


# ── against sentence-transformers ────────────────────────────────────


@pytest.fixture(scope="session")
def torch_embeddings(models_dir: Path) -> PolicyEmbeddings:
    return load_embeddings(BUNDLED, models_dir, backend="torch")


@pytest.fixture(scope="session")
def reference(torch_embeddings: PolicyEmbeddings, seed_text: str) -> tuple[list[str], np.ndarray]:
    """Passages of many lengths and their vectors by sentence-transformers in float32."""
    texts = varied_sentences(seed_text, 12)
    return texts, torch_embeddings.encode_passages(texts)


@pytest.mark.slow
def test_int8_is_close_to_sentence_transformers(
    embeddings: PolicyEmbeddings,
    torch_embeddings: PolicyEmbeddings,
    reference: tuple[list[str], np.ndarray],
) -> None:
    texts, exact = reference
    cosines = (embeddings.encode_passages(texts) * exact).sum(axis=1)
    assert cosines.min() >= 0.995, cosines.min()
    assert cosines.mean() >= 0.998, cosines.mean()
    for question in ("技术改造", "哪个部门牵头？", "小企业能不能申请贴息，要准备什么材料"):
        both = embeddings.encode_query(question) @ torch_embeddings.encode_query(question)
        assert both >= 0.995, (question, both)


@pytest.mark.slow
def test_the_float_graph_equals_sentence_transformers(
    pack: Pack, models_dir: Path, tmp_path: Path, reference: tuple[list[str], np.ndarray]
) -> None:
    """Shows that the graph is the model: what int8 differs by is rounding alone."""
    import onnx

    from index.embeddings.graph import build_model, float_linear

    words = pack.q4("emb.word", 384).take(kept_ids(pack))
    shutil.copy(models_dir / BUNDLED / "tokenizer.json", tmp_path)
    onnx.save(build_model(pack, words, float_linear), str(tmp_path / "float.onnx"))
    texts, exact = reference
    computed = OnnxEncoder(tmp_path, "float.onnx").encode(texts, prompt="passage: ")
    assert (computed * exact).sum(axis=1).min() >= 0.9999


@pytest.mark.slow
def test_a_directory_is_a_model_by_path(models_dir: Path, embeddings: PolicyEmbeddings) -> None:
    """The unpacked directory given as if it were somebody's own model: its prompts are used."""
    other = load_embeddings(str(models_dir / BUNDLED), models_dir)
    assert other.dimension == 384 and other.name == str(models_dir / BUNDLED)
    assert other.encode_query("补助标准") @ embeddings.encode_query("补助标准") > 0.995
    assert other.encode_passages(["补助"])[0] @ embeddings.encode_passages(["补助"])[0] > 0.995
    assert other.encode_passages([]).shape == (0, 384)


@pytest.mark.slow
@pytest.mark.parametrize("model", ["BAAI/no-such-model", "/no/such/directory", "./no-such"])
def test_a_missing_model_is_one_chinese_line(model: str, tmp_path: Path) -> None:
    with pytest.raises(EmbeddingModelError) as caught:
        load_embeddings(model, tmp_path)
    assert model in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.slow
def test_a_directory_that_is_no_model_is_one_chinese_line(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingModelError, match="无法加载") as caught:
        load_embeddings(str(tmp_path), tmp_path)
    assert "\n" not in str(caught.value)


# ── reranking ────────────────────────────────────────────────────────


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
def directory(
    models_dir: Path, embeddings: PolicyEmbeddings, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("subjects")
    for subject in SUBJECTS:
        text = f"关于{subject}的办法\n一、{subject}\n企业可以申请{subject}，按规定办理。\n"
        (folder / f"{subject}.txt").write_text(text, "utf-8")
    made = tmp_path_factory.mktemp("store") / "store"
    made.mkdir()
    (made / "models").symlink_to(models_dir)
    with closing(Store(made, create=True)) as store:
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


def test_a_missing_reranker_is_one_chinese_line(
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
