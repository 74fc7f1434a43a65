"""Text as it is compared: white space out, width of letters and brackets folded, offsets kept."""

import re
import unicodedata
from dataclasses import dataclass

Span = tuple[int, int]

# Quotes and dashes that differ between two printings of one text and mean the same.
_ALIKE = str.maketrans({"﹝": "(", "〔": "(", "[": "(", "﹞": ")", "〕": ")", "]": ")", "—": "-",
                        "－": "-", "–": "-", "~": "-", "“": '"', "”": '"', "‘": "'", "’": "'",
                        "\u200b": " ", "\ufeff": " "})  # fmt: skip
_LETTERLESS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded characters of ``text[start:end]``. ``places[n]`` is the offset in the whole text of
    character ``n``; as many of either."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The offsets in the whole text that characters ``start`` to ``end`` (behind the last) came
        from; an empty stretch lies where the next character stands."""
        if start < end:
            return self.places[start], self.places[end - 1] + 1
        at = self.places[start] if start < len(self.places) else self._end
        return at, at

    @property
    def _end(self) -> int:
        return self.places[-1] + 1 if self.places else 0


def folded(text: str, start: int = 0, end: int | None = None) -> Folded:
    """Fold ``text[start:end]``. A character that stands for several (㎡) is left as it is."""
    stop = len(text) if end is None else end
    kept = [
        (character, at) for at in range(start, stop) if not (character := _fold(text[at])).isspace()
    ]
    return Folded("".join(c for c, _ in kept), tuple(at for _, at in kept))


def _fold(character: str) -> str:
    if character < "\u0080":
        return character.translate(_ALIKE)
    plain = unicodedata.normalize("NFKC", character)
    return (plain if len(plain) == 1 else character).translate(_ALIKE)


def lettered(text: str) -> str:
    """Only its letters, digits and characters: what is left when punctuation makes no difference."""
    return _LETTERLESS.sub("", text)
