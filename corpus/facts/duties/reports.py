"""Texts that tell what was done, apart from texts that lay down what is to be done."""

import re

from corpus.document import Document, ProvisionKind

_GENRE = re.compile(
    "(?:通知|意见|办法|规定|细则|条例|方案|措施|决定|公告|通告|函|指引|指南|计划|要点|预案|规范|举措|规程|章程|规划|令|政策)"
    "(?:[（(][^（）()]*[）)])?$"
)
_ISSUED = re.compile("关于[^。\n]{2,60}的(?:通知|意见|办法|公告|通告|函|决定|方案|措施)")
# 某市出台十条措施, 某局：…: a headline has a verb; a title names its subject (关于…的通知).
_HEADLINE = re.compile("^(?!.*关于).*(?:出台|推出|发布|召开|助力|：|！|？)")
_PRESS = re.compile("记者|新华社|通讯员|本报讯|日电")
# The time of a thing past, or that somebody else tells it.
_TOLD = re.compile(
    "(?<![0-9])日前|近日|连日来|昨[日天晚]|今[天晨]|截至|截止(?!日期|时间)|据(?:悉|统计|了解|介绍|报道)|此前|获悉|了解到|以来|记者|"
    "[0-9]+日(?:上午|下午|晚|，)|目前|本报|[报社]讯"
)
_DONE = re.compile(
    "(?<![为除])了(?!解|结|然|望|[却断])|已经?(?![有购])|正在|正(?=[积组加全])|曾|累计|共[0-9]|先后"
)
# Behind the first verb 已 may stand in an object; these tell a result.
_RESULT = re.compile("(?<![为除])了(?!解|结|然|望|[却断])|总体(?:有序|平稳)|取得|成效")
_OPENING = 300  # characters in which an official document names itself


def lays_down(document: Document) -> bool:
    """Whether a document is official prose, where a bare verb is an order (财政部门落实资金).

    News, letters and answers to questions tell with the same words what is done.
    """
    title, opening = document.metadata.title, document.text[:_OPENING]
    if _PRESS.search(opening) or _HEADLINE.search(title):
        return False
    if document.metadata.number or _GENRE.search(title):
        return True
    if any(p.kind is ProvisionKind.ADDRESSEE for p in document.provisions):
        return True
    return bool(_ISSUED.search(opening)) and not _PRESS.search(document.text)


def tells(before: str, predicate: str) -> bool:
    """Whether the words around a subject tell of a thing done; its predicate has no 要 or 应."""
    sentence = re.split("[。；]", predicate, maxsplit=1)[0]
    first = sentence.split("，")[0]
    return bool(
        _TOLD.search(before) or _DONE.search(first) or _RESULT.search(sentence.partition("，")[2])
    )
