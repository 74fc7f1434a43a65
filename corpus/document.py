"""The nouns of the corpus: Document, Metadata, Validity, Part, Provision."""

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from corpus.correction import Correction, read_corrections


class Validity(StrEnum):
    """Whether a document is in force. ``UNVERIFIED`` is a state of its own and never inferred."""

    IN_FORCE = "现行有效"
    AMENDED = "已修改"
    REPEALED = "已废止"
    EXPIRED = "已失效"
    PENDING = "尚未施行"
    UNVERIFIED = "未核实"

    @property
    def binding(self) -> bool:
        """Whether a document may be relied on as far as is known (未核实 included)."""
        return self not in (Validity.REPEALED, Validity.EXPIRED, Validity.PENDING)


class RelationKind(StrEnum):
    """What one document does to another, said from either side."""

    REPEALS = "废止"
    REPLACES = "替代"
    AMENDS = "修改"
    BASED_ON = "依据"
    PREVAILS = "优先于"
    REPEALED_BY = "被废止"
    REPLACED_BY = "被替代"
    AMENDED_BY = "被修改"
    SEE_ALSO = "参见"

    @property
    def passive(self) -> bool:
        """Whether it is said from the side of the document that it happens to."""
        return self.value.startswith("被")


@dataclass(frozen=True, slots=True)
class Relation:
    """A document named by this one. ``start``/``end`` are the offsets of the words that say so in
    this document's text; both 0 where the relation comes from a sidecar. ``title`` or ``number``
    may be unknown; both are for ``PREVAILS`` over whatever was ruled before."""

    kind: RelationKind
    title: str = ""
    number: str = ""
    start: int = 0
    end: int = 0


class Origin(StrEnum):
    """Where a field of the metadata comes from."""

    TEXT = "正文"
    HEADER = "页面或文件属性"
    SIDECAR = "登记"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document besides its text; unknown fields are empty, never guessed.

    ``effective`` is the first day in force, ``expires`` the last. ``columns`` maps the column
    labels of a catalogue to their roles and is empty for other documents. ``origins`` says for each
    filled field where it comes from. ``searchable`` is False for tables that only repeat what other
    documents say: they are kept and shown, but never answer a question. ``notes`` say in Chinese what
    was left out or guessed when the file was read (pictures, comments, recognised pages).
    """

    title: str = ""
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    validity: Validity = Validity.UNVERIFIED
    addressee: str = ""
    subject: str = ""
    index_number: str = ""
    annexes: tuple[str, ...] = ()
    plan_period: str = ""
    source_url: str = ""
    source_note: str = ""
    searchable: bool = True
    relations: tuple[Relation, ...] = ()
    columns: dict[str, str] = field(default_factory=dict, hash=False)
    origins: dict[str, Origin] = field(default_factory=dict, hash=False)
    notes: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; dates as ISO strings."""
        values = asdict(self)
        for name in DATE_FIELDS:
            values[name] = values[name].isoformat() if values[name] else ""
        values["corrections"] = [c.to_json() for c in self.corrections]
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Metadata":
        """Build from ``to_json`` output; unknown keys are ignored so that old stores still open."""
        known = {f.name for f in fields(cls)}
        kept = {key: value for key, value in values.items() if key in known}
        for name in DATE_FIELDS:
            kept[name] = date.fromisoformat(kept[name]) if kept.get(name) else None
        kept["validity"] = Validity(kept.get("validity", Validity.UNVERIFIED))
        kept["annexes"] = tuple(kept.get("annexes", ()))
        kept["notes"] = tuple(kept.get("notes", ()))
        kept["corrections"] = read_corrections(kept.get("corrections", []))
        kept["relations"] = tuple(
            Relation(**{**r, "kind": RelationKind(r["kind"])}) for r in kept.get("relations", ())
        )
        kept["origins"] = {k: Origin(v) for k, v in kept.get("origins", {}).items()}
        return cls(**kept)


DATE_FIELDS = ("issued", "published", "effective", "expires")


class ProvisionKind(StrEnum):
    """What a block of an official document is (elements of GB/T 9704-2012)."""

    ISSUER = "发文机关标志"
    TITLE = "标题"
    ADOPTION = "题注"
    NUMBER = "发文字号"
    ADDRESSEE = "主送机关"
    HEADING = "层次标题"
    PARAGRAPH = "正文"
    SIGNATURE = "署名"
    DATE = "成文日期"
    ANNEX = "附件说明"
    LABEL = "附件序号"
    ROW = "表格行"
    CELL = "栏目"


@dataclass(frozen=True, slots=True)
class Provision:
    """The smallest addressed unit of a document.

    ``start``/``end`` are character offsets into ``Document.text``. ``path`` holds the headings
    above it, outermost first, labels included (``五、保障措施``). ``paragraph`` counts from 1 under
    its heading. ``topic`` is the opening name of a paragraph such as ``建材工业。…``, else empty.

    A catalogue row is a ``HEADING`` (its name) and one ``CELL`` a column: ``path`` ends with the
    row's name, ``paragraph`` is the number of the row, ``topic`` the label of the column ("" where
    the file has none).
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
        if self.kind is ProvisionKind.CELL:
            names[-1] = f"第{self.paragraph}行 {names[-1]}"
            names += [self.topic] if self.topic else []
        elif self.kind is ProvisionKind.PARAGRAPH:
            names.append(self.topic or f"第{self.paragraph}段")
        elif self.kind is ProvisionKind.ROW:
            names.append(f"表格第{self.paragraph}行")
        elif self.kind is not ProvisionKind.HEADING:
            names.append(self.kind.value)
        return " › ".join(names)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: the notice (``name`` is ""), or an annex under the name that its
    provisions have first in their path. ``start``/``end`` are offsets of its text."""

    name: str
    provisions: tuple[Provision, ...]

    @property
    def start(self) -> int:
        """Where its text begins."""
        return self.provisions[0].start

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.provisions[-1].end


def parts_of(provisions: tuple[Provision, ...]) -> tuple[Part, ...]:
    """The parts that provisions belong to, in reading order: an annex has a title of its own."""
    annexes = {p.path[0] for p in provisions if p.kind is ProvisionKind.TITLE and p.path}
    named = groupby(provisions, lambda p: p.path[0] if p.path and p.path[0] in annexes else "")
    return tuple(Part(name, tuple(own)) for name, own in named)


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

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its parts in reading order; a catalogue has one."""
        return parts_of(self.provisions)

    @property
    def version(self) -> str:
        """Twelve hex digits of the text: a citation names the version whose offsets it gives."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def provisions_between(self, start: int, end: int) -> tuple[Provision, ...]:
        """The provisions that share characters with ``text[start:end]``, in reading order."""
        first = bisect_right(self.provisions, start, key=lambda p: p.end)
        last = bisect_left(self.provisions, end, key=lambda p: p.start)
        return self.provisions[first:last]

    def provision_at(self, offset: int) -> Provision | None:
        """The provision that the character at ``offset`` lies in, None for white space between."""
        return next(iter(self.provisions_between(offset, offset + 1)), None)
