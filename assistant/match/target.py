"""Whether a profile is among those whom a measure is for."""

import re

from assistant.match.pieces import Piece
from assistant.match.statements import Told
from assistant.match.verdict import Met, Verdict, Weight, judge
from assistant.match.words import Words

# Kinds of beneficiaries by what their names end in; a profile of one kind is not of another.
# fmt: off
_KINDS = {
    "企业": "企业|公司|单位|用人单位|生产者|经营者|市场主体|经营主体|纳税人|厂|商户|集团|机构投资者",
    "个人": "个人|团队|创业者|人才|毕业生|大学生|居民|村民|农民|职工|劳动者|人员|家庭|学生|农户|自然人|残疾人|"
            "失业者",
    "机构": "高校|院校|学校|科研院所|科研机构|医院|医疗机构|代理机构|中介机构|协会|商会|社会组织|事业单位|"
            "养老机构|幼儿园",
    "地方": "街道|乡镇|镇|村|社区|县区|各区|市县|政府",
    "合作社": "合作社|家庭农场|种植大户|养殖大户",
    "园区": "园区|基地|平台|孵化器|众创空间|楼宇|市场|集群",
}
# fmt: on
_PATTERNS = {kind: re.compile(f"(?:{forms})(?:[（(].*)?$") for kind, forms in _KINDS.items()}
_EITHER = re.compile("、|或者?|以及|及|和|,|，")
_DEFAULT = "企业"


def kinds_of(text: str) -> frozenset[str]:
    """The kinds of beneficiaries that a text names."""
    parts = [part for part in _EITHER.split(text) if part]
    return frozenset(
        kind for part in parts for kind, form in _PATTERNS.items() if form.search(part)
    )


def judge_target(target: Piece, about: Words, told: Told, weight: Weight) -> Verdict:
    """Hold whom a measure is for against a profile."""
    wanted = kinds_of(target.plain)
    mine = kinds_of(told.profile.kind) or {_DEFAULT}
    verdict = judge(target, about, told, weight)
    if verdict.met is Met.YES and verdict.share:
        return verdict
    if wanted and not wanted & mine:
        return Verdict(target, Met.NO, told.profile.kind or _DEFAULT, share=verdict.share)
    return verdict
