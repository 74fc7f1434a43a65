"""How the clauses of articles that go on in each other go with one another.

An article and what became of it are a group: one and one mostly; one and several where it was split;
several and one where articles were put together. The clauses of a group are laid side by side as a
whole, so that what went from one half into the other is not shown as deleted here and added there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.compare.align import Pair, aligned, in_order
from corpus.compare.clauses import Clause
from corpus.compare.folded import lettered
from corpus.compare.likeness import carried_over

_TOGETHER = 240  # characters that are read as one change
_ONE = 160  # … of a sentence that was written anew
_WENT_OVER = 0.5  # likeness of a clause that shows that an article went over into another, too
_CARRIED = 0.4  # likeness of clauses that one article lost and another got
_JOINS = 0.3  # see carried_over


@dataclass(frozen=True, slots=True)
class Block:
    """Clauses in whose place others stand now; one side is empty where they were put in or left out.
    ``old_piece``/``new_piece`` say to which line they belong; ``parts`` are the blocks that it was put
    together of, none where it is one."""

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    old_piece: int
    new_piece: int
    parts: tuple["Block", ...] = ()


def blocks_of(
    pairs: Sequence[Pair], mine: Sequence[Clause], theirs: Sequence[Clause]
) -> list[Block]:
    """The blocks of a group of ``pairs`` of pieces whose clauses are ``mine`` and ``theirs``, in reading
    order, equal ones included. A block between two pieces that are no pair makes them one."""
    joined: list[Block] = []
    for block in _Group(pairs, mine, theirs).blocks():
        before = joined[-1] if joined else None
        if before is not None and _read_as_one(before, block):
            joined[-1] = Block(
                before.old + block.old, before.new + block.new, block.old_piece, block.new_piece,
                (*(before.parts or (before,)), block),
            )  # fmt: skip
        else:
            joined.append(block)
    return joined


def _read_as_one(before: Block, block: Block) -> bool:
    """Whether what was put in or left out goes with the change beside it: a sentence of several
    clauses was written anew."""
    if (before.old_piece, before.new_piece) != (block.old_piece, block.new_piece):
        return False
    if all(_is_whole(each) for each in (before, block)):
        return False
    if any(lettered(_text(each.old)) == lettered(_text(each.new)) for each in (before, block)):
        return False
    return _follow(before.old, block.old) and _follow(before.new, block.new)


def _is_whole(block: Block) -> bool:
    return bool(block.old and block.new)


def _follow(before: Sequence[Clause], behind: Sequence[Clause]) -> bool:
    """Whether clauses follow each other in one paragraph, as far as they are read as one."""
    if not before or not behind:
        return True
    last, first = before[-1], behind[0]
    return (
        first.number == last.number + 1
        and first.paragraph == last.paragraph
        and not last.title
        and _length([*before, *behind]) <= _ONE
    )


class _Group:
    def __init__(
        self, pairs: Sequence[Pair], mine: Sequence[Clause], theirs: Sequence[Clause]
    ) -> None:
        self._pairs, self._mine, self._theirs = pairs, mine, theirs
        known = {(pair.old, pair.new) for pair in pairs}
        matched = aligned([c.words for c in mine], [c.words for c in theirs])
        self._partner = {
            pair.old: pair.new
            for pair in matched
            if (mine[pair.old].piece, theirs[pair.new].piece) in known
            or pair.likeness >= _WENT_OVER
        }
        self._kept = in_order(self._partner)
        # Clauses that are a second half of a counterpart: by place, the place they belong to.
        self._old_joins = dict(self._joining(self._mine, self._theirs, self._partner))
        back = {j: i for i, j in self._partner.items()}
        self._new_joins = dict(self._joining(self._theirs, self._mine, back))

    @staticmethod
    def _joining(
        own: Sequence[Clause], other: Sequence[Clause], partner: dict[int, int]
    ) -> Iterator[tuple[int, int]]:
        """A clause without a counterpart whose wording is in that of its neighbour: one clause was
        made two."""
        for k, clause in enumerate(own):
            if k in partner:
                continue
            for beside in (k - 1, k + 1):
                if beside in partner and own[beside].piece == clause.piece:
                    whole = other[partner[beside]].words
                    if carried_over(whole, clause.words, [own[beside].words]) >= _JOINS:
                        yield k, beside
                        break

    def blocks(self) -> Iterator[Block]:
        """All blocks in the order of the new text; what was left out stands where it stood."""
        a = b = -1
        for i, j in [*sorted(self._kept.items()), (len(self._mine), len(self._theirs))]:
            left = [k for k in range(a + 1, i) if self._free(k, self._partner, self._old_joins)]
            right = [
                k
                for k in range(b + 1, j)
                if k not in self._new_joins and k not in self._partner.values()
            ]
            yield from self._gap(left, right)
            if i < len(self._mine):
                yield self._matched(i, j)
            a, b = i, j
        for i, j in sorted(self._partner.items(), key=lambda pair: pair[1]):
            if i not in self._kept:
                yield self._matched(i, j)

    @staticmethod
    def _free(place: int, partner: dict[int, int], joins: dict[int, int]) -> bool:
        return place not in partner and place not in joins

    def _matched(self, i: int, j: int) -> Block:
        olds = sorted([i, *(k for k, beside in self._old_joins.items() if beside == i)])
        news = sorted([j, *(k for k, beside in self._new_joins.items() if beside == j)])
        old = tuple(self._mine[k] for k in olds)
        new = tuple(self._theirs[k] for k in news)
        return Block(old, new, self._mine[i].piece, self._theirs[j].piece)

    def _gap(self, left: list[int], right: list[int]) -> Iterator[Block]:
        """What stands between two counterparts on either side: one for the other where it is short,
        else each paragraph for itself."""
        olds = [self._mine[i] for i in left]
        news = [self._theirs[j] for j in right]
        if olds and news and _length(olds) <= _TOGETHER and _length(news) <= _TOGETHER:
            places = {(c.piece, d.piece) for c in olds for d in news}
            pieces = places.pop()
            if not places and any((p.old, p.new) == pieces for p in self._pairs):
                yield Block(tuple(olds), tuple(news), *pieces)
                return
        for run in _runs(olds):
            main = min((p for p in self._pairs if p.old == run[0].piece), key=lambda p: p.part)
            yield Block(tuple(run), (), main.old, main.new)
        for run in _runs(news):
            main = min((p for p in self._pairs if p.new == run[0].piece), key=lambda p: p.part)
            yield Block((), tuple(run), main.old, main.new)


def carried(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of all groups, those that were left out in one article and put into another made one.

    Only between articles that have counterparts: a new article is new, though a clause of an old one
    was its model.
    """
    gone = [block for block in blocks if not block.new]
    come = [block for block in blocks if not block.old]
    found = aligned([_text(block.old) for block in gone], [_text(block.new) for block in come])
    over = [pair for pair in found if pair.likeness >= _CARRIED]
    taken = {id(gone[pair.old]) for pair in over} | {id(come[pair.new]) for pair in over}
    kept = [block for block in blocks if id(block) not in taken]
    for pair in over:
        a, b = gone[pair.old], come[pair.new]
        kept.append(Block(a.old, b.new, a.old_piece, b.new_piece))
    return kept


def _text(clauses: Sequence[Clause]) -> str:
    return "".join(clause.words for clause in clauses)


def _length(clauses: Sequence[Clause]) -> int:
    return sum(len(clause.words) for clause in clauses)


def _runs(clauses: list[Clause]) -> Iterator[list[Clause]]:
    """Clauses that follow each other, as far as they are read as one: a paragraph, the items of a
    list, short paragraphs."""
    run: list[Clause] = []
    for clause in clauses:
        length = _length([*run, clause])
        if run and not (length <= _TOGETHER and _goes_on(run[-1], clause, length)):
            yield run
            run = []
        run.append(clause)
    if run:
        yield run


def _goes_on(before: Clause, clause: Clause, length: int) -> bool:
    listed = clause.item and (before.item or before.words.endswith((":", "：")))
    joined = clause.paragraph == before.paragraph or listed or length <= _ONE
    return clause.piece == before.piece and joined
