"""Write the metadata file beside an original: in one step, and only what can be read again."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import MetadataError, PolicyError
from corpus.life.sidecar import read_sidecar, sidecar_path

FAILED = "更正没有保存：不能写入“{path}”（{reason}）。"


class CorrectionError(PolicyError):
    """A correction that can't be written beside the original."""


def change_sidecar(original: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Let ``change`` alter the values of the metadata file of ``original``, a new one where there is
    none; its path.

    Raises:
        MetadataError: the file is damaged, or would hold an impossible value: it stays as it was.
        CorrectionError: the place can't be written to.
    """
    path = sidecar_path(original) or original.with_name(f"{original.name}.yaml")
    values = _values(path)
    change(values)
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / original.name
        trial.with_name(f"{original.name}.yaml").write_text(text, encoding="utf-8")
        read_sidecar(trial)
    waiting = path.with_name(f".{path.name}.new")
    try:
        waiting.write_text(text, encoding="utf-8")
        os.replace(waiting, path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CorrectionError(FAILED.format(path=path, reason=reason)) from error
    return path


def _values(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError) as error:
        raise MetadataError(f"元数据文件“{path.name}”无法读取，请先修好它的格式。") from error
    return dict(values) if isinstance(values, dict) else {}
