"""Words without the white space that lines and columns leave in them, with the way back to the text."""

from dataclasses import dataclass, field

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_TITLE_OPEN, _TITLE_CLOSE = "《", "》"
HIDDEN = "\u2591"  # stands for each character of what is in brackets


@dataclass(frozen=True, slots=True)
class Plain:
    """``words``: a span of ``text``, white space left out; ``at``: the offset of each of its characters."""

    words: str
    at: tuple[int, ...]
    text: str = field(repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text of ``words[start:end]``, which may not be empty."""
        return self.at[start], self.at[end - 1] + 1

    def quote(self, start: int, end: int) -> tuple[str, int, int]:
        """``words[start:end]``, which may not be empty, as it stands in the text, with its offsets."""
        a, b = self.span(start, end)
        return self.text[a:b], a, b


def plain(text: str, start: int, end: int) -> Plain:
    """``text[start:end]`` without white space."""
    kept = [i for i in range(start, end) if not text[i].isspace() and text[i] not in "\u200b\ufeff"]
    return Plain("".join(text[i] for i in kept), tuple(kept), text)


def hidden(words: str) -> str:
    """``words`` of the same length with all that stands in brackets or is a title 《》 blotted out,
    these marks included.

    A bracket that is never closed hides nothing.
    """
    found, opened = list(words), []
    for i, c in enumerate(words):
        if c in _OPEN + _TITLE_OPEN:
            opened.append(i)
        elif c in _CLOSE + _TITLE_CLOSE and opened:
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
