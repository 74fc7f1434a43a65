"""Which of the clauses found may answer at all: what the question names is honoured exactly.

A clause on a repealed text, on another place, on the other tier of a scale, on what the question
excludes, or without the kind of value that is asked for doesn't answer while another one does. Each
rule only ever narrows the choice: where it would leave nothing, it doesn't apply.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.evidence.clauses import Candidate, Evidence
from assistant.evidence.place import asked_places, is_away
from assistant.evidence.reading import Found
from assistant.understanding.attributes import value_tests
from assistant.understanding.question import Question
from assistant.understanding.value import EXCLUDES, asks_excluded
from corpus.language.ranges import Range, find_ranges
from corpus.language.words import content_words

_ITEMS = 20  # lines of a list above which its lead-in is looked for
_AS_GOOD = (
    0.7  # share of the best clause's cover of the question that one must have to stand in for it
)
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年?(?!度)")
_OLD = re.compile("[旧原老](?:版|办法|政策|规定|标准|条例)|以前|过去|废止|当时|那时|新旧|变化|不同")
# 不是小巨人的企业, 非上市公司: what the asker is not.
_NOT_ONE = re.compile(
    "(?:(?<!是)不是|并非|不属于|没有(?:被)?(?:认定|评)(?:为|上)|未(?:被)?认定(?:为)?)(?P<what>[^，。？?的]{2,16})"
)
# Behind these words stand what is given and its caps, not the condition.
_GRANTS = re.compile(
    "给予|予以|奖励|补助|补贴|资助|贴息|领取|支持|安排|按照?(?=.{0,16}[%％])|最高|最长"
)


def admissible(question: Question, evidence: Evidence) -> list[Candidate]:
    """The clauses that may answer, in their order; all of them where no rule tells them apart."""
    kept = evidence.candidates
    for rule in (_in_force, _of_place, _of_polarity, _of_tier, _of_kind):
        left = rule(question, evidence, kept)
        kept = left or kept
    return kept


def fits(question: Question, found: Found, kept: Sequence[Candidate]) -> bool:
    """Whether what was read states the kind of value asked for, or speaks of what is left out where
    that is asked; else a clause that does comes before it."""
    words = found.document.text[slice(*found.sentence)]
    if asks_excluded(question.text):
        around = " ".join([*found.provision.path[-2:], _lead_in(found), words])
        return bool(EXCLUDES.search(around)) or not any(
            EXCLUDES.search(_with_lead(c)) for c in kept
        )
    tests, _ = value_tests(question.text)
    stated = all(test(words) for test in tests)
    return stated or not (kept and all(test(kept[0].text) for test in tests))


def _lead_in(found: Found) -> str:
    """The line that leads to the list in which something was read, "" where there is none."""
    before = [p for p in found.document.provisions if p.end <= found.start]
    lines = (found.document.text[p.start : p.end] for p in reversed(before[-_ITEMS:]))
    return next((line for line in lines if line.endswith(("：", ":"))), "")


def _as_good(candidates: Sequence[Candidate], left: Sequence[Candidate]) -> bool:
    """Whether what is left speaks of the question about as much as what was there."""
    if not left:
        return False
    return max(c.cover for c in left) >= _AS_GOOD * max(c.cover for c in candidates)


def _in_force(question: Question, _: Evidence, candidates: list[Candidate]) -> list[Candidate]:
    """Without repealed texts, unless the question is about them."""
    if _OLD.search(question.text) or _YEAR.search(question.text):
        return candidates
    left = [c for c in candidates if c.document.metadata.validity.binding]
    return left if _as_good(candidates, left) else candidates


def _of_place(
    question: Question, evidence: Evidence, candidates: list[Candidate]
) -> list[Candidate]:
    """Without documents of other places than the one asked about."""
    asked = asked_places(question.text)
    if not asked:
        return candidates
    of = {hit.chunk.document_id: hit.chunk.places for hit in evidence.hits}

    def away(candidate: Candidate) -> bool:
        named = any(place in candidate.text for place in asked)
        mentioned = of.get(candidate.document.document_id, ())
        return not named and is_away(candidate.document, mentioned, asked)

    return [c for c in candidates if not away(c)]


def _of_polarity(question: Question, _: Evidence, candidates: list[Candidate]) -> list[Candidate]:
    """What is left out, where that is asked; nothing on those that the asker is not."""
    if asks_excluded(question.text):
        return [c for c in candidates if EXCLUDES.search(_with_lead(c))]
    denied = [w for m in _NOT_ONE.finditer(question.text) for w in content_words(m["what"])]
    rare = [word for word in denied if len(word) > 1]
    if not rare:
        return candidates
    return [c for c in candidates if not any(word in c.text for word in rare)]


def _with_lead(candidate: Candidate) -> str:
    return " ".join([*candidate.provision.path[-2:], candidate.text])


def _of_tier(question: Question, _: Evidence, candidates: list[Candidate]) -> list[Candidate]:
    """Without tiers of a scale that the asker's figure lies outside of."""
    figures = [f for f in question.figures if f.dimension and f.bound is None]
    if not figures:
        return candidates
    inside: list[Candidate] = []
    outside: list[Candidate] = []
    for candidate in candidates:
        ranges = _conditions(candidate.text)
        told = [(f, r) for f in figures for r in ranges if r.dimension == f.dimension]
        if told and all(r.holds(f.value) for f, r in told):
            inside.append(candidate)
        elif told and not any(r.holds(f.value) for f, r in told):
            outside.append(candidate)
    if not inside or not outside:
        return candidates
    return [c for c in candidates if c not in outside]


def _conditions(text: str) -> Iterable[Range]:
    """The ranges that a clause sets as conditions, caps of what it grants left out."""
    grants = _GRANTS.search(text)
    return find_ranges(text[: grants.start()] if grants and grants.start() > 4 else text)


def _of_kind(question: Question, _: Evidence, candidates: list[Candidate]) -> list[Candidate]:
    """Those that state what is asked for: an amount, a share, a day, a telephone number."""
    tests, of_document = value_tests(question.text)
    if not tests:
        return candidates
    left = [c for c in candidates if all(test(c.text) for test in tests)]
    return left if of_document or _as_good(candidates, left) else candidates
