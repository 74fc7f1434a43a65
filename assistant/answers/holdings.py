"""What the library holds: which documents there are, of a year, of an office, on a matter, in force."""

import re
from dataclasses import replace
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Listing
from assistant.evidence.asked import Asked
from assistant.held import PAPERS, Wanted, held, wanted_of
from assistant.understanding.kinds import QuestionKind
from corpus.document import Document, Provision, ProvisionKind, Validity
from corpus.language.words import content_words

_SURELY, _OF_BODY = 0.93, 0.97  # the latter where it is asked what a body is in charge of
_MOST = 15  # documents named; of more the number is said
_N = "[份个部项篇]"
_WHICH = f"(?:哪些|哪几{_N}|什么|啥|多少{_N}?|几{_N}|所有|全部|有没有)"
_END = "(?=[？?，,。！!]|$|还|仍|已|是|发布|提到|涉及|跟|和|与)"
# 你们有哪些文件, 文件有哪几份, 2024年发布的有哪些, 最新的文件, 哪些文件提到…
_ASKS = re.compile(
    rf"{_WHICH}[^，。？?]{{0,8}}?{PAPERS}|{PAPERS}[^，。？?]{{0,4}}?(?:有|是)?(?:哪些|哪几{_N}|哪一?{_N}|几{_N}|多少{_N}?|什么){_END}|"
    rf"(?:19|20)[0-9]{{2}}年.{{0,4}}(?:发布|印发|出台|发|公布)的?(?:有|是)?(?:哪些|什么|几{_N}|多少){_END}|"
    rf"最(?:新|早|近|晚)[^，。？?]{{0,6}}{PAPERS}|{PAPERS}[^，。？?]{{0,6}}最(?:新|早|近|晚)|{PAPERS}目录|文件清单"
)
_HERE = re.compile("你们?|您|资料库|库里|库中|这里|系统|里面|收录|现有|一共|总共|都")
_DOCUMENTS = re.compile("文件|通知|公告|条例|法规|法律|办法|方案|指南|资料库")
_SPEAKS = re.compile("提到|提及|涉及|讲到|说到|写到|关于|(?:跟|和|与|同).{2,20}(?:有关|相关)")
_LIKELY = 0.5  # share of a kind
_WORDS_OF_ASKING = re.compile(
    rf"资料库|{PAPERS}|以[前来后]|之[前后]|哪些|哪几{_N}?|哪一?{_N}|什么|多少|几{_N}|一{_N}|资料库|库里|库中|你们?|有关|相关|提到|提及|涉及|发布|印发|出台|负责|牵头|[0-9]{{4}}年?|"
    "已经|已|仍然|有效|废止|失效|目前|现在|还|都|有|的|是|最新|最近|最早|一共|总共|收录|跟|里|份|发了?|过|了|部|篇"
)


_YEARS = {"in": "", "since": "以来", "before": "以前"}


class Holdings:
    """Lists documents by what is known of them, each with the place that shows its title."""

    name: ClassVar[str] = "library"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: which are wanted, and the documents."""
        question = asked.question
        mine = question.shares.get(QuestionKind.BENEFITS, 0.0) >= _LIKELY
        if asked.named or mine or not _ASKS.search(question.text):
            return None
        wanted = wanted_of(question.text)
        told = "".join((wanted.issuer, wanted.matter, wanted.place))
        rest = content_words(_WORDS_OF_ASKING.sub(" ", _without(question.text, told)))
        left = tuple(w for w in rest if w not in told and not year_only(w))
        if wanted == Wanted() and not left and not _HERE.search(question.text):
            return None
        known_by = wanted == replace(
            Wanted(), place=wanted.place
        )  # nothing but its place and title
        known_by = known_by or bool(wanted.matter and not _SPEAKS.search(question.text))
        if known_by and told + "".join(left) and not _DOCUMENTS.search(question.text):
            return None  # 某省有哪些优惠政策 asks what they say
        wanted = replace(wanted, titled=left)
        found = held(asked, wanted)
        if left and not found:
            return None
        surely = _OF_BODY if wanted.issuer else _SURELY
        return Bid(surely, (wanted, found), settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """How many, and which."""
        wanted, found = bid.found
        draft = Draft(status="answered" if found else "not_found", notices_at=1)
        name = _described(wanted)
        if not found:
            undated = "登记了日期的" if wanted.latest or wanted.earliest else ""
            draft.blocks.append(Lead((f"资料库里没有{undated}{name}。",)))
            return draft
        if wanted.latest or wanted.earliest:
            which = "最新" if wanted.latest else "最早"
            document = asked.library.document(found[0])
            mark = draft.cite(document, *_title(document))
            draft.blocks.append(Lead((f"{which}的{name}是{_line(document)}", mark, "。")))
            return draft
        shown = found[:_MOST]
        more = f"，以下是其中{_MOST}份" if len(found) > _MOST else ""
        count = f"资料库里{name}共{len(found)}份{more}："
        items = tuple(
            (_line(document), draft.cite(document, *_title(document)))
            for document in map(asked.library.document, shown)
        )
        draft.blocks.append(Listing(items, (count,)))
        return draft


def _without(text: str, told: str) -> str:
    return text.replace(told, " ") if told else text


def year_only(name: str) -> bool:
    """Whether a name is nothing but a year or a question word."""
    return bool(re.fullmatch("[0-9]{4}年?|哪.*|什么.*", name))


def _described(wanted: Wanted) -> str:
    parts = [
        wanted.place,
        f"{wanted.year}年{_YEARS[wanted.years]}" if wanted.year else "",
        "的" if wanted.place or wanted.year else "",
        f"{wanted.issuer}{'发布或负责' if wanted.charge else '发布'}的" if wanted.issuer else "",
        f"标题有“{'、'.join(wanted.titled)}”的" if wanted.titled else "",
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
