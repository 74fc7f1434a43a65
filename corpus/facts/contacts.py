"""Contacts: whom to call or write to, as a document names them."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self

from corpus.document import Document, Provision, ProvisionKind
from corpus.facts.base import Fact
from corpus.language.departments import DepartmentTable, department_table
from corpus.language.sentences import clause_spans

_PROSE = (ProvisionKind.PARAGRAPH, ProvisionKind.HEADING, ProvisionKind.ROW)
_PHONE = re.compile(
    r"(?<![\d.—-])(?!(?:19|20)\d{6}(?!\d))(?:1[3-9]\d{9}|"
    r"400[-—]?\d{3,4}[-—]?\d{3,4}|[（(]?0\d{2,3}[）)]?[-—－ ]?\d{7,8}(?:[-—转]\d{1,5})?|"
    r"[2-9]\d{6,7}(?:[-—转]\d{1,5})?|0\d{2,3}[-—－]\d{4}|12\d{3}|96\d{3,4}|10\d{3}|11\d)(?![\d.％%万亿元年]|[-—]\d)"
)
_SPEAKS = re.compile("电话|联系|联络|咨询|热线|传真|手机|服务专员|技术支持")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"(?:地址|办公地点|受理地点|邮寄至)[：:为]?\s*(?P<where>[^；。，\n]{4,60})")
_NAME = "(?!电话|手机|联系|邮|地址|传真|咨询)[\u4e00-\u9fff]{2,4}"
_PERSON = re.compile(
    rf"(?:联系人|负责人|咨询人|服务专员)[：:]?\s*(?P<who>{_NAME}(?:[、 ,，/]{_NAME}){{0,3}})"
    r"(?=[；，。,;\s（(\d:：]|联|电|$)"
)
_UNIT = re.compile(
    r"(?P<unit>[\u4e00-\u9fff（）()]{2,30}?(?:局|委|厅|办|处|科|室|股|中心|部|会|院|所|站|窗口|平台|公司|集团|政府|园区|银行|街道|大厅))(?=[：:，,；\s（(\d]|联系|电话|咨询|$)"
)
_SHORT = 5  # digits of the number of a hotline
_NOT_UNIT = re.compile(
    "[将送]|统一|^(?:联系|咨询|电话|办公|如有|服务|受理|投诉|监督|地址|各|本|有关)"
)


@dataclass(frozen=True, slots=True)
class Contact(Fact):
    """One contact. ``unit``: the body as the document names it, ``department`` the key of the
    department that it is, both "" where none is named; ``purpose``: what it is for (投诉, 技术支持)."""

    kind: ClassVar[str] = "contact"
    label: ClassVar[str] = "联系方式"
    unit: str
    department: str
    phones: tuple[str, ...]
    people: str = ""
    mails: tuple[str, ...] = ()
    address: str = ""
    purpose: str = ""

    @property
    def subject(self) -> tuple[str, str]:
        """The department and the name of the body."""
        return self.department, self.unit

    @property
    def line(self) -> str:
        """Body, people and numbers in one line."""
        parts = (
            self.unit,
            self.people,
            "、".join(self.phones),
            "、".join(self.mails),
            self.address,
        )
        return " ".join("，".join(filter(None, parts)).split())

    def to_json(self) -> dict[str, Any]:
        """Its own fields as plain JSON values."""
        values = asdict(self)
        return {
            k: list(v) if isinstance(v, tuple) else v
            for k, v in values.items()
            if k not in ("start", "end")
        }

    @classmethod
    def from_json(cls, start: int, end: int, values: dict[str, Any]) -> Self:
        """The contact that ``to_json`` gave these values of."""
        return cls(
            start,
            end,
            **{**values, "phones": tuple(values["phones"]), "mails": tuple(values["mails"])},
        )


def extract_contacts(document: Document) -> list[Contact]:
    """Return the contacts of a document, in reading order; none of a catalogue, whose columns say
    them of each row."""
    if document.metadata.columns:
        return []
    table = department_table()
    found: list[Contact] = []
    for provision in document.provisions:
        if provision.kind in _PROSE:
            found += _of_provision(document.text, provision, table)
    return found


def _of_provision(text: str, provision: Provision, table: DepartmentTable) -> Iterator[Contact]:
    words = text[provision.start : provision.end]
    under = bool(provision.path and _SPEAKS.search(provision.path[-1][:30]))
    if not (under or _SPEAKS.search(words)) or not (_PHONE.search(words) or _MAIL.search(words)):
        return
    unit, people = "", ""
    for start, end in clause_spans(text, provision.start, provision.end):
        clause = text[start:end]
        unit = _unit(clause) or unit
        person = _PERSON.search(clause)
        people = person["who"] if person else people
        phones = tuple(dict.fromkeys(m[0] for m in _PHONE.finditer(clause) if _called(clause, m)))
        mails = tuple(dict.fromkeys(_MAIL.findall(clause)))
        if not (phones or mails) or not (under or _SPEAKS.search(words[: end - provision.start])):
            continue
        address = _ADDRESS.search(clause)
        known = table.resolve(unit) if unit else None
        keys = {m.department.key for m in table.find(unit)} if unit and known is None else set()
        key = known.key if known else keys.pop() if len(keys) == 1 else ""
        where = address["where"].strip() if address else ""
        yield Contact(start, end, unit, key, phones, people, mails, where, _purpose(clause))
        people = ""


def _called(clause: str, number: re.Match[str]) -> bool:
    """Whether a number is one to call: short ones only where the word stands right before them."""
    before = clause[max(0, number.start() - 8) : number.start()]
    return len(number[0]) > _SHORT or re.search("电话|热线|拨打", before) is not None


def _unit(clause: str) -> str:
    for match in _UNIT.finditer(clause):
        name = re.sub(
            "^(?:联系单位|咨询单位|受理单位|联系部门|单位|部门|地址|请|由|向|为)[：:]?",
            "",
            match["unit"],
        )
        if len(name) >= 3 and not _NOT_UNIT.match(name):
            return name
    return ""


def _purpose(clause: str) -> str:
    match = re.search("投诉|监督|举报|技术支持|政策咨询|业务咨询|系统咨询|咨询", clause)
    return match[0] if match else ""
