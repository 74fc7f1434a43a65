"""Everything that the documents say of a place, an industry, a body or a kind of measure: 洛阳有哪些重点项目,
文件里提到许昌的有哪些内容, 钢铁行业要怎么改 → how many statements, and each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.meant import Meant, is_plain, meant
from assistant.answers.shown import beginning, cut_short
from assistant.blocks import Lead, Listing, Paragraph, Text
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import distinct_documents
from assistant.mentions.gathered import Said, counted, gather
from assistant.mentions.subject import ASKS_COUNT, SPEAKS, Subject, Wanted, spoken_of, subject_of
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.question import Question
from assistant.understanding.sought import sought
from assistant.understanding.value import asks_excluded

_SURELY, _OPEN = 0.72, 0.48  # of a place, of what has a name; of all that is said of a matter
_WHOLE = (
    QuestionKind.AGGREGATE, QuestionKind.LIST, QuestionKind.BENEFITS, QuestionKind.OVERVIEW,
)  # fmt: skip
_OPENLY = (
    *_WHOLE,
    QuestionKind.CONTENT,
    QuestionKind.DUTY,
    QuestionKind.PROCEDURE,
)
_GATHERS = (QuestionKind.AGGREGATE,)
_NAMES = 3  # names of a subject; more are a sentence
_MEANS = re.compile("意思|含义|是指|指的?是|什么叫|啥叫|定义|理解|解释")
_DEMANDS = re.compile("(?:什么|啥|哪些|有何)要求")  # of an industry it is all that is said
_LIKELY = 0.5  # share of these among the kinds
_LOOKED_AT = 12  # documents that are read, of those that name the subject
_LINES, _ROOM = 15, 620  # statements shown, and characters of them
_OF_ONE = 4  # statements shown of one document where several name the subject
_LINE = 110  # characters of a statement; a longer one is cut short


@dataclass(frozen=True, slots=True)
class Found:
    """The subject and what is said of it; ``documents`` is how many documents name it."""

    subject: Subject
    said: list[Said]
    documents: int
    about: Meant | None


class Mentions:
    """Gathers all that is said of the subject of a question."""

    name: ClassVar[str] = "mentions"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the subject and the statements."""
        question = asked.question
        spoken = bool(SPEAKS.search(question.text))
        share = _share(question, _WHOLE)
        openly = _OPENLY if _MEANS.search(question.text) else (*_OPENLY, QuestionKind.DEFINITION)
        counted_on = spoken or bool(ASKS_COUNT.search(question.text))
        if _other(question.text) or (_share(question, openly) < _LIKELY and not counted_on):
            return None
        about = meant(asked)
        # Which document is meant has to be plain, or everything be asked for: else a clause is wanted.
        firm = about is not None and is_plain(asked)
        if not firm and not spoken and _share(question, _GATHERS) < _LIKELY:
            return None
        text = about.rest if about and asked.named else question.text
        subject = subject_of(question, text, about.document.title if about else "")
        if subject is None or len(subject.names) > _NAMES:
            return None
        spoken = spoken or (subject.counts and subject.wanted is not Wanted.ANYTHING)
        named = subject.place or subject.measure or subject.wanted is not Wanted.ANYTHING
        if named and share < _LIKELY and not (subject.place or spoken):
            return None
        found = _found(asked, subject, about)
        if not found.said:
            silent = subject.place and (share >= _LIKELY or spoken) and not found.documents
            return Bid(_SURELY, found, settles_scope=True) if silent else None
        if not named and len(found.subject.names) > 1:
            return None
        duty = question.shares.get(QuestionKind.DUTY, 0.0) >= _LIKELY
        if not named and not duty and not _open(found, share):
            return None
        return Bid(_SURELY if named else _OPEN, found, settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """How many statements, and each."""
        found: Found = bid.found
        draft = Draft(notices_at=1)
        if not found.said:
            draft.status = "not_found"
            draft.blocks.append(Lead((_silent(found),)))
            return draft
        documents = list(dict.fromkeys(s.document.document_id for s in found.said))
        if len(documents) == 1:
            _of_one(found, draft)
        else:
            _of_several(found, documents, draft)
        return draft


def _share(question: Question, kinds: Iterable[QuestionKind]) -> float:
    """How likely a question is of one of these kinds."""
    return sum(question.shares.get(kind, 0.0) for kind in kinds)


def _other(question: str) -> bool:
    """Whether papers, conditions, steps or cases are asked for, or what is left out: those are lists
    of their own."""
    wanted = sought(_DEMANDS.sub("", question))
    return (wanted is not None and wanted.name != "职责") or asks_excluded(question)


def _open(found: Found, share: float) -> bool:
    """Whether all that is said of a matter is wanted: it has a topic or heading of its own, or
    everything is asked for and it is spoken of more than once."""
    topical = any(s.topical for s in found.said)
    return topical or (share >= _LIKELY and len(found.said) > 1)


def _found(asked: Asked, subject: Subject, about: Meant | None) -> Found:
    if about is not None:
        said = gather(about.document, subject)
        return Found(subject, said, 1 if said else 0, about)
    names = asked.resources.retriever.store.names
    titled, left = _titled(asked, subject)
    if titled:
        said = [s for i in titled for s in gather(asked.library.document(i), left)]
        if said:
            return Found(left, said, len({s.document.document_id for s in said}), None)
    spelt = [word for name in subject.names for word in name[:2]]
    ids = names.holding(spelt)
    if not subject.either:
        ids = [i for i in ids if all(any(names.holds(i, w) for w in n) for n in subject.names)]
    if asked.within is not None:
        ids = [i for i in ids if i in asked.within]
    ids = distinct_documents(ids, asked.library)
    read = [asked.library.document(i) for i in _nearest(asked, ids)[:_LOOKED_AT]]
    binding = [d for d in read if d.metadata.validity.binding and d.metadata.searchable]
    said = [s for document in binding or read for s in gather(document, subject)]
    return Found(subject, said, len(ids), None)


def _titled(asked: Asked, subject: Subject) -> tuple[list[str], Subject]:
    """The found documents whose title holds one of the names of the subject (柳河县的意见关于人才说了什么), and
    the subject without it."""
    ids = list(dict.fromkeys(hit.chunk.document_id for hit in asked.hits))[:_LOOKED_AT]
    for n, name in enumerate(subject.names):
        left = subject.names[:n] + subject.names[n + 1 :]
        titles = {i: asked.library.document(i) for i in ids} if left else {}
        titled = [i for i, d in titles.items() if spoken_of([name], d.title)]
        if titled and not subject.either:
            return titled, replace(subject, names=left, place=False)
    return [], subject


def _nearest(asked: Asked, ids: Sequence[str]) -> list[str]:
    """Documents that were found for the question first."""
    hits = {hit.chunk.document_id: -n for n, hit in enumerate(reversed(asked.hits))}
    return sorted(ids, key=lambda i: hits.get(i, 1))


def _silent(found: Found) -> str:
    if found.about is None:
        return f"资料库里没有文件提到{found.subject.words}。"
    return f"《{found.about.document.title}》没有提到{found.subject.words}。"


def _name(subject: Subject) -> str:
    if subject.wanted is not Wanted.ANYTHING:
        return f"{subject.words}的{subject.wanted.value}"
    return f"{subject.words}的内容"


def _of_one(found: Found, draft: Draft) -> None:
    """The statements of one document, each under the topic that it stands in."""
    said = found.said
    topics = list(dict.fromkeys(s.statement.about for s in said))
    shown = fitting(said, _LINES, _ROOM)
    one = len(topics) == 1 and bool(topics[0])
    lead = f"文件写到{_name(found.subject)}共{_number(found)}"
    lead += f"，都在“{topics[0]}”里：" if one else "："
    draft.blocks += grouped(shown, lead, draft, one=one)
    rest(len(said) - len(shown), draft)


def _number(found: Found) -> str:
    """How much there is: of projects and bodies how many are named, else the number of statements."""
    if found.subject.wanted is Wanted.ANYTHING or found.subject.place:
        return f"{len(found.said)}处"
    return f"{counted(found.said, found.subject)}个"


def grouped(said: Sequence[Said], lead: str, draft: Draft, *, one: bool) -> list[Lead | Listing]:
    """Statements as a list, those under one topic together where that saves its repetition; ``one``:
    all stand under one topic, which the lead names."""
    runs = [list(run) for _, run in groupby(said, lambda s: s.statement.about)]
    if one or len(runs) * 2 > len(said):
        return [Listing(tuple(line(s, draft, headed=not one) for s in said), (lead,))]
    blocks: list[Lead | Listing] = [Lead((lead,))]
    for run in runs:
        about = (f"{run[0].statement.about}：",) if run[0].statement.about else ()
        blocks.append(Listing(tuple(line(s, draft, headed=False) for s in run), about))
    return blocks


def _of_several(found: Found, documents: list[str], draft: Draft) -> None:
    """The statements document by document, those nearest to the question first."""
    lead = f"资料库里有{found.documents}份文件写到{_name(found.subject)}"
    among = "" if len(documents) == found.documents else f"其中{len(documents)}份"
    read = f"，{among}共{len(found.said)}处："
    draft.blocks.append(Lead((lead + read,)))
    left, shown = _ROOM, 0
    for document_id in documents:
        own = [s for s in found.said if s.document.document_id == document_id]
        some = fitting(own, _OF_ONE, left)
        if left <= 0 or not some:
            break
        left -= sum(len(s.words) for s in some)
        shown += len(some)
        lines = tuple(line(s, draft) for s in some)
        draft.blocks.append(Listing(lines, (f"《{own[0].document.title}》：",)))
    rest(len(found.said) - shown, draft)


def rest(left: int, draft: Draft) -> None:
    """Say how many statements are not shown."""
    if left > 0:
        draft.blocks.append(Paragraph((f"另有{left}处未列出。",)))


def fitting(said: Sequence[Said], most: int, room: int) -> list[Said]:
    """The first statements, as many as there is room for (characters), at least one."""
    shown: list[Said] = []
    for one in said[:most]:
        room -= min(len(one.words), _LINE)
        if shown and room < 0:
            break
        shown.append(one)
    return shown


def line(said: Said, draft: Draft, headed: bool = True) -> Text:
    """A statement as an item: what it stands under, its words, its citation."""
    statement, text = said.statement, said.document.text
    words = said.words
    if len(words) > _LINE:
        end = beginning(text, (statement.start, statement.end), _LINE)[1]
        words = cut_short(" ".join(text[statement.start : end].split()))
    mark = draft.cite(said.document, statement.provision, statement.start, statement.end)
    about = f"{statement.about}：" if headed and statement.about else ""
    return (about + words, mark)
