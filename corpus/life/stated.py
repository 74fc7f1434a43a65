"""The life of a document as its own words state it: when it holds, and what it does to others.

Effective and expiry dates are taken only from sentences about the document itself (本办法自…起施行,
有效期5年), never from those about a licence, a tax rate or another law; relations only from
sentences that name the other document with the verb. What isn't said stays unknown.
"""

from dataclasses import dataclass
from datetime import date

from corpus.document import Provision, ProvisionKind, Relation, parts_of
from corpus.life.head import issued_rule
from corpus.life.in_force import Span, read_dates
from corpus.life.own_sentences import body_blocks, text_of
from corpus.life.relations import read_relations


@dataclass(frozen=True, slots=True)
class Life:
    """``effective`` is the first day in force, ``expires`` the last.

    The spans are the sentences that state them. A span without a date means that the text states it
    by something that isn't known here (自印发之日起 of an undated document, 至疫情解除).
    """

    effective: date | None = None
    expires: date | None = None
    relations: tuple[Relation, ...] = ()
    effective_span: Span | None = None
    expires_span: Span | None = None


def read_life(text: str, provisions: tuple[Provision, ...], issued: date | None) -> Life:
    """Read effective date, expiry and relations to other documents from the text.

    ``issued`` is the date of signing, from which 自印发之日起 and a bare 有效期5年 count.
    """
    parts = parts_of(provisions)
    rule = issued_rule(text, parts)
    title = text_of(text, parts[0].provisions if parts else (), ProvisionKind.TITLE)
    number = text_of(text, provisions, ProvisionKind.NUMBER)
    own = [p for part in parts if not part.name for p in part.provisions]
    effective, expires = read_dates(text, body_blocks(text, tuple(own)), title, issued)
    if rule is not None:
        # the rule says 本办法自…起施行 of itself: so far as the notice is silent, that is the document's
        named = text_of(text, rule.provisions, ProvisionKind.TITLE)
        theirs = read_dates(text, body_blocks(text, rule.provisions), named, issued)
        if not effective.span:
            effective = theirs[0]
        if not expires.span:
            expires = theirs[1]
    blocks = [block for part in parts for block in body_blocks(text, part.provisions)]
    return Life(
        effective.day,
        expires.day,
        tuple(read_relations(text, provisions, blocks, title, number)),
        effective.span,
        expires.span,
    )
