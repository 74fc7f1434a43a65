"""Why: the words that give a purpose, a significance or a ground for what is asked about.

Documents say why in a few ways: an opening sentence (为…，制定本办法), a section on significance, a clause
that ends in what it is for (为决策提供依据), a word for cause. Of such words those on the matter answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from assistant.answers.base import MAX_QUOTES, Bid, Draft
from assistant.blocks import Quote
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import distinct_documents, matched
from assistant.understanding.asked_for import is_asked_for
from assistant.understanding.kinds import QuestionKind
from assistant.writing.material import material
from corpus.document import Document, Provision, ProvisionKind
from corpus.language.sentences import clause_spans, phrase_spans
from corpus.language.words import fold

_SURELY = 0.68
_LIKELY = 0.8  # share of the kind where no word asks why
_READ_SURELY = 4.0  # lead of the reader over "no answer"
_LOOKED_AT = 4  # documents
_WEIGHED = 10  # clauses compared by meaning
_MEANING = 24.0  # what a cosine counts beside a share of words and a form
_ABOUT = 0.34  # weighted share of the question's words that clause, headings and title must carry
_LATER = 0.8  # what a document loses for each one found before it
_OWN = 0.2  # … that the clause itself must carry
_NAMED = 0.5  # share of them in the title, by which the document itself is meant
_OPENING = 2.6  # how plainly the opening sentence of a document says why
_SENTENCE = 220
_ASKS = re.compile(
    "为什么|为啥|为何|凭什么|图个?啥|图什么|目的|意义|好处|作用是|初衷|背景|缘由|原因|何以|有啥用"
    "|(?:为了?)?(?:解决|应对)(?:什么|啥|哪些)|为了(?:什么|啥)"
)
_WORTH = re.compile("好处|意义|作用|优点|有啥用|必要|重要")  # asks for what speaks for it
_FORM = re.compile(
    "为什么|为啥|为何|目的|意义|好处|背景|原因|图|什么|问题|解决|初衷|出台|制定|搞|要|开展|实施|推行|颁布|制度|这些"
)
_OPENS = re.compile(
    r"(?:^|[，：:\s])(?P<why>为了?(?!主|准|例|期|限|止|其|他|由)[^。；]{6,}?)"
    r"(?:，(?=(?:按照|根据|依据|依照|结合|经|现|特|制定|决定|提出|我|本|拟|将|省|市|县|就|定于|自)[^。]*)|(?=[。；]|$))"
)
_ENDS_OPENING = re.compile(
    "制定(?:本|以下|如下|此)|(?:现|特)(?:就|将|对|提出|制定|通知|公告|印发|作|修订)|提出(?:如下|以下)|(?:将|拟|决定)(?:实施|开展|建立|推进|组织)|通知如下|决定|公告如下|如下措施"
)
_GROUND = re.compile(
    "旨在|目的是|为目的|为目标|以便|从而|有利于|有助于|为[^，。；]{2,30}提供|意义|由于|因为|鉴于|防止|避免|矛盾|优点|特点|效应"
    "|(?:有效|重要|根本|关键|战略)(?:手段|途径|举措|抓手|支撑|保障|方式)|迫切(?:要求|需要)|必然(?:要求|选择)|必由之路|客观需要"
    "|(?:着力|切实|有效)?解决[^，。；]{2,60}问题|针对[^，。；]{2,40}问题"
)
_SAYS_ONLY = re.compile("认识.{0,8}(?:意义|重要性|必要性)")  # that it matters, not why
_HEADED = re.compile("意义|重要性|必要性|背景|目的|紧迫性|认识")
_KINDS = (ProvisionKind.PARAGRAPH, ProvisionKind.CELL, ProvisionKind.ROW, ProvisionKind.ANNEX)


@dataclass(slots=True)
class Ground:
    """Words that say why, ``document.text[start:end]``, in a clause; ``form``: how plainly they do."""

    document: Document
    provision: Provision
    start: int
    end: int
    clause: tuple[int, int]
    form: float
    score: float = 0.0


class Reason:
    """Says why, in the words that give the reason, the purpose first."""

    name: ClassVar[str] = "reason"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the words."""
        share = asked.question.shares.get(QuestionKind.REASON, 0.0)
        if share < _LIKELY and not (share > 0.1 and _asks(asked.question.text)):
            return None
        found = _best(asked)
        return Bid(_SURELY, found) if found and not _read_elsewhere(asked, found) else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The reason, and what else its paragraph gives as one."""
        grounds: list[Ground] = bid.found
        draft = Draft()
        for ground in grounds:
            document = ground.document
            mark = draft.cite(document, ground.provision, ground.start, ground.end)
            left, right = ground.clause
            part = (left, right) != (ground.start, ground.end) and right - left <= _SENTENCE
            words = document.text[ground.start : ground.end]
            draft.blocks.append(
                Quote(words, mark, around=document.text[left:right] if part else "")
            )
        draft.material = material(tuple(draft.citations), asked.fitting.candidates, whole=True)
        return draft


def _asks(question: str) -> bool:
    """Whether a word asks why; 因隔离等原因无法申请的怎么办 only speaks of a reason."""
    found = _ASKS.search(question)
    if found is None:
        return False
    return found[0] not in ("原因", "背景") or is_asked_for(question, *found.span())


def _read_elsewhere(asked: Asked, found: list[Ground]) -> bool:
    """Whether the reader is sure of words in another document, or of words that say why themselves."""
    read = asked.fitting_read
    if read is None or read.score < _READ_SURELY:
        return False
    if read.document.document_id != found[0].document.document_id:
        return True
    words = read.document.text[slice(*read.sentence)]
    return bool(_OPENS.search(words) or _GROUND.search(words))


def _best(asked: Asked) -> list[Ground]:
    """The likeliest words, with others of the same paragraph; empty where none are on the matter."""
    terms = [t for t in asked.question.terms if not _FORM.fullmatch(t.word)]
    total = sum(t.weight for t in terms) or 1.0
    ids = dict.fromkeys(hit.chunk.document_id for hit in asked.hits)
    scores = {(c.document.document_id, c.start): c.score for c in asked.fitting.candidates}
    top = max(scores.values(), default=0.0)
    worth = bool(_WORTH.search(asked.question.text))
    found: list[Ground] = []
    for order, document_id in enumerate(distinct_documents(list(ids), asked.library)[:_LOOKED_AT]):
        document = asked.library.document(document_id)
        title = fold(document.title)
        of_title = sum(t.weight * matched(t, title) for t in terms) / total
        for ground in _grounds(document):
            own = fold(document.text[slice(*ground.clause)])
            above = fold(" ".join([*ground.provision.path, ground.provision.topic]))
            said = (
                sum(
                    t.weight
                    * max(matched(t, own), 0.8 * matched(t, above), 0.7 * matched(t, title))
                    for t in terms
                )
                / total
            )
            if said < _ABOUT:
                continue
            said_there = sum(t.weight * matched(t, own) for t in terms) / total
            headed = bool(_HEADED.search(" ".join(ground.provision.path)))
            if (headed or ground.form == _OPENING) and of_title >= _NAMED:
                ground.form += 1.5  # the document itself is asked about
            elif said_there < _OWN and not headed:
                continue
            ground.form += 1.5 * (worth and headed)
            near = scores.get((document_id, ground.clause[0]))
            ground.score = 3.0 * said + 2.0 * said_there + ground.form - _LATER * order
            ground.score += 2.0 if near is not None and near > top - 8 else 0.0
            ground.score -= 0.0 if document.metadata.validity.binding else 2.0
            found.append(ground)
    found = sorted(found, key=lambda g: -g.score)[:_WEIGHED]
    if not found:
        return []
    vectors = asked.resources.vectors.encode([g.document.text[slice(*g.clause)] for g in found])
    likeness = (vectors @ asked.evidence.asked).tolist()
    for ground, like in zip(found, likeness, strict=True):
        ground.score += _MEANING * (like - max(likeness))
    return _with_beside(max(found, key=lambda g: g.score))


def _with_beside(best: Ground) -> list[Ground]:
    """The best words with those around them that go on giving reasons, as far as there is room."""
    if not _HEADED.search(" ".join(best.provision.path)):
        return [best]
    kept, length = [best], best.end - best.start
    beside = (
        g
        for g in _grounds(best.document)
        if g.provision is best.provision and g.clause != best.clause
    )
    for ground in beside:
        if ground.form > 1.0 and length + ground.end - ground.start <= MAX_QUOTES:
            kept.append(ground)
            length += ground.end - ground.start
    return kept


def _grounds(document: Document) -> Iterator[Ground]:
    """All words of a document that say why."""
    text = document.text
    for provision in document.provisions:
        if provision.kind not in _KINDS:
            continue
        headed = 1.5 if _HEADED.search(" ".join(provision.path)) else 0.0
        for start, end in clause_spans(text, provision.start, provision.end):
            opening = _OPENS.search(text[start:end])  # ^ stands for the beginning of the clause
            if opening and _ENDS_OPENING.search(text, start + opening.end("why"), end):
                left, right = opening.span("why")
                yield Ground(
                    document, provision, start + left, start + right, (start, end), _OPENING
                )
            elif _SAYS_ONLY.search(text, start, end):
                continue
            elif found := _GROUND.search(text, start, end):
                span = _phrases(text, start, end, found.span())
                yield Ground(document, provision, *span, (start, end), 2.0 + headed)
            elif headed:
                yield Ground(document, provision, start, end, (start, end), headed)


def _phrases(text: str, start: int, end: int, found: tuple[int, int]) -> tuple[int, int]:
    """A short clause whole, of a long one the phrases from what gives the reason on."""
    if end - start <= _SENTENCE:
        return start, end
    spans = [s for s in phrase_spans(text, start, end) if s[1] > found[0]]
    return (spans[0][0], end) if spans else (start, end)
