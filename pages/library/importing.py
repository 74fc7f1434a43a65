"""Take uploaded files in: kept, built, and one line for each on what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from corpus.errors import PolicyError
from index.report import ADDED, FAILED, MOVED, REMOVED, UNCHANGED, UPDATED, FileReport
from pages.library import texts
from pages.library.building import Builds, Step
from pages.library.uploads import Uploads, safe_name

_TONES = {ADDED: "good", UPDATED: "good", MOVED: "good", FAILED: "ended"}


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file so far; ``status`` is "" while it is under way."""

    name: str
    status: str = ""
    said: str = texts.WAITING


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was handed in: where its content lies, under which name, and whether that moves
    away from there."""

    path: Path
    name: str


class Importer:
    """Takes files into one store."""

    def __init__(self, uploads: Uploads, builds: Builds) -> None:
        self._uploads = uploads
        self._builds = builds

    def take(self, files: Sequence[Given]) -> Iterator[tuple[Line, ...]]:
        """Yield the lines as they grow. Whatever happens, what the store held stays, and so does every
        file: among the uploads, or aside among those that failed."""
        lines: dict[str, Line] = {}
        kept: dict[str, Path | None] = {}
        for given in files[: texts.MOST_FILES]:
            try:
                name = safe_name(given.name)
                former = self._uploads.keep(given.path, name)
                kept.setdefault(name, former)  # of two with one name the last counts
                lines[name] = Line(name)
            except PolicyError as error:
                lines[given.name] = Line(given.name, FAILED, str(error))
            except OSError as error:
                lines[given.name] = Line(given.name, FAILED, error.strerror or texts.GONE)
        for given in files[texts.MOST_FILES :]:
            said = texts.TOO_MANY_FILES.format(count=texts.MOST_FILES)
            lines[given.name] = Line(given.name, FAILED, said)
        yield tuple(lines.values())
        if kept:
            yield from self._built(kept, lines)

    def _built(
        self, kept: dict[str, Path | None], lines: dict[str, Line]
    ) -> Iterator[tuple[Line, ...]]:
        reports: list[FileReport] = []
        reason = ""
        settled = False
        try:
            for step in self._builds.build(self._uploads.folder, list(kept)):
                if isinstance(step, list):
                    reports = step
                    continue
                _note(step, kept, lines)
                yield tuple(lines.values())
            settled = True
        except PolicyError as error:
            reason, settled = str(error), True
        finally:
            if not settled:  # the visitor left, or something broke: no file is lost
                for name, former in kept.items():
                    self._uploads.fail(name, texts.NOT_DONE, former)
        for name, former in kept.items():
            mine = [r for r in reports if r.source == name or r.source.startswith(f"{name}/")]
            lines[name] = _outcome(name, mine, reason)
            if lines[name].status == FAILED:
                self._uploads.fail(name, lines[name].said, former)
            else:
                self._uploads.forget(name)
                self._uploads.settled(name)
        yield tuple(lines.values())


def _note(step: Step, kept: dict[str, Path | None], lines: dict[str, Line]) -> None:
    """Write a step of the build into the lines."""
    names = sorted(kept)  # a build reads files in the order of their names
    if step.stage == "embedding":
        said = texts.EMBEDDING.format(done=step.done, total=step.total)
        for name in names:
            lines[name] = replace(lines[name], said=said)
        return
    reading = [n for n in names if lines[n].said not in (texts.WAITING, texts.READ)]
    if step.stage == "page" and reading:
        said = texts.PAGES.format(done=step.done, total=step.total)
        lines[reading[-1]] = replace(lines[reading[-1]], said=said)
    elif step.stage == "reading":
        for name in reading:
            lines[name] = replace(lines[name], said=texts.READ)
        if step.source in lines:
            lines[step.source] = replace(lines[step.source], said=texts.READING)


def _outcome(name: str, reports: list[FileReport], reason: str) -> Line:
    """One line from the reports of a file; an archive has one for each member."""
    taken = [r for r in reports if r.status not in (FAILED, REMOVED)]
    refused = [r for r in reports if r.status == FAILED]
    if not taken:
        why = "；".join(r.reason for r in refused if r.reason) or reason or texts.NOT_DONE
        return Line(name, FAILED, why)
    provisions, chunks = sum(r.provisions for r in taken), sum(r.chunks for r in taken)
    parts = [texts.COUNTS.format(provisions=provisions, chunks=chunks)]
    if all(r.status == UNCHANGED for r in taken):
        parts = [texts.UNCHANGED_LINE]
    parts += [r.reason for r in taken if r.reason]
    parts += [f"{r.source.removeprefix(name + '/')}：{r.reason}" for r in refused]
    return Line(name, taken[0].status, "，".join(parts[:1]) + "".join(f" {p}" for p in parts[1:]))


def progress(lines: Sequence[Line]) -> str:
    """The lines as HTML."""
    items = "".join(
        f'<li><span class="file">{escape(line.name)}</span>{_status(line)}'
        f'<span class="outcome">{escape(line.said)}</span></li>'
        for line in lines
    )
    done = all(line.status for line in lines)
    return (
        f'<section class="progress" aria-label="{texts.PROGRESS}" aria-busy="{str(not done).lower()}">'
        f'<ul role="status">{items}</ul></section>'
    )


def _status(line: Line) -> str:
    if not line.status:
        return '<span class="spinner" aria-hidden="true"></span>'
    tone = _TONES.get(line.status, "neutral")
    return f'<span class="badge badge-{tone}">{escape(line.status)}</span>'
