"""Whom to call or write to: the number, the name, the address in the first line, then where it stands."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Mark, Quote
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import distinct_documents, matched
from assistant.evidence.contacts import Contact, Way, contacts_of
from assistant.understanding.asked_for import is_asked_for
from assistant.understanding.subject import is_side
from corpus.language.words import fold

_SURELY, _IN_TABLE = 0.85, 0.62  # who reads whole tables may know better
_LOOKED_AT = 5  # documents
_LATER = 0.12  # what a document loses for each one found before it
_ABOUT = 0.6  # weighted share of the question's words that title, heading and line must carry
_LINE = 160  # characters of a line that is shown whole
_ASKED: tuple[tuple[Way, re.Pattern[str]], ...] = (
    (
        Way.PHONE,
        re.compile(
            "电话|热线|手机号|(?:怎么|如何|咋)联系|联系方式|联络方式|打(?:给谁|哪个|什么|啥)|联系(?:谁|哪)"
            "|找谁(?:问|咨询|联系)|(?:向谁|找谁|哪里|哪儿)咨询"
        ),
    ),
    (
        Way.PERSON,
        re.compile(
            "联系人|经办人|找谁(?:问|咨询|联系)|联系谁|电话.{0,4}找谁|打给谁|找谁.{0,6}电话"
        ),
    ),
    (Way.MAIL, re.compile("邮箱|邮件|[Ee]-?mail")),
    (
        Way.ADDRESS,
        re.compile("(?:办公|联系|受理|报送|邮寄)?地址|(?:办公|受理|报名)地点|在哪儿?里?办公"),
    ),
    (Way.SITE, re.compile("网址|哪个?(?:网站|平台|系统|网)|什么(?:网站|平台|系统)|网站是|官网")),
)
_WORDS = re.compile(
    "电话|热线|联系|联络|咨询|号码|邮箱|邮件|地址|地点|网址|网站|平台|方式|打|问|多少|找"
)


class ContactDetails:
    """Gives the contact that a question asks for."""

    name: ClassVar[str] = "contact"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the ways asked for, and the contact that gives at least one of them."""
        text = asked.question.text
        ways = [
            way
            for way, pattern in _ASKED
            if any(is_asked_for(text, *match.span()) for match in pattern.finditer(text))
        ]
        best = _best(asked, ways) if ways else None
        if best is None:
            return None
        return Bid(_IN_TABLE if best.in_table else _SURELY, (ways, best), settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The values asked for, then the lines they stand in."""
        ways, contact = bid.found
        if Way.PHONE in ways and Way.PERSON not in ways:
            ways = [*ways, Way.PERSON]  # whose number it is
        draft, document = Draft(), contact.document
        text: list[str | Mark] = []
        quotes: dict[Mark, Quote] = {}
        for way in ways:
            values: dict[str, Mark] = {}
            for given in contact.by(way):
                start, end = given.provision.start, given.provision.end
                if end - start > _LINE:
                    start, end = _around(document.text, given.start, given.end, (start, end))
                mark = draft.cite(document, given.provision, start, end)
                values.setdefault(document.text[given.start : given.end], mark)
                quotes.setdefault(mark, Quote(document.text[start:end].strip(), mark, proof=True))
            if values:
                text += ["；"] if text else []
                text += [f"{way.value}：{'、'.join(values)}", next(iter(values.values()))]
        draft.blocks = [Lead(tuple(text)), *quotes.values()]
        return draft


def _around(text: str, start: int, end: int, line: tuple[int, int]) -> tuple[int, int]:
    """The words around a value in a long line, up to the marks before and behind it."""
    left = max((text.rfind(mark, line[0], start) for mark in "。；\n：:"), default=-1)
    left = max((text.rfind(mark, line[0], max(left, line[0])) for mark in "。；\n，"), default=-1)
    right = min(
        (at for mark in "。；\n" if (at := text.find(mark, end, line[1])) >= 0), default=line[1]
    )
    return max(left + 1, line[0]), right


def _best(asked: Asked, ways: list[Way]) -> Contact | None:
    """The contact whose surroundings speak most of what is asked, that gives most of the ways."""
    terms = [t for t in asked.question.terms if not _WORDS.search(t.word) and not is_side(t.word)]
    total = sum(t.weight for t in terms)
    ids = list(dict.fromkeys(hit.chunk.document_id for hit in asked.hits))
    best: tuple[float, Contact] | None = None
    for order, document_id in enumerate(distinct_documents(ids, asked.library)[:_LOOKED_AT]):
        document = asked.library.document(document_id)
        title = fold(document.title + " " + document.text[:_LINE])
        for contact in contacts_of(document):
            given = sum(bool(contact.by(way)) for way in ways)
            if not given:
                continue
            about = fold(contact.about)
            near = sum(t.weight * matched(t, about) for t in terms)
            said = sum(t.weight * max(matched(t, about), matched(t, title)) for t in terms)
            if total and said < _ABOUT * total:
                continue
            worth = (said + near) / (total or 1.0) + 0.3 * given - _LATER * order
            if best is None or worth > best[0]:
                best = worth, contact
    return best[1] if best else None
