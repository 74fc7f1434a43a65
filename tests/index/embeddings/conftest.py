"""The pack and the encoder, opened once a session."""

from pathlib import Path

import pytest

from index.embeddings.onnx_encoder import OnnxEncoder
from index.embeddings.pack import Pack, find_pack
from index.embeddings.unpack import BUNDLED


@pytest.fixture(scope="session")
def pack() -> Pack:
    return Pack(find_pack())


@pytest.fixture(scope="session")
def encoder(models_dir: Path) -> OnnxEncoder:
    return OnnxEncoder(models_dir / BUNDLED)
