"""Load a model of sentence-transformers: from this machine, else from the hub."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from index.embeddings.errors import EmbeddingModelError

REACH_SECONDS = 5.0  # to find out whether the hub answers at all; its own retries take a minute

Model = TypeVar("Model")


def load_model(kind: Callable[..., Model], model: str, called: str) -> Model:
    """Load a model by name or by path.

    A model that is on this machine is loaded without asking the network. Otherwise it is fetched
    from the hub, unless HF_HUB_OFFLINE is set or the hub doesn't answer.

    Args:
        kind: a class of sentence-transformers.
        called: what the model is in Chinese, for the error line.

    Raises:
        EmbeddingModelError: the model is missing, or the files aren't a model.
    """
    path = _looks_like_path(model)
    local = str(Path(model).expanduser()) if path else model
    if path and not Path(local).is_dir():
        raise EmbeddingModelError(f"找不到{called}目录：{model}")
    try:
        return kind(local, local_files_only=True)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        if Path(local).is_dir():
            reason = str(error).strip().partition("\n")[0]
            raise EmbeddingModelError(f"目录 {model} 里的{called}无法加载：{reason}") from error
    if not _hub_answers():
        raise EmbeddingModelError(
            f"本机没有{called}“{model}”，且无法联网下载；"
            "请检查模型名称，或先把模型下载到本机，再把设置改为它的目录。"
        )
    try:
        return kind(model)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise EmbeddingModelError(f"无法下载{called}“{model}”，请检查模型名称和网络。") from error


def _hub_answers() -> bool:
    """Say whether the model hub may be asked and answers."""
    import httpx
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    try:
        httpx.head(constants.ENDPOINT, timeout=REACH_SECONDS)
    except httpx.HTTPError:
        return False
    return True


def _looks_like_path(model: str) -> bool:
    """Say whether the setting names a directory rather than a model of the hub."""
    return (
        model.startswith((".", "~", os.sep))
        or model.count("/") > 1
        or os.path.isabs(model)
        or Path(model).is_dir()
    )
