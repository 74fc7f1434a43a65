"""The members of an enumeration inside a phrase, and the phrase reduced to some of them.

推进甲公司、乙公司和丙公司等龙头企业项目建设 → what opens it (推进), its members, what closes it (等龙头企业项目
建设). Who asks about 乙公司 reads 推进……乙公司等龙头企业项目建设, without the neighbours.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.language.places import place_table
from corpus.language.sentences import phrase_spans, trimmed

Span = tuple[int, int]

# Verbs of policy and what goes with them: what opens a phrase that stands on its own.
_VERB = (
    "推进|推动|推广|加快|加强|加大|加速|实施|建设|建立|建成|发展|培育|壮大|支持|鼓励|引导|打造|承接|突破|完善|抓好|抓住|扩大|提升|提高|淘汰|"
    "促进|开展|落实|设立|安排|统筹|配套|形成|构建|组织|强化|优化|深化|探索|健全|改造|改进|规范|扶持|吸引|引进|集聚|布局|规划|启动|完成|做大|做强|"
    "做优|延伸|拓展|拓宽|依托|围绕|制定|编制|确定|争取|推行|实行|严禁|禁止|限制|取消|压缩|关闭|整治|治理|"
    "保障|保护|创建|培养|申报|对接|给予|奖励|补助"
)
_ADVERB = (
    "重点|积极|大力|努力|力争|着力|继续|切实|进一步|突出|全面|尽快|优先|稳步|有序|充分|逐步|主动|率先|共同|联合|"
    "要|并|以|将|应|由"
)
_RUNS_ON = re.compile(f"{_VERB}|增强|要|应当?|须|可以?|由")
_ACTS = re.compile("应当?|要(?!求)|负责|可以|须")  # what is enumerated is who acts
_OPENS = re.compile(rf"(?:{_ADVERB}|{_VERB})+(?:对(?![外接口])|在|向)?")
_CLOSES = re.compile(
    "(?<![高初中平同特均一二三])等(?!级|额|值)|(?:建设|发展)?为(?:重点|主|核心|龙头|目标|主线|抓手|依托|载体)|实现"
)
_ORGAN = re.compile("(?:集团|公司|厂|企业|银行|大学|学院|研究院|研究所)$")
_OPEN, _CLOSE = "“‘（(《〈【〔[", "”’）)》〉】〕]"
_LAST = re.compile("以及|及|和|与")
_SHORTEST = 2  # characters of a member


@dataclass(frozen=True, slots=True)
class Enumeration:
    """``members`` are spans of the text; ``opening`` and ``closing`` are those of what stands before
    the first and behind the last, possibly empty."""

    opening: Span
    members: tuple[Span, ...]
    closing: Span


def stands_alone(phrase: str) -> bool:
    """Whether a phrase opens as a measure does (加快…, 以…为重点), so that it can be read by itself."""
    return bool(_OPENS.match(phrase))


def enumeration(text: str, start: int, end: int) -> Enumeration | None:
    """The enumeration that the phrase ``text[start:end]`` is, None where it enumerates nothing."""
    pieces = list(_pieces(text, start, end))
    if len(pieces) < 2:
        return None
    opens = _OPENS.match(text, *pieces[0])
    first = opens.end() if opens and pieces[0][1] - opens.end() >= _SHORTEST else pieces[0][0]
    closes = None
    for at, piece in enumerate(pieces):  # what stands behind 等 is no member
        closes = _CLOSES.search(text, piece[0] + _SHORTEST, piece[1])
        if closes:
            pieces = [*pieces[:at], (piece[0], closes.start())]
            break
    last = pieces.pop()
    stop = closes.start() if closes else last[1]
    pieces += _last(text, last[0], stop)
    pieces[0] = (first, pieces[0][1])
    tail = trimmed(text, stop, end)
    return Enumeration((start, first), tuple(pieces), tail)


def reduced(text: str, start: int, end: int, keep: Callable[[str], bool]) -> str:
    """``text[start:end]`` with only those members that are to be kept, …… for the others; a phrase as
    it stands where it enumerates nothing, or none or all of its members are kept."""
    words, at = "", start
    for begun, stop in phrase_spans(text, start, end):
        words += text[at:begun] + _reduced(text, begun, stop, keep)
        at = stop
    return words + text[at:end]


def _reduced(text: str, start: int, end: int, keep: Callable[[str], bool]) -> str:
    found = enumeration(text, start, end)
    if found is None:
        return text[start:end]
    kept = [keep(text[slice(*member)]) for member in found.members]
    if not any(kept) or all(kept) or not _whole(text, found, kept):
        return text[start:end]
    words = text[slice(*found.opening)]
    gap = False
    for member, wanted in zip(found.members, kept, strict=True):
        if not wanted:
            gap = True
            continue
        words += ("……" if gap else "" if words == text[slice(*found.opening)] else "、") + text[
            slice(*member)
        ]
        gap = False
    return (
        words
        + ("……" if gap and not found.closing[0] < found.closing[1] else "")
        + text[slice(*found.closing)]
    )


def _whole(text: str, found: Enumeration, kept: list[bool]) -> bool:
    """Whether the phrase can be read without some of its members: what opens it is known, and what
    closes it, or the members end alike (甲基地、乙基地)."""
    first, last = (text[slice(*found.members[at])] for at in (0, -1))
    if not (kept[0] or found.opening[0] < found.opening[1]):
        return False
    if found.closing[0] < found.closing[1]:
        return not _ACTS.search(text, *found.closing)
    if _RUNS_ON.search(last, _SHORTEST):
        return False
    ends = {text[found.members[n][1] - 1] for n, wanted in enumerate(kept) if wanted}
    return kept[-1] or ends == {last[-1]} or first[-1] == last[-1]


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """What stands between 、 outside brackets and quotes."""
    depth, begun = 0, start
    for at in range(start, end):
        letter = text[at]
        if letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            depth = max(0, depth - 1)
        elif letter == "、" and not depth:
            if at > begun:
                yield begun, at
            begun = at + 1
    if begun < end:
        yield begun, end


def _last(text: str, start: int, end: int) -> list[Span]:
    """The last piece, cut at 和 where that joins two members (甲公司和乙公司), not two places of one
    (郑州和许昌超硬材料)."""
    for joint in _LAST.finditer(text, start, end):
        one, other = text[start : joint.start()], text[joint.end() : end]
        if min(len(one), len(other)) < _SHORTEST or _is_place(one):
            continue
        alike = _ORGAN.search(one) and _ORGAN.search(other)
        if joint[0] == "以及" or alike or one[-1] == other[-1]:
            return [(start, joint.start()), *_last(text, joint.end(), end)]
    return [(start, end)]


def _is_place(words: str) -> bool:
    found = next(iter(place_table().find(words)), None)
    return len(words) <= 2 or (found is not None and found.end - found.start == len(words))
