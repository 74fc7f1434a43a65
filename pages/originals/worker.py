"""What reads originals for the pages, in a process of its own with bounded time and memory: files of
strangers may hang or crash what reads them. ``python -m pages.originals.worker``.

Arguments: ``picture`` or ``html``, the kind, the file, the page, its turns, the limit in MB. Out comes
a line of JSON, then the bytes. Status 3: there is no such page; 4: it can't be shown.
"""

import json
import resource
import sys
from pathlib import Path

from corpus.errors import DocumentError

_MEMORY = 3 * 2**30  # bytes of addresses
_SECONDS = 20  # of work
NO_PAGE, UNSHOWN = 3, 4


def main() -> int:
    """Do what the arguments say."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    task, kind, file, number, turns, limit = sys.argv[1:7]
    data = Path(file).read_bytes()
    try:
        if task == "picture":
            from pages.originals.pictures import picture

            drawn = picture(kind, data, int(number), int(turns), int(limit))
            head = {
                "media": drawn.media,
                "width": drawn.width,
                "height": drawn.height,
                "pages": drawn.pages,
            }
            _out(head, drawn.data)
        else:
            from pages.originals.formatted import formatted

            _out({}, formatted(kind, data, int(limit)).encode("utf-8", "replace"))
    except LookupError:
        return NO_PAGE
    except (
        DocumentError,
        RecursionError,
        ArithmeticError,
        MemoryError,
        OSError,
        ValueError,
    ) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return UNSHOWN
    return 0


def _out(head: dict[str, object], data: bytes) -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + data)


if __name__ == "__main__":
    sys.exit(main())
