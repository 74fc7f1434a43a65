"""Greetings, thanks, who are you, what can you do: a short friendly answer."""

import re
from typing import ClassVar

from assistant.answer import Status
from assistant.answers.base import CERTAIN_BID, Bid, Draft
from assistant.blocks import Lead
from assistant.evidence.asked import Asked
from assistant.understanding.kinds import QuestionKind

_POLITE = "(?:请问|你好|您好|你|您|小助手|助手|啊|呀|哦|呢|吧|了|哈|啦|一下|好的|嗯|那|，|,|。|！|!|～|~|？|\\?|\\s)*"
_WORDS = {
    "greeting": "你好|您好|你们好|嗨|哈喽|hello|hi|早上好|上午好|中午好|下午好|晚上好|早|在吗|有人吗|在不在",
    "thanks": "谢谢|多谢|感谢|辛苦|非常感谢|谢啦|谢谢你们?|麻烦(?:你|您)",
    "farewell": "再见|拜拜|回头见|先这样|没事了|没有了|没别的",
    "who": "(?:你|您)(?:是谁|叫什么(?:名字)?|是什么|是(?:机器)?人吗?|是ai吗?|是哪个单位的)"
    "|介绍.{0,3}(?:你)?自己|你是干什么的|你是做什么的",
    "able": "(?:你|您)?(?:能|会|可以)(?:帮我|帮忙)?(?:做|干|办|回答|查|问|解决)(?:些|点)?(?:什么|啥|哪些)"
    "(?:问题|事情?|事儿)?|有什么(?:功能|用|本事)|(?:怎么|如何|咋)(?:用|使用|问)(?:你|这个)?|能问(?:些)?(?:什么|啥)",
    "wrong": "(?:你)?(?:答|说|回答)(?:得|的)?(?:不对|错了?|有误|不准|不好)|不对|错了|不是这个|答非所问"
    "|没答到点(?:子)?上?|看不懂",
    "heard": "(?:我)?(?:知道|明白|清楚|了解|懂|收到)|好的?|行|可以|ok|嗯+|哦+",
}
_SAID = {name: re.compile(f"{_POLITE}(?:{words}){_POLITE}") for name, words in _WORDS.items()}
# What is plainly said to the assistant (as the head of kinds has it) is told by its words.
_PLAINLY = 0.6
_TOLD = {
    "wrong": "不对|错|有问题|有误|不准|不满意|没用|答非所问|看不懂|没帮助|离谱|胡说|瞎|不完整|不全|太(?:长|短|慢|差)"
    "|没(?:有)?(?:回答|说清|答)",
    "thanks": "谢|辛苦|感谢|帮大忙",
    "farewell": "再见|拜拜|回头见|下次|走了",
    "able": "(?:你|系统|助手|机器人|平台|这里).{0,8}(?:能|会|可以|有).{0,8}(?:什么|啥|哪些|功能)|怎么用|如何使用"
    "|干(?:嘛|什么|啥)用|有(?:什么|啥)用",
    "who": "(?:你|系统|助手|机器人).{0,6}(?:谁|什么|哪|叫|干(?:嘛|啥)|人吗|机器|真人)",
    "heard": "知道|明白|清楚|了解|懂了|收到|好的|嗯",
    "greeting": "好|在吗|嗨|哈喽|hello",
}
_KEYS = {name: re.compile(words) for name, words in _TOLD.items()}
_LONGEST = 30  # characters of such a message


class Social:
    """Answers what is said to the assistant itself; never from the documents."""

    name: ClassVar[str] = "social"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: what was said."""
        words = asked.question.original.strip().lower()
        said = next((name for name, pattern in _SAID.items() if pattern.fullmatch(words)), None)
        told = None if said else _told(asked, words)
        found = said or told
        return Bid(CERTAIN_BID, (found, bool(said)), settles_scope=True) if found else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """One or two sentences."""
        count = asked.resources.retriever.store.counts()["documents"]
        said, plainly = bid.found
        # what is only taken for small talk is nothing that the documents answer
        status: Status = (
            "answered" if plainly or said in ("wrong", "heard", "thanks") else "not_found"
        )
        return Draft([Lead((_ANSWERS[said].format(count=count),))], status=status)


def _told(asked: Asked, words: str) -> str | None:
    """What a message that is plainly small talk says, None where it is not, or says nothing known."""
    question = asked.question
    plainly = question.shares.get(QuestionKind.SOCIAL, 0.0) >= _PLAINLY
    if not plainly or question.departments or question.figures or len(words) > _LONGEST:
        return None
    return next((name for name, pattern in _KEYS.items() if pattern.search(words)), None)


_ANSWERS = {
    "greeting": "您好！我是政策助手，资料库里现有 {count} 份文件，请直接说您想问的政策问题。",
    "thanks": "不客气！还有政策上的问题，请随时问我。",
    "farewell": "好的，再见！需要查政策时请随时来问。",
    "who": "我是政策助手，只根据已入库的 {count} 份政策文件和目录回答，并给出原文出处。",
    "able": "我可以回答已入库的 {count} 份政策文件里的内容：支持标准、申报条件和材料、时间和部门、某条某款怎么写、"
    "一份文件讲了什么、是否还有效，并给出原文出处。",
    "heard": "好的。还想了解什么，请接着问。",
    "wrong": "抱歉没有答好。请换个说法，或写明文件名、文号、地区、年份和您最关心的一点，我再查一次；原文可点引用核对。",
}
