"""The bundled model end to end: pack, unpacking, tokenizer, ONNX encoder, LangChain interface."""

import json
import os
import shutil
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
    PackError,
    PolicyEmbeddings,
    embedding_name,
    load_embeddings,
)
from index.embeddings import unpack as unpacking
from index.embeddings.onnx_encoder import BATCH_TEXTS, BATCH_TOKENS, OnnxEncoder, _batches
from index.embeddings.pack import FILE_NAME, Pack, find_pack
from index.embeddings.unpack import BUNDLED, MANIFEST, ensure_unpacked, is_whole
from index.embeddings.vocabulary import KEPT_RANGES, build_tokenizer, kept_ids

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def embeddings(models_dir: Path) -> PolicyEmbeddings:
    return load_embeddings(BUNDLED, models_dir)


@pytest.fixture(scope="session")
def encoder(models_dir: Path) -> OnnxEncoder:
    return OnnxEncoder(models_dir / BUNDLED)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return Pack(find_pack())


def varied_sentences(text: str, count: int = 36) -> list[str]:
    """Stretches of a document of 2 to about 600 characters, as they come."""
    lengths = (2, 5, 9, 14, 22, 35, 60, 110, 180, 250, 400, 600)
    step = (len(text) - 600) // count
    return [text[n * step : n * step + lengths[n % len(lengths)]] for n in range(count)]


# ── the pack ─────────────────────────────────────────────────────────


def test_pack_has_the_model_it_should(pack: Pack) -> None:
    assert (pack.sizes.layers, pack.sizes.hidden, pack.sizes.heads) == (12, 384, 12)
    assert pack.pieces[:4] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert len(pack.pieces) == len(pack.scores) == 250_002


def test_q4_values_follow_the_block_layout(pack: Pack) -> None:
    """One row by hand: fp16 scale, 16 bytes, low nibbles first."""
    weight = pack.q4("l3.fo.w", 1536)
    row = weight.values()[5]
    for block in (0, 47):
        scale, stored = weight.scales[5, block], weight.nibbles[5, 16 * block : 16 * block + 16]
        expected = [(int(b) & 15) - 8 for b in stored] + [(int(b) >> 4) - 8 for b in stored]
        np.testing.assert_array_equal(row[32 * block : 32 * block + 32], scale * np.array(expected))


@pytest.mark.parametrize("size", [0, 3, 40, 5_000, 6_000_000, 20_000_000, 71_000_000])
def test_a_truncated_pack_is_refused_in_one_line(tmp_path: Path, size: int) -> None:
    path = tmp_path / FILE_NAME
    with find_pack().open("rb") as source:
        path.write_bytes(source.read(size))
    with pytest.raises(PackError) as caught:
        Pack(path)
    assert "\n" not in str(caught.value) and "权重包" in str(caught.value)


def test_a_foreign_or_missing_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(PackError, match="E5S1"):
        Pack(tmp_path / "other.bin")
    with pytest.raises(PackError, match="读不到"):
        Pack(tmp_path / "none.bin")


def test_a_missing_tensor_is_named(pack: Pack) -> None:
    with pytest.raises(PackError, match=r"l99\.q\.w"):
        pack.q4("l99.q.w", 384)


# ── the tokenizer ────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def tokenizers(pack: Pack):  # type: ignore[no-untyped-def]
    """The full vocabulary's tokenizer and the cut one."""
    everything = np.arange(len(pack.pieces))
    return build_tokenizer(pack, everything), build_tokenizer(pack, kept_ids(pack))


def test_cut_vocabulary_segments_the_document_as_the_full_one(tokenizers, seed_text: str) -> None:  # type: ignore[no-untyped-def]
    full, cut = tokenizers
    lines = [line for line in seed_text.splitlines() if line.strip()]
    assert len(lines) > 50
    for line in [*lines, *varied_sentences(seed_text)]:
        assert cut.encode(line).tokens == full.encode(line).tokens


@pytest.mark.parametrize(
    "text",
    [
        "建筑面积≤15㎡、误差±0.5℃，流量3×10³m³/h，Ⅲ类水质，第①②③项 №5 〔2011〕75号",
        "二○一一年七月五日、二〇二五年；１２３ＡＢＣ　全角空格  两个空格",
        "α、β、γ射线 20÷4=5 → 见附件【1】『注』…… ～ — · ※ ★ ■ □ 100‰ €20 ￥30",
        "Please apply online at http://www.henan.gov.cn/2011/07-05/1.html before 2026-12-31.",
        "𠮷野家、䲟鱼、喆、堃、犇、囧、〇、㐂",
        "",
        " ",
    ],
)
def test_symbols_of_policy_text_survive_the_cut(tokenizers, text: str) -> None:  # type: ignore[no-untyped-def]
    full, cut = tokenizers
    assert cut.encode(text).tokens == full.encode(text).tokens


@given(
    st.text(
        st.one_of(
            *(st.characters(min_codepoint=a, max_codepoint=b) for a, b in KEPT_RANGES),
            st.sampled_from("的了一是在有和不中国企业技术改造项目资金申请，。、（）0123456789 ab"),
        ),
        max_size=60,
    )
)
def test_cut_vocabulary_never_changes_kept_text(tokenizers, text: str) -> None:  # type: ignore[no-untyped-def]
    full, cut = tokenizers
    normal = full.normalizer.normalize_str(text)
    kept = all(any(a <= ord(c) <= b for a, b in KEPT_RANGES) for c in normal)
    if kept:
        assert cut.encode(text).tokens == full.encode(text).tokens


