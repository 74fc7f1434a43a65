"""Somebody builds the index from the command line all the while, with real work each time."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from corpus.settings import PROJECT_ROOT

_ROOMS = 60  # paragraphs, each changed in every round
_PARAGRAPH = (
    "第{room}阅览室本周开放{hours}小时，读者凭证入座，值班电话见门牌，登记簿编号{round}-{room}。"
)


class Building:
    """Alters a document that no question is about and builds, over and over."""

    def __init__(self, store: Path, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self.done = 0
        self.failures: list[str] = []

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Build all the while; at the end the build at work is waited for."""
        closed = Event()

        def build() -> None:
            while not closed.is_set():
                self.once()

        thread = Thread(target=build, name="building")
        thread.start()
        try:
            yield
        finally:
            closed.set()
            thread.join()

    def once(self) -> None:
        """Alter the document and build."""
        number = self.done + len(self.failures)
        lines = [
            _PARAGRAPH.format(room=room, hours=20 + (room + number) % 30, round=number)
            for room in range(1, _ROOMS + 1)
        ]
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / "阅览室开放安排.txt"
        path.write_text("\n".join(["阅览室开放安排", *lines]), "utf-8")
        command = [sys.executable, "-m", "index", "build", str(self._folder)]
        built = subprocess.run(
            [*command, "--store", str(self._store)],
            cwd=PROJECT_ROOT, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        if built.returncode:
            self.failures.append(built.stderr.strip()[-200:])
        else:
            self.done += 1
