"""Let an answer that is there at once appear block by block, in no time worth waiting for."""

from collections.abc import Iterator, Sequence

from assistant.blocks import Block, Listing

LONGEST = 0.4  # seconds that a whole answer may take to appear
_PAUSE = 0.06  # seconds between the blocks of a short answer


def growing(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Ever longer beginnings of an answer, a list growing by its items; the last is all."""
    for at, block in enumerate(blocks):
        if isinstance(block, Listing):
            for end in range(1, len(block.items)):
                yield (*blocks[:at], Listing(block.items[:end], block.lead))
        yield tuple(blocks[: at + 1])


def pause(steps: int) -> float:
    """Seconds to wait between ``steps`` steps."""
    return min(_PAUSE, LONGEST / max(steps, 1))
