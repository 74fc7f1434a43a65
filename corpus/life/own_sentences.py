"""Sentences of a document about itself: where they stand and how they name their subject."""

import re
from dataclasses import dataclass
from enum import Enum

from corpus.document import Provision, ProvisionKind
from corpus.language.document_numbers import same_title
from corpus.language.markers import marker_at
from corpus.language.words import unspaced


class Opening(Enum):
    """Where a document says what it is based on: here; here if the sentence says so; not here."""

    BASIS = 2
    NEAR = 1
    NO = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A provision's span; ``closing``: near the end, or under a heading on validity."""

    start: int
    end: int
    closing: bool
    opening: Opening


BODY = (ProvisionKind.PARAGRAPH, ProvisionKind.HEADING, ProvisionKind.ROW)
_CLOSING_HEADING = re.compile(
    "附则|其他|其它|施行|实施(?:时间|日期|期限)|执行(?:时间|期限)|有效期|期限|生效"
)
_BASIS_HEADING = re.compile("依据|总则|总体要求")
_CLOSING_LAST = 6
_OPENING_FIRST = 4


def body_blocks(text: str, provisions: tuple[Provision, ...]) -> list[Block]:
    """The body's provisions in reading order; the whole text where no provision is known."""
    body = [p for p in provisions if p.kind in BODY]
    if not body:
        return [Block(0, len(text), True, Opening.BASIS)]
    # （2020年9月28日…通过，现予公布，自2021年7月1日起施行）
    adopted = [p for p in provisions if p.kind is ProvisionKind.ADOPTION]
    blocks = []
    if adopted:
        begin, end = adopted[0].start, adopted[-1].end
        begin += text[begin] in "（("
        blocks.append(Block(begin, end - (text[end - 1] in "）)"), True, Opening.NO))
    for index, p in enumerate(body):
        headings = " ".join(p.path)
        closing = index >= len(body) - _CLOSING_LAST or bool(_CLOSING_HEADING.search(headings))
        under = p.path[-1] if p.path else ""
        paragraph = p.kind is ProvisionKind.PARAGRAPH
        basis = paragraph and (under == "第一条" or bool(_BASIS_HEADING.search(under)))
        first = index < _OPENING_FIRST and paragraph
        lead = index < 2 and marker_at(text, p.start) is None
        opening = Opening.BASIS if basis or lead else Opening.NEAR if first else Opening.NO
        blocks.append(Block(p.start, p.end, closing, opening))
    return blocks


def text_of(text: str, provisions: tuple[Provision, ...], kind: ProvisionKind) -> str:
    """The provisions of one kind as one string without white space."""
    return unspaced("".join(text[p.start : p.end] for p in provisions if p.kind is kind))


BRACKETS = re.compile(r"[（(](?:[^（()）\n]|[（(][^（()）\n]*[)）])*[)）]")


def without_brackets(sentence: str) -> str:
    """The sentence with brackets blanked, offsets kept: they hold exceptions and remarks."""
    return BRACKETS.sub(lambda m: " " * len(m[0]), sentence)


GENRE = (
    "办法|意见|通知|规定|细则|条例|方案|措施|政策|决定|公告|通告|规划|规则|标准|指南|指引|目录|计划|法|制度|要点|规程|"
    "准则|批复|函|文件|文|令|清单|纲要|预案|章程|规范|通则|程序|机制|条款"
)
# 本市…办法 and 本行业标准 are not this document.
SELF = (
    rf"(?:本(?!省|市(?!场)|县|区|州|级|院|校|局|厅|部门|行业|企业|公司|单位|项目|次|人|年|月|季|期|合同|协议|基金|资金)《?[\u4e00-\u9fff]{{0,10}}?(?:{GENRE})》?"
    rf"|(?:以上|上述)(?:各项|有关|相关|所有|政策)?(?:政策措施|政策|措施|规定|意见|条款|办法|通知))"
)
_SELF_END = re.compile(
    rf"(?:{SELF}|本《[^《》]{{2,40}}》)(?:明确的|所列|规定的|提出的|中的|中|各项|及附件|和附件)*的?"
    rf"(?:政策|措施|规定|条款|内容|要求)*的?(?:施行|实施|执行|试行)?$"
)
_SELF_START = re.compile(
    rf"^(?:{SELF}|本《[^《》]{{2,40}}》)"
    r"(?=\s*(?:自|由|经|从|于|适用|的?有效|的?执行|的?施行|的?实施|试行|暂|已|之|除|在|印发|发布|公布|下发|未尽|解释|明确|"
    r"及|和|附件|如|若|与|具体|最终|涉及|所涉|可|将|至|为|是|即|$))"
)
_ISSUED_HERE = re.compile(
    "现予(?:以)?(?:公布|发布|印发|颁布|公告|施行)|^现(?:公布|发布|印发|颁布|公告|下达)|现(?:将|把)?.{0,80}(?:印发|发布|公布|下发|颁布)(?:给你们|如下)?$"
    "|印发给你们|重新(?:印发|发布|公布)|予以(?:印发|公布|发布|公告|颁布)"
)
# The press tells of a document; it isn't that document.
_REPORTED = re.compile("(?:介绍|表示|透露|说|称|指出|获悉|了解到|据悉|据介绍|报道)$")
QUOTED = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,150})》")
BORDER = re.compile(r"[，,；;：:。\s]+")


def rank_of(prefix: str, title: str, closing: bool) -> int:
    """How surely the words before 自…起施行 or 有效期 make it this document's: 2, 1 or 0 (not)."""
    marker = marker_at(prefix.lstrip(), 0)
    plain = prefix.lstrip()[marker.end :] if marker else prefix
    phrases = [p.strip() for p in BORDER.split(without_brackets(plain))]
    last, before = phrases[-1], [p for p in phrases[:-1] if p]
    if any(_REPORTED.search(p) for p in before):
        return 0
    if _SELF_END.search(last):
        if last.startswith(("以上", "上述")) and not closing:
            return 0
        return 2 if _SELF_END.match(last) or not re.search("[《》的]", last) else 0
    quoted = QUOTED.fullmatch(last.removeprefix("现将"))
    if quoted and title and same_title(quoted[1], title):
        return 2
    if re.sub("^(?:并|现|且|均|暂|也|应|统一|正式)+$", "", last):
        return 0
    for phrase in reversed(before):
        if _ISSUED_HERE.search(phrase):
            return 2
        if _SELF_START.match(phrase):
            stated = not phrase.startswith(("以上", "上述")) or closing
            return 2 if stated else 0
    if closing and not any("《" in p or OTHER_SUBJECT.search(p) for p in before):
        return 1
    return 0


# A bare 有效期3年 behind these is theirs.
OTHER_SUBJECT = re.compile(
    "证|许可|合同|协议|资格|批文|批复|报告|承诺|贷款|保函|名单|认定|备案|称号|资质|号牌|授信|保险|公示|聘|产品|药|"
    "结果|登记|税率|费率|税|收费|价格|电价|标准|补贴|基金|试点|账户|码|券|项目|企业|申请"
)
