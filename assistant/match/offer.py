"""A measure made ready to be matched: what it is about, whom it is for, and each of its conditions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.match.audience import Audiences
from assistant.match.general import GeneralConditions
from assistant.match.pieces import Piece, piece
from assistant.match.place import Region
from assistant.match.quantities import label_before, limits
from assistant.match.words import meaning_words, same
from corpus.document import Document
from corpus.facts.measures.measure import Condition, Measure
from corpus.language.sentences import clause_spans

_LIGHT = (
    2  # words: a clause with fewer is about what stands before it (获得授权后每件再资助12000元)
)
_BEFORE = 160  # characters looked back at
_GIFT = re.compile(
    "(?:分别|再|另|可以?|额外|单品种|一次性)*(?:给予|予以|按照?(?=.{0,24}(?:%|％|‰|比例|规定|标准|分之))|参照|每[件家个项年人户台亩]|奖励|资助|补助(?!资金)|"
    "补贴|安排|最高|不超过|享受|提高(?=.{0,6}百分点)|补助比例)"
)
_NUMBER = re.compile(
    r"^\s*(?:第?[\s0-9一二三四五六七八九十]{1,6}[条款]|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、])\s*"
)
_BRACKETS = re.compile("[（(](?!不?含[^（）()]{0,3}[）)])[^（）()]*[）)]")
_TO = re.compile(
    "(?:给予|予以|资助|奖励|补助|补贴)(?P<who>[^，；。]{2,60}?)(?=最高|不超过|每|一次性|[0-9]|资金|奖励|补助|补贴|支持)"
)
_RATE = re.compile(r"\s*[0-9.]+\s*[%％‰]")
_BASE = re.compile("(?:额|部分|比例|贡献|费用|税收|金额)[的\\s]*$")
_LEAVES_OUT = re.compile(
    "[（(]((?:不含|不包括|不包含|除)[^（）()]{2,60})[）)]|[（(]([^（）()]{2,60}(?:除外|不再|不予|不得)[^（）()]{0,12})[）)]"
)


@dataclass(frozen=True, slots=True)
class Offer:
    """``topic`` is the clause itself without what it says of the other tiers; ``around`` what stands
    before it in its paragraph and over it; ``audience`` is whom the whole document is for, ``general`` are
    the conditions under a heading of their own."""

    measure: Measure
    document: Document
    region: Region
    topic: Piece
    target: Piece | None
    conditions: tuple[Piece, ...]
    around: Piece
    audience: Piece | None = None
    general: tuple[Piece, ...] = ()
    siblings: int = field(default=0, compare=False)
    key_words: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    @property
    def quote(self) -> str:
        """The words of the measure."""
        return self.document.text[self.measure.start : self.measure.end]

    def said(self, piece: Piece) -> str:
        """The words of a piece as the document has them, in one line; of the clause itself only what
        it asks for."""
        own = (piece.start, piece.end) == (self.measure.start, self.measure.end)
        words = self.document.text[piece.start : piece.end]
        return " ".join((piece.text if own or not words.strip() else words).split())

    @property
    def section(self) -> str:
        """The address of these words."""
        provision = self.document.provision_at(self.measure.start)
        return provision.section if provision else ""


def offers_of(document: Document, measures: Sequence[Measure], region: Region) -> list[Offer]:
    """The measures of a document, ready to be matched."""
    spans: dict[tuple[int, int], list[Measure]] = {}
    for measure in measures:
        spans.setdefault((measure.start, measure.end), []).append(measure)
    audiences, general = Audiences(document), GeneralConditions(document)
    return [
        replace(
            _offer(document, measure, spans[measure.start, measure.end], region),
            audience=audiences.of(measure.start),
            general=_beside(document, measure, general, measures),
        )
        for measure in measures
    ]


def _beside(
    document: Document, measure: Measure, known: GeneralConditions, all_of: Sequence[Measure]
) -> tuple[Piece, ...]:
    provision = document.provision_at(measure.start)
    found = known.of(provision.path, measure.start) if provision else ()
    # a paragraph that gives something itself is no condition of what its neighbours give
    return tuple(p for p in found if not any(m.start < p.end and p.start < m.end for m in all_of))


def _offer(document: Document, measure: Measure, tiers: Sequence[Measure], region: Region) -> Offer:
    text = document.text
    mine = measure.tier.text if measure.tier else None
    others = [t.tier for t in tiers if t.tier is not None and t.tier.text != mine]
    own = _without(text, measure, others)
    around = piece(_context(document, measure), measure.start, measure.end)
    topic = piece(_asked(_NUMBER.sub("", _BRACKETS.sub("", own))), measure.start, measure.end)
    whom = measure.target
    for other in others:
        whom = whom.replace(other.text, "")
    target = piece(whom, measure.start, measure.end) if whom.strip(" 、，和及与") else None
    conditions = tuple(_conditions(text, own, measure, others))
    if any(c.limits for c in conditions):
        topic = replace(topic, limits=())
    if any(c.days for c in conditions):
        topic = replace(topic, days=())
    pieces = [topic, *conditions, *((target,) if target else ())]
    words = frozenset(word for p in pieces for word in p.words) or frozenset(around.words)
    return Offer(
        measure, document, region, topic, target, conditions, around,
        siblings=len(others), key_words=words,
    )  # fmt: skip


def _without(text: str, measure: Measure, others: Sequence[Condition]) -> str:
    """The clause without the words of the other tiers and without its amounts."""
    cut = [(c.start, c.end) for c in others] + [(a.start, a.end) for a in measure.amounts]
    out = list(text[measure.start : measure.end])
    for start, end in cut:
        for at in range(max(start, measure.start), min(end, measure.end)):
            out[at - measure.start] = " "
    return "".join(out)


def _left_out(text: str, measure: Measure) -> Iterator[Condition]:
    """Whom brackets in the clause leave out."""
    for found in _LEAVES_OUT.finditer(text, measure.start, measure.end):
        start, end = found.span(1) if found[1] else found.span(2)
        yield Condition(text[start:end], start, end)


def _conditions(
    text: str, own: str, measure: Measure, others: Sequence[Condition]
) -> Iterator[Piece]:
    """The conditions, each once, without what they say of the other tiers; what brackets leave out is
    a condition of its own."""
    seen: set[str] = set()
    for condition in (*measure.conditions, *_left_out(text, measure)):
        start, end = condition.start, condition.end
        said = condition.text
        if any(o.start < end and start < o.end for o in others) and text[start:end].strip():
            said = _NUMBER.sub("", _blanked(text, start, end, others)).strip(" 、，,和及与或")
        left_out = bool(_LEAVES_OUT.search(said))
        said = _LEAVES_OUT.sub("", said) if left_out else said
        key = same(said)
        if said != condition.text and measure.tier is not None:
            own_words = meaning_words(same(measure.tier.text))
            if not set(meaning_words(key)) - set(own_words) and said.find(measure.tier.text) < 0:
                continue  # nothing is left but what joined the tiers
        if key and key not in seen and not any(key in known for known in seen):
            seen.add(key)
            yield piece(said, start, end, _named(text, own, measure, condition))


def _blanked(text: str, start: int, end: int, others: Sequence[Condition]) -> str:
    out = list(text[start:end])
    for other in others:
        for at in range(max(start, other.start), min(end, other.end)):
            out[at - start] = ""
    return re.sub("[、，]{2,}", "、", "".join(out))


def _named(text: str, own: str, measure: Measure, condition: Condition) -> str:
    """What the figure at the beginning of a condition is a figure of, where the words before say it."""
    inside = measure.start <= condition.start <= measure.end
    label = label_before(own[: condition.start - measure.start]) if inside else ""
    if label:
        return label
    before = text[max(0, condition.start - _BEFORE) : condition.start]
    earlier = [limit.label for limit in limits(before.split("。")[-1]) if limit.label]
    return label_before(before) or (earlier[-1] if earlier else "")


def _asked(own: str) -> str:
    """The clause without what it gives: of each phrase what stands before the gift, and whom or what
    a gift names (给予一等奖企业30万元)."""
    kept = []
    for phrase in re.split("(?<=[，；。：])|(?<=,)(?![0-9])", own):
        gift = _GIFT.search(phrase)
        if gift is None:
            kept.append(phrase)
            continue
        before, behind = phrase[: gift.start()], phrase[gift.start() :]
        to = _TO.match(behind) if not meaning_words(same(before)) else None
        if to and (_RATE.match(behind, to.end()) or _BASE.search(to["who"])):
            to = None  # it is what the rate is taken of
        kept.append(before + (to["who"] if to else ""))
    said = "".join(kept)
    return said if meaning_words(same(said)) else own


def _context(document: Document, measure: Measure) -> str:
    """What stands before the measure in its paragraph, and the headings over it."""
    provision = document.provision_at(measure.start)
    if provision is None:
        return ""
    start = max(provision.start, measure.start - _BEFORE)
    clauses = clause_spans(document.text, start, measure.start)
    said = "".join(document.text[slice(*span)] for span in clauses[-2:])
    return " ".join((*provision.path[-2:], provision.topic, said))


def is_light(words: Sequence[str]) -> bool:
    """Whether a clause says too little of what it is about."""
    return len(words) < _LIGHT
