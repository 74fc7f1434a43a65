"""Finding elements and parts of an OFD package."""

import posixpath
from collections.abc import Iterator

from lxml import etree


def named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of a name below ``root``, whatever their namespace."""
    return root.iter(f"{{*}}{name}")


def resolve(folder: str, link: str) -> str:
    """The path of a part that a part in ``folder`` names."""
    link = link.strip().replace("\\", "/")
    return posixpath.normpath(
        link.lstrip("/") if link.startswith("/") else posixpath.join(folder, link)
    )
