"""Open the vectors and the keywords as a search would, in a process of its own.

Damaged files can break the libraries that read them in ways that no program survives (a segmentation
fault). ``python -m index.soundness.probe DIRECTORY``; its exit status is all it says.
"""

import sys
from pathlib import Path

from index.errors import StoreError
from index.keywords import KeywordIndex
from index.vectors.chroma import VectorStore

_LOOKED_AT = 1000  # vectors that are fetched at once


def probe(directory: Path, part: str) -> None:
    """Read all of a part, ``keywords`` or ``vectors``.

    Raises:
        StoreError: it is damaged.
    """
    if part == "keywords":
        index = KeywordIndex(directory / "keywords")
        for each in (index.chunks, index.blocks):
            each.rows()
            each.best("的工作", 1)
        return
    vectors = VectorStore(directory / "vectors")
    ids = sorted(vectors.ids())
    for at in range(0, len(ids), _LOOKED_AT):
        found = vectors.get(ids[at : at + _LOOKED_AT])
        vectors.nearest(found[0], 1)
    vectors.close()


if __name__ == "__main__":
    try:
        probe(Path(sys.argv[1]), sys.argv[2])
    except (StoreError, KeyError, ValueError, UnicodeError):
        sys.exit(1)
