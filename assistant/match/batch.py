"""Read a file of profiles, one JSON object a line."""

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import BatchError, ProfileError
from assistant.match.profile import Profile, profile_from_json


@dataclass(frozen=True, slots=True)
class BatchProfile:
    """One line of a batch; ``wrong`` says in Chinese why it can't be matched, "" where it can."""

    id: str
    profile: Profile
    question: str = ""
    wrong: str = ""


def read_profiles(path: Path) -> list[BatchProfile]:
    """The profiles of a batch file in order; blank lines are left out, and a profile that can't be
    matched stops none of the others.

    Raises:
        BatchError: no such file, or a line that is no JSON object with a profile.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise BatchError(f"找不到企业情况文件“{path}”，请检查路径。") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BatchError(f"文件“{path}”读不出来，应为 UTF-8 的 JSON Lines 文件。") from error
    return [_profile(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]


def _profile(path: Path, n: int, line: str) -> BatchProfile:
    try:
        values = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BatchError(f"{path} 第 {n} 行不是 JSON。") from error
    if not isinstance(values, dict) or "profile" not in values:
        raise BatchError(f"{path} 第 {n} 行缺少 profile。")
    named, question = str(values.get("id", "")), values.get("question")
    question = question if isinstance(question, str) else ""
    try:
        return BatchProfile(named, profile_from_json(values["profile"]), question)
    except ProfileError as error:
        return BatchProfile(named, Profile(), question, str(error))
