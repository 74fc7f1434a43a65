"""Title, number, issuers and date of a document, from what stands around its text."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from corpus.document import Part, Provision, ProvisionKind, Relation, RelationKind, parts_of
from corpus.language.document_numbers import find_numbers
from corpus.language.numerals import find_dates
from corpus.language.organs import organs_of_title, split_organs
from corpus.language.words import unspaced
from corpus.life.adoption import Adoption, read_adoption, without_state
from corpus.life.card import read_card
from corpus.structure.headline import TITLE_WORD

_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{1,14})\s*[〔\[（(［【]\s*([12][0-9]{3})\s*[〕\]）)］】]\s*(?:第\s*)?([0-9]+)\s*号"
)
_BARE_ORDER = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,40}?)(?P<kind>(?:主席)?令)(?:[（(]?第(?P<serial>[^号]{1,8})号[）)]?)?"
)
_ON_LABEL = re.compile(rf"({_NUMBER.pattern})\s*附件")
_ISSUES = re.compile("印发|发布|公布|颁布|颁发|下发|转发|批转")
_MOST_LINES = 4  # of a title; more are a title page


@dataclass(frozen=True, slots=True)
class Head:
    """``main`` are the provisions of the notice, ``rule`` the part that it issues, None if none.

    ``relations``: a rule that was revised takes the place of the one that bore its name.
    """

    title: str
    number: str
    issuers: tuple[str, ...]
    issued: date | None
    main: tuple[Provision, ...]
    rule: Part | None
    relations: tuple[Relation, ...] = ()


def read_head(text: str, provisions: tuple[Provision, ...]) -> Head:
    """Read them; what isn't stated is empty."""
    parts = parts_of(provisions)
    main = tuple(p for part in parts if not part.name for p in part.provisions)
    rule = issued_rule(text, parts)
    lines = _lines(text, main, ProvisionKind.TITLE)
    title = title_of(lines)
    order = _BARE_ORDER.fullmatch(unspaced(title))
    adopted = _lines(text, main, ProvisionKind.ADOPTION)
    if order and rule:
        title = title_of(_lines(text, rule.provisions, ProvisionKind.TITLE))
        adopted = adopted or _lines(text, rule.provisions, ProvisionKind.ADOPTION)
    adoption = read_adoption(adopted)
    card = read_card(text, main)
    signed = split_organs(_lines(text, main, ProvisionKind.SIGNATURE))
    letterhead = [
        line.strip().removesuffix("文件") for line in _lines(text, main, ProvisionKind.ISSUER)
    ]
    issuers = (
        signed
        or split_organs(letterhead)
        or (organs_of_title(title) if TITLE_WORD.search(unspaced(title)) else ())
        or ((without_state(order["who"]),) if order else ())
        or ((adoption.issuer,) if adoption.issuer else split_organs([card.get("issuer", "")]))
    )
    return Head(
        title,
        _number(text, main, rule, lines, adoption) or card.get("number", ""),
        tuple(name for name in issuers if name),
        _issued(text, main, adoption, card),
        main,
        rule,
        tuple(_revision(main, rule, adoption, title)),
    )


def title_of(lines: list[str]) -> str:
    """The lines of a title as one; one that is said twice (page and text) once. Words set apart by a
    blank (several issuers, two halves) stay apart, letters don't (``通 知``)."""
    once: dict[str, str] = {}
    for line in lines:
        once.setdefault(unspaced(line), _spaced(line))
    kept = list(once.values())
    if len(kept) > 1 and unspaced("".join(kept[1:])).endswith(unspaced(kept[0])):
        kept = kept[:1]  # said in one line, and again in two, or with its issuer
    elif len(kept) > _MOST_LINES:
        kept = kept[:1]
    return "".join(kept)


def _spaced(line: str) -> str:
    words = re.split(r"[\s\u3000]+", line.strip())
    title = words[0]
    for before, word in pairwise(words):
        apart = len(before) > 2 and len(word) > 2
        title += f" {word}" if apart else word
    return title


def issued_rule(text: str, parts: tuple[Part, ...]) -> Part | None:
    """The part that the notice issues (关于印发《…办法》的通知): named in its title, or the one that
    follows its signature without a label."""
    title = (
        unspaced("".join(_lines(text, parts[0].provisions, ProvisionKind.TITLE))) if parts else ""
    )
    annexes = [part for part in parts if part.name]
    if not annexes or parts[0].name:
        return None
    for part in annexes:
        own = unspaced("".join(_lines(text, part.provisions, ProvisionKind.TITLE)))
        if own and own in title and _ISSUES.search(title):
            return part
    first = annexes[0]
    labelled = first.provisions[0].kind is ProvisionKind.LABEL
    body = unspaced("".join(text[p.start : p.end] for p in parts[0].provisions))
    whole = bool(_ISSUES.search(title)) and len(annexes) == 1
    unlabelled = not labelled and (bool(_ISSUES.search(body)) or title.endswith("令"))
    return first if whole or unlabelled else None


def _lines(text: str, provisions: tuple[Provision, ...], kind: ProvisionKind) -> list[str]:
    return [text[p.start : p.end] for p in provisions if p.kind is kind]


def _number(
    text: str, main: tuple[Provision, ...], rule: Part | None, title: list[str], adoption: Adoption
) -> str:
    """The document's number: above or under its title, in an order's name, on its annexes' labels,
    under the title of the rule it issues, or of the order that published it."""
    lines = _lines(text, main, ProvisionKind.NUMBER)
    own = rule.provisions if rule else ()
    for words in ("\n".join(lines), "\n".join(title), *_lines(text, own, ProvisionKind.NUMBER)):
        if found := _NUMBER.search(words):
            return "{}〔{}〕{}号".format(*found.groups())
    whole = unspaced("".join([*title, *lines]))
    if (order := _BARE_ORDER.fullmatch(whole)) and order["serial"]:
        return f"{without_state(order['who'])}{order['kind']}第{order['serial']}号"
    if orders := [n for _, _, n in find_numbers(whole) if "令第" in n or "年第" in n]:
        return orders[-1]
    if labelled := _ON_LABEL.search(text):
        return "{}〔{}〕{}号".format(*labelled.groups()[1:])
    return adoption.number


def _issued(
    text: str, main: tuple[Provision, ...], adoption: Adoption, card: dict[str, str]
) -> date | None:
    dates = [
        when for line in _lines(text, main, ProvisionKind.DATE) for _, _, when in find_dates(line)
    ]
    if dates:
        return dates[-1]
    if adoption.day:
        return adoption.day
    return date.fromisoformat(card["issued"]) if card.get("issued") else None


def _revision(
    main: tuple[Provision, ...], rule: Part | None, adoption: Adoption, title: str
) -> list[Relation]:
    own = [*main, *(rule.provisions if rule else ())]
    spans = [p for p in own if p.kind is ProvisionKind.ADOPTION]
    if not adoption.revised or not spans:
        return []
    return [Relation(RelationKind.REPLACES, title, "", spans[0].start, spans[-1].end)]
