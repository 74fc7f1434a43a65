"""Questions about a document itself: its number, issuer, date, addressees, validity, title."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.document import Document, Provision, ProvisionKind, RelationKind, Validity
from corpus.language.numerals import chinese_date
from corpus.language.words import content_words
from corpus.life.standing import Standing
from corpus.life.stated import read_life


class Fact(StrEnum):
    """A fact of a document."""

    NUMBER = "发文字号"
    ISSUER = "发文机关"
    DATE = "成文日期"
    ADDRESSEE = "主送机关"
    VALIDITY = "时效"
    EFFECTIVE = "施行日期"
    EXPIRES = "有效期截止日"
    TITLE = "标题"


_DOC = "(?:文件|政策|意见|通知|办法|(?<![作论语])文(?![章化字学凭])|规定|方案|条例|细则)"
_ASKED: tuple[tuple[Fact, re.Pattern[str]], ...] = (
    (Fact.NUMBER, re.compile("文号|发文字号|发文号|第?几号文|编号是")),
    (Fact.EFFECTIVE, re.compile(
        "(?:什么时候|啥时候|何时|哪(?:一)?天|几号|几时|多会儿).{0,6}(?:施行|实施|执行|生效)|"
        "(?:施行|实施|执行|生效)(?:日期|时间)|(?:施行|实施|执行|生效)的?(?:是|于)?(?:什么时候|啥时候|何时|哪(?:一)?天|几号)")),
    (Fact.EXPIRES, re.compile(
        "(?:什么时候|啥时候|何时|哪(?:一)?[天年]|几号|几月).{0,4}(?:到期|失效|截止|期满)|(?:到期|期满|失效)(?:日期|时间)|"
        "有效期.{0,6}(?:到|至)(?:什么时候|啥时候|何时|哪(?:一)?[天年]|几号|几月)|(?:到期|失效)(?:是|于)?(?:什么时候|哪天|何时)")),
    (Fact.VALIDITY, re.compile(
        f"(?:还|现在|目前|如今|是否|仍|继续|依旧).{{0,6}}(?:管用|有效|生效|能用|作数|算数|好使|有用)|{_DOC}.{{0,4}}(?:还|仍|继续)(?:在)?(?:适用|执行|实行)|时效|有效期|"
        f"(?:作废|失效|废止|过期|过时|废除|替代|取代|顶替|废了)|{_DOC}.{{0,4}}(?:有效|管用|算数)|新{_DOC}")),
    (Fact.DATE, re.compile(
        f"成文日期|发文日期|(?:什么时候|啥时候|何时|哪(?:一)?[天年]|几号).{{0,6}}(?:通过|修订|修正|颁布)|"
        f"(?:通过|修订|颁布)(?:日期|时间)|发布(?:日期|时间)|印发(?:日期|时间)|签发|落款|(?:什么时候|啥时候|何时|哪年|哪一年|哪天|几几年|几月|几号|多会儿|哪个月)"
        f".{{0,6}}(?:发|出|印|下|颁|公布|成文|定)|(?:发|印|颁|出台|下发|公布|成文|定).{{0,4}}(?:于|是|在)?(?:什么时候|啥时候|何时|哪年|哪一年|哪天|几几年|几号)|"
        f"{_DOC}.{{0,3}}(?:日期|哪年的|几几年的|什么时候的|啥时候的)|多少年前的")),
    (Fact.ADDRESSEE, re.compile(
        f"主送|(?:发|下发|印发|写|寄|送|下达|下)(?:到|给|往|至)了?(?:谁|哪|什么|啥)|{_DOC}.{{0,4}}给谁|收文|受文|抬头")),
    (Fact.ISSUER, re.compile(
        f"发文(?:机关|单位|部门)|(?:谁|哪(?:个|家|级|儿|里)?(?:机关|部门|单位|政府|机构|地方)?|什么(?:机关|部门|单位))(?:制定|发布|印发|下发|颁发|发|出台|下|出|印|颁布|公布|签发)"
        f"(?:的|了)?(?:这|该|本|此|一)?(?:个|份)?(?:{_DOC}|[？?]?$|$)|{_DOC}.{{0,5}}(?:谁|哪(?:个|家|级|儿|里)(?:机关|部门|单位|政府|机构|地方)?)(?:制定|发布|印发|下发|颁发|发|出台|下|出|印|颁布)|署名|落款单位")),
    (Fact.TITLE, re.compile(
        f"标题|{_DOC}.{{0,5}}(?:叫什么|叫啥|名称|名字|题目|全名|全称)|(?:叫什么|叫啥|什么名).{{0,3}}{_DOC}|号(?:文)?(?:是|讲|说|指)(?:的|的是)?(?:什么|啥|个?什么|讲什么|关于)")),
)  # fmt: skip
_POINTS_AT_ONE = re.compile(
    f"(?:这|那|该|本|此|上述)(?:个|份|项|篇|部|老|件)?(?:省里的|老)?{_DOC}|这文|该{_DOC}|^(?:文号|发文|成文|时效|标题|主送|落款|署名)"
)


@dataclass(frozen=True, slots=True)
class FactAnswer:
    """A fact in words, with the places of the document that show it, each a provision and the
    offsets of the words (possibly none). ``known`` is False where it is neither stated nor
    registered."""

    words: str
    shown: tuple[tuple[Provision, int, int], ...]
    known: bool = True


# Words that speak of a document, terms that only documents have, and words about issuing as such.
_OF_DOCUMENT = re.compile(
    "文件|政策|意见|通知|办法|规定|方案|条例|细则|公文|[这该本此那份个]文(?![章化字学凭])|号文|[0-9]+号"
)
_DOCUMENT_TERM = re.compile("文号|发文|成文日期|主送|时效|落款|署名|标题")
_ISSUING = re.compile(
    "发|发布|印发|颁发|颁布|公布|出台|下发|制定|签发|时候|日期|时间|哪.*|几.*|有效|管用|作废|过期|失效|废止|"
    "算数|作数|好使|生效|施行|实施|执行|能用|现行|最新|过去|今年|如今|.{0,3}年|"
    "题目|名称|全称|.|[0-9年月]+"
)


def asked_fact(question: str, title: str = "") -> Fact | None:
    """Which fact of a document the question asks for, if any. ``title``: of the document it names.

    A question with a subject of its own (居住证有效期几年) is not about the document.
    """
    question = _without(question, title)
    found = next((fact for fact, pattern in _ASKED if pattern.search(question)), None)
    if found is None or _OF_DOCUMENT.search(question) or _DOCUMENT_TERM.search(question):
        return found
    return found if all(_ISSUING.fullmatch(w) for w in content_words(question)) else None


def _without(question: str, title: str) -> str:
    """The question with the title that it names as 这个文件."""
    for name in (title, title.removeprefix("中华人民共和国")):
        if name and name in question:
            return question.replace(name, "这个文件")
    return question


def points_at_one(question: str) -> bool:
    """Whether the question speaks of "this document"."""
    return bool(_POINTS_AT_ONE.search(question))


# Where the document itself shows a fact.
_SHOWN: dict[Fact, tuple[ProvisionKind, ...]] = {
    Fact.ADDRESSEE: (ProvisionKind.ADDRESSEE,),
    Fact.ISSUER: (ProvisionKind.SIGNATURE, ProvisionKind.ISSUER, ProvisionKind.ADOPTION),
    Fact.DATE: (ProvisionKind.DATE, ProvisionKind.ADOPTION),
    Fact.TITLE: (ProvisionKind.TITLE,),
    Fact.NUMBER: (ProvisionKind.NUMBER,),
}


def state(fact: Fact, document: Document, standing: Standing) -> FactAnswer:
    """Say what is known of ``fact``; unknown is said to be unknown."""
    own = [p for p in document.provisions if p.kind in _SHOWN.get(fact, ())]
    shown = [(p, p.start, p.end) for p in sorted(own, key=lambda p: bool(p.path))]
    if fact in (Fact.VALIDITY, Fact.EFFECTIVE, Fact.EXPIRES):
        shown = _life_shown(fact, document)
    in_text = bool(shown)
    if not shown:  # known from the register only: show who signed, and when
        identity = (ProvisionKind.SIGNATURE, ProvisionKind.DATE)
        signed = tuple(p for p in document.provisions if p.kind in identity)
        shown = [(p, p.start, p.end) for p in signed or document.provisions[:1]]
    words = _words(fact, document, standing, in_text)
    return FactAnswer(words or _unknown(fact, document), tuple(shown[:2]), bool(words))


def _life_shown(fact: Fact, document: Document) -> list[tuple[Provision, int, int]]:
    """The sentences on how long the document holds, or from when."""
    life = read_life(document.text, document.provisions, document.metadata.issued)
    spans = {
        Fact.VALIDITY: [life.effective_span, life.expires_span],
        Fact.EXPIRES: [life.expires_span],
    }.get(fact, [life.effective_span])
    return [
        (provision, *span)
        for span in dict.fromkeys(spans)
        if span and (provision := document.provision_at(span[0]))
    ]


def _unknown(fact: Fact, document: Document) -> str:
    stated = fact in (Fact.ADDRESSEE, Fact.EFFECTIVE, Fact.EXPIRES)
    why = f"没有写明{fact.value}" if stated else f"的{fact.value}未登记"
    return f"《{document.title}》{why}。"


def _words(fact: Fact, document: Document, standing: Standing, in_text: bool) -> str:
    """The fact in one sentence, "" where it is unknown."""
    known = document.metadata
    register = "" if in_text else "（依据登记信息，正文未载）"
    named = f"《{document.title}》"
    match fact:
        case Fact.NUMBER:
            return known.number and f"文号是{known.number}{register}，即{named}。"
        case Fact.ISSUER:
            return known.issuer and f"发文机关是{known.issuer}。"
        case Fact.DATE:
            adopted = any(p.kind is ProvisionKind.ADOPTION for p in document.provisions)
            what = "通过（公布）" if adopted else "成文"
            return f"{what}日期是{_day(known.issued)}。" if known.issued else ""
        case Fact.EFFECTIVE:
            return f"自{_day(known.effective)}起施行{register}。" if known.effective else ""
        case Fact.EXPIRES:
            return f"有效期至{_day(known.expires)}{register}。" if known.expires else ""
        case Fact.ADDRESSEE:
            return known.addressee and f"主送机关是：{known.addressee}。"
        case Fact.TITLE:
            number = f"，文号{known.number}" if known.number else ""
            return f"标题是{named}{number}{register}。"
        case Fact.VALIDITY:
            return _validity_words(document, standing)


def _day(when: date) -> str:
    return f"{chinese_date(when)}（{when.isoformat()}）"


def _validity_words(document: Document, standing: Standing) -> str:
    known = document.metadata
    named = f"《{document.title}》" + (f"（{known.number}）" if known.number else "")
    dated = f"，成文于{chinese_date(known.issued)}" if known.issued else ""
    until = f"，有效期至{chinese_date(known.expires)}" if known.expires else ""
    why = f"，{standing.reason}" if standing.reason else ""
    if standing.validity is Validity.UNVERIFIED:
        period = f"文件的规划期为{known.plan_period}年。" if known.plan_period else ""
        found = (
            why or (until and f"{until}，尚未届满") or "；没有查到它仍然有效或已被废止的官方说明"
        )
        others = [r for r in known.relations if r.kind is RelationKind.SEE_ALSO]
        later = "、".join(r.number or f"《{r.title}》" for r in others)
        also = f"同一主题另有{later}，未见其替代本文件的说明。" if later else ""
        return f"时效：未核实。{named}{dated}{found}。{period}{also}使用前请向发文机关核实。"
    known_end = until if standing.validity.binding else ""
    return f"时效：{standing.validity.value}。{named}{dated}{why}{known_end}。"
