"""Whether a store's files can be read by others than their owner."""

from pathlib import Path

from index.doctor.fault import Fault, Part
from index.private import opened_to_others


def examine(directory: Path) -> list[Fault]:
    """One fault for all files that are open to others."""
    found = opened_to_others(directory)
    if not found:
        return []
    return [Fault(Part.ACCESS, f"资料库里有 {len(found)} 个文件或文件夹，别的用户也能读。")]
