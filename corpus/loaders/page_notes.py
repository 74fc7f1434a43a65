"""What the loaders of pages tell the administrator of pages they could not read as they stand."""

from collections.abc import Sequence

ASKEW = "斜排的文字（水印）未导入。"
CONTENTS = "目录页（标题与页码）未导入，各标题在正文中。"
_LISTED = 20


def page_list(numbers: Sequence[int]) -> str:
    """Page numbers as a list: ``1、2、5``; a long one is cut."""
    more = "等" if len(numbers) > _LISTED else ""
    return "、".join(map(str, numbers[:_LISTED])) + more
