"""The rules of a store in their file, read again when it was changed by whomever."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import yaml
from filelock import FileLock

from pages.access.private_file import write_private
from pages.rights import texts
from pages.rights.rules import Collection, Others, RightsError, Rules, checked

FILE = "access.yaml"


class KeptRules:
    """The file of one store; without it everybody may see everything. Safe between threads."""

    def __init__(self, store: Path) -> None:
        self.path = store / FILE
        self._lock = Lock()
        self._read: tuple[tuple[int, ...], Rules] = ((), Rules())

    def now(self) -> Rules:
        """The rules as they are now.

        Raises:
            RightsError: the file can't be understood; then nobody sees anything by it.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return Rules()
        except OSError as error:
            raise RightsError(texts.FILE_DAMAGED.format(path=self.path.name)) from error
        state = (found.st_mtime_ns, found.st_size, found.st_ino)
        with self._lock:
            if state != self._read[0]:
                self._read = (state, self._parsed())
            return self._read[1]

    @contextmanager
    def changing(self) -> Iterator[list[Collection]]:
        """The collections, to be changed in place; written at the end.

        Raises:
            RightsError: the file, or what was made of it, can't be used; nothing is written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self.path}.lock", mode=0o600):
            rules = self.now()
            collections = list(rules.collections)
            yield collections
            self._write(checked(Rules(tuple(collections), rules.others)))

    def open_others(self, others: Others) -> None:
        """Say who may see the documents of no collection."""
        with FileLock(f"{self.path}.lock", mode=0o600):
            self._write(Rules(self.now().collections, others))

    def _write(self, rules: Rules) -> None:
        rows = [
            {"name": c.name, "paths": list(c.paths), "groups": list(c.groups)}
            for c in rules.collections
        ]
        content = {"others": rules.others.value, "collections": rows}
        written = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        write_private(self.path, (texts.FILE_HEAD + written).encode())

    def _parsed(self) -> Rules:
        try:
            written = yaml.safe_load(self.path.read_text(encoding="utf-8"))
            rows = written.get("collections") or []
            found = [
                Collection(str(r["name"]), _strings(r["paths"]), _strings(r.get("groups") or []))
                for r in rows
            ]
            return checked(Rules(tuple(found), Others(written.get("others", "everybody"))))
        except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError, OSError) as error:
            raise RightsError(texts.FILE_DAMAGED.format(path=self.path.name)) from error


def _strings(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(values)
    return tuple(str(value) for value in values)
