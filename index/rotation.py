"""Backups on a schedule: one file a run in a folder, the newest few kept."""

import re
from pathlib import Path

from corpus import clock
from index.backup import BackupError, back_up

_OURS = re.compile(r"policy-\d{8}-\d{6}\.tar")  # nothing else in the folder is touched


def back_up_into(directory: Path, folder: Path, keep: int) -> str:
    """Back the store up to a new file in ``folder``; older ones of ours go, but the newest ``keep``.

    They go only once the new one is complete. Returns a line that says what was done.

    Raises: as ``back_up``.
    """
    if not folder.is_dir():
        raise BackupError(f"找不到文件夹“{folder}”（没有挂载？），没有备份。")
    done = back_up(directory, folder / f"policy-{clock.now():%Y%m%d-%H%M%S}.tar")
    ours = sorted(path for path in folder.iterdir() if _OURS.fullmatch(path.name))
    old = ours[:-keep]
    for path in old:
        path.unlink()
    return f"{done}{f'删去旧备份 {len(old)} 个。' if old else ''}"
