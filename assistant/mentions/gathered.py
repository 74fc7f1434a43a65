"""Everything that documents say of a subject: its statements, each once, in reading order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.mentions.subject import Subject, Wanted, spoken_of
from corpus.document import Document
from corpus.language.enumerations import enumeration, reduced
from corpus.language.words import fold
from corpus.structure.statements import Statement, statements_of

_PROJECT = re.compile(
    "项目|工程|基地|园(?![艺林丁])|[^高]谷|城(?![市乡镇])|示范区|集聚区|开发区|中心建设|平台"
)
_BODY = re.compile(
    "(?<![大型骨干龙头重点小业])(?:集团|公司)|[\u4e00-\u9fff]{2}厂(?!房|商|家|界)|等[^，。；]{0,12}(?:企业|公司|集团)"
)
_NAMES = re.compile("等[^，。；]{0,16}(?:项目|产业园|工业园|基地|工程)")
# What a document says of everything before it comes to the matter.
_PREAMBLE = re.compile("意义|指导思想|基本原则|总体(?:要求|思路)|背景")
_ENDS = "，,。；;：: "


@dataclass(frozen=True, slots=True)
class Said:
    """A statement on the subject. ``words`` are its own, without members of an enumeration that are
    beside the point (…… for them); ``topical``: what it stands under names the subject."""

    document: Document
    statement: Statement
    words: str
    topical: bool


def gather(document: Document, subject: Subject) -> list[Said]:
    """What one document says of the subject."""
    every = [s for s in statements_of(document)]
    topical = [s for s in every if _under(s, subject)]
    own = [s for s in every if s not in topical and _names(document, s, subject)]
    if subject.listed:
        found, topical = [s for s in own if _lists(document, s, subject)], own
    elif subject.measure:
        found = own + topical
    elif subject.place:
        found = [s for s in every if _names(document, s, subject)]
        topical = []
    else:
        found = topical + own
    found = [s for s in every if s in found]
    found = list(_wanted(document, found, subject))
    found.sort(key=lambda s: bool(_PREAMBLE.search(s.provision.section)))
    said = [_said(document, s, subject, s in topical) for s in found]
    return list({one.words: one for one in said}.values())


def _under(statement: Statement, subject: Subject) -> bool:
    """Whether the topic or the deepest heading that a statement stands under names the subject."""
    return bool(statement.about) and (
        spoken_of(subject.names, statement.about, subject.either)
        or any(_shortens(name[-1], statement.about) for name in subject.names)
    )


def _shortens(name: str, about: str) -> bool:
    """Whether a name of two characters is short for a topic (化工, 化学工业)."""
    return len(name) == 2 and bool(re.fullmatch(".{0,2}".join(map(re.escape, name)) + "业", about))


def _names(document: Document, statement: Statement, subject: Subject) -> bool:
    words = document.text[statement.start : statement.end]
    if subject.either or len(subject.names) == 1:
        return spoken_of(subject.names, words, subject.either)
    whole = f"{statement.about} {words}"
    return spoken_of(subject.names, whole) and any(spoken_of([n], words) for n in subject.names)


def _wanted(document: Document, found: list[Statement], subject: Subject) -> Iterator[Statement]:
    """Those that name what is wanted of the subject; where that is a noun that none names, all."""

    def words(statement: Statement) -> str:
        return document.text[statement.start : statement.end]

    if subject.wanted is Wanted.PROJECTS and not subject.place:
        yield from (s for s in found if _PROJECT.search(words(s)))
    elif subject.wanted is Wanted.BODIES:
        named = [s for s in found if _BODY.search(words(s))]
        yield from named or [s for s in found if _lists_names(document, s)]
    else:
        nouns = [s for s in found if any(noun in words(s) for noun in subject.nouns)]
        yield from nouns or found


def _enumerates(document: Document, statement: Statement) -> bool:
    return enumeration(document.text, statement.start, statement.end) is not None


def _lists(document: Document, statement: Statement, subject: Subject) -> bool:
    """Whether a statement enumerates things that it calls by the subject (甲、乙等园区; 甲园、乙园)."""
    text = document.text
    listed = enumeration(text, statement.start, statement.end)
    if listed is None:
        return False
    members = [text[slice(*span)] for span in listed.members]
    spelt = tuple(word for name in subject.names for word in name)
    return spoken_of(subject.names, text[slice(*listed.closing)], True) or any(
        member.endswith(spelt) for member in members
    )


def _lists_names(document: Document, statement: Statement) -> bool:
    """Whether a statement enumerates projects, which bear the names of who builds them."""
    return _enumerates(document, statement) and bool(
        _NAMES.search(document.text, statement.start, statement.end)
    )


def _said(document: Document, statement: Statement, subject: Subject, topical: bool) -> Said:
    text, start, end = document.text, statement.start, statement.end
    if topical:
        words = text[start:end]
    else:
        words = reduced(text, start, end, lambda member: spoken_of(subject.names, member, True))
    return Said(document, statement, " ".join(words.split()).strip(_ENDS), topical)


def counted(said: Iterable[Said], subject: Subject) -> int:
    """How many projects or bodies the statements name: the members of what they enumerate that name
    the subject, all where what they stand under does, each once; 1 for one that enumerates nothing."""
    known: set[str] = set()
    single = 0
    for one in said:
        text = one.document.text
        listed = enumeration(text, one.statement.start, one.statement.end)
        words = [text[slice(*span)] for span in listed.members] if listed else []
        wanted = [w for w in words if one.topical or spoken_of(subject.names, w, True)]
        single += not wanted
        known |= {fold(word)[:4] for word in wanted}
    return single + len(known)
