"""The pack of weights and the tokenizer that is made of it."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embeddings import (
    PackError,
)
from index.embeddings.pack import FILE_NAME, Pack, find_pack
from index.embeddings.vocabulary import KEPT_RANGES, build_tokenizer, kept_ids
from tests.index.embeddings.sentences import varied_sentences

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
