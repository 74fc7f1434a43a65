"""Read a file of questions, one JSON object a line."""

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import BatchError


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line of a batch: ``history`` holds earlier questions, oldest first."""

    id: str
    question: str
    history: tuple[str, ...]


def read_batch(path: Path) -> list[BatchQuestion]:
    """Return the questions of a batch file, in order; blank lines are left out.

    Raises:
        BatchError: no such file, or a line that is no question (its number is named).
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise BatchError(f"找不到问题文件“{path}”，请检查路径。") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BatchError(f"问题文件“{path}”读不出来，应为 UTF-8 的 JSON Lines 文件。") from error
    return [_question(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]


def _question(path: Path, n: int, line: str) -> BatchQuestion:
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        raise BatchError(f"{path} 第 {n} 行不是 JSON。") from error
    if not isinstance(values, dict) or not isinstance(values.get("question"), str):
        raise BatchError(f"{path} 第 {n} 行缺少文字字段 question。")
    history = values.get("history") or []
    if not isinstance(history, list) or not all(isinstance(h, str) for h in history):
        raise BatchError(f"{path} 第 {n} 行的 history 应为文字列表。")
    return BatchQuestion(str(values.get("id", "")), values["question"], tuple(history))
