"""What a question is about, apart from what it asks: 高企首次认定奖励多少 → 高企首次认定, 奖励多少."""

import re

from corpus.language.words import content_words, word_spans

ASKS = re.compile(
    "多少|(?<![好差十百])几(?!乎|何)|谁|哪|什么|啥|怎么|怎样|咋|如何|吗|是否|能不能|可不可以|会不会|多久|多长|何时"
)
# What stands before the question word and belongs to it, not to what is asked about.
_TAIL = re.compile(
    "(?:分别|各自|各|一共|设在|设|延长?|位于|叫|交给|属于||总共|最多|最高|最长|最低|可以|可|能|能够|应当|应该|应|需要|需|要|得|还|都|会|将|到|在|去|上|"
    "向|找|由|归|给|是|有|为|按|拿|领|补|奖|贴|打|拨|提交|准备|提供|申请|申报|办理|奖励|补助|补贴|资助|选|投|花|交|缴|付|收|免|减|罚|赔|占|涨|能用|用|使用|享受)+$"
)
_OF = re.compile("的[^的]{1,6}$")
_POST = re.compile(
    "(?:[组主局处科校院会队]长|主任|主席|秘书|负责人|联系人|委员|成员|人员|代表|办公室|期|额|率|数|条件|材料|时间|标准|比例)$"
)
_GIVEN = re.compile("奖励|补助|补贴|资助")
_DOCUMENT = re.compile("^(?:这个?|这份|该|本)?文件(?:里头?|中|上)?(?:对于?|关于)")
_OF_PROJECT = re.compile("(?<=项目|工程|计划)(?:奖励|补助|补贴|资助)$")
_EDGE = "，,、：:；;。 "
_TROUBLE = re.compile("(?:有|遇到)(?:什么)?(?:问题|疑问|困难)$")
# Words for a side of a matter, which need the matter: 电话多少, 总额上限多少, 满足什么条件
_SIDE = re.compile(
    "(?:联系|咨询|热线|办公)?(?:电话|地址|邮箱|网址)|(?:申请|申报|办理|受理|提交|报名|截止|起止)?(?:材料|资料|条件|时间|期限|时限|日期|流程|程序|步骤|手续|地点|地方|网站)|"
    "门槛|资格|要求|金额|标准|额度|比例|总额|总金额|上限|下限|名额|数量|有效|有效期|期|费用|钱|满足|符合|具备|满|够|提前|准备|提交|申请|申领|申报|占比|办理|办|受理|需要|截止|结束|开始|生效|发放|审批|批|管|负责|牵头|"
    "最高|最低|最多|最长|一般|大概|大约|具体|每年|一年|一共|分别|拿|领|交|补|奖|号|需|要|按|规定|内容|说|讲|适用|享受|咨询|联系|问|打|选"
)
# … and what any matter has; as a part of a name (失业保险单位) they say which.
_GENERAL = re.compile(
    "(?:联系)?方式|联系人|人|部门|单位|这些|那些|个|人员?|成员|成员单位|项目|情形|情况|措施|政策|支持|办法|时候|天|月|年|日|.不.|"
    "(?:[一二两三四五六七八九十几]|[0-9]+)(?:个|种|项|条|类|家|年|月|天|届|次)?"
)


def topic_of(question: str) -> str:
    """What a question is about, without what it asks and the side of it: 高企首次认定奖励多少 →
    高企首次认定; "" where it names nothing (要满足什么条件)."""
    asks = ASKS.search(question)
    topic = question[: asks.start()] if asks else question
    topic = _TROUBLE.sub("", _TAIL.sub("", topic.strip(_EDGE)))
    side = _OF.search(topic)
    if side and not has_subject(side[0]):
        topic = topic[: side.start()]
    topic = topic.strip(_EDGE)
    return topic if has_subject(topic) else ""


def matter_of(question: str) -> str:
    """What a question is about without the side of it that stands last: 贷款贴息比例是多少 → 贷款贴息."""
    topic = topic_of(question)
    spans = word_spans(topic)
    while len(spans) > 1 and is_side(topic[slice(*spans[-1])]):
        spans.pop()
    kept = topic[: spans[-1][1]].rstrip("的") if spans else ""
    kept = _DOCUMENT.sub("", _OF_PROJECT.sub("", kept))
    return kept if has_subject(kept) else topic


def own_words(question: str) -> list[str]:
    """The words of a question that name a matter, not a side of one; empty for 要满足什么条件."""
    words = content_words(ASKS.sub(" ", question))
    return [w for w in words if not is_side(w) and not _GENERAL.fullmatch(w) and _TAIL.sub("", w)]


def is_side(word: str) -> bool:
    """Whether a word says which side of a matter is asked, or nothing at all."""
    adverb = not _TAIL.sub("", word) and not _GIVEN.fullmatch(word)
    return len(word) < 2 or adverb or bool(_SIDE.fullmatch(word))


def has_subject(question: str) -> bool:
    """Whether it names what it is about."""
    return bool(own_words(question))


def takes_place(topic: str, own: str) -> bool:
    """Whether ``own`` (办公室) can only stand in the place of the last word of ``topic`` (领导小组组长), as
    that names a person, a post or a side, not a matter that has such a thing."""
    words = own_words(topic)
    return bool(words) and bool(_POST.search(topic)) and bool(own)


def context_for(topic: str, own: str) -> str:
    """What of ``topic`` stays when another thing is put in the place of its last one: 首次认定 gives way
    to 重新认定 (高企首次认定 → 高企), 建设期 to 主任 (实验室建设期 → 实验室); "" where nothing is left."""
    lead, comma, last = topic.rpartition("，")
    if side := _OF.search(last):
        return f"{lead}{comma}{last[: side.start()]}"
    spans = word_spans(last)
    words = [last[a:b] for a, b in spans]
    other = [own[a:b] for a, b in word_spans(own)]
    if not words or not other:
        return topic
    drop = 1
    if words[-1] == other[-1] and min(len(words), len(other)) > 1:
        drop = min(len(other), len(words))
    elif len(words[-1]) == 1 and len(words) > 1:
        drop = 2  # 建设 期
    kept = last[: spans[-drop][0]].rstrip("的") if len(words) > drop else ""
    return f"{lead}{comma}{kept}"
