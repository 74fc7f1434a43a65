"""Which clause speaks of which side of a comparison: told apart together, not one by one.

Asked of each side alone, the clause on the other often answers as well. So the sides share the clauses
found for any of them, each clause goes to one side, and a side that is named in a clause has the better
claim to it: what is left is mostly the other's, even where it goes by another name (个人: 职工本人).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import product

from assistant.evidence.asked import Asked
from assistant.evidence.clauses import QUOTABLE, Candidate, spans_of
from assistant.understanding.attributes import value_tests
from assistant.understanding.compared import is_place
from corpus.document import Document, ProvisionKind
from corpus.language.figures import find_figures
from corpus.language.places import NATIONWIDE
from corpus.language.words import content_words, fold

_EACH = 7  # clauses looked at for a side
_NAMED = 9.0  # log-odds for a clause that names the side (3 at most for headings above it)
_OTHER = 9.0  # … against one that names only the other side
_BOTH = 5.0  # … against one that names several sides and gives a figure for none
_TELLING = 1.5  # … for one with a figure, which tells more than one without
_SHARED = 7.0  # … against one clause for both sides
_STATED = 6.0  # … for one that states the kind of value asked for
_FIGURE = 6.0  # … for one with a bound, where one is asked
_WHOLE = 3.0  # … for one with the very name
_BESIDE = 6.0  # … for clauses that stand beside each other
_CLOSE = 500  # characters that far apart at most
_COVERS = 0.8  # share of the question's words by which a clause is on a side that it does not name
_UNFOUND = 6.0  # log-odds behind the best for a clause that only naming the side brought in
_BOUND = re.compile("门槛|限制|要求|占比|比例")
_BOUNDED = re.compile(
    "(?:不低于|不少于|不超过|不高于|不满|至少|达到|须在|应在|超过|大于|小于)[^，。；]{0,12}?[0-9一二三四五六七八九十百千万]"
    "|[0-9一二三四五六七八九十百千万%％][^，。；]{0,6}(?:（含）)?(?:以上|以下|以内)"
)
_LOOKED_INTO = (*QUOTABLE, ProvisionKind.HEADING)
_NATION = re.compile("国家|中央|全国")


def distinct_words(names: Sequence[str]) -> list[list[str]]:
    """The words of each name that no other name has; the whole name where a letter tells them apart."""
    found = []
    for at, name in enumerate(names):
        others = [fold(other) for n, other in enumerate(names) if n != at]
        words = [w for w in content_words(name) if not any(w in other for other in others)]
        whole = fold(name)
        found.append(words if words and max(map(len, words)) > 1 else [whole])
    return found


def apart(asked: Sequence[Asked], names: Sequence[str]) -> list[Candidate | None]:
    """A clause for each side, None where nothing found speaks of it.

    Args:
        asked: the question of each side.
        names: of the sides, in the same order.
    """
    words = distinct_words(names)
    pools = [_pool(one, own) for one, own in zip(asked, words, strict=True)]
    if not _of_places(names):
        pools = [{k: c for pool in pools for k, c in pool.items()}] * len(names)
    if not all(pools):
        return [None] * len(names)
    claims = [
        _claims(one, names, words, at, list(pools[at].values())) for at, one in enumerate(asked)
    ]
    best: tuple[float, tuple[Candidate, ...]] | None = None
    for chosen in product(*(c[:4] for c in claims)):
        clauses = tuple(clause for _, clause in chosen)
        shared = len(clauses) - len({id(c) for c in clauses})
        apart_from = len({c.document.document_id for c in clauses}) - 1
        several = all(_of_several(c, len(names)) for c in clauses)
        total = (
            sum(worth for worth, _ in chosen) - _SHARED * shared * (not several) - 2.0 * apart_from
        )
        if best is None or total > best[0]:
            best = total, clauses
    if best is None or not any(map(_says, best[1], words)):
        return [None] * len(names)
    return list(best[1])


def _near(clauses: Sequence[Candidate]) -> bool:
    """Whether clauses stand close together in one document."""
    starts = [c.start for c in clauses]
    one = len({c.document.document_id for c in clauses}) == 1
    return one and 0 < max(starts) - min(starts) <= _CLOSE


def _says(clause: Candidate, own: list[str]) -> bool:
    """Whether a clause names a side, or the headings above it do."""
    text = fold(" ".join([*clause.provision.path, clause.provision.topic, clause.text]))
    return any(w in text for w in own) or (clause.score > 0 and clause.cover >= _COVERS)


def _of_places(names: Sequence[str]) -> bool:
    """Whether the sides are places or levels: then each is answered from its own documents."""
    return all(is_place(name) for name in names)


def _pool(one: Asked, own: list[str]) -> dict[tuple[str, int], Candidate]:
    """The clauses found for a side, and those of the likeliest document that name it."""
    found = one.fitting.candidates[:_EACH]
    if _NATION.fullmatch(own[0] if own else ""):
        of = {hit.chunk.document_id: hit.chunk.places for hit in one.hits}
        found = [
            c for c in one.fitting.candidates if NATIONWIDE in of.get(c.document.document_id, ())
        ]
    if found:
        known = {c.start for c in found if c.document is found[0].document}
        found = [*found, *_naming(one, found[0].document, own, known)]
    return {(c.document.document_id, c.start): c for c in found}


def _naming(one: Asked, document: Document, own: list[str], known: set[int]) -> list[Candidate]:
    """Clauses of a document that name the side, those with most words of the question first."""
    spelled = [
        re.compile("[^，。；：]{0,2}".join(map(re.escape, w)) if len(w) == 2 else re.escape(w))
        for w in own
    ]
    terms = [t for t in one.question.terms if t.word not in own]
    found: list[tuple[float, Candidate]] = []
    for provision in document.provisions:
        words = fold(document.text[provision.start : provision.end])
        if provision.kind not in _LOOKED_INTO or not any(s.search(words) for s in spelled):
            continue
        for start, end in spans_of(document, provision):
            clause = fold(document.text[start:end])
            if start not in known and any(s.search(clause) for s in spelled):
                above = fold(" ".join([*provision.path, provision.topic]))
                near = sum(t.weight * (t.word in clause or 0.5 * (t.word in above)) for t in terms)
                found.append((near, Candidate(document, provision, start, end)))
    return [candidate for _, candidate in sorted(found, key=lambda pair: -pair[0])[:_EACH]]


def _claims(
    one: Asked, names: Sequence[str], words: list[list[str]], at: int, pool: list[Candidate]
) -> list[tuple[float, Candidate]]:
    """What a clause is worth to a side, best first."""
    own = words[at]
    others = [w for n, each in enumerate(words) if n != at for w in each]
    scores = {(c.document.document_id, c.start): c.score for c in one.fitting.candidates}
    base = max(scores.values(), default=0.0) - _UNFOUND
    means = {t.word: t.meanings for t in one.question.terms}
    tests, _ = value_tests(one.question.text)
    found = []
    for clause in pool:
        text = fold(clause.text)
        above = fold(
            " ".join([*clause.provision.path, clause.provision.topic, clause.document.title])
        )
        worth = scores.get((clause.document.document_id, clause.start), base)
        said = [any(m in text for m in (w, *means.get(w, ()))) for w in own]
        named = sum(said) / len(own)
        worth += _WHOLE * (fold(names[at]) in text)
        worth += _NAMED * named + 3.0 * any(w in above for w in own) * (named == 0)
        if not named and any(w in text for w in others) and not _of_several(clause, len(words)):
            worth -= _OTHER
        if (clause.document.document_id, clause.start) not in scores:
            near = sum(t.weight for t in one.question.terms if t.word in text or t.word in above)
            worth += 4.0 * near / (sum(t.weight for t in one.question.terms) or 1.0)
        if _BOUND.search(one.question.text):
            worth += _FIGURE * bool(_BOUNDED.search(text))
        if named and any(w in text for w in others) and not _of_several(clause, len(words)):
            worth -= _BOTH
        figures = any(f.dimension for f in find_figures(text))
        if tests:
            stated = all(test(clause.text) for test in tests)
            worth += _STATED * (1 if stated else 0 if figures else -1)
        else:
            worth += _TELLING * figures
        found.append((worth, clause))
    return sorted(found, key=lambda pair: -pair[0])


def _of_several(clause: Candidate, sides: int) -> bool:
    """Whether a clause gives as many figures of one kind as there are sides: it is on all of them."""
    counted = Counter(f.dimension for f in find_figures(fold(clause.text)) if f.dimension)
    return any(count >= sides for count in counted.values())
