"""Whether a document is in force on a given day, and who says so.

Only what is stated counts: by the register (a sidecar; it wins), by the document itself, by the
page it came from, or by another document at hand. Where nothing is stated it stays 未核实.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corpus.document import Metadata, Origin, Relation, RelationKind, Validity
from corpus.language.document_numbers import number_key, title_key
from corpus.language.numerals import chinese_date

_SEEN_FROM_THE_OTHER = {
    RelationKind.REPEALS: RelationKind.REPEALED_BY,
    RelationKind.REPLACES: RelationKind.REPLACED_BY,
    RelationKind.AMENDS: RelationKind.AMENDED_BY,
}
_ENDS = (RelationKind.REPEALED_BY, RelationKind.REPLACED_BY)
_PENDING = Validity.PENDING


@dataclass(frozen=True, slots=True)
class Claim:
    """What another document does to this one. ``document_id`` is "" where it is not at hand;
    ``start``/``end`` are the words in its text, both 0 where only a register says so; ``since`` is
    the day it takes effect, None if unknown."""

    kind: RelationKind
    document_id: str
    title: str
    number: str
    since: date | None = None
    start: int = 0
    end: int = 0

    @property
    def name(self) -> str:
        """``《标题》（文号）``, as far as known."""
        title = f"《{self.title}》" if self.title else ""
        return title + (f"（{self.number}）" if title and self.number else self.number)


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a document on a day, the reason in Chinese, and the documents that bring it
    about (``by``: those that repeal, replace or amend it)."""

    validity: Validity
    reason: str = ""
    by: tuple[Claim, ...] = ()


def claim_of(relation: Relation, target: Metadata, document_id: str, by: Metadata) -> Claim | None:
    """What ``by``'s relation means for ``target``, or None if it means another document."""
    kind = _SEEN_FROM_THE_OTHER.get(relation.kind)
    if kind is None:
        return None
    if relation.number and target.number:
        if number_key(relation.number) != number_key(target.number):
            return None
    elif not relation.title or title_key(relation.title) != title_key(target.title):
        return None
    elif by.number and number_key(by.number) == number_key(target.number):
        return None  # a copy of the document that says so
    elif by.issued and target.issued and by.issued <= target.issued:
        return None  # the new document often bears the name of the one it replaces
    since = by.effective or by.issued
    return Claim(kind, document_id, by.title, by.number, since, relation.start, relation.end)


def claims_among(documents: Mapping[str, Metadata]) -> dict[str, list[Claim]]:
    """What the given documents (by id) say of each other."""
    numbered: dict[str, set[str]] = {}
    titled: dict[str, set[str]] = {}
    for document_id, known in documents.items():
        for found, key in ((numbered, number_key(known.number)), (titled, title_key(known.title))):
            if key:
                found.setdefault(key, set()).add(document_id)
    claims: dict[str, list[Claim]] = {}
    for document_id, known in documents.items():
        for relation in known.relations:
            number = number_key(relation.number)
            by_number = numbered.get(number, set()) - {document_id}
            by_title = titled.get(title_key(relation.title), set()) - {document_id}
            if relation.kind.passive:
                # Another document of that title, but of another number, is not meant.
                if number:
                    by_title = {d for d in by_title if not documents[d].number}
                other = min(by_number or by_title, default="")
                own = Claim(relation.kind, other, relation.title, relation.number)
                claims.setdefault(document_id, []).append(own)
                continue
            for target in by_number | by_title:
                claim = claim_of(relation, documents[target], document_id, known)
                if claim is not None:
                    claims.setdefault(target, []).append(claim)
    return claims


def standings(documents: Mapping[str, Metadata], today: date) -> dict[str, Standing]:
    """The state of each of the given documents (by id) on ``today``, as they bear on each other."""
    claims = claims_among(documents)
    return {
        key: standing(known, tuple(claims.get(key, ())), today) for key, known in documents.items()
    }


def standing(known: Metadata, claims: tuple[Claim, ...], today: date) -> Standing:
    """The state of a document on ``today``."""
    at_work = [c for c in claims if c.since is None or c.since <= today]
    ending = _distinct([c for c in at_work if c.kind in _ENDS])
    amending = _distinct([c for c in at_work if c.kind is RelationKind.AMENDED_BY])
    by = ending or amending
    stated = known.validity
    begun = known.effective is not None and known.effective <= today
    registered = known.origins.get("validity") is Origin.SIDECAR
    # 尚未施行 ends by itself, whoever wrote it.
    if stated is not Validity.UNVERIFIED and registered and not (stated is _PENDING and begun):
        reason = f"登记为{stated.value}"
        if ending and stated not in (Validity.REPEALED, Validity.EXPIRED):
            reason += f"，但{ending[0].name}写明{_verb(ending[0])}本文件，请核对"
        return Standing(stated, reason, by)
    if ending:
        return Standing(Validity.REPEALED, f"已被{ending[0].name}{_verb(ending[0])}", by)
    if known.expires and known.expires < today:
        reason = f"有效期至{chinese_date(known.expires)}，已届满"
        if stated is Validity.IN_FORCE:
            reason += "；来源页面标注为有效，是否延期请向发文机关核实"
        return Standing(Validity.EXPIRED, reason, by)
    if stated in (Validity.REPEALED, Validity.EXPIRED):
        return Standing(stated, f"来源页面标注为{stated.value}", by)
    if known.effective and known.effective > today:
        return Standing(Validity.PENDING, f"自{chinese_date(known.effective)}起施行", by)
    if amending:
        return Standing(Validity.AMENDED, f"部分内容已被{amending[0].name}修改", by)
    if stated is _PENDING and known.effective:
        return Standing(Validity.UNVERIFIED, f"已于{chinese_date(known.effective)}起施行", by)
    if stated is not Validity.UNVERIFIED:
        return Standing(stated, f"来源页面标注为{stated.value}", by)
    return Standing(Validity.UNVERIFIED, "", by)


def _distinct(claims: list[Claim]) -> tuple[Claim, ...]:
    """One claim a document, those first that have its words."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: c.end <= c.start):
        if not any(_one_document(claim, other) for other in kept):
            kept.append(claim)
    return tuple(kept)


def _one_document(claim: Claim, other: Claim) -> bool:
    if claim.number and other.number:
        return number_key(claim.number) == number_key(other.number)
    if claim.document_id and other.document_id:
        return claim.document_id == other.document_id
    return bool(claim.title) and title_key(claim.title) == title_key(other.title)


def _verb(claim: Claim) -> str:
    return "替代" if claim.kind is RelationKind.REPLACED_BY else "废止"
