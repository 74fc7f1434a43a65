"""The bundled model is unpacked once, whole or not at all."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.embeddings import EmbeddingModelError
from index.embeddings import unpack as unpacking
from index.embeddings.onnx_encoder import OnnxEncoder
from index.embeddings.unpack import BUNDLED, MANIFEST, ensure_unpacked, is_whole

ROOT = Path(__file__).resolve().parents[3]


def test_the_model_directory_is_whole_and_small(models_dir: Path) -> None:
    directory = models_dir / BUNDLED
    assert is_whole(directory)
    assert sum(path.stat().st_size for path in directory.rglob("*")) < 200e6
    assert not list(models_dir.glob(f".{BUNDLED}.partial-*"))


def test_an_interrupted_unpacking_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object, directory: Path) -> None:
        (directory / "tokenizer.json").write_text("{}", "utf-8")
        raise KeyboardInterrupt

    monkeypatch.setattr(unpacking, "write_model", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ensure_unpacked(tmp_path)
    assert "未完成" in capsys.readouterr().err
    assert not (tmp_path / BUNDLED).exists() and not list(tmp_path.glob("*partial*"))


@pytest.mark.slow
def test_two_processes_unpack_once_over_what_a_killed_one_left(tmp_path: Path) -> None:
    # What a killed process leaves behind, and what a bad copy looks like.
    (tmp_path / f".{BUNDLED}.partial-dead").mkdir()
    (tmp_path / BUNDLED / "onnx").mkdir(parents=True)
    (tmp_path / BUNDLED / "onnx" / "model_int8.onnx").write_bytes(b"half")
    assert not is_whole(tmp_path / BUNDLED)
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
    (shown,) = [error for _, error in results if error]
    assert shown.startswith("正在解包向量模型（一次性）…") and shown.endswith(" 秒\n")
    directory = tmp_path / BUNDLED
    assert is_whole(directory) and not list(tmp_path.glob("*partial*"))
    assert OnnxEncoder(directory).encode("技术改造").shape == (384,)
    os.truncate(directory / "model.safetensors", 1000)
    assert not is_whole(directory)


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
