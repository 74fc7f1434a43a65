"""Builds of the index in a process of their own: the pages stay quick, and a crash harms nothing."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import PolicyError
from corpus.settings import PROJECT_ROOT
from index.report import FileReport
from pages.library import texts


class BuildError(PolicyError):
    """A build that could not be done, or is under way already."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a build is: ``done`` of ``total`` in a stage; ``source`` is the file at hand."""

    stage: str
    done: int
    total: int
    source: str = ""


class Builds:
    """Runs one build at a time over one store."""

    def __init__(self, store: Path) -> None:
        self._store = store.resolve()
        self._lock = threading.Lock()

    @property
    def busy(self) -> bool:
        """Whether a build of ours is under way."""
        return self._lock.locked()

    def build(
        self, folder: Path, only: list[str], *, again: bool = False
    ) -> Iterator[Step | list[FileReport]]:
        """Add or update files of a folder by their sources, all where ``only`` is empty: yields steps,
        at last the reports.

        Raises:
            BuildError: another build is under way, or it failed as a whole; nothing has changed then.
        """
        words = ["build", str(folder), *(f"--only={source}" for source in only)]
        yield from self._run([*words, *(["--again"] if again else [])])

    def withdraw(self, document_ids: list[str]) -> list[FileReport]:
        """Take documents out of the index.

        Raises:
            BuildError: another build is under way, or it failed; nothing has changed then.
        """
        *_, reports = self._run(["withdraw", *document_ids])
        assert isinstance(reports, list)
        return reports

    def _run(self, words: list[str]) -> Iterator[Step | list[FileReport]]:
        if not self._lock.acquire(blocking=False):
            raise BuildError(texts.BUSY)
        try:
            yield from self._events(words)
        finally:
            self._lock.release()

    def _events(self, words: list[str]) -> Iterator[Step | list[FileReport]]:
        command = [sys.executable, "-m", "index", *words, "--events", "--store", str(self._store)]
        process = subprocess.Popen(
            command,
            cwd=PROJECT_ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
        assert process.stdout and process.stderr
        said: list[str] = []
        listener = threading.Thread(target=said.extend, args=(process.stderr,), daemon=True)
        listener.start()
        reports: list[FileReport] | None = None
        ended = False
        try:
            for line in process.stdout:
                event = json.loads(line)
                if event["stage"] == "done":
                    reports = [FileReport(**row) for row in event["reports"]]
                else:
                    yield Step(**event)
            ended = True
        finally:
            if not ended:  # nobody listens any more; what is not finished changes nothing
                process.terminate()
            process.wait()
            listener.join(5)
            process.stdout.close()
            process.stderr.close()
        if reports is None:
            last = [line.strip() for line in said if line.strip()]
            known = process.returncode == 1 and last and "Error" not in last[-1]
            raise BuildError(last[-1] if known else texts.BUILD_FAILED)
        yield reports
