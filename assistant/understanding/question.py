"""Understand what is asked: its kind, its words and what they may mean, departments, figures."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.understanding.lexicon import lexicon, phrases_in
from corpus.language.departments import DepartmentTable, Mention
from corpus.language.figures import Figure, find_figures
from corpus.language.words import content_words, fold, general_idf, is_stop_word


class QuestionKind(StrEnum):
    """What sort of answer is wanted."""

    DOCUMENT = "文件信息"
    THRESHOLD = "界限判断"
    DUTY = "部门职责"
    WHO = "主管部门"
    FIGURE = "数字"
    LIST = "列举"
    DEFINITION = "释义"
    PROCEDURE = "办理"
    YES_NO = "是否"
    OTHER = "内容"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question with the official terms that may stand for it, and its weight."""

    word: str
    weight: float
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. ``text`` is complete by itself (follow-ups are filled in)."""

    original: str
    text: str
    kind: QuestionKind
    terms: tuple[Term, ...]
    departments: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    expansion: tuple[str, ...] = ()

    @property
    def compares(self) -> bool:
        """Whether the user's own figure is to be held against the documents' bounds."""
        asks_figure = self.kind is QuestionKind.FIGURE
        return self.kind is QuestionKind.THRESHOLD or (measures(self.figures) and not asks_figure)


# Order matters: the first pattern that matches names the kind.
_KINDS: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = (
    (QuestionKind.DUTY, re.compile(
        "职责|职能|职权|分工|(?:承担|负责|管|做|干|出|忙|抓|落实|履行|发挥|扮演)(?:着)?(?:些|点)?(?:什么|哪些|啥|何)|"
        "(?:要|该|得|应|应当|需|需要|能|可以|都)(?:为.{1,10})?(?:做|干|管|抓|办|负责|配合|落实)(?:些|点)?(?:什么|哪些|啥)|"
        "(?:哪些|什么|啥)(?:活|事|任务|工作|职责|责任|角色|作用)|任务(?:是|有)|工作内容|出(?:什么|啥|多大)力|"
        "何种身份|什么身份|管哪些|落实哪些")),
    (QuestionKind.DEFINITION, re.compile(
        "(?:是|指|叫|算|啥|什么)(?:的)?(?:什么|啥|哪)?(?:意思|含义|概念|定义)|什么(?:是|叫)|啥(?:是|叫)|"
        "指的?是?(?:什么|啥|哪)|是个?(?:什么|啥)(?:工程|计划|东西|概念|说法|平台|机制)?[？?]?$|怎么理解|全称|简称|"
        "干(?:什么|啥)用|哪两化|说的是(?:什么|啥)")),
    (QuestionKind.WHO, re.compile(
        "谁|(?:哪|何|什么|啥)(?:个|些|家|级|类)?(?:部门|单位|机关|厅局|厅|局|机构|系统|组织|科室|衙门|委)|"
        "找哪|归(?:哪|谁)|由哪|哪家|哪儿管|哪里管|该找")),
    (QuestionKind.LIST, re.compile(
        "哪(?:些|几)|几(?:样|方面|个方面)|列(?:出|一下|明|举)|分别|清单|一条条|"
        "都(?:有|是)(?:什么|啥|谁)")),
    (QuestionKind.FIGURE, re.compile(
        "多少|几(?:个|家|成|条|台|倍|年|项|天|批|种|类|万|亿|元|点|亩|人|期|吨)|多大|多高|多长|多久|比例|占比|百分之|规模")),
    (QuestionKind.LIST, re.compile(
        "有(?:什么|啥|哪)|包括|各有|(?:什么|啥)(?:项目|产品|技术|工艺|行业|产业|措施|政策|原则|目录|基地|园区|企业|好处|特点|优惠)")),
    (QuestionKind.PROCEDURE, re.compile(
        "怎么(?:办|申|报|走|弄|进|做|操作)|如何|咋(?:办|申|报|走|弄|进)|流程|程序|步骤|第一步|头一步|先.{1,8}还是先|怎样")),
    (QuestionKind.YES_NO, re.compile(
        "吗|不[？?。]?$|(?:能|会|要|可|是|算|让|该|够|有)不(?:能|会|要|可以|可|是|算|让|该|够)|有没有|是否|能否|可否|"
        "(?:行|可以|允许|支持|鼓励)(?:不|吗|么|嘛)|没[？?]?$|么[？?]?$|嘛[？?]?$")),
)  # fmt: skip
_THRESHOLD_WORDS = re.compile(
    "淘汰|关停|关掉|让关|拆|砸|取缔|整顿|停|保得住|留着|落后|属于|算不算|算|够不够|够|达标|达到|适用|要求|必须|"
    "非.+不可|要不要|符合|可以|能不能|能|会|是否|咋算|怎么算|吗|不[？?]?$|呢"
)
_ASKS_FIGURE = re.compile("多少|几|多大|多高|多久|多长")


def understand(text: str, table: DepartmentTable, original: str = "") -> Question:
    """Read one self-contained question.

    Args:
        text: the question, completed from the conversation where it was a follow-up.
        original: what the user typed, for display; ``text`` if empty.
    """
    figures = _figures(text)
    departments = tuple(table.find(text))
    if not departments:
        departments = _bare_departments(text, table)
    terms = tuple(_terms(text, departments))
    expansion = tuple(dict.fromkeys(m for t in terms for m in t.meanings))
    kind = _kind(text, figures)
    return Question(original or text, text, kind, terms, departments, figures, expansion)


def _figures(text: str) -> tuple[Figure, ...]:
    """Figures of a question, in its own spelling (95kA) where folding kept the offsets."""
    folded = fold(text)
    figures = find_figures(folded)
    if len(folded) == len(text):
        figures = [replace(f, words=text[f.start : f.end]) for f in figures]
    return tuple(figures)


def _kind(text: str, figures: tuple[Figure, ...]) -> QuestionKind:
    # A plain count in a question (五年、两条) is no figure to compare.
    if measures(figures) and _THRESHOLD_WORDS.search(text) and not _ASKS_FIGURE.search(text):
        return QuestionKind.THRESHOLD
    for kind, pattern in _KINDS:
        if pattern.search(text):
            return kind
    return QuestionKind.OTHER


def measures(figures: tuple[Figure, ...]) -> bool:
    """Whether a figure measures something, so that it can be held against a bound."""
    return any(f.dimension in _PHYSICAL for f in figures)


_PHYSICAL = frozenset("体积 质量 电流 容量 功率 金额 比例 面积 人数 年龄 长度".split())


def _bare_departments(text: str, table: DepartmentTable) -> tuple[Mention, ...]:
    """A department named without a suffix (消防、环保), where the question is about little else."""
    stripped = re.sub(
        "[呢吗？?！!。，,]|那|还有|要|做|干|管|什么|啥|哪些|职责|负责|的|任务|工作|方面", "", text
    )
    department = table.resolve(stripped) if stripped else None
    if department is None:
        return ()
    at = text.find(stripped)
    return (Mention(department, max(at, 0), max(at, 0) + len(stripped), stripped),)


def _terms(text: str, departments: tuple[Mention, ...]) -> list[Term]:
    """Content words, weighted by how rare they are in general Chinese, with their meanings."""
    table = lexicon()
    words = content_words(text)
    for phrase in phrases_in(text):
        if phrase not in words and not is_stop_word(phrase):
            words.append(phrase)
    terms = []
    names = {m.name: m for m in departments}
    for word in words:
        meanings = list(table.get(word, ()))
        for name, mention in names.items():
            if word in name or name in word:
                meanings += [*mention.department.stems, *mention.department.names]
        weight = min(max(general_idf(word), 2.0), 11.0)
        if re.fullmatch(r"[0-9.]+", word):
            weight = 2.0
        if len(word) == 1:
            weight *= 0.4
        terms.append(Term(word, weight, tuple(dict.fromkeys(m for m in meanings if m != word))))
    return terms
