"""What is said of the talk itself: 我刚才问了什么, 还有吗, a complaint; answered from the questions before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Answer
from assistant.answers.base import Draft
from assistant.answers.finish import finish
from assistant.blocks import Lead, Listing, Quote, Text
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import Candidate
from corpus.document import Document, Provision
from corpus.language.sentences import trimmed

_MOST = 3  # clauses shown on 还有吗
_FRAME = re.compile(
    "印发给你们|特此通知|如下(?:措施|意见|政策意见|通知|规定)?[：。]?$|遵照执行|认真贯彻"
)
_NEAR = 9.0  # log-odds behind the best clause
_EDGE = "(?:请问|那|那么|嗯|好的?|哦|噢|啊|呀|呢|吗|嘛|吧|了|的|,|，|。|？|\\?|！|!|\\s)*"
_RECALLED = 5  # questions named


class Turn(StrEnum):
    """What a message says of the talk."""

    RECALL = "recall"
    MORE = "more"


_JUST = "(?:刚才|刚刚|之前|前面|上面|上一个|上个)"
_SAID = {
    Turn.RECALL: f"(?:我|咱)?{_JUST}(?:都)?(?:问|说)(?:过|了)?(?:的)?(?:是)?(?:些)?(?:什么|啥|哪些)(?:问题|来着)?"
    f"|(?:我)?{_JUST}(?:的)?问题(?:是)?(?:什么|啥|哪个)?|(?:我)?都?问(?:过|了)(?:些)?(?:什么|啥|哪些)(?:问题)?"
    f"|还记得我{_JUST}?问(?:了|的)?(?:什么|啥)?",
    Turn.MORE: "(?:还|另外)有(?:别的|其[他它]的?|更多的?|什么|啥|哪些|没有)?(?:内容|规定|吗|么|没有?|别的|的)?"
    "|还有没有(?:别的|其[他它]的?)?|(?:再|多)(?:说|讲|列|给)(?:一?点|一?些|几条)?|继续(?:说|讲)?|接着说|(?:没|不)完(?:吧)?"
    "|就这些|就这么多|更多|其[他它]的|别的呢?|没有(?:别的|其他)了?",
}
_PATTERNS = {turn: re.compile(f"{_EDGE}(?:{words}){_EDGE}") for turn, words in _SAID.items()}


def turn_of(message: str, earlier: Sequence[str]) -> Turn | None:
    """What a message says of the talk, None where it asks of the documents or nothing came before."""
    if not earlier:
        return None
    plain = message.strip()
    return next((turn for turn, pattern in _PATTERNS.items() if pattern.fullmatch(plain)), None)


def recalled(message: str, earlier: Sequence[str]) -> Answer:
    """The questions asked before, the last one first where just one was meant."""
    last = earlier[-1].rstrip("。")
    blocks: list[Lead | Listing] = [Lead((f"您刚才问的是：{last}",))]
    if len(earlier) > 1:
        before: tuple[Text, ...] = tuple((question,) for question in earlier[-_RECALLED:-1])
        blocks.append(Listing(before, ("此前还问过：",)))
    return Answer(message, "answered", tuple(blocks), (), "conversation")


def asked_before(earlier: Sequence[str]) -> tuple[int, int]:
    """Index of the last question that asked of the documents, and how often more was asked for since."""
    at = len(earlier) - 1
    while at > 0 and turn_of(earlier[at], earlier[:at]) is not None:
        at -= 1
    later = earlier[at + 1 :]
    return at, sum(turn_of(said, earlier[: at + 1]) is Turn.MORE for said in later)


def more(message: str, asked: Asked, shown: Answer, times: int = 0) -> Answer:
    """What the documents say besides on the question before that was not shown yet.

    Args:
        asked: the question before.
        shown: its answer.
        times: how often more was asked for already.
    """
    draft = Draft()
    fresh = [(c.document, c.provision, c.start, c.end) for c in _duties_left(asked, shown)]
    fresh = fresh or [
        (c.document, c.provision, *trimmed(c.document.text, c.start, c.end))
        for c in _clauses_left(asked, shown)
    ]
    for document, provision, start, end in fresh[times * _MOST : (times + 1) * _MOST]:
        mark = draft.cite(document, provision, start, end)
        draft.blocks.append(Quote(document.text[start:end], mark))
    if draft.blocks:
        lead = f"关于“{asked.question.text.rstrip('？?。')}”，还有："
        draft.blocks.insert(0, Lead((lead,)))
        return finish("conversation", draft, asked)
    known = bool(shown.citations)
    told = "没有更多了：与这个问题有关的规定前面已经列出。" if known else "没有找到别的规定。"
    return Answer(
        message, "answered" if known else "not_found", (Lead((told,)),), (), "conversation"
    )


def _clauses_left(asked: Asked, shown: Answer) -> list[Candidate]:
    """The clauses near the best one that were not shown, of the documents that were."""
    best = max((c.score for c in asked.fitting.candidates), default=0.0)
    of = {c.document_id for c in shown.citations}
    return [
        c
        for c in asked.fitting.candidates
        if c.score >= best - _NEAR
        and not _FRAME.search(c.text)
        and (not of or c.document.document_id in of)
        and not _was_shown(c.document.document_id, c.start, c.end, shown)
    ]


@dataclass(frozen=True, slots=True)
class _Left:
    document: Document
    provision: Provision
    start: int
    end: int


def _duties_left(asked: Asked, shown: Answer) -> list[_Left]:
    """The duties of the body asked about that were not listed."""
    if shown.kind != "duty" or not asked.question.departments:
        return []
    department = asked.question.departments[0].department
    ids = list(dict.fromkeys(c.document_id for c in shown.citations))
    given = asked.resources.duties.of_department_in(department, ids)
    spans = {(d.document.document_id, d.fact.start): d for d in given}
    return [
        _Left(d.document, d.provision, d.fact.start, d.fact.end)
        for d in spans.values()
        if not _was_shown(d.document.document_id, d.fact.start, d.fact.end, shown)
    ]


def _was_shown(document_id: str, start: int, end: int, shown: Answer) -> bool:
    return any(
        c.document_id == document_id and c.start < end and start < c.end for c in shown.citations
    )
