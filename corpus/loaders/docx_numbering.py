"""Automatic numbering of Word documents, written out (``numbering.xml``, ECMA-376 17.9)."""

import re
from dataclasses import dataclass, field

from lxml import etree

from corpus.loaders.list_labels import label
from corpus.loaders.zipped import attribute, local

_MAX_LEVEL = 8
_PLAIN = frozenset({"bullet", "none"})


@dataclass(slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class _List:
    """A ``w:num``: its levels, and the counters it shares with others of the same abstract list."""

    levels: dict[int, _Level]
    counters: dict[int, int]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Hands out the labels of numbered paragraphs in reading order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._styles = _style_numbers(styles)
        if numbering is not None:
            self._read(numbering)

    def label(self, properties: etree._Element | None) -> str:
        """The label of a paragraph with these ``w:pPr``, or "" (none, or a bullet)."""
        number, level = _reference(properties)
        style = _style(properties)
        if number is None or level is None:
            inherited = self._styles.get(style, (None, None))
            number = inherited[0] if number is None else number
            level = inherited[1] if level is None else level
        if number in (None, "0"):
            return ""
        chosen = self._lists.get(number or "")
        return _next(chosen, min(level or 0, _MAX_LEVEL)) if chosen else ""

    def _read(self, root: etree._Element) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for node in root:
            if local(node) != "abstractNum":
                continue
            key = attribute(node, "abstractNumId")
            abstract[key] = {}
            for child in node:
                if local(child) == "lvl":
                    abstract[key][_int(attribute(child, "ilvl"))] = _level(child)
                elif local(child) == "numStyleLink":
                    linked[key] = attribute(child, "val")
                elif local(child) == "styleLink":
                    by_style[attribute(child, "val")] = key
        counters: dict[str, dict[int, int]] = {}
        for node in root:
            if local(node) != "num":
                continue
            key, restarts, levels = "", {}, {}
            for child in node:
                if local(child) == "abstractNumId":
                    key = attribute(child, "val")
                    key = by_style.get(linked.get(key, ""), key)
                elif local(child) == "lvlOverride":
                    level = _int(attribute(child, "ilvl"))
                    for change in child:
                        if local(change) == "startOverride":
                            restarts[level] = _int(attribute(change, "val"))
                        elif local(change) == "lvl":
                            levels[level] = _level(change)
            shared = counters.setdefault(key, {})
            self._lists[attribute(node, "numId")] = _List(
                {**abstract.get(key, {}), **levels}, shared, restarts
            )


def _next(chosen: _List, level: int) -> str:
    here = chosen.levels.get(level)
    if here is None:
        return ""
    counters = chosen.counters
    if level in chosen.restarts:  # a restart counts once, at the list's first use
        counters[level] = chosen.restarts.pop(level)
    elif level in counters:
        counters[level] += 1
    else:
        counters[level] = here.start
    for deeper in [other for other in counters if other > level]:
        restart = chosen.levels.get(deeper, _Level()).restart
        if restart is None or (restart > 0 and level < restart):
            del counters[deeper]
    if here.style in _PLAIN:
        return ""

    def written(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        found = chosen.levels.get(other, _Level())
        style = "decimal" if here.legal and other != level else found.style
        return label(counters.get(other, found.start), style)

    words = re.sub(r"%([1-9])", written, here.text)
    gap = " " if words and words[-1].isalnum() and words[-1].isascii() else ""
    return words.strip() + gap


def _level(node: etree._Element) -> _Level:
    level = _Level()
    for child in node.iter():
        name, value = local(child), attribute(child, "val")
        if name == "start":
            level.start = _int(value, 1)
        elif name == "numFmt":
            level.style = value
        elif name == "lvlText":
            level.text = value
        elif name == "isLgl":
            level.legal = value not in ("0", "false")
        elif name == "lvlRestart":
            level.restart = _int(value)
    return level


def _reference(properties: etree._Element | None) -> tuple[str | None, int | None]:
    number: str | None = None
    level: int | None = None
    for node in properties if properties is not None else ():
        if local(node) == "numPr":
            for child in node:
                if local(child) == "numId":
                    number = attribute(child, "val")
                elif local(child) == "ilvl":
                    level = _int(attribute(child, "val"))
    return number, level


def _style(properties: etree._Element | None) -> str:
    for node in properties if properties is not None else ():
        if local(node) == "pStyle":
            return attribute(node, "val")
    return ""


def _style_numbers(styles: etree._Element | None) -> dict[str, tuple[str | None, int | None]]:
    """Numbering that paragraph styles carry, inherited through ``basedOn``; key "" is the default style."""
    own: dict[str, tuple[str | None, int | None]] = {}
    based: dict[str, str] = {}
    default = ""
    for node in styles if styles is not None else ():
        if local(node) != "style" or attribute(node, "type") not in ("paragraph", ""):
            continue
        key = attribute(node, "styleId")
        own[key] = (None, None)
        if attribute(node, "default") in ("1", "true"):
            default = key
        for child in node:
            if local(child) == "basedOn":
                based[key] = attribute(child, "val")
            elif local(child) == "pPr":
                own[key] = _reference(child)
    found = {key: _inherit(key, own, based) for key in own}
    if default:
        found[""] = found[default]
    return found


def _inherit(
    key: str, own: dict[str, tuple[str | None, int | None]], based: dict[str, str]
) -> tuple[str | None, int | None]:
    number: str | None = None
    level: int | None = None
    for _ in range(20):
        if key not in own:
            break
        number = own[key][0] if number is None else number
        level = own[key][1] if level is None else level
        key = based.get(key, "")
    return number, level


def _int(value: str, default: int = 0) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else default
