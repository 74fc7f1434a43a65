"""A store that is damaged while it is served is not said to be ready."""

import shutil
from pathlib import Path

import pytest

from index.errors import StoreDamagedError
from pages.desk import Desk


@pytest.mark.parametrize("lost", ["vectors", "keywords"])
def test_not_ready_once_a_part_is_gone_or_altered(store: Path, tmp_path: Path, lost: str) -> None:
    copy = Path(shutil.copytree(store, tmp_path / "store", symlinks=True))
    desk = Desk(copy)
    desk.load()
    desk.wait()
    desk.check_ready()
    shutil.rmtree(copy / lost)
    with pytest.raises(StoreDamagedError):
        desk.check_ready()
    desk.close()
