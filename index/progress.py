"""Progress of a build: which file is read, which page recognised, how much is left of the rest."""

import json
import sys

from tqdm import tqdm


class Progress:
    """What a build tells whoever waits for it; this one says nothing."""

    def reading(self, done: int, total: int, source: str) -> None:
        """``done`` of ``total`` files are read; ``source`` comes next."""
        self.tell("reading", done, total, source=source)

    def page(self, done: int, total: int) -> None:
        """``done`` of ``total`` pages of the current scan are recognised."""
        self.tell("page", done, total)

    def embedding(self, done: int, total: int) -> None:
        """``done`` of ``total`` new chunks have their vectors."""
        self.tell("embedding", done, total)

    def extracting(self, done: int, total: int) -> None:
        """``done`` of ``total`` documents that were here before have their facts anew."""
        self.tell("extracting", done, total)

    def tell(self, stage: str, done: int, total: int, **source: str) -> None:
        """``stage`` is the name of the method that was called."""


class JsonLines(Progress):
    """One JSON object a line on standard output, for a program that waits."""

    def tell(self, stage: str, done: int, total: int, **source: str) -> None:
        """Tell what was told."""
        values = {"stage": stage, "done": done, "total": total, **source}
        print(json.dumps(values, ensure_ascii=False), flush=True)


_BAR = "{desc}：{n_fmt}/{total_fmt} {bar} {rate_fmt}，已用 {elapsed}，还需 {remaining}{postfix}"
_STAGES = {  # each with the unit that is counted
    "reading": ("读取文件", "个"),
    "embedding": ("计算向量", "段"),
    "extracting": ("提取事实", "份"),
}


class Terminal(Progress):
    """Bars with rate and time left on a terminal; in a log, one line a stage."""

    def __init__(self) -> None:
        self._bar: tqdm | None = None
        self._stage = ""

    def tell(self, stage: str, done: int, total: int, **source: str) -> None:
        """Move the bar of the stage, and name the file, or the page of a scan, at its end."""
        if stage != "page":
            self._move(*_STAGES[stage], done, total, source.get("source", ""))
        elif self._bar is not None:
            self._bar.set_postfix_str(f"识别扫描页 {done}/{total}")

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
