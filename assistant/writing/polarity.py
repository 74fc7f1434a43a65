"""Negation, obligation and reservation: what turns a sentence around if it is added or left out."""

import re
from collections import Counter

# Words that contain a negation but negate nothing.
_HARMLESS = re.compile(
    "不断|不仅|不但|不同|不良|不锈|不管|无论|无线|无缝|无害化|无形|无偿|未来|非常|非公|非金属|非税|非化石|没收|"
    "是否|能否|可否|不[得能可应]?(?=超过|低于|高于|少于|多于|小于|大于|满[0-9一二三四五六七八九十百]|足[0-9一二三四五六七八九十百]|到[0-9一二三四五六七八九十百])"
)
_NEGATIONS = {
    "禁": "不得|不准|不许|不允许|禁止|严禁|杜绝|不能|不可|不应|不宜|切勿|勿|严控|防止|避免",
    "免": "不必|不需要?|无需|无须|不用|免于|免予|免除|免征|免收|免缴|免交|免",
    "停": "停止|暂停|取消|撤销|终止|拒绝|暂缓|终结|不再",
    "不": "不予|未经|未|没有|没|并非|不是|不属于|不|无|非|否",
    "外": "除外|(?<![扣免消删清排解拆去])除(?!尘|草|法|了|去|冰|湿|磷|渣)|例外|以外|之外|不包括|不含|但",
}
_NEGATION = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _NEGATIONS.items()))
_MUST = re.compile(
    "应当|应(?!用|急|对|收|税|付|届|邀)|必须|须(?!知)|务必|需要?(?!求)|要(?!求|素|点|害|件|领|闻)|一律"
)
_SOFT = re.compile("需?要")  # 淘汰电解槽 orders what 要淘汰电解槽 orders; 应当 and 必须 say more
_MAY = re.compile(
    "可以|允许|能够|有权|自愿|能否|可(?!持|靠|能|行|再|燃|见|视|控|比|研|以)|自主选择"
)
# 可以享受 only words what a grant is: nobody must take it.
_GRANT = re.compile(
    "(?:可以|能够|可)(?:给予|享受|申请|获得|得到|优先|享有|(?:一次性)?(?:拿到?|领到?|领取|获))"
)
# Reservations: leaving one out makes a stronger statement than the document's.
_HEDGE = re.compile(
    "力争|争取|力求|努力|原则上|逐步|鼓励|引导|优先|适当|拟|试点|探索|研究(?!院|所|开发|机构|中心)|预计|左右|大?约|"
    "一般|仅|只|方可|才(?!能|智|干)|为主|符合|支持|推动|促进|尽快|尽可能|配合|协助|参与|会同|联合|协同"
)
# Verbs that take away: 控制新增产能 without its first word says the contrary.
_LESS = re.compile(
    "控制|减少|降低|限制|压缩|淘汰|削减|化解|整治|查处|打击|处罚|关停|关闭|退出|防范|遏制|取缔|拆除|治理"
)
# Limits on what follows them: 重点企业 is not 企业.
_LIMIT = re.compile(
    "首次|重点|规模以上|中小|小型|大型|微型|省级|市级|县级|国家级|有条件的?|骨干|优势|新建|新上|部分|总体|基本|累计|年均|"
    "平均|人均|单独|同时|新增|地方|民营|国有|外商|自主|重大"
)
_UNLIMITED = re.compile(
    "所有|全部|一律|全面|任何|均|都(?!市)|仅|只(?!有)|只有|唯一|凡|必定|肯定|一定(?!的|程度|条件|比例|规模)|永久|长期|随时|立即|"
    "无条件|完全|最(?![近高低多少])|每|各|直接|自动|无偿|全额|免费|首先|马上|必然|绝对|保证|确保"
)
_SAME = (
    ("方可", "才", "只有"), ("为主", "主要", "主要靠"), ("力争", "争取", "力求", "努力"), ("首次", "第一次", "初次"),
)  # fmt: skip
# 都 behind things that the sentence itself names speaks of these, not of all there are
_SHARED = re.compile("(?<=[、和与及或双两])(?P<named>[^，；]*?)(?:都(?!市)|均)")
_EXCEPTION = re.compile(
    "(?<![扣免消删清排解拆去])除[^尘草法了去冰湿磷渣]|例外|除外|不包括|不含|不适用|以外的|但是|，但|，但|,但"
)
# 除收入奖励外，还给予…: adds, and excepts nothing
_BESIDES = re.compile("(?<![扣免消删清排解拆去])除[^。；]*?外，(?=[^，。；]{0,8}(?:还|也|另))")
_OPENS_EXCEPTION = re.compile("但|除|例外|不包括|不适用")
_CONDITION = re.compile(
    "^(?:经(?!济|信|营|费)|凡|如|若|当|对于?|在).|(?:的|后|时|前提下|情况下|条件下|基础上)[，,]?$"
)
_NEXT = 2  # characters that show what a word governs


