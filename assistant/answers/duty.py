"""What a department or another body has to do, complete: how many tasks, and each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.extract import extracted
from assistant.answers.silent import silence
from assistant.blocks import Listing, Paragraph, Text
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import distinct_documents
from assistant.stated import Stated
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.question import Question
from corpus.document import Document
from corpus.facts.duties.duty import Duty, Role
from corpus.language.departments import Department
from corpus.language.words import content_words, fold, unspaced
from corpus.structure.statements import about_of, statements_of

# 采取了什么手段 asks for no list of duties; that none is given is no answer to it.
_ASKS_DUTIES = re.compile(
    "职责|职能|负责|做(?:什么|啥|哪些)|(?:哪些|什么|啥)(?:事|任务|工作|活)|干(?:什么|啥|嘛)|管(?:什么|啥|哪些)|牵头|任务|要办"
)
_SURELY = 0.8
_LONGEST, _HEADED, _MEMBER = 120, 80, 44  # characters of a task, of one that its heading names, …
_MOST, _ROOM = 15, 900  # tasks listed, and characters of them
_LIKELY = 0.5  # share of the kind
_LEVELS = {"省": "省", "国家": "国家|国务院", "市": "市", "县": "县", "区": "区"}
_LEVEL = re.compile("国家|省|市|县|区")
_LED = re.compile("牵头|主办")
_ACTS = re.compile("(?:部门)?(?:可以?(?!以)|要(?!求)|应当?|须|负责|牵头)")
_SHORTEST = 3  # characters of the name of a body that is in no table
_TITLED = 6  # characters of a title in a question that tell which document is meant


@dataclass(frozen=True, slots=True)
class Body:
    """Who is asked about: a department of the table, or a body as documents name it."""

    name: str
    department: Department | None = None


class DutiesOfDepartment:
    """Lists the duties of a body that the question names."""

    name: ClassVar[str] = "duty"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the body and its duties in the documents that were retrieved, none where these give
        it none."""
        question = asked.question
        body = _body(asked)
        if body is None or not _about_duties(question):
            return None
        duties = _duties(asked, body, _documents(asked, body))
        if not duties and body.department is None:
            return None
        return Bid(_SURELY, (body, duties), settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """How many duties, and each, those that are asked for first; without any what the reader
        found, or that none is given."""
        body, duties = bid.found
        if not duties:
            missing = f"“{body.name}”的职责"
            named = all(t.word in body.name for t in asked.question.terms)  # 财政局呢？
            plain = named or _ASKS_DUTIES.search(asked.question.text)
            silent = plain and not asked.read_settles
            return silence(asked, missing) if silent else extracted(asked)
        distinct = {(d.document.document_id, d.fact.role, d.fact.task): d for d in duties}
        ranked = _of_question(list(distinct.values()), asked.question, body)
        draft = Draft(department=body.department)
        items: list[Text] = []
        room = _ROOM
        for duty in ranked[:_MOST]:
            words = _told(duty)
            room -= len(words)
            if items and room < 0:
                break
            mark = draft.cite(duty.document, duty.provision, duty.fact.start, duty.fact.end)
            items.append((words, mark))
        draft.blocks.append(Listing(tuple(items), _lead(body, ranked)))
        if left := len(ranked) - len(items):
            rest = f"共 {len(ranked)} 项，另有 {left} 项未列出，可在部门职责中查看全部。"
            draft.blocks.append(Paragraph((rest,)))
        return draft


def _lead(body: Body, duties: Sequence[Stated[Duty]]) -> Text:
    """How many, where there are several."""
    if len(duties) == 1:
        return ()
    titles = list(dict.fromkeys(d.document.title for d in duties))
    among = f"（{len(titles)}份文件）" if len(titles) > 1 else ""
    return (f"{body.name}的职责共{len(duties)}项{among}：",)


def _told(stated: Stated[Duty]) -> str:
    """A duty in one line: the heading of what it stands under, where that names it, and the task."""
    fact = stated.fact
    about = about_of(stated.provision)
    named = bool(about) and len(fact.task) > _HEADED and about not in fact.task
    room = _MEMBER if fact.role is Role.MEMBER else _LONGEST
    named = named and fact.role is not Role.MEMBER
    room -= len(about) if named else 0
    task = fact.task if len(fact.task) <= room else fact.task[: room - 1] + "…"
    task = task.removeprefix(fact.role.value).lstrip("，,")
    return f"{fact.role.value}：{about}：{task}" if named else f"{fact.role.value}：{task}"


def _body(asked: Asked) -> Body | None:
    """The department that is named; else the longest name of a body with duties in the question."""
    if asked.question.departments:
        mention = asked.question.departments[0]
        return Body(mention.name, mention.department)
    if asked.question.shares.get(QuestionKind.DUTY, 0.0) < _LIKELY:
        return None
    text = asked.question.text
    departments = asked.table.departments
    names = [n for n, _ in asked.resources.duties.holders() if n not in departments]
    named = [n for n in names if len(n) >= _SHORTEST and n in text]
    return Body(max(named, key=len)) if named else None


def _documents(asked: Asked, body: Body) -> list[str]:
    """Ids of the documents that are looked at: the one that is named; else those found whose title
    the question speaks of most, else all found."""
    if asked.named and asked.document is not None:
        return [asked.document.document_id]
    ids = list(dict.fromkeys(h.chunk.document_id for h in asked.evidence.hits))
    distinct = distinct_documents(ids, asked.library)
    words = [w for w in content_words(asked.question.text) if len(w) > 1 and w not in body.name]

    def named(document: Document) -> int:
        title = fold(unspaced(document.title))
        return sum(len(word) for word in words if word in title)

    told = {i: named(asked.library.document(i)) for i in distinct}
    most = max(told.values(), default=0)
    best = [i for i, length in told.items() if length == most]
    return best if most >= _TITLED else distinct


def _duties(asked: Asked, body: Body, ids: Sequence[str]) -> list[Stated[Duty]]:
    """Its duties in these documents, of those in force where any is."""
    register = asked.resources.duties
    if body.department is not None:
        duties = register.of_department_in(body.department, ids)
        duties += [d for i in ids for d in _also(asked, i, body.department, duties)]
    else:
        every = (d for i in ids for d in register.of_document(i))
        duties = [d for d in every if body.name in d.fact.name]
    return [d for d in duties if d.document.metadata.validity.binding] or duties


def _also(
    asked: Asked, document_id: str, department: Department, known: Sequence[Stated[Duty]]
) -> Iterator[Stated[Duty]]:
    """What a document says that a department may do or has to do (有条件的市县财政可安排…), besides the duties
    that are known."""
    document = asked.library.document(document_id)
    own = [d.fact for d in known if d.document.document_id == document_id]
    for statement in statements_of(document):
        words = document.text[statement.start : statement.end]
        if any(d.start < statement.end and statement.start < d.end for d in own):
            continue
        for mention in asked.table.find(words):
            acts = mention.department.key == department.key and _ACTS.match(words, mention.end)
            if acts:
                task = " ".join(words.split()).strip("，,。；;：: ")
                name = words[: mention.end]
                fact = Duty(
                    statement.start, statement.end, name, department.key, Role.RESPONSIBLE, task
                )
                yield Stated(fact, document)
                break


def _about_duties(question: Question) -> bool:
    """Whether a question that names a department asks for its work: in words, or by naming it only."""
    if question.kind is not QuestionKind.CONTENT:
        return question.kind is QuestionKind.DUTY
    named = "".join(m.name for m in question.departments)
    return all(t.word in named for t in question.terms)


def _of_question(duties: list[Stated[Duty]], question: Question, body: Body) -> list[Stated[Duty]]:
    """The duties of the level and in the role that are asked for, all where there are none; those
    whose words the question shares come first, else by role, one's own before shared."""
    level = _LEVEL.match(body.name)
    if level and not _LEVEL.match(body.name, level.end()):
        others = "|".join(v for k, v in _LEVELS.items() if k != level[0])
        elsewhere = re.compile(f"(?:设区的?|各|有关|相关|省辖)*(?:{others})(?!级以上)")
        duties = [d for d in duties if not elsewhere.match(d.fact.name)] or duties
    if _LED.search(question.text):
        duties = [d for d in duties if d.fact.role is Role.LEAD] or duties
    asked = [t for t in question.terms if t.weight > 3 and t.word not in body.name]
    roles = list(Role)

    def shared(duty: Duty) -> float:
        return sum(t.weight for t in asked if any(w in duty.task for w in (t.word, *t.meanings)))

    def rank(stated: Stated[Duty]) -> tuple[float, int, int]:
        duty = stated.fact
        return -shared(duty), roles.index(duty.role), len(duty.partners)

    return sorted(duties, key=rank)
