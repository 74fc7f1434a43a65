"""Somebody builds the index from the command line all the while, with real work each time."""

import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

from corpus.settings import PROJECT_ROOT

_ROOMS = 60  # paragraphs, each changed in every round
_PARAGRAPH = (
    "第{room}阅览室本周开放{hours}小时，读者凭证入座，值班电话见门牌，登记簿编号{round}-{room}。"
)


class Building:
    """Alters a document that no question is about and builds, over and over, until closed."""

    def __init__(self, store: Path, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._closed = Event()
        self._thread = Thread(target=self._build, name="building")
        self.done = 0
        self.failures: list[str] = []

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End when the build at work is done."""
        self._closed.set()
        self._thread.join()

    def once(self) -> None:
        """Alter the document and build."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._alter(self.done + len(self.failures))
        command = [sys.executable, "-m", "index", "build", str(self._folder)]
        built = subprocess.run(
            [*command, "--store", str(self._store)],
            cwd=PROJECT_ROOT, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        if built.returncode:
            self.failures.append(built.stderr.strip()[-200:])
        else:
            self.done += 1

    def _build(self) -> None:
        while not self._closed.is_set():
            self.once()

    def _alter(self, number: int) -> None:
        lines = [
            _PARAGRAPH.format(room=room, hours=20 + (room + number) % 30, round=number)
            for room in range(1, _ROOMS + 1)
        ]
        path = self._folder / "阅览室开放安排.txt"
        path.write_text("\n".join(["阅览室开放安排", *lines]), "utf-8")
