"""Greetings, thanks, who are you, what can you do: a short friendly answer."""

import re
from typing import ClassVar

from assistant.answers.base import CERTAIN_BID, Bid, Draft
from assistant.blocks import Lead
from assistant.evidence.asked import Asked

_POLITE = "(?:请问|你|您|小助手|助手|啊|呀|哦|呢|吧|了|哈|啦|一下|好的|嗯|那|，|,|。|！|!|～|~|？|\\?|\\s)*"
_WORDS = {
    "greeting": "你好|您好|你们好|嗨|哈喽|hello|hi|早上好|上午好|中午好|下午好|晚上好|早|在吗|有人吗|在不在",
    "thanks": "谢谢|多谢|感谢|辛苦|非常感谢|谢啦|谢谢你们?|麻烦(?:你|您)",
    "farewell": "再见|拜拜|回头见|先这样|没事了|没有了|没别的",
    "who": "(?:你|您)(?:是谁|叫什么(?:名字)?|是什么|是(?:机器)?人吗?|是ai吗?|是哪个单位的)"
    "|介绍.{0,3}(?:你)?自己|你是干什么的|你是做什么的",
    "able": "(?:你|您)?(?:能|会|可以)(?:帮我)?(?:做|干|办|回答|查|问)(?:些|点)?(?:什么|啥|哪些)"
    "(?:问题|事情?|事儿)?|有什么(?:功能|用|本事)|(?:怎么|如何|咋)(?:用|使用|问)(?:你|这个)?|能问(?:些)?(?:什么|啥)",
    "wrong": "(?:你)?(?:答|说|回答)(?:得|的)?(?:不对|错了?|有误|不准|不好)|不对|错了|不是这个|答非所问"
    "|没答到点(?:子)?上?|看不懂",
}
_SAID = {name: re.compile(f"{_POLITE}(?:{words}){_POLITE}") for name, words in _WORDS.items()}


class Social:
    """Answers what is said to the assistant itself; never from the documents."""

    name: ClassVar[str] = "social"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: what was said."""
        words = asked.question.original.strip().lower()
        said = next((name for name, pattern in _SAID.items() if pattern.fullmatch(words)), None)
        return Bid(CERTAIN_BID, said, settles_scope=True) if said else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """One or two sentences."""
        count = asked.resources.retriever.store.counts()["documents"]
        return Draft([Lead((_ANSWERS[bid.found].format(count=count),))])


_ANSWERS = {
    "greeting": "您好！我是政策助手，资料库里现有 {count} 份文件，请直接说您想问的政策问题。",
    "thanks": "不客气！还有政策上的问题，请随时问我。",
    "farewell": "好的，再见！需要查政策时请随时来问。",
    "who": "我是政策助手，只根据已入库的 {count} 份政策文件和目录回答，并给出原文出处。",
    "able": "我可以回答已入库的 {count} 份文件里的内容：支持标准、申报条件和材料、时间和部门、某条某款怎么写、"
    "一份文件讲了什么、是否还有效，并给出原文出处。",
    "wrong": "抱歉没有答好。请换个说法，或写明文件名、文号、地区、年份和您最关心的一点，我再查一次；原文可点引用核对。",
}
