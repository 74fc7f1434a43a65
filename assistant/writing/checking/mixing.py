"""Whether words of several phrases of a unit were put together as none of them has them."""

from assistant.writing.checking.grammar import droppable
from assistant.writing.checking.placing import Place, Unit
from assistant.writing.checking.symbols import is_symbol


def _strange_subject(place: Place, unit: Unit) -> bool:
    """Whether the subject of another phrase stands where the phrase has one of its own."""
    at = {i: min(t.said for t in found) for i, found in place.tiles.items()}
    if not any(at[i] < at[place.home] and not _is_whole(place, i, unit) for i in at):
        return False
    line = unit.lines[place.home]
    first = line.at[min(t.held for t in place.tiles[place.home])]
    return not droppable(line.text[:first])


def mixed(place: Place, unit: Unit) -> str:
    """Whether words of several phrases were put together as none of them has them.

    Of two phrases one must be there as a whole (在规划的基础上，建立项目库), or give no more than the
    subject that the other one lacks.
    """
    if len(place.tiles) < 2:
        return ""
    if place.last - place.first >= len(place.tiles) or _strange_subject(place, unit):
        return "拼接"
    if _is_whole(place, place.home, unit):
        return ""
    for index, found in place.tiles.items():
        if index == place.home or _is_whole(place, index, unit):
            continue
        line = unit.lines[index]
        start = line.at[min(t.held for t in found)]
        behind = any(t.said > min(h.said for h in place.tiles[place.home]) for t in found)
        if index > place.home or behind or not droppable(line.text[:start]):
            return "拼接"
    return ""


def crossed(place: Place, unit: Unit) -> bool:
    """Whether figures or departments of one phrase stand with words of another."""
    return any(
        is_symbol(unit.lines[i].bare[t.held + k])
        for i, found in place.tiles.items()
        for t in found
        for k in range(t.size)
    )


def _is_whole(place: Place, index: int, unit: Unit) -> bool:
    line = unit.lines[index]
    covered = {line.at[t.held + k] for t in place.tiles[index] for k in range(t.size)}
    return droppable("".join(c if i not in covered else " " for i, c in enumerate(line.text)))
