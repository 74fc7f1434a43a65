"""Uploads that never came into the library."""

from collections.abc import Iterator

from index.doctor.fault import Fault, Part
from index.store import Store
from index.waiting import waiting


def examine(store: Store) -> Iterator[Fault]:
    """A fault for each upload that is not in the library; a build takes it in."""
    for file in waiting(store):
        line = f"“{file.source}”已上传，还没有进入资料库（导入时程序中断）。"
        yield Fault(Part.UPLOAD, line, (file.source,))
