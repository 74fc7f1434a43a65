"""Put damaged keywords and vectors out of the way, so that they are made anew from the texts."""

import shutil
import time
from pathlib import Path

from corpus.settings import settings
from index.soundness.check import KEYWORDS, VECTORS, damages
from index.soundness.locked import locked

_ASIDE = "vectors.damaged-"


def heal(directory: Path, *, full: bool = True) -> list[str]:
    """Clear what is damaged away; returns a line for each part, empty where all is sound.

    Keywords are deleted, vectors are set aside: of these a person may want to see what became of them.
    Earlier ones that were set aside are deleted then, so that no disk fills up.
    """
    with locked(directory):
        return _healed(directory, full, embedded=not settings().vector_url)


def _healed(directory: Path, full: bool, *, embedded: bool) -> list[str]:
    found = damages(directory, full=full, vectors=embedded, locked=True)
    told = [damage.line for damage in found]
    parts = {damage.part for damage in found}
    if KEYWORDS in parts:
        shutil.rmtree(directory / KEYWORDS)
    if VECTORS in parts:
        for earlier in directory.glob(f"{_ASIDE}*"):
            shutil.rmtree(earlier, ignore_errors=True)
        shutil.move(directory / VECTORS, directory / f"{_ASIDE}{time.time_ns()}")
    return told
