"""What taking a document out leaves open: others that it had repealed look in force again."""

from collections.abc import Set

from corpus.document import RelationKind
from index.store import Store

_ENDS = (RelationKind.REPEALS.value, RelationKind.REPLACES.value)
_ENDED = (RelationKind.REPEALED_BY, RelationKind.REPLACED_BY)
_LINE = (
    "它写明{kind}“{title}”；撤下后资料库里不再有这一依据，“{title}”的时效会变为未核实，"
    "请在该文件的更正（或旁边的 .yaml）里登记时效。"
)


def left_open(store: Store, document_id: str, away: Set[str]) -> str:
    """A Chinese line on the live documents that only this one ends, "" where there are none; ``away``
    are all that go with it."""
    lines = []
    rows = store.rows(
        "SELECT kind, title, number FROM relations WHERE document_id = ? AND kind IN (?, ?)",
        (document_id, *_ENDS),
    )
    titles = store.documents.titles() if rows else {}
    for kind, title, number in dict.fromkeys(rows):
        ended = store.names.named(title, number)
        if ended and ended not in away and not _is_ended_by_others(store, ended, away):
            lines.append(_LINE.format(kind=kind, title=titles[ended]))
    return "".join(lines)


def _is_ended_by_others(store: Store, document_id: str, away: Set[str]) -> bool:
    document = store.documents.sound(document_id)
    claims = store.names.claims(document) if document else ()
    return any(
        claim.kind in _ENDED and claim.document_id and claim.document_id not in away
        for claim in claims
    )
