"""What a change is about, and whether it changes what someone must do: told from the words that
differ, as a reader of law would look at them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.language.departments import department_table
from corpus.language.document_numbers import find_numbers
from corpus.language.figures import Figure, find_figures
from corpus.language.numerals import CHINESE_NUMERAL
from corpus.language.sentences import phrase_spans
from corpus.language.words import unspaced


class What(StrEnum):
    """The kinds of change, those that matter most first; the last one is wording."""

    FIGURE = "数字"
    DEADLINE = "期限"
    DUTY = "义务"
    BODY = "部门"
    SCOPE = "范围"
    OTHER = "其他"

    @property
    def important(self) -> bool:
        """Whether it changes what someone must do or may claim."""
        return self is not What.OTHER

    @property
    def rank(self) -> int:
        """0 for what matters most."""
        return list(What).index(self)


_TITLE = re.compile("《[^《》]*》")
_BLANK = "·"
_NUMBER = f"(?:[0-9][0-9,.]*|{CHINESE_NUMERAL}+)"
_TIMES = ("年限", "月数", "工作日", "天数")
_DATE = re.compile(rf"{_NUMBER}年(?!度)(?:{_NUMBER}月)?|{_NUMBER}月(?:{_NUMBER}日)?|{_NUMBER}个?(?:工作日|小时|季度)|"
                   "每(?:半年|年度?|季度?|月|日|周)|年底|月底|季度|当年|次年")  # fmt: skip
_TIME_WORD = re.compile("期限|之日起|届满|期满|时限|逾期|以前|有效期|起施行|立即|定期|试行")
_QUANTITY = re.compile(rf"{_NUMBER}(?:倍|次|份|项|个|种|级|类|批|分之|[%‰])|[0-9]")
_MODAL = re.compile(
    "应当|(?<![相适响供对反效回感])应(?![收付用对急聘届])|必须|可以|不得|不准|禁止|严禁|不予|不再|无需|不需|有权|无权|鼓励|支持|"
    "责令|处以|处罚|处分|罚款|负责|承担|免除|除外|另有|赔偿|撤销|吊销|追究|予以|给予|报送|备案|审批|批准|同意|[须免]"
)
_FORBIDS = re.compile("不得|不准|禁止|严禁|不予")
_BODY = re.compile(
    "部门|机关|政府|委员会|机构|主管|[^结当布全格]局|厅|办公室|法院|检察院|单位|协会|组织"
)
# A body by its whole name: 劳动保障行政部门, 设区的市级以上人民政府.
_NAMED_BODY = re.compile(
    "(?:设区的市级|(?:(?![，。；、的由向对和与及或在经报])[\u4e00-\u9fff])){2,18}?"
    "(?:主管部门|部门|机关|人民政府|委员会)"
)
_SCOPE = re.compile(
    "[、和及或]|以及|或者|其他|包括|除|以外|条件|对象|范围|领域|企业|人员|公民|个人|不含|任何|所有|全部"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: its words, and the spans of them that the other side has not."""

    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def changed(self) -> str:
        """The words that differ."""
        return " ".join(self.text[start:end] for start, end in self.spans)

    @property
    def forbids(self) -> bool:
        """Whether a phrase in which words differ forbids something: 不得违约拖欠 → 不得拖欠."""
        return any(
            _FORBIDS.search(self.text, start, end) and self.touches(start, end)
            for start, end in phrase_spans(self.text)
        )

    def touches(self, start: int, end: int) -> bool:
        """Whether any of the words ``text[start:end]`` differ."""
        return any(a < end and start < b for a, b in self.spans)

    def touched(self, pattern: re.Pattern[str]) -> bool:
        """Whether words of that form differ: 2020年 where only 2020 does."""
        return any(self.touches(*match.span()) for match in pattern.finditer(self.text))


def stated_figures(text: str) -> list[Figure]:
    """The figures of a text but those that state none: 第三方, 上一年度."""
    return [
        figure
        for figure in find_figures(text)
        if text[figure.start - 1 : figure.start] != "第" and not text.startswith("度", figure.end)
    ]


def _without_names(side: Side) -> Side:
    """A side without the numbers and titles of documents that it names: these are no figures."""
    text = side.text
    spans = [match.span() for match in _TITLE.finditer(text)]
    spans += [(start, end) for start, end, _ in find_numbers(text)]
    for start, end in spans:
        text = text[:start] + _BLANK * (end - start) + text[end:]
    return Side(text, side.spans)


def _measures(side: Side, *, times: bool) -> set[tuple[str, float, str]]:
    """The figures that a side states, or its lengths of time; a figure in other words is the same."""
    return {
        (figure.dimension, figure.value, str(figure.bound or ""))
        for figure in stated_figures(side.text)
        if (figure.dimension in _TIMES) is times
    }


def _stated(side: Side, pattern: re.Pattern[str]) -> set[str]:
    """What a side states in the form of a pattern, where any of it differs."""
    if not side.touched(pattern):
        return set()
    return {unspaced(match[0]) for match in pattern.finditer(side.text)}


def _bodies(side: Side) -> set[str]:
    """The bodies that a side names, where words of any differ; 相关部门 are 有关部门."""
    return {name.replace("相关", "有关") for name in _stated(side, _NAMED_BODY)}


def what_of(old: Side, new: Side) -> What:
    """The kind of a change of clause ``old`` into ``new``, one of them empty where it was put in or
    left out."""
    old, new = _without_names(old), _without_names(new)
    changed = f"{old.changed}\n{new.changed}"
    sides = (old, new)
    if _measures(old, times=False) != _measures(new, times=False):
        return What.FIGURE
    if _measures(old, times=True) != _measures(new, times=True):
        return What.DEADLINE
    if _stated(old, _DATE) != _stated(new, _DATE):
        return What.DEADLINE
    if _stated(old, _QUANTITY) != _stated(new, _QUANTITY):
        return What.FIGURE
    if old.text and new.text and _TIME_WORD.search(changed):
        return What.DEADLINE
    if sorted(_MODAL.findall(old.changed)) != sorted(_MODAL.findall(new.changed)):
        return What.DUTY
    if department_table().find(changed) or _BODY.search(changed) or _bodies(old) != _bodies(new):
        return What.BODY
    if _TIME_WORD.search(changed):
        return What.DEADLINE
    if _SCOPE.search(changed):
        return What.SCOPE
    return What.DUTY if any(side.forbids for side in sides) else What.OTHER
