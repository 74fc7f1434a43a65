"""What a reader must know first: that a document quoted is no longer, or not yet, in force."""

from assistant.answers.base import Draft
from assistant.blocks import Block, Notice, Text
from assistant.library import Library
from corpus.document import Document, Validity
from corpus.life.standing import Claim, Standing

_SAID = {
    Validity.REPEALED: "已废止",
    Validity.EXPIRED: "已失效",
    Validity.PENDING: "尚未施行",
    Validity.AMENDED: "已有修改",
}


def validity_notices(draft: Draft, library: Library) -> list[Block]:
    """One line for each document the draft quotes that may not be relied on as it stands.

    The words of the document that repeals or amends it are cited too, where it is at hand.
    """
    notices: list[Block] = []
    for document_id in dict.fromkeys(c.document_id for c in draft.citations):
        standing = library.standing(document_id)
        if standing.validity in _SAID:
            document = library.document(document_id)
            notices.append(Notice(_notice(document, standing, draft, library), "validity"))
    return notices


def _notice(document: Document, standing: Standing, draft: Draft, library: Library) -> Text:
    named = _name(document.title, document.metadata.number)
    line = f"注意：{named}{_SAID[standing.validity]}（{standing.reason}）。"
    at_hand = [claim for claim in standing.by if claim.document_id]
    if not at_hand:
        return (line + _elsewhere(standing.by),)
    later: list[Text] = [(_name(c.title, c.number), *_mark(c, draft, library)) for c in at_hand]
    listed = [piece for n, name in enumerate(later) for piece in (*("、" * bool(n)), *name)]
    return (f"{line}请以", *listed, "为准。")


def _elsewhere(claims: tuple[Claim, ...]) -> str:
    """Where the later document is known only by name."""
    names = "、".join(claim.name for claim in claims if claim.name)
    return f"请查阅{names}（资料库中没有收录）。" if names else ""


def _name(title: str, number: str) -> str:
    return f"《{title}》" + (f"（{number}）" if number else "")


def _mark(claim: Claim, draft: Draft, library: Library) -> Text:
    if claim.end <= claim.start:
        return ()
    document = library.document(claim.document_id)
    provision = document.provision_at(claim.start)
    return (draft.cite(document, provision, claim.start, claim.end),) if provision else ()
