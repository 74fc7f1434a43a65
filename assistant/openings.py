"""Questions to begin with: made from what the library holds, each tried before it is offered.

Those that are written for the document that ships stay where the library answers them all; elsewhere they
give way to questions on its own documents: what a list lists, what a body has to do, whom to call, what a
document is about.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, zip_longest

from assistant.answer import Answer
from assistant.duties.register import DutyRegister
from assistant.evidence.contacts import Way, contacts_of
from assistant.library import Library
from assistant.understanding.sought import sought
from corpus.document import Document
from corpus.errors import UnknownDocumentError
from corpus.structure.lists import lists_of
from corpus.structure.units import units_of

MOST = 8
_DOCUMENTS = 12  # looked at
_TRIED = 24  # questions tried: 0.1 s each
_NAME = (4, 22)  # characters of a name that makes a question
_OUTER = re.compile(
    "^.*?(?:关于)?(?:印发|发布|公布|转发)?《(?P<name>[^《》]+)》.*$"
    "|^.*?关于(?:印发|公布|发布)?(?P<rest>.+?)的?(?:通知|公告|意见|通告)$"
)
_DOING = re.compile("^(?:组织|开展|做好|受理|进一步|加强|申报|启动)+")
_SEEN = ("材料", "条件", "流程")
_ASKED = {
    "材料": "{name}要交哪些材料？",
    "条件": "{name}要符合什么条件？",
    "流程": "{name}的流程分几步？",
}


def openings(
    fixed: Sequence[str], library: Library, duties: DutyRegister, ask: Callable[[str], Answer]
) -> tuple[str, ...]:
    """Questions that the library answers: ``fixed`` if it answers them all, else up to ``MOST`` of its own.

    Args:
        ask: answers a question, as the user would get it.
    """
    if fixed and all(ask(question).status == "answered" for question in fixed):
        return tuple(fixed)
    kept: list[str] = []
    for question, document_id in islice(_made(library, duties), _TRIED):
        if len(kept) == MOST:
            break
        answer = ask(question)
        cited = {citation.document_id for citation in answer.citations}
        if question not in kept and answer.status == "answered" and document_id in cited:
            kept.append(question)
    return tuple(kept)


def _made(library: Library, duties: DutyRegister) -> Iterator[tuple[str, str]]:
    """Questions with the document each is made from, one of each document in turn."""
    documents, _ = library.holdings()
    step = max(1, len(documents) // _DOCUMENTS)  # from all over the library
    each = [_of_document(i, library, duties) for i in documents[::step][:_DOCUMENTS]]
    yield from filter(None, chain.from_iterable(zip_longest(*each)))


def _of_document(
    document_id: str, library: Library, duties: DutyRegister
) -> Iterator[tuple[str, str]]:
    try:
        document = library.document(document_id)
    except UnknownDocumentError:  # withdrawn since
        return
    name = _name_of(document)
    if not document.metadata.validity.binding or not name:
        return
    yield from ((question, document_id) for question in _of_lists(document, name))
    if any(contact.by(Way.PHONE) for contact in contacts_of(document)):
        yield f"{name}的咨询电话是多少？", document_id
    held = {d.fact.name for d in duties.of_document(document_id) if d.fact.department}
    yield from ((f"{body}要做哪些事？", document_id) for body in sorted(held)[:1])
    yield f"{name}讲了什么？", document_id


def _of_lists(document: Document, name: str) -> Iterator[str]:
    """A question for each kind of list that a document has."""
    seen: set[str] = set()
    for root in units_of(document):
        for found in lists_of(document, root):
            kind = sought(document.text[slice(*found.lead)])
            if kind and kind.name in _SEEN and kind.name not in seen:
                seen.add(kind.name)
                yield _ASKED[kind.name].format(name=name)


def _name_of(document: Document) -> str:
    """What a document is on, short enough for a question, "" where its title makes none."""
    title = "".join(document.title.split())
    match = _OUTER.match(title)
    name = (match["name"] or match["rest"]) if match else title
    name = _DOING.sub("", re.sub(r"[（(].*?[）)]", "", name))
    least, most = _NAME
    whole = name.count("“") == name.count("”") and not re.search(r"[.。，,《》]", name)
    return name if least <= len(name) <= most and whole else ""
