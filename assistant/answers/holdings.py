"""What the library holds: which documents there are, of a year, of an office, on a matter, in force."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Listing
from assistant.evidence.asked import Asked
from corpus.document import Document, Provision, ProvisionKind, Validity
from corpus.language.organs import split_organs
from corpus.language.words import content_words

_SURELY = 0.93
_MOST = 15  # documents named; of more the number is said
_PAPERS = "(?:政策)?(?:文件|政策|办法|通知|规定|意见|文|资料|材料|法规|条例|公告)"
_WHICH = "(?:哪些|哪几[份个部项]|什么|啥|多少[份个部项]?|几[份个部项]|所有|全部|有没有)"
# 你们有哪些文件, 2024年发布的文件有哪些, 哪些文件提到…
_ASKS = re.compile(
    rf"{_WHICH}(?:相关|有关)?(?:的)?{_PAPERS}|{_PAPERS}.{{0,6}}(?:有|是)?(?:哪些|哪几|哪[份个]|几[份个部]|多少)|{_PAPERS}目录|文件清单"
)
_HERE = re.compile("你们?|您|资料库|库里|库中|这里|系统|里面|收录|现有|一共|总共|都")
_YEAR = re.compile(
    "(?<![0-9])((?:19|20)[0-9]{2})年?(?:度)?(?=.{0,6}(?:发布|印发|出台|发|公布|制定|的|下))"
)
_ISSUED = re.compile("发布|印发|出台|下发|制定|公布|颁布|发的|牵头|负责|主管")
_LATEST = re.compile("最新|最近|最晚|最后")
_IN_FORCE = re.compile("(?:还|仍|现行|目前)?(?:有效|管用)")
_GONE = re.compile("废止|失效|过期|作废")
_MENTION = re.compile(
    "(?:提到|提及|涉及|讲到|说到|写到|规定了?|包含|关于|有关|相关|跟|和|与|对)(?P<what>[^，。？?]{2,20}?)(?:有关|相关|的|方面|[？?]|$)"
)
_WORDS_OF_ASKING = re.compile(
    rf"{_PAPERS}|哪些|哪几|哪[份个]|什么|多少|几[份个部]|资料库|库里|库中|你们?|有关|相关|提到|提及|涉及|发布|印发|出台|负责|[0-9]{{4}}年?|"
    "已经|已|仍然|有效|废止|失效|目前|现在|还|都|有|的|是|最新|最近|一共|总共|收录|跟|里|份"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents are asked for; what is empty restricts nothing."""

    year: int = 0
    issuer: str = ""
    matter: str = ""
    latest: bool = False
    in_force: bool = False
    gone: bool = False


class Holdings:
    """Lists documents by what is known of them, each with the place that shows its title."""

    name: ClassVar[str] = "library"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: which are wanted."""
        if asked.named or not _ASKS.search(asked.question.text):
            return None
        wanted = wanted_of(asked.question.text)
        rest = content_words(_WORDS_OF_ASKING.sub("", asked.question.text))
        told = "".join((wanted.issuer, wanted.matter))
        left = [w for w in rest if w not in told]
        whole = wanted == Wanted() and not _HERE.search(asked.question.text)
        if left or whole:
            return None
        return Bid(_SURELY, wanted, settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """How many, and which."""
        wanted: Wanted = bid.found
        found = _found(asked, wanted)
        draft = Draft(status="answered" if found else "not_found", notices_at=1)
        name = _described(wanted)
        if not found:
            draft.blocks.append(Lead((f"资料库里没有{name}。",)))
            return draft
        if wanted.latest:
            found = found[:1]
        shown = found[:_MOST]
        more = f"，以下是其中{_MOST}份" if len(found) > _MOST else ""
        count = f"最新的{name}是：" if wanted.latest else f"资料库里{name}共{len(found)}份{more}："
        items = tuple(
            (_line(document), draft.cite(document, *_title(document))) for document in shown
        )
        draft.blocks.append(Listing(items, (count,)))
        return draft


def wanted_of(question: str) -> Wanted:
    """Read which documents a question asks for."""
    year = _YEAR.search(question)
    issuer = ""
    if issued := _ISSUED.search(question):
        before = re.split("[，,。里中]|你们|资料库", question[: issued.start()])[-1]
        names = split_organs([re.sub(r"^.*?年", "", before).strip("由是")])
        issuer = names[-1] if names and len(names[-1]) >= 2 and not year_only(names[-1]) else ""
    matter = _MENTION.search(question)
    return Wanted(
        int(year[1]) if year else 0,
        issuer,
        "" if not matter or issuer else _WORDS_OF_ASKING.sub("", matter["what"]).strip(),
        bool(_LATEST.search(question)),
        bool(_IN_FORCE.search(question)) and not _GONE.search(question),
        bool(_GONE.search(question)),
    )


def year_only(name: str) -> bool:
    """Whether a name is nothing but a year or a question word."""
    return bool(re.fullmatch("[0-9]{4}年?|哪.*|什么.*", name))


def _found(asked: Asked, wanted: Wanted) -> list[Document]:
    """The documents wanted, the latest first."""
    library = asked.library
    ids = library.document_ids()
    if wanted.matter:
        ids = [i for i in ids if library.store.names.holds(i, wanted.matter)]
    if asked.within is not None:
        ids = [i for i in ids if i in asked.within]
    documents = [d for d in map(library.document, ids) if d.metadata.searchable]
    if wanted.issuer:
        documents = [d for d in documents if _of(asked, d, wanted.issuer)]
    if wanted.year:
        documents = [d for d in documents if _day(d).year == wanted.year]
    if wanted.in_force or wanted.gone:
        ended = (Validity.REPEALED, Validity.EXPIRED)
        documents = [d for d in documents if (d.metadata.validity in ended) is wanted.gone]
    return sorted(documents, key=_day, reverse=True)


def _of(asked: Asked, document: Document, issuer: str) -> bool:
    """Whether a body issued a document, or has a duty in it."""
    short = re.sub("^(?:全|本|我)?[省市县区]", "", issuer)
    if short and short in document.metadata.issuer:
        return True
    department = asked.table.resolve(issuer)
    if department is None:
        return False
    stated = asked.resources.duties.of_document(document.document_id)
    return any(s.fact.department == department.key for s in stated)


def _day(document: Document) -> date:
    return document.metadata.issued or document.metadata.published or date.min


def _described(wanted: Wanted) -> str:
    parts = [
        f"{wanted.year}年的" if wanted.year else "",
        f"{wanted.issuer}发布或负责的" if wanted.issuer else "",
        f"提到“{wanted.matter}”的" if wanted.matter else "",
        "仍然有效或未见废止的" if wanted.in_force else "已废止或失效的" if wanted.gone else "",
    ]
    return "".join(parts) + "文件"


def _line(document: Document) -> str:
    known = document.metadata
    told = [known.number, known.issued.isoformat() if known.issued else ""]
    state = known.validity.value if known.validity is not Validity.UNVERIFIED else ""
    beside = "，".join(filter(None, [*told, state]))
    return f"《{document.title}》" + (f"（{beside}）" if beside else "")


def _title(document: Document) -> tuple[Provision, int, int]:
    titles = [p for p in document.provisions if p.kind is ProvisionKind.TITLE and not p.path]
    shown = titles[0] if titles else document.provisions[0]
    return shown, shown.start, shown.end
