"""Progress of a build: which file is read, which page recognised, how much is left of the rest."""

import json
import sys
from typing import Protocol

from tqdm import tqdm


class Progress(Protocol):
    """What a build tells whoever waits for it."""

    def reading(self, done: int, total: int, source: str) -> None:
        """``done`` of ``total`` files are read; ``source`` comes next."""

    def page(self, done: int, total: int) -> None:
        """``done`` of ``total`` pages of the current scan are recognised."""

    def embedding(self, done: int, total: int) -> None:
        """``done`` of ``total`` new chunks have their vectors."""

    def extracting(self, done: int, total: int) -> None:
        """``done`` of ``total`` documents that were here before have their facts anew."""


class Silent:
    """Says nothing."""

    def reading(self, done: int, total: int, source: str) -> None:
        """Say nothing."""

    def page(self, done: int, total: int) -> None:
        """Say nothing."""

    def embedding(self, done: int, total: int) -> None:
        """Say nothing."""

    def extracting(self, done: int, total: int) -> None:
        """Say nothing."""


class JsonLines:
    """One JSON object a line on standard output, for a program that waits."""

    def reading(self, done: int, total: int, source: str) -> None:
        """Tell which file comes next."""
        self._tell(stage="reading", done=done, total=total, source=source)

    def page(self, done: int, total: int) -> None:
        """Tell how many pages of the current scan are recognised."""
        self._tell(stage="page", done=done, total=total)

    def embedding(self, done: int, total: int) -> None:
        """Tell how many chunks have their vectors."""
        self._tell(stage="embedding", done=done, total=total)

    def extracting(self, done: int, total: int) -> None:
        """Tell how many documents have their facts anew."""
        self._tell(stage="extracting", done=done, total=total)

    def _tell(self, **values: str | int) -> None:
        print(json.dumps(values, ensure_ascii=False), flush=True)


_BAR = "{desc}：{n_fmt}/{total_fmt} {bar} {rate_fmt}，已用 {elapsed}，还需 {remaining}{postfix}"


class Terminal:
    """Bars with rate and time left on a terminal; in a log, one line a stage."""

    def __init__(self) -> None:
        self._bar: tqdm | None = None
        self._stage = ""

    def reading(self, done: int, total: int, source: str) -> None:
        """Move the bar of files, and name the file at its end."""
        self._move("读取文件", "个", done, total, source)

    def page(self, done: int, total: int) -> None:
        """Name the page beside the file that is being recognised."""
        if self._bar is not None:
            self._bar.set_postfix_str(f"识别扫描页 {done}/{total}")

    def embedding(self, done: int, total: int) -> None:
        """Move the bar of chunks."""
        self._move("计算向量", "段", done, total, "")

    def extracting(self, done: int, total: int) -> None:
        """Move the bar of documents."""
        self._move("提取事实", "份", done, total, "")

    def _move(self, stage: str, unit: str, done: int, total: int, note: str) -> None:
        if self._bar is None or self._stage != stage:
            self.close()
            self._stage = stage
            self._bar = tqdm(
                total=total, desc=stage, unit=unit, bar_format=_BAR, disable=None, file=sys.stderr,
                dynamic_ncols=True, mininterval=0.3,
            )  # fmt: skip
        self._bar.update(done - self._bar.n)
        self._bar.set_postfix_str(note[-40:], refresh=False)
        if done == total:
            self.close()
            if not sys.stderr.isatty():
                print(f"{stage}：{total}/{total}", file=sys.stderr)

    def close(self) -> None:
        """End the bar on screen."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
