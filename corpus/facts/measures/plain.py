"""Words without the white space that lines and columns leave in them, with the way back to the text."""

from dataclasses import dataclass

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
HIDDEN = "\u2591"  # stands for each character of what is in brackets


@dataclass(frozen=True, slots=True)
class Plain:
    """``words``: a span of a text, white space left out; ``at``: the offset of each of its characters."""

    words: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text of ``words[start:end]``, which may not be empty."""
        return self.at[start], self.at[end - 1] + 1

    def part(self, start: int, end: int) -> "Plain":
        """``words[start:end]`` by itself."""
        return Plain(self.words[start:end], self.at[start:end])


def plain(text: str, start: int, end: int) -> Plain:
    """``text[start:end]`` without white space."""
    kept = [i for i in range(start, end) if not text[i].isspace() and text[i] not in "\u200b\ufeff"]
    return Plain("".join(text[i] for i in kept), tuple(kept))


def hidden(words: str) -> str:
    """``words`` of the same length with all that stands in brackets, and the brackets, blotted out.

    A bracket that is never closed hides nothing.
    """
    found, opened = list(words), []
    for i, c in enumerate(words):
        if c in _OPEN:
            opened.append(i)
        elif c in _CLOSE and opened:
            start = opened.pop()
            if not opened:
                found[start : i + 1] = HIDDEN * (i + 1 - start)
    return "".join(found)


def brackets(words: str) -> list[tuple[int, int]]:
    """What stands within the outermost brackets of ``words``, as spans without the brackets."""
    spans, depth, start = [], 0, 0
    for i, c in enumerate(words):
        if c in _OPEN:
            depth += 1
            start = i + 1 if depth == 1 else start
        elif c in _CLOSE and depth:
            depth -= 1
            if depth == 0 and start < i:
                spans.append((start, i))
    return spans
