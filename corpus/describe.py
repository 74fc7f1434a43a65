"""All that is known of one document, field by field with where it comes from, for a person or as JSON."""

import json
from dataclasses import asdict, dataclass

from corpus.document import Metadata
from corpus.life.jurisdiction import jurisdiction
from corpus.life.standing import Claim, Standing
from corpus.stored_texts import StoredMetadata

FIELD_NAMES = {
    "title": "标题",
    "number": "发文字号",
    "issuer": "发文机关",
    "issued": "成文日期",
    "published": "发布日期",
    "effective": "施行日期",
    "expires": "有效期至",
    "addressee": "主送机关",
    "subject": "主题分类",
    "index_number": "索引号",
    "annexes": "附件",
    "plan_period": "规划期",
    "source_url": "来源网址",
    "source_note": "登记说明",
}


@dataclass(frozen=True, slots=True)
class Description:
    """One document. ``fields`` are (Chinese name, value, origin in Chinese) of what is filled in."""

    document_id: str
    source: str
    fields: tuple[tuple[str, str, str], ...]
    standing: Standing
    relations: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]
    metadata: Metadata

    def to_text(self) -> str:
        """Lines for a person."""
        state = self.standing
        why = f"（{state.reason}）" if state.reason else ""
        lines = [f"编号：{self.document_id}", f"文件：{self.source}"]
        lines += [
            f"{name}：{value}" + (f"　［{o}］" if o else "") for name, value, o in self.fields
        ]
        lines.append(f"时效：{state.validity.value}{why}")
        lines += [f"{kind}：{name}" for kind, name in self.relations]
        lines += [f"早先版本：{version}（{retired} 替换）" for version, retired in self.versions]
        return "\n".join(lines)

    def to_json_line(self) -> str:
        """One JSON object on one line."""
        values = {
            "document_id": self.document_id,
            "source": self.source,
            **self.metadata.to_json(),
            "standing": asdict(self.standing),
            "versions": [{"version": v, "retired": when} for v, when in self.versions],
        }
        return json.dumps(values, ensure_ascii=False, default=str)


def describe(
    stored: StoredMetadata, state: Standing, versions: list[tuple[str, str]]
) -> Description:
    """Put together what is known of a stored document."""
    known = stored.metadata
    fields = []
    for name, label in FIELD_NAMES.items():
        value = getattr(known, name)
        if value:
            words = "；".join(value) if isinstance(value, tuple) else str(value)
            origin = known.origins.get(name)
            fields.append((label, words, origin.value if origin else ""))
    if where := jurisdiction(known.issuer, known.title, known.number):
        fields.append(("地区", f"{where.place}（{where.level.value}）", "由发文机关得出"))
    if known.columns:
        columns = "、".join(f"{label}（{role}）" for label, role in known.columns.items())
        fields.append(("目录栏目", columns, ""))
    relations = [(r.kind.value, Claim(r.kind, "", r.title, r.number).name) for r in known.relations]
    relations += [(claim.kind.value, claim.name) for claim in state.by]
    return Description(
        stored.document_id, stored.source, tuple(fields), state,
        tuple(dict.fromkeys(relations)), tuple(versions), known,
    )  # fmt: skip
