"""The targets that a document sets: what is to be reached, and by when (到2015年，…达到…).

Mostly a section says them (三、主要目标); others stand among the measures, behind a year or 力争.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document, Provision, ProvisionKind
from corpus.language.markers import unnumbered
from corpus.language.sentences import clause_spans, phrase_spans, sentence_spans
from corpus.structure.statements import about_of

_SECTION = re.compile(
    "(?:^|和|与|及|、)(?:主要|总体|发展|工作|预期|阶段性?|具体|年度|行动|规划|核心|总|奋斗)*(?:目标|指标)|愿景"
)
_AIMS = re.compile("力争|目标|到|至|未来|今后|年内|以内")
# What is given, and until when one may ask for it, is no target of the document.
_GRANTS = re.compile(
    "给予|奖励|补助|补贴|资助|贷款|申报|申请|参照|提交|填报|可(?:在|以)|缴|所得税|不超过|最高"
)
_YEAR = "(?:19|20)[0-9]{2}"
WHEN = re.compile(
    rf"(?:力争)?(?:到|至|截至|截止|在)?(?:{_YEAR}\s*[-—–~～至到]\s*{_YEAR}年?|{_YEAR}年(?:底|末|年底|年末|[0-9]{{1,2}}月底?)?(?:前|之前|以前)?)|"
    "“?十[一二三四五]五”?(?:期间|末|时期|规划期)?|(?:未来|今后|力争|用)?[0-9一二三四五六七八九十两]{1,3}年(?:内|左右|以内)"
)
# 通过…, 围绕…, 实施…: how it is to be reached, no target of its own
_MEANS = re.compile(
    "(?:紧紧|紧密|进一步|牢牢)?(?:通过|围绕|坚持|按照|依托|深入|贯彻|落实|根据|为(?:了)?|以.{2,30}为|实施(?![^0-9]*[0-9].*(?:个|项|家))|聚焦|推动(?!.*[0-9]))"
)
_REACHES = re.compile(
    "达到?|超过?|突破|以上|以内|以下|降至|降低|下降|下降到|控制在|实现|建成|形成|基本|力争|翻番|增长|增幅|提高|提升|不低于|不少于|优于|低于|高于|全覆盖|缩短|压缩|减少|新增|培育|完成|建设"
)
_FIGURE = re.compile(
    r"[0-9]|[一二三四五六七八九十百千两]+(?:个|家|项|成|倍|条|批|万|亿)|翻番|全覆盖|全部|100%"
)
_TIME_ONLY = 6  # characters that a phrase may have beside the time that it gives
_BUILT = re.compile("(?:建成|形成|达到|实现|初步建立|全面建立|成为)")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Target:
    """``text[start:end]`` says it; ``when`` is the time that holds for it as written, "" where none is
    given; ``main``: it stands in a section on targets; ``figure``: it gives a number; ``clause`` ends at 。 or ；."""

    provision: Provision
    start: int
    end: int
    when: str
    main: bool
    figure: bool
    about: str
    clause: tuple[int, int]


def targets_of(document: Document) -> list[Target]:
    """All targets in reading order."""
    found: list[Target] = []
    for provision in document.provisions:
        if provision.kind not in (ProvisionKind.PARAGRAPH, ProvisionKind.ROW):
            continue
        path = provision.path[1:] if len(provision.path) > 1 else provision.path
        main = any(_SECTION.search(unnumbered(name)[:24]) for name in path)
        if provision.kind is ProvisionKind.ROW:
            span = provision.start, provision.end
            words = document.text[slice(*span)]
            if main and _FIGURE.search(words):
                found.append(_target(document, provision, span, words, "", main))
            continue
        found += _of_paragraph(document, provision, main)
    return found


def _of_paragraph(document: Document, provision: Provision, main: bool) -> Iterator[Target]:
    text, when = document.text, ""
    start = provision.end - len(unnumbered(text[provision.start : provision.end]))
    start = provision.start + len(provision.topic) + 1 if provision.topic else start
    for sentence in sentence_spans(text, start, provision.end):
        if not main:
            when = ""
        for clause in clause_spans(text, *sentence):
            begun: int | None = None
            for span in phrase_spans(text, *clause):
                words = text[slice(*span)].strip("，,。；;：: ")
                told = WHEN.search(words)
                if told:
                    when = told[0]
                if told and len(words) - len(told[0]) <= _TIME_ONLY and not _REACHES.search(words):
                    begun = span[0] if begun is None else begun
                    continue
                if len(words) >= _SHORTEST and _is_target(words, when, main, begun is not None):
                    whole = (span[0] if begun is None else begun, span[1])
                    yield _target(document, provision, whole, words, when, main, clause)
                begun = None


def _is_target(words: str, when: str, main: bool, timed: bool) -> bool:
    """``timed``: the time stands right before the words."""
    if words.endswith("的"):  # a condition
        return False
    if _MEANS.match(words) and not (WHEN.search(words) and _FIGURE.search(words)):
        return False
    if main:
        return True
    aims = _AIMS.search(when) or _AIMS.search(words[:6]) or "目标" in words
    return (
        bool(aims)
        and not _GRANTS.search(words)
        and bool(_FIGURE.search(WHEN.sub("", words)))
        and bool(_REACHES.search(words))
    )


def _target(
    document: Document,
    provision: Provision,
    span: tuple[int, int],
    words: str,
    when: str,
    main: bool,
    clause: tuple[int, int] | None = None,
) -> Target:
    figure = bool(_FIGURE.search(WHEN.sub("", words)))
    return Target(provision, *span, when, main, figure, about_of(provision), clause or span)


def years_of(when: str) -> set[int]:
    """The years that a time covers: 2011-2015年 → five of them; none where it names no year."""
    years = [int(y) for y in re.findall(_YEAR, when)]
    return (
        set(range(years[0], years[-1] + 1)) if years and years[-1] - years[0] < 60 else set(years)
    )