def disagreement(words: str, span: str, aligned: str, sentence: str = "") -> str:
    """Why ``words`` turn the span around, or "".

    Args:
        words: a phrase of the sentence, plain.
        span: the whole cited words, plain.
        aligned: the phrases of the span that carry the sentence's phrase.
        sentence: all of it; a reservation may stand in another of its phrases.
    """
    if negations(words) != negations(aligned):
        return "否定"
    if _turned(words, span):
        return "否定"
    may, must = _MAY.search(words), _MUST.search(words)
    if must and not (_MUST.search(aligned) or "禁" in negations(aligned)):
        ordered = not (_MAY.search(aligned) or _HEDGE.search(aligned))
        if not (ordered and _SOFT.fullmatch(must[0]) and len(_MUST.findall(words)) == 1):
            return "应当"
    if bool(may) != bool(_MAY.search(aligned)):
        bound = _MUST.search(aligned) or "禁" in negations(aligned)
        if not may or bound or not _GRANT.search(words):
            return "可以"
    if may and must and not (_MAY.search(aligned) and _MUST.search(aligned)):
        return "可以"
    kept = [*_HEDGE.findall(aligned), *_LESS.findall(aligned)]
    whole = sentence or words
    if "目标" in whole:  # a target is what is striven for
        kept = [word for word in kept if word not in ("力争", "争取", "力求", "努力")]
    if any(not _kept(word, whole) for word in kept):
        return "保留"
    if any(
        _governs(word, words, aligned) for word in _LIMIT.findall(aligned) if not _kept(word, whole)
    ):
        return "保留"
    if any(word not in span for word in _UNLIMITED.findall(_SHARED.sub(r"\g<named>", words))):
        return "范围"
    return ""


def _kept(word: str, whole: str) -> bool:
    """Whether a sentence says a reservation, in its word or in another for the same."""
    return word in whole or any(w in whole for same in _SAME if word in same for w in same)


def exception_lost(sentence: str, span: str) -> bool:
    """Whether the span makes an exception that the sentence does not mention."""
    return bool(_EXCEPTION.search(_BESIDES.sub("", span))) and not _EXCEPTION.search(sentence)


def excepts(span: str) -> bool:
    """Whether a span begins with an exception from what stands before it (但……除外)."""
    return bool(_OPENS_EXCEPTION.match(span))


def is_condition(phrase: str) -> bool:
    """Whether a phrase only says when or for whom the next one holds."""
    return bool(_CONDITION.search(phrase))


def limits(word: str) -> bool:
    """Whether a word limits what follows it."""
    return _LIMIT.fullmatch(word) is not None


def without_polarity(text: str) -> str:
    """``text`` without the words that are compared here; each leaves a gap as long as it."""
    for pattern in (_NEGATION, _MAY, _MUST):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    return text


def negations(text: str) -> Counter[str]:
    """How often a text denies, by the kind of negation."""
    bare = _HARMLESS.sub(" ", text)
    return Counter(match.lastgroup or "" for match in _NEGATION.finditer(bare))


def _turned(words: str, span: str) -> bool:
    """Whether something that the span always negates stands in the sentence without negation."""
    bare = _HARMLESS.sub(lambda m: " " * len(m[0]), span)
    for match in _NEGATION.finditer(bare):
        if match.lastgroup == "停":
            continue  # a verb: what it stops may stand before it (称号被撤销)
        governed = span[match.end() : match.end() + _NEXT]
        if len(governed) < _NEXT or governed not in words:
            continue
        free = span.count(governed) > _after(governed, bare)
        if not free and words.count(governed) > _after(governed, words):
            return True
    return False


def _after(needle: str, text: str) -> int:
    """How often ``needle`` stands right behind a word of negation."""
    return sum(text.startswith(needle, match.end()) for match in _NEGATION.finditer(text))


def _governs(word: str, words: str, aligned: str) -> bool:
    """Whether what follows a reservation in the span is said in the sentence."""
    return any(
        aligned[m.end() : m.end() + _NEXT] in words for m in re.finditer(re.escape(word), aligned)
    )
