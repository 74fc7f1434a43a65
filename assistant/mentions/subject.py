"""Of what a question wants everything that is said: 洛阳有哪些重点项目 → 洛阳, projects.

A question is read as words. Those that ask, point at a document or only say that something is said
are left aside; what is left is the subject, and of what it wants (项目, 企业) the form of the answer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from assistant.understanding.asking import is_asking
from assistant.understanding.question import Question
from corpus.language.places import place_table
from corpus.language.words import fold, is_stop_word, word_spans


class Wanted(StrEnum):
    """What is wanted of a subject; the value is what it is called in the answer."""

    ANYTHING = "内容"
    PROJECTS = "项目"
    BODIES = "企业"


@dataclass(frozen=True, slots=True)
class Subject:
    """``names``: all of them have to be spoken of, or where ``either`` any; each with its other
    spellings. ``nouns``: what else a statement must name (技术 of 支持什么技术). ``counts``: how many is
    asked; ``place``: all are places; ``measure``: it is a kind of measure (淘汰); ``listed``: it is what
    the document enumerates under that name (要建哪些产业园)."""

    names: tuple[tuple[str, ...], ...]
    wanted: Wanted = Wanted.ANYTHING
    nouns: tuple[str, ...] = ()
    either: bool = False
    counts: bool = False
    place: bool = False
    measure: bool = False
    listed: bool = False

    @property
    def words(self) -> str:
        """The subject as the answer names it."""
        return ("、" if self.either else "").join(spelt[0] for spelt in self.names)


# Verbs of which one asks for all that a document names: what is to be closed, banned, rewarded.
_MEASURES = re.compile("淘汰|关停|关闭|限制|禁止|取缔|退出|奖励|补助|补贴|贴息|减免|表彰|融资|处罚")
_NOUNS = re.compile("产业|技术|工艺|设备|产品|人才|平台|服务|材料|资金|机构|目录|品牌")
_PROJECTS = re.compile("(?:大|重点|重大)?(?:项目|工程|基地|园区|产业园|园|开发区|集聚区)")
_BODIES = re.compile("(?:龙头|骨干|重点)?(?:企业|公司|厂家|厂商|集团)|谁")
_SORTS = ("中小", "小微", "大型", "外资", "民营", "国有")  # of bodies: no matter of their own
_NAMED_SO = re.compile("公司|集团|厂")  # ends a name: 安钢集团
_SEVERAL = re.compile("哪[些几]")
_WHICH = re.compile("哪[些几]|什么|啥|谁")
# Who introduces himself says for whom he asks; the question comes behind the comma.
_SELF = re.compile(
    "^(?:(?:您好|你好|请问)[，,]?)?(?:我|俺|咱)们?(?:是|在|属于|作为)[^，,。？?]{2,30}[，,]"
)
_POINTS = re.compile(
    "(?:这|那|该|本|此|上述)?(?:一)?(?:份|个|项|篇|部)?(?:文件|政策|意见|通知|方案|规划|办法|条例|文)(?:里面?|中|上|内|当中|里头)*"
)
_SAYS = re.compile(
    "(?:都|有|被|共|一共|总共)?(?:提到|提及|点名|点到|涉及|说到|讲到|写到|谈到|列出|列入|列)(?:了|过|名|的)*|(?:跟|和|与|同|对)?(?=.{2,12}(?:有关|相关))|(?:有|相)关的?|关于"
)
SPEAKS = re.compile(
    "提到|提及|点名|点到|涉及|说到|讲到|写到|谈到"
)  # asks what is said of something
_NOISE = re.compile(
    "这边|那边|这儿|那儿|这块儿?|那块儿?|领域|行业|产业|方面|部分|里头?|里面|省里|市里|全省|全市|沾上?|沾|上|要|家|哪家|名单|清单|帮|想|了解|"
    "建|建设|发展|搞|安排|部署|支持|推进|推动|实施|鼓励|采用|改|改造|提升|方向|重点|要求|措施|举措|内容|事|事情|活|任务|准备|打算|规划|布局|落户|落地|"
    "这件.*|那件.*|.?事上?|责任|职责|义务|工作|出|拉|给|对|要.|包括|包含|涵盖|用|上马|中央|国家|一下|好|应|须|干|列|整理|梳理|汇总|全部|所有|列全|分别|各|被|次|处|名|重大|大型|大|主要|具体|相关|有关|点|级|型|块|儿|类|规定|位|到|能|得到|给到|呢|第|多|"
    "哪.*|什么.*|啥.*|几.*|多少.*|有.*|是.*|咱.*|我.?|俺.?|你.?|.{0,2}不.{0,2}|[0-9]+|一共|总共|到底|究竟|想要|打听|请教|请问|问问|名字"
)
ASKS_COUNT = re.compile("几[个家项处次]|多少[个家项处次]")
_AND = "和与跟、及"
_TAIL = re.compile("(?<=..)(?:行业|产业|工业|制造业|领域|业|级|型|类|方面)$")
_ASKS_WHAT = re.compile("哪|什么|啥|多少|几|谁|内容|怎么|如何|咋")


def subject_of(question: Question, text: str, title: str = "") -> Subject | None:
    """The subject of a question, None where it has none of its own.

    Args:
        text: the question without what names the document.
        title: of the document that is meant; its words tell nothing in it.
    """
    plain = _SELF.sub("", fold(text))
    plain = plain if _ASKS_WHAT.search(plain) else fold(text)
    bare = _SAYS.sub(" ", _POINTS.sub(" ", _WHICH.sub(lambda m: f" {m[0]} ", plain)))
    theme = title[title.find("关于") + 1 :] if "关于" in title else title
    read = _Read(fold(theme), question)
    for start, end in word_spans(bare):
        read.take(bare[start:end], start)
    names = [_spellings("".join(run), question) for run in read.runs]
    names = [n for n in names if len(n[0]) > 1 or is_matter(n[0])]
    measures = [n for n in names if _MEASURES.fullmatch(n[0])]
    alone = len(measures) == 1 and measures == names[: read.before]
    names = measures if alone else names
    if not names:  # 要建哪些产业园: all that is enumerated under that word
        listed = tuple((noun,) for noun in read.words[:1] if _SEVERAL.search(plain))
        return Subject(listed, either=True, listed=True) if listed else None
    place = all(is_place(n[0]) for n in names)
    either = len(names) > 1 and (read.joined or place)
    counts = bool(ASKS_COUNT.search(plain))
    return Subject(
        tuple(names), read.wanted, tuple(read.nouns), either, counts, place, bool(measures)
    )


@dataclass(slots=True)
class _Read:
    """What was read of a question so far: ``runs`` of words that say something of the subject,
    of which ``before`` stand before the question word."""

    title: str
    question: Question
    runs: list[list[str]] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    wanted: Wanted = Wanted.ANYTHING
    joined: bool = False
    which: bool = False
    before: int = 0
    behind: int = -1

    def take(self, word: str, start: int) -> None:
        """Take the next word in."""
        adjoining = bool(self.runs) and self.behind == start
        form = _form(word)
        if adjoining and _NAMED_SO.fullmatch(word) and not self.which:
            form = None
        if form is not None:
            self.words.append(word)
            self.wanted = form if self.wanted is not Wanted.BODIES else self.wanted
            self.which = self.which or word == "谁"
            return
        if word in _AND and adjoining:
            self.joined = True
            return
        self.which = self.which or bool(_WHICH.match(word))
        if self.which and _NOUNS.fullmatch(word):
            self.nouns.append(word)
            self.words.append(word)
            return
        if not re.search(r"\w", word) or _is_noise(word, self.title, self.question):
            return
        if not self.which:  # 项目占地的手续归哪个部门: what is wanted stands by the question word
            self.wanted = Wanted.ANYTHING
        stem = re.sub("(?<=..)企业$", "", word)
        if stem != word and stem not in _SORTS:
            self.wanted, word = Wanted.BODIES, stem
        if adjoining:
            self.runs[-1].append(word)
        else:
            self.runs.append([word])
            self.before += not self.which
        self.behind = start + len(word)


def _form(word: str) -> Wanted | None:
    if _PROJECTS.fullmatch(word):
        return Wanted.PROJECTS
    return Wanted.BODIES if _BODIES.fullmatch(word) else None


def _is_noise(word: str, title: str, question: Question) -> bool:
    """Whether a word says nothing of the subject: it asks, or the whole document is about it."""
    if is_stop_word(word) or is_asking(word) or _NOISE.fullmatch(word):
        return True
    meanings = next((t.meanings for t in question.terms if t.word == word), ())
    return len(word) > 1 and any(w in title for w in (word, *meanings))


def is_matter(word: str) -> bool:
    """Whether a single character is a matter of its own (铝, 煤)."""
    return bool(
        re.fullmatch("[铝铜钢铁煤锂镁钛锌铅金银油气电水茶酒药粮棉糖盐车船鱼猪牛羊鸡]", word)
    )


def _spellings(name: str, question: Question) -> tuple[str, ...]:
    """A name and what else a document may call it: without the suffix, by its official terms."""
    found = [name]
    stem = _TAIL.sub("", name)
    if is_place(name):
        stem = re.sub("(?<=..)[省市县区]$", "", name)
    if len(stem) > 1 or is_matter(stem):
        found.append(stem)
    found += [m for t in question.terms if t.word in (name, stem) for m in t.meanings]
    return tuple(dict.fromkeys(found))


def is_place(name: str) -> bool:
    """Whether a name is that of a place, short names that are words too included."""
    spans = [(found.start, found.end) for found in place_table().find(name)]
    return spans == [(0, len(name))] or name in _short_names()


@lru_cache(maxsize=1)
def _short_names() -> frozenset[str]:
    """The names of places without 市 or 县, as people say them (新乡, 内黄)."""
    names = (place.name for place in place_table().places)
    return frozenset(name[:-1] for name in names if name[-1] in "市县" and len(name) == 3)


def spoken_of(names: Iterable[tuple[str, ...]], words: str, either: bool = False) -> bool:
    """Whether words name the subject."""
    folded = fold(words)
    told = [any(spelt in folded for spelt in name) for name in names]
    return any(told) if either else all(told)