def test_normaliser_equals_the_packs_character_map(pack: Pack, tokenizers) -> None:  # type: ignore[no-untyped-def]
    _, cut = tokenizers
    points = [n for n in range(1, 0x30000) if not 0xD800 <= n < 0xE000 and n != 0xFDD0]
    differing = [
        chr(n)
        for n in points
        if cut.normalizer.normalize_str(chr(n)) != pack.characters.get(chr(n), chr(n))
    ]
    assert differing == ["\U0001f23b"]


def test_foreign_letters_do_not_become_unknown(tokenizers) -> None:  # type: ignore[no-untyped-def]
    _, cut = tokenizers
    assert "<unk>" not in cut.encode("café Ünïversität Привет こんにちは 한국").tokens


# ── unpacking ────────────────────────────────────────────────────────


def test_the_model_directory_is_whole_and_small(models_dir: Path) -> None:
    directory = models_dir / BUNDLED
    assert is_whole(directory)
    assert sum(path.stat().st_size for path in directory.rglob("*")) < 200e6
    assert [path.name for path in models_dir.iterdir() if "partial" in path.name] == []


@pytest.mark.slow
def test_an_interrupted_unpacking_is_redone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cut the process short while it seals, leave a half-written directory, then try again."""

    def interrupted(directory: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(unpacking, "_seal", interrupted)
        with pytest.raises(KeyboardInterrupt):
            ensure_unpacked(tmp_path)
    assert "未完成" in capsys.readouterr().err
    assert not (tmp_path / BUNDLED).exists()
    # What a killed process leaves behind, and what a bad copy looks like.
    (tmp_path / f".{BUNDLED}.partial-dead").mkdir()
    (tmp_path / BUNDLED / "onnx").mkdir(parents=True)
    (tmp_path / BUNDLED / "onnx" / "model_int8.onnx").write_bytes(b"half")
    assert not is_whole(tmp_path / BUNDLED)
    directory = ensure_unpacked(tmp_path)
    shown = capsys.readouterr().err
    assert shown.startswith("正在解包向量模型（一次性）…") and shown.endswith(" 秒\n")
    assert is_whole(directory)
    assert not list(tmp_path.glob("*partial*"))
    assert OnnxEncoder(directory).encode("技术改造").shape == (384,)
    os.truncate(directory / "model.safetensors", 1000)
    assert not is_whole(directory)


@pytest.mark.slow
def test_two_processes_unpack_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.embeddings.unpack import ensure_unpacked;"
        "print(ensure_unpacked(Path(sys.argv[1])))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    results = [process.communicate(timeout=300) for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert sum("正在解包" in error for _, error in results) == 1
    assert is_whole(tmp_path / BUNDLED)


def test_a_manifest_of_another_layout_is_not_whole(models_dir: Path, tmp_path: Path) -> None:
    content = json.loads((models_dir / BUNDLED / MANIFEST).read_text(encoding="utf-8"))
    others: list[object] = [
        {**content, "layout": 0},
        {"files": {}},
        [],
        {**content, "files": {"x": 1}},
    ]
    for broken in others:
        (tmp_path / MANIFEST).write_text(json.dumps(broken), encoding="utf-8")
        assert not is_whole(tmp_path)


def test_an_unwritable_place_is_one_chinese_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddingModelError, match="无法把向量模型写入"):
        ensure_unpacked(tmp_path / "file")


def test_a_damaged_model_file_is_one_chinese_line(models_dir: Path, tmp_path: Path) -> None:
    directory = tmp_path / "model"
    (directory / "onnx").mkdir(parents=True)
    with pytest.raises(EmbeddingModelError, match=r"tokenizer\.json"):
        OnnxEncoder(directory)
    shutil.copy(models_dir / BUNDLED / "tokenizer.json", directory)
    with pytest.raises(EmbeddingModelError, match=r"model_int8\.onnx"):
        OnnxEncoder(directory)
    whole = (models_dir / BUNDLED / "onnx" / "model_int8.onnx").read_bytes()
    (directory / "onnx" / "model_int8.onnx").write_bytes(whole[:1_000_000])
    with pytest.raises(EmbeddingModelError, match=r"model_int8\.onnx"):
        OnnxEncoder(directory)


# ── the encoder ──────────────────────────────────────────────────────


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
    batches = list(_batches(lengths))
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


# ── against sentence-transformers ────────────────────────────────────


@pytest.fixture(scope="session")
def torch_embeddings(models_dir: Path) -> PolicyEmbeddings:
    return load_embeddings(BUNDLED, models_dir, backend="torch")


@pytest.fixture(scope="session")
def reference(torch_embeddings: PolicyEmbeddings, seed_text: str) -> tuple[list[str], np.ndarray]:
    """Passages of many lengths and their vectors by sentence-transformers in float32."""
    texts = varied_sentences(seed_text)
    return texts, torch_embeddings.encode_passages(texts)


@pytest.mark.slow
def test_int8_is_close_to_sentence_transformers(
    embeddings: PolicyEmbeddings,
    torch_embeddings: PolicyEmbeddings,
    reference: tuple[list[str], np.ndarray],
) -> None:
    texts, exact = reference
    assert len(texts) >= 36
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
