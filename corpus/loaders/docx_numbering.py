"""Automatic numbering of Word documents, written out (``numbering.xml``, ECMA-376 17.9)."""

import re
from dataclasses import dataclass, field

from lxml import etree

from corpus.loaders.list_labels import label
from corpus.loaders.zipped import attribute, below, local, value_below, whole_number

_MAX_LEVEL = 8
_MAX_STYLES = 20  # that are based on each other; they may go in a circle
_PLAIN = frozenset({"bullet", "none"})

_Reference = tuple[str, int | None]  # the id of a list and the level in it, as far as stated
_NOTHING: _Reference = ("", None)


@dataclass(frozen=True, slots=True)
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
        self._lists = {} if numbering is None else _lists(numbering)
        self._styles = {} if styles is None else _style_numbers(styles)

    def label(self, properties: etree._Element | None) -> str:
        """The label of a paragraph with these ``w:pPr``, or "" (none, or a bullet)."""
        style = self._styles.get(value_below(properties, "pStyle"), _NOTHING)
        number, level = _inherited(_reference(properties), style)
        chosen = self._lists.get(number) if number != "0" else None
        return _next(chosen, min(level or 0, _MAX_LEVEL)) if chosen else ""


def _lists(root: etree._Element) -> dict[str, _List]:
    """The lists of ``numbering.xml`` by their ids."""
    abstract, linked, by_style = {}, {}, {}
    for node in root.iterfind("{*}abstractNum"):
        key = attribute(node, "abstractNumId")
        abstract[key] = {_place(level): _level(level) for level in node.iterfind("{*}lvl")}
        linked[key] = value_below(node, "numStyleLink")
        if style := value_below(node, "styleLink"):
            by_style[style] = key
    counters: dict[str, dict[int, int]] = {}
    found = {}
    for node in root.iterfind("{*}num"):
        key = value_below(node, "abstractNumId")
        key = by_style.get(linked.get(key, ""), key)
        overrides = [(_place(change), change) for change in node.iterfind("{*}lvlOverride")]
        starts = ((place, value_below(change, "startOverride")) for place, change in overrides)
        changed = ((place, below(change, "lvl")) for place, change in overrides)
        levels = {place: _level(level) for place, level in changed if level is not None}
        found[attribute(node, "numId")] = _List(
            {**abstract.get(key, {}), **levels},
            counters.setdefault(key, {}),
            {place: whole_number(start) for place, start in starts if start},
        )
    return found


def _place(node: etree._Element) -> int:
    return whole_number(attribute(node, "ilvl"))


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
    """A ``w:lvl``; of a format that stands there with its fallback the fallback counts."""
    said = {local(child): attribute(child, "val") for child in node.iter()}
    return _Level(
        whole_number(said.get("start", ""), 1),
        said.get("numFmt", "decimal"),
        said.get("lvlText", ""),
        said.get("isLgl", "0") not in ("0", "false"),
        whole_number(said["lvlRestart"]) if "lvlRestart" in said else None,
    )


def _reference(properties: etree._Element | None) -> _Reference:
    level = value_below(properties, "numPr/ilvl")
    return value_below(properties, "numPr/numId"), whole_number(level) if level else None


def _inherited(own: _Reference, above: _Reference) -> _Reference:
    return own[0] or above[0], above[1] if own[1] is None else own[1]


def _style_numbers(styles: etree._Element) -> dict[str, _Reference]:
    """Numbering that paragraph styles carry, inherited through ``basedOn``; key "" is the default style."""
    own, based = {}, {}
    default = ""
    for node in styles.iterfind("{*}style"):
        if attribute(node, "type") not in ("paragraph", ""):
            continue
        key = attribute(node, "styleId")
        own[key] = _reference(below(node, "pPr"))
        based[key] = value_below(node, "basedOn")
        if attribute(node, "default") in ("1", "true"):
            default = key
    found = dict(own)
    for key in own:
        above = key
        for _ in range(_MAX_STYLES):
            above = based.get(above, "")
            found[key] = _inherited(found[key], own.get(above, _NOTHING))
    if default:
        found[""] = found[default]
    return found
