"""Put the reader's graph together, once, in the models directory beside the encoder.

The file's name holds a digest of both halves: an upgrade of either builds a new file, and the old
one is removed. Processes that start at the same time wait for the first one.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from filelock import FileLock

from assistant.reader.errors import ReaderError
from index.embeddings.onnx_encoder import MODEL_FILE
from index.embeddings.unpack import ensure_unpacked

UPPER = Path(__file__).with_name("model") / "upper.onnx"
_PREFIX = "reader-"


def ensure_reader(models_dir: Path) -> Path:
    """Return the reader's ONNX file under ``models_dir``, building it first when it isn't there.

    Raises:
        ReaderError: a half is missing or damaged, or the directory can't be written.
        EmbeddingModelError: the encoder can't be unpacked.
    """
    encoder = ensure_unpacked(models_dir) / MODEL_FILE
    try:
        target = models_dir / f"{_PREFIX}{_digest(encoder, UPPER)}.onnx"
        if not target.exists():
            with FileLock(models_dir / f".{_PREFIX}lock"):
                if not target.exists():
                    _build(encoder, UPPER, target)
    except OSError as error:
        raise ReaderError(f"无法在 {models_dir} 中准备阅读模型：{error.strerror}") from error
    return target


def _digest(encoder: Path, upper: Path) -> str:
    """Twelve hex digits of both halves. The encoder counts by its size and time: reading it whole
    at every start would take longer than loading the reader."""
    stat = encoder.stat()
    made = hashlib.sha256(f"{stat.st_size} {stat.st_mtime_ns} ".encode())
    made.update(upper.read_bytes())
    return made.hexdigest()[:12]


def _build(encoder: Path, upper: Path, target: Path) -> None:
    """Join the halves; the caller holds the lock, so leftovers belong to nobody."""
    import onnx
    from google.protobuf.message import DecodeError  # type: ignore[import-untyped]

    from assistant.reader.graph import join, lower_half

    try:
        model = join(lower_half(onnx.load(encoder)), onnx.load(upper))
    except (DecodeError, ValueError, IndexError) as error:
        raise ReaderError(f"阅读模型文件损坏：{upper} 或 {encoder}") from error
    partial = target.with_suffix(".partial")
    with partial.open("wb") as file:
        file.write(model.SerializeToString())
        file.flush()
        os.fsync(file.fileno())
    for old in target.parent.glob(f"{_PREFIX}*.onnx"):
        old.unlink(missing_ok=True)
    os.replace(partial, target)
