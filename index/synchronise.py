"""Bring a folder into the store as a timer does: nobody looks on, so it must not do harm.

What is gone from the folder goes from the store; but a share that is not mounted, or a folder that
somebody has emptied, looks just like that. So nothing is done where much would go at once, unless it
is said that this is meant. What was done is kept as a report: JSON beside, text to read.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpus import clock
from corpus.errors import PolicyError
from corpus.loader import find_files, readable
from index.report import UNCHANGED, FileReport, build_table
from index.store import Store

_FEW = 5  # files that may always go
_SHARE = 0.2  # of what the store has from the folder; a folder of documents seldom loses more
_REPORTS = 60  # kept, two of them a day


class SyncError(PolicyError):
    """A folder is not brought in, since it does not look as it should."""


def check(store: Store, folder: Path, *, all_may_go: bool) -> None:
    """Refuse a folder that has lost so much that it is rather not there.

    Raises:
        SyncError: it is missing, empty, or lacks more than a fifth of what the store has from it.
    """
    if not folder.is_dir():
        raise SyncError(f"文件夹“{folder}”不存在（网络盘没有挂载？），没有同步。")
    there = sum(1 for _ in find_files([folder]))
    root = readable(str(folder.resolve()))
    # files and not documents: an archive is one. What was only renamed or moved is still counted.
    known = len({e.file for e in store.documents.entries().values() if e.root == root})
    gone = known - there
    if all_may_go or not known:
        return
    if not there:
        raise SyncError(
            f"文件夹“{folder}”是空的，资料库里有来自它的 {known} 份文件，没有同步。"
            "确实要全部移除，请加 --all-may-go。"
        )
    if gone > max(_FEW, _SHARE * known):
        raise SyncError(
            f"文件夹“{folder}”少了 {gone} 份文件（资料库里有来自它的 {known} 份），没有同步。"
            "确实要移除这些，请加 --all-may-go。"
        )


def summary(reports: Sequence[FileReport]) -> str:
    """What changed, in a line."""
    counts = Counter(report.status for report in reports)
    changed = [f"{status} {n}" for status, n in counts.items() if status != UNCHANGED]
    return f"{'，'.join(changed) or '没有变化'}；未变 {counts[UNCHANGED]}。"


def write_report(directory: Path, folder: Path, reports: Sequence[FileReport]) -> Path:
    """Keep what a sync did as ``TIME.txt`` and ``TIME.json`` in ``directory``, the last sixty; the
    text's path."""
    directory.mkdir(parents=True, exist_ok=True)
    now = clock.now()
    stem = f"sync-{now:%Y%m%d-%H%M%S}"
    changed = [report for report in reports if report.status != UNCHANGED]
    head = f"{now:%Y-%m-%d %H:%M:%S} 同步“{folder}”\n{summary(reports)}\n"
    text = directory / f"{stem}.txt"
    text.write_text(f"{head}\n{build_table(changed) if changed else ''}\n", encoding="utf-8")
    rows = [{name: getattr(report, name) for name in report.__slots__} for report in changed]
    made = {"time": now.isoformat(timespec="seconds"), "folder": str(folder), "reports": rows}
    (directory / f"{stem}.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    for old in sorted(directory.glob("sync-*.txt"))[:-_REPORTS]:
        old.unlink()
        old.with_suffix(".json").unlink(missing_ok=True)
    return text
