"""The files of tantivy, each of which carries a checksum of its own, never looked at by itself.

A file of a segment ends in a footer: JSON that holds the CRC-32 of all before it, the length of the
JSON, and a fixed number (tantivy's ``directory/footer.rs``). So damage is seen even where no seal is.
"""

import json
import struct
import zlib
from pathlib import Path

_ENDING = struct.Struct("<II")  # length of the footer, then the number
_NUMBER = 1337
_META = "meta.json"


def is_kept(path: Path) -> bool:
    """Whether a file belongs to the index: locks come and go."""
    return path.suffix != ".lock" and not path.name.endswith(".tmp")


def broken(folder: Path) -> list[str]:
    """The files of an index that are gone or damaged by their own account; "" where it is sound."""
    try:
        meta = json.loads((folder / _META).read_text(encoding="utf-8"))
        segments = {str(s["segment_id"]).replace("-", "") for s in meta["segments"]}
    except (OSError, ValueError, KeyError, TypeError):
        return [_META]
    present = {path.stem.partition(".")[0] for path in folder.iterdir() if is_kept(path)}
    gone = [f"{segment}.*" for segment in sorted(segments - present)]
    return gone + [
        path.name
        for path in sorted(folder.iterdir())
        if path.stem.partition(".")[0] in segments and not _is_sound(path)
    ]


def _is_sound(path: Path) -> bool:
    try:
        data = path.read_bytes()
        length, number = _ENDING.unpack(data[-_ENDING.size :])
        end = len(data) - _ENDING.size
        if number != _NUMBER or length > end:
            return False
        footer = json.loads(data[end - length : end])
        return bool(zlib.crc32(data[: end - length]) == footer["crc"])
    except (OSError, struct.error, ValueError, KeyError, TypeError):
        return False
