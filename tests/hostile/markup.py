"""What of a piece of HTML is not our own markup: told by comparing it with the same page of plain words."""

import re
from collections import Counter
from urllib.parse import urlsplit

from lxml import html as parser

# What the formatting of an answer may bring in; none of it does anything.
_FORMATTING = set(
    "p br strong em ul ol li table thead tbody tr th td blockquote h1 h2 h3 h4 h5 h6 mark code pre s".split()
)
_HARMLESS = {"class", "style", "start"}
_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"}
_STYLE = re.compile(r"text-align:(left|right|center)")


def foreign(html: str, plain: str) -> list[str]:
    """What stands in ``html`` that is not in ``plain``, the same view of harmless words."""
    found = [f"element {kind}" for kind in (_elements(html) - _elements(plain))]
    for element in parser.fragment_fromstring(_xml(html), create_parent="div").iter():
        if not isinstance(element.tag, str):
            found.append("a comment or an instruction")
            continue
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "srcdoc":
                found.append(f"handler {name}")
            if name == "style" and not _STYLE.fullmatch(value):
                found.append(f"style {value}")
            if name in _ADDRESSES and not _ours(value):
                found.append(f"address {value}")
    return found


def _elements(html: str) -> Counter[tuple[str, ...]]:
    counted: Counter[tuple[str, ...]] = Counter()
    for element in parser.fragment_fromstring(_xml(html), create_parent="div").iter():
        names = sorted(element.attrib) if isinstance(element.tag, str) else []
        if element.tag in _FORMATTING and set(names) <= _HARMLESS:
            continue
        counted[(str(element.tag), *names)] += 1
    return counted


def _ours(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc and not address.startswith(("\\", "/\\"))


def _xml(html: str) -> str:
    """As a browser reads it: it drops the characters that lxml refuses."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "\ufffd", html)
