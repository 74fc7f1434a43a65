"""Which documents of the library are asked for, and which these are: of a year, a place, an office, on a
matter, in force. What is known of the documents tells; few are read."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.evidence.asked import Asked
from corpus import clock
from corpus.document import Metadata, Validity
from corpus.language.organs import ends_organ, split_organs
from corpus.language.places import lineage, place_table
from corpus.language.words import fold
from corpus.life.standing import standings

PAPERS = "(?:政策)?(?:文件|政策|办法|通知|规定|意见|资料|材料|法规|法律|条例|公告|方案|指南)"
_ISSUED = re.compile("发布|印发|出台|下发|制定|公布|颁布|发[的了布过]|牵头|负责|主管")
_OF_ASKING = re.compile(f"{PAPERS}|哪些|哪几.|什么|多少|有关|相关|都|有|的")
_IN_CHARGE = re.compile("负责|牵头|主管|有关|相关")
_LATEST = re.compile("最新|最近|最晚|最后")
_EARLIEST = re.compile("最早|最老|最旧|最先")
_IN_FORCE = re.compile("(?:还|仍|现行|目前)?(?:有效|管用)")
_GONE = re.compile("废止|失效|过期|作废")
_MENTION = re.compile(
    "(?:提到|提及|涉及|讲到|说到|写到|规定了|包含|关于|有关(?!于)|相关(?!的?文件))(?P<what>[^，。？?]{2,20}?)(?:有关|相关|的|方面|[？?]|$)"
    "|(?:跟|和|与|同)(?P<with>[^，。？?]{2,20}?)(?:有关|相关)"
)
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})年?(?:度)?(?![0-9]*[号〕])")
_SINCE = re.compile("年?(?:度)?(?:以来|以后|之后|后|起)")
_BEFORE = re.compile("年?(?:度)?(?:以前|之前|前)")
_ENDED = (Validity.REPEALED, Validity.EXPIRED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents are asked for; what is empty restricts nothing. ``titled``: words that their
    titles hold; ``charge``: what a body is in charge of counts as well as what it issued."""

    year: int = 0
    years: Literal["in", "since", "before"] = "in"
    issuer: str = ""
    matter: str = ""
    place: str = ""
    titled: tuple[str, ...] = ()
    latest: bool = False
    earliest: bool = False
    in_force: bool = False
    gone: bool = False
    charge: bool = False


def wanted_of(question: str) -> Wanted:
    """Read which documents a question asks for."""
    year = _YEAR.search(question)
    issuer = ""
    if issued := _ISSUED.search(question):
        before = re.split("[，,。里中]|你们|资料库|由|是", question[: issued.start()])[-1]
        names = split_organs([re.sub(r"^.*?(?:19|20)[0-9]{2}年?", "", before)])
        issuer = names[-1] if names and ends_organ(names[-1]) else ""
    matter = _MENTION.search(question)
    if issuer and matter and matter.start() >= question.find(issuer):
        matter = None
    place = ""
    if not issuer:
        found = list(place_table().find(question))
        place = found[-1].places[0].name if found else ""
        place = question[found[0].start : found[-1].end] if len(found) == 1 else place
        if matter and place in (matter["what"] or matter["with"]):
            place = ""
    return Wanted(
        int(year[1]) if year else 0,
        "before"
        if year and _BEFORE.match(question, year.end(1))
        else "since"
        if year and _SINCE.match(question, year.end(1))
        else "in",
        issuer,
        "" if not matter else _OF_ASKING.sub("", matter["what"] or matter["with"]).strip(),
        place,
        (),
        bool(_LATEST.search(question)),
        bool(_EARLIEST.search(question)),
        bool(_IN_FORCE.search(question)) and not _GONE.search(question),
        bool(_GONE.search(question)),
        bool(issuer and _IN_CHARGE.search(question)),
    )


def held(asked: Asked, wanted: Wanted) -> list[str]:
    """Ids of the documents wanted: those whose title names the matter first, then the latest, those
    without a date last."""
    library = asked.library
    known = {i: of for i, (of, _) in library.store.documents.known().items()}
    if wanted.matter:
        holding = set(library.store.names.holding([wanted.matter]))
        known = {i: of for i, of in known.items() if i in holding}
    if asked.within is not None:
        known = {i: of for i, of in known.items() if i in asked.within}
    if wanted.in_force or wanted.gone:
        stands = standings(
            {i: of for i, (of, _) in library.store.documents.known().items()}, clock.today()
        )
        known = {i: of for i, of in known.items() if (stands[i].validity in _ENDED) is wanted.gone}
    if wanted.place:
        cards = library.cards().cards
        full = set(lineage(wanted.place)[-1:]) or {wanted.place}
        known = {i: of for i, of in known.items() if i in cards and full & cards[i].places}
    known = {
        i: of
        for i, of in known.items()
        if _in_year(of, wanted) and all(word in fold(of.title) for word in wanted.titled)
    }
    ids = [i for i, of in known.items() if not wanted.issuer or _of(asked, i, of, wanted)]
    if wanted.latest or wanted.earliest:
        ids = [i for i in ids if day_of(known[i]) != date.min]
        return sorted(ids, key=lambda i: day_of(known[i]), reverse=wanted.latest)
    named = {i: bool(wanted.matter) and wanted.matter in known[i].title for i in ids}
    return sorted(ids, key=lambda i: (named[i], day_of(known[i])), reverse=True)


def _in_year(known: Metadata, wanted: Wanted) -> bool:
    year = _year_of(known)
    if not wanted.year or not year:
        return not wanted.year
    if wanted.years == "before":
        return year < wanted.year
    return year >= wanted.year if wanted.years == "since" else year == wanted.year


def _year_of(known: Metadata) -> int:
    """The year of issue, else the one in the title, 0 if unknown."""
    when = known.issued or known.published
    if when:
        return when.year
    told = re.search("(?:19|20)[0-9]{2}(?=年)", known.title)
    return int(told[0]) if told else 0


def day_of(known: Metadata) -> date:
    """The day of issue, else of publication; the first of all days where neither is known."""
    return known.issued or known.published or date.min


def _of(asked: Asked, document_id: str, known: Metadata, wanted: Wanted) -> bool:
    """Whether a body issued a document, or has a duty in it where that is asked."""
    short = re.sub("^(?:全|本|我)?[省市县区]", "", wanted.issuer)
    if short and (short in known.issuer or _shortens(short, known.issuer)):
        return True
    department = asked.table.resolve(wanted.issuer)
    if department is None or not wanted.charge:
        return False
    stated = asked.resources.duties.of_document(document_id)
    return any(s.fact.department == department.key for s in stated)


def _shortens(short: str, issuer: str) -> bool:
    """Whether a name is short for that of a body: its letters in order, its ending (科委, 科学技术委员会)."""
    if not 2 <= len(short) <= 4 or short[-1] not in "委局厅办部":
        return False
    letters = ".{0,5}".join(map(re.escape, short))
    return any(re.search(f"{letters}(?:员会|公厅|公室)?$", name) for name in issuer.split("、"))
