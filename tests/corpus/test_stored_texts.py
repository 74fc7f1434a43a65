"""Reading a store without opening its index."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from corpus.stored_texts import DATABASE, is_cut_off


def test_looking_at_a_database_in_use_keeps_its_locks(tmp_path: Path) -> None:
    """Else another process would take the write-ahead log away from under this one."""
    path = tmp_path / DATABASE
    ours = sqlite3.connect(path, isolation_level=None)
    ours.execute("PRAGMA journal_mode = WAL")
    ours.execute("CREATE TABLE meta (value)")
    assert not is_cut_off(path)
    code = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "db.execute('INSERT INTO meta VALUES (1)'); db.close()"
    )
    for expected in (1, 2):
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, timeout=60)
        assert path.with_name(f"{DATABASE}-wal").exists()
        assert ours.execute("SELECT count(*) FROM meta").fetchone() == (expected,)
    ours.close()
