"""Let an answer that is there at once appear sentence by sentence, in no time worth waiting for."""

import re
from collections.abc import Iterator

LONGEST = 0.4  # seconds that a whole answer may take to appear
_PAUSE = 0.06  # seconds between sentences of a short answer

_SENTENCE = re.compile(r".+?(?:[。！？；]+[”’」』）)]*(?:\[\d{1,3}\])*\s*|\n+|$)", re.DOTALL)


def growing(markdown: str) -> Iterator[str]:
    """Ever longer beginnings of ``markdown``, each ending with a sentence or line; the last is all."""
    shown = ""
    for piece in _SENTENCE.findall(markdown):
        shown += piece
        yield shown


def pause(steps: int) -> float:
    """Seconds to wait between ``steps`` steps."""
    return min(_PAUSE, LONGEST / max(steps, 1))
