"""All that is known of one document, field by field with where it comes from, for a person or as JSON."""

import json
from dataclasses import asdict

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


def as_text(stored: StoredMetadata, state: Standing, versions: list[tuple[str, str]]) -> str:
    """Lines for a person: what is filled in, with where it comes from."""
    known = stored.metadata
    lines = [f"编号：{stored.document_id}", f"文件：{stored.source}"]
    for name, label in FIELD_NAMES.items():
        if value := getattr(known, name):
            words = "；".join(value) if isinstance(value, tuple) else str(value)
            origin = known.origins.get(name)
            lines.append(f"{label}：{words}" + (f"　［{origin.value}］" if origin else ""))
    if where := jurisdiction(known.issuer, known.title, known.number):
        lines.append(f"地区：{where.place}（{where.level.value}）　［由发文机关得出］")
    if known.columns:
        columns = "、".join(f"{label}（{role}）" for label, role in known.columns.items())
        lines.append(f"目录栏目：{columns}")
    lines += [f"读取说明：{note}" for note in known.notes]
    why = f"（{state.reason}）" if state.reason else ""
    lines.append(f"时效：{state.validity.value}{why}")
    own = [Claim(r.kind, "", r.title, r.number) for r in known.relations]
    lines += dict.fromkeys(f"{claim.kind.value}：{claim.name}" for claim in (*own, *state.by))
    lines += [f"早先版本：{version}（{retired} 替换）" for version, retired in versions]
    return "\n".join(lines)


def as_json_line(stored: StoredMetadata, state: Standing, versions: list[tuple[str, str]]) -> str:
    """One JSON object on one line."""
    values = {
        "document_id": stored.document_id,
        "source": stored.source,
        **stored.metadata.to_json(),
        "standing": asdict(state),
        "versions": [{"version": v, "retired": when} for v, when in versions],
    }
    return json.dumps(values, ensure_ascii=False, default=str)
