"""Stopped while SQLite copied its log into the database, a store is whole."""

import shutil
from pathlib import Path

from index.store import Store

_PAGE = 4096  # bytes; SQLite's default


def test_header_written_and_last_pages_not(tmp_path: Path) -> None:
    live = tmp_path / "live"
    store = Store(live, create=True)
    store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with store.writing():
        for n in range(200):
            store.set_meta(f"key {n}", "x" * 1000)
    before = (live / "store.sqlite3").read_bytes()
    stopped = tmp_path / "stopped"
    shutil.copytree(live, stopped)
    store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    after = (live / "store.sqlite3").read_bytes()
    store.close()
    assert len(after) > len(before)
    (stopped / "store.sqlite3").write_bytes(after[:_PAGE] + before[_PAGE:])
    recovered = Store(stopped)
    assert recovered.meta("key 199") == "x" * 1000
    assert recovered.check() == []
    recovered.close()
