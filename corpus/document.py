"""The nouns of the corpus: Document, Metadata, Validity, Provision."""

from dataclasses import asdict, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any


class Validity(StrEnum):
    """Whether a document is in force. ``UNVERIFIED`` is a state of its own and never inferred."""

    IN_FORCE = "现行有效"
    AMENDED = "已修改"
    REPEALED = "已废止"
    EXPIRED = "已失效"
    PENDING = "尚未施行"
    UNVERIFIED = "未核实"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document besides its text; unknown fields are empty, never guessed."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    validity: Validity = Validity.UNVERIFIED
    plan_period: str = ""
    source_url: str = ""
    source_note: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; dates as ISO strings."""
        values = asdict(self)
        values["issued"] = self.issued.isoformat() if self.issued else ""
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Metadata":
        """Build from ``to_json`` output; unknown keys are ignored so that old stores still open."""
        known = {f.name for f in fields(cls)}
        kept = {key: value for key, value in values.items() if key in known}
        kept["issued"] = date.fromisoformat(kept["issued"]) if kept.get("issued") else None
        kept["validity"] = Validity(kept.get("validity", Validity.UNVERIFIED))
        return cls(**kept)


class ProvisionKind(StrEnum):
    """What a block of an official document is (elements of GB/T 9704-2012)."""

    TITLE = "标题"
    NUMBER = "发文字号"
    ADDRESSEE = "主送机关"
    HEADING = "层次标题"
    PARAGRAPH = "正文"
    SIGNATURE = "署名"
    DATE = "成文日期"
    ANNEX = "附件说明"
    ROW = "表格行"


@dataclass(frozen=True, slots=True)
class Provision:
    """The smallest addressed unit of a document.

    ``start``/``end`` are character offsets into ``Document.text``. ``path`` holds the headings
    above it, outermost first, labels included (``五、保障措施``). ``paragraph`` counts from 1 under
    its heading. ``topic`` is the opening name of a paragraph such as ``建材工业。…``, else empty.
    """

    kind: ProvisionKind
    start: int
    end: int
    path: tuple[str, ...] = ()
    paragraph: int = 0
    topic: str = ""

    @property
    def section(self) -> str:
        """The legal address a reader sees: ``五、保障措施 › （二）… › 第1段``."""
        names = list(self.path)
        if self.kind is ProvisionKind.PARAGRAPH:
            names.append(self.topic or f"第{self.paragraph}段")
        elif self.kind is ProvisionKind.ROW:
            names.append(f"表格第{self.paragraph}行")
        elif self.kind is not ProvisionKind.HEADING:
            names.append(self.kind.value)
        return " › ".join(names)


@dataclass(frozen=True, slots=True)
class Document:
    """A policy document: ``text`` is exactly the string that every offset refers to."""

    document_id: str
    source: str
    text: str
    metadata: Metadata
    provisions: tuple[Provision, ...] = field(default=(), repr=False)

    @property
    def title(self) -> str:
        """The title, or the source's name where none is known."""
        return self.metadata.title or self.source
