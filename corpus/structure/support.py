"""Statements of what enterprises are supported with: money, credit, tax, land, service."""

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.structure.statements import Statement, statements_of

_GIVES = re.compile(
    "专项资金|发展资金|引导资金|贴息|补助|补贴|奖励|奖补|资助|奖金|贷款|信贷|担保|债券|融资|减免|免征|减征|减税|退税|税收优惠|优惠政策|基金|"
    "用地(?:需求|保障|指标)|租金|保费|券|绿色通道|扶持资金|[0-9]万?元"
)
_SMALL = re.compile("中小企业|小微|小型|微型|个体")
_PREAMBLE = re.compile("意义|指导思想|原则|总体(?:要求|思路)|背景|目标")  # says it in general: last
_UNDER = re.compile(
    "保障|支持|扶持|政策|措施|融资|财政|金融|服务|优惠|资金|奖励|补助|补贴|税|要素|减负|降本"
)
# What is forbidden, claimed back or handed in, and who it is that pays whom within the administration.
_NOT_GIVEN = re.compile("不得|不予|追回|取消|骗取|挪用|材料|申请书|申报书|绩效|审计|监督|解释")
_ACTS = re.compile(
    "给予|安排|支持|鼓励|落实|加大|引导|完善|提供|拓宽|加强|设立|减|免|按|可|提高|帮助|发放|奖励|补助|补贴"
)


def support_of(document: Document, small: bool = False) -> list[Statement]:
    """What a document gives to whoever fits, the likeliest of each heading, principles last.

    Args:
        small: what is for small enterprises counts first.
    """
    best: dict[tuple[str, ...], tuple[float, Statement]] = {}
    for statement, weight in _weighed(document, small):
        key = (*statement.provision.path, statement.provision.topic)
        if key not in best or weight > best[key][0]:
            best[key] = weight, statement
    found = sorted((statement for _, statement in best.values()), key=lambda s: s.start)
    return sorted(found, key=lambda s: bool(_PREAMBLE.search(s.provision.section)))


def _weighed(document: Document, small: bool) -> Iterator[tuple[Statement, float]]:
    for statement in statements_of(document):
        words = document.text[statement.start : statement.end]
        if statement.provision.topic or not _UNDER.search(" ".join(statement.provision.path[-2:])):
            continue  # what stands under the name of an industry is for that industry
        given = set(_GIVES.findall(words))
        if given and _ACTS.search(words) and not _NOT_GIVEN.search(words):
            yield statement, len(given) + (small and 2 * bool(_SMALL.search(words)))


def for_small(document: Document) -> list[Statement]:
    """What is for small enterprises in particular."""
    return [
        s
        for s in statements_of(document)
        if _SMALL.search(document.text, s.start, s.end)
        and _ACTS.search(document.text, s.start, s.end)
        and not _NOT_GIVEN.search(document.text, s.start, s.end)
    ]
