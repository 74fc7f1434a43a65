"""Whether a word of a question is what it asks for, or only what it speaks of.

合同期限是多久 asks for a period; 无固定期限合同能解除吗 speaks of one and asks whether. Chinese puts
the question word where the answer would stand, so the word asked for stands beside one (哪些材料,
电话多少), or ends a question that has none (请告知截止日期).
"""

import re

_MARKS = re.compile("[，。；？！,;?!、：:\n]")
_QUESTION_WORD = (
    "多少|多[长久大高]|什么|啥|哪|(?<!任)何|谁|(?<![十百千])几|怎么|怎样|咋|如何|"
    "有没有|有无|是否有(?![权效])|有否|规定了?吗|吗|呢|么"
)
_ASKS = re.compile(_QUESTION_WORD)
# What may stand between the word and the question word that asks for it.
_AFTER = re.compile(
    "(?:[的是有要在到各共都]|为(?![哪谁何什]))*(?:分别|大概|大约|具体|一般|最终|最[高多低少长]|通常|应该?|需要?|能|可以|会|怎么)*"
    "(?:标准|方式|要求|期限|日期|时间|金额|比例|清单|名单|额度|数额|部分|发放|规定)?[的是为有要在到各共都]*"
    f"(?:分别|能|应)?(?:{_QUESTION_WORD})"
)
_BEFORE = re.compile(
    "(?:多少|什么(?![是叫]|情|时)(?:样的)?|啥(?:样的)?|哪(?:些(?!情)|个|种|几[种样]|一?份)?|何种|几[种样份]|"
    "有没有|有无|是否有(?![权效])|有(?![效关权]))(?:[\u4e00-\u9fffA-Za-z]{0,2}|[\u4e00-\u9fff]{1,4}的)$"
)
_WANTED = re.compile("(?:告知|告诉|说明|介绍|提供|列出|查询?|问|咨询|了解|知道|给个?|发我?|看看?)")
# Whether something may or must be done: 可以要求赔偿吗 asks for no standard of it.
_WHETHER = re.compile(
    "(?:可不可以|能不能|能否|可否|是否|是不是|会不会|要不要|应不应|该不该|算不算)(?!有)|(?:吗|(?<![什怎])么)$"
)
_HAS = re.compile("有没有|有无|是否有(?![权效])|有[\u4e00-\u9fff]{0,8}吗$|规定|明确")
_ENDING = 2  # characters after the word with which a question still ends in it


def is_asked_for(question: str, start: int, end: int) -> bool:
    """Whether the words at ``start`` to ``end`` of a question are what it asks for.

    Args:
        question: one question; of a message only the part between two marks around the words counts.
    """
    word = question[start:end]
    if _ASKS.search(word):
        return True
    before = _MARKS.split(question[:start])[-1]
    after = _MARKS.split(question[end:])[0].strip()
    if _AFTER.match(after) and not (
        _WHETHER.search(before + word + after) and not _HAS.search(after)
    ):
        return True
    if _BEFORE.search(before):
        return True
    if _WHETHER.search(before + word + after) or _ASKS.search(before + after):
        return bool(_HAS.search(before) or _HAS.search(after))
    ends = len(after) <= _ENDING or bool(_WANTED.match(after))
    return ends and (
        bool(_WANTED.search(question)) or not _ASKS.search(question[:start] + question[end:])
    )
