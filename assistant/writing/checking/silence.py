"""“材料没有写明……” is a claim of its own: true only where what was read says nothing of the thing."""

import re
from collections.abc import Sequence

from assistant.writing.checking.grammar import claims
from assistant.writing.checking.spelling import spelt
from assistant.writing.plain import BORDER
from corpus.language.words import word_spans

_DENIES = re.compile(
    "(?:没有|未|并未|没|并没有|尚未)(?:明确)?(?:写明|规定|提到|提及|说明|明确|涉及|列出|载明|给出|写到|写|说|提供)(?:了)?(?P<what>[^，。；]*)"
)
_OPENING = re.compile("^(?:不过|但是?|此外|另外|目前)[，,]?")
_WHO = re.compile(
    "^(?:上述|现有|所给|提供的|该|本|这份)*(?:材料|文件|条文|政策|办法|通知|意见|规定)?(?:中|里|并)?"
)
# What a thing is asked for, and how it looks where it is stated.
_STATED = {
    "金额|标准|额度|数额|多少钱": "[0-9一二三四五六七八九十百千万亿]+(?:余|多)?(?:万|亿)?元|%|百分之",
    "比例|比率|费率|利率|百分比": "%|百分之|[一二三四五六七八九十]成|‰",
    "期限|时间|日期|截止|时限|几号|多久": "[0-9一二三四五六七八九十〇○]+(?:个)?(?:年|月|日|天|工作日)",
    "部门|机构|单位|责任人|谁": "部门|[局厅委办]|单位|机构|政府",
    "条件|资格|要求|门槛": "(?<!有)条件|符合|具备|满足|应当|资格|不低于|以上",
    "电话|联系方式|号码|联系人": "[0-9]{3,4}-?[0-9]{7,8}|电话|联系",
    "材料|资料|证明": "材料|资料|证明|申请表|申报书|复印件",
    "流程|程序|步骤|方式": "流程|程序|受理|审核|审批|公示|申请|提交",
}  # fmt: skip
_ASKED = {re.compile(asked): re.compile(stated) for asked, stated in _STATED.items()}
_VAGUE = frozenset(
    "具体 相关 有关 详细 明确 任何 其他 申请 申报 办理 这 该 相应 进一步 细则 内容 情况 数字".split()
)


def denies(sentence: str) -> str:
    """What a sentence says is not stated, or "" if it says nothing of that kind."""
    found = _DENIES.search(sentence)
    if found is None or re.search("[，；。：]", _OPENING.sub("", sentence[: found.start()])):
        return ""
    if re.search("[0-9]|[，；。][^，；。]{2,}", sentence[found.end() :]):
        return ""  # it goes on to claim something
    before = _WHO.sub("", _OPENING.sub("", sentence[: found.start()]))
    return found["what"].strip() or before


def is_silent(what: str, texts: Sequence[str]) -> bool:
    """Whether none of the texts states any of the things (贴息比例和申请条件 are two)."""
    items = [item for item in re.split("[、和与及或]|以及", spelt(what)) if item]
    clauses = [c for text in texts for c in re.split("[。；\n]", spelt_lines(text)) if c]
    return bool(items) and all(_unsaid(item, clauses) for item in items)


def spelt_lines(text: str) -> str:
    """A text spelt line by line, so that its lines stay apart."""
    return "\n".join(spelt(line) for line in text.splitlines())


def _unsaid(item: str, clauses: list[str]) -> bool:
    asked = next((a for a in _ASKED if a.search(item)), None)
    bare = asked.sub("", item) if asked else item
    words = [bare[s:e] for s, e in word_spans(bare)]
    words = [w for w in words if claims(w) and w not in _VAGUE and not BORDER.search(w)]
    if asked is None and not words:
        return False  # nothing is said not to be stated
    near = [c for c in clauses if all(w in c for w in words)]
    if asked is None:
        return not near
    return not any(_ASKED[asked].search(c) for c in near)
