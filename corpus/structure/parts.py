"""A document has parts: the notice, and each annex behind its signature or under its own label.

The commonest layout of all is a notice, its signature and date, and then the rule it issues. A part
is laid out like a document of its own: title, number, text.
"""

import re
from dataclasses import dataclass

from corpus.language.organs import ends_organ, is_person, may_sign
from corpus.language.sentences import trimmed
from corpus.language.words import unspaced
from corpus.structure.headline import NUMBER_LINE, TITLE_WORD
from corpus.structure.pieces import is_date
from corpus.structure.segments import ANNEX, ENDS_SENTENCE, Segment

# 附件, 附件2, 附件二：, 附表1, 某建发〔2020〕46号附件1; a title may follow on the line.
LABEL = re.compile(
    rf"(?:{NUMBER_LINE.pattern})?\s*(?P<label>附\s?[件表录](?:\s?[0-9]{{1,2}}(?:[-－—][0-9]{{1,2}})?|[一二三四五六七八九十]{{1,3}})?)"
    r"(?P<mark>\s*[：:.．、]?\s*)(?P<title>.*)$",
    re.S,
)
_TITLE = 80  # characters of the title of an annex, the longest
_MOST = 10  # lines that a signature may take
# What stands behind a date and begins no part: （此件公开发布）, 抄送：…, [相关解读], 联系人：…
_REMARK = re.compile(
    r"[（(【\[〔].*[）)】\]〕]$|(?:抄送|主送|联系|来源|责任编辑|编辑|分享|打印|链接|扫一扫|相关|注[：:]|信息公开)|.*[：:]"
)
_TEXT = 25  # characters of a line that is text


@dataclass(frozen=True, slots=True)
class PartSegments:
    """The segments of one part. ``label``: how its annex is labelled, "" for the main part and for
    what follows a signature without a label. ``closing``: index of the first segment of its
    signature and date, ``len(segments)`` where it has none."""

    segments: tuple[Segment, ...]
    label: str
    closing: int


def split_parts(text: str, segments: list[Segment]) -> list[PartSegments]:
    """The parts of a document, the main part first; one part where nothing else begins."""
    starts: dict[int, str] = {0: ""}
    signed = False
    listed = False
    for at, segment in enumerate(segments):
        piece = text[segment.start : segment.end]
        label = LABEL.match(piece) if ANNEX.match(piece + "：") or "附件" in piece[:24] else None
        if label and at and not segment.row:
            listed = listed or bool(label["mark"].strip() and not signed)
            if _opens(text, segments, at, label, signed, len(starts) > 1):
                starts[at] = unspaced(label["label"])
                signed = True
        elif _dated(text, segments, at):
            alone = signature_before(text, segments, at) == at
            titled = _titled(text, segments[at + 1 :])
            signed = signed or titled or not alone
            if titled:
                starts[at + 1] = ""
    parts = []
    for begin, end in zip(sorted(starts), [*sorted(starts)[1:], len(segments)], strict=True):
        own = segments[begin:end]
        parts.append(PartSegments(tuple(own), starts[begin], _closing(text, own)))
    return parts


def _opens(
    text: str, segments: list[Segment], at: int, label: re.Match[str], signed: bool, annexed: bool
) -> bool:
    """Whether a label begins an annex here, and doesn't just name one (附件：1.申报表 2.汇总表)."""
    after = segments[at + 1 : at + 3]
    if not after:
        return False
    following = text[after[0].start : after[0].end]
    named = label["title"].strip()
    if re.match(r"[0-9]{1,2}\s*[.．、]", named) or (":" in label["mark"] and not signed):
        return False
    if LABEL.match(following) and following.lstrip().startswith("附"):
        return False  # a list of annexes, a line each
    if not named:
        listing = after[0].marker and label["mark"].strip() and following[-1] not in ENDS_SENTENCE
        return not listing and (signed or "：" not in label["mark"]) and not _signs(text, after)
    return (signed or annexed) and len(named) <= _TITLE and named[-1] not in ENDS_SENTENCE


def _signs(text: str, segments: list[Segment]) -> bool:
    """Whether a signature with its date stands here."""
    pieces = [text[s.start : s.end] for s in segments]
    return len(pieces) > 1 and may_sign(pieces[0]) and is_date(pieces[1])


def _dated(text: str, segments: list[Segment], at: int) -> bool:
    """Whether the date that closes a part stands here: text before it, and a signature or the end of
    a sentence right before it."""
    segment = segments[at]
    if at == 0 or segment.row or segment.marker or not is_date(text[segment.start : segment.end]):
        return False
    begin = signature_before(text, segments, at)
    ended = text[segments[at - 1].end - 1] in ENDS_SENTENCE and not segments[at - 1].row
    return (begin < at or ended) and any(_is_text(text, s) for s in segments[:begin])


def _is_text(text: str, segment: Segment) -> bool:
    piece = text[segment.start : segment.end]
    return bool(segment.marker) or segment.row or piece[-1] in ENDS_SENTENCE + "：:"


def signature_before(text: str, segments: list[Segment] | tuple[Segment, ...], at: int) -> int:
    """Index of the first line of the signature that ends right before ``at``; ``at`` if none does."""
    begin = at
    while begin > 0 and at - begin < _MOST:
        segment = segments[begin - 1]
        piece = text[segment.start : segment.end]
        if segment.marker or segment.row or segment.front or ANNEX.match(piece):
            break
        if piece[-1] in ENDS_SENTENCE + "：:，," or not may_sign(piece):
            break
        if begin == at and not (ends_organ(unspaced(piece)) or is_person(piece)):
            break
        begin -= 1
    return begin


def _titled(text: str, segments: list[Segment]) -> bool:
    """Whether the lines begin with a title that text follows."""
    for place, segment in enumerate(segments[:4]):
        piece = text[segment.start : segment.end]
        if segment.row or segment.marker or LABEL.match(piece):
            return False
        if len(piece) > _TITLE or piece[-1] in ENDS_SENTENCE or _REMARK.match(piece):
            return False
        rest = segments[place + 1 :]
        if segment.front or TITLE_WORD.search(unspaced(piece)):
            return any(_substance(text, s) for s in rest[:8])
        if rest and place < 3 and (rest[0].marker or _substance(text, rest[0])):
            return len(unspaced(piece)) >= 4 and len(rest) > 1
    return False


def _substance(text: str, segment: Segment) -> bool:
    piece = text[segment.start : segment.end]
    ended = piece[-1] in ENDS_SENTENCE and len(piece) >= _TEXT and not _REMARK.match(piece)
    return bool(segment.marker) or segment.row or ended


def _closing(text: str, segments: list[Segment]) -> int:
    """Index of the first segment of the closing of a part: the last signature with its date, a
    date alone among the last lines, or a last signature without one."""
    for at in range(len(segments) - 1, 0, -1):
        piece = text[segments[at].start : segments[at].end]
        if segments[at].row or not is_date(piece):
            continue
        begin = signature_before(text, segments, at)
        signs = begin < at and any(_is_text(text, s) for s in segments[:begin])
        if signs or (len(segments) - at <= 3 and any(_is_text(text, s) for s in segments[:at])):
            return begin
    if len(segments) > 1:
        last = segments[-1]
        piece = text[last.start : last.end]
        begin = signature_before(text, segments, len(segments))
        before = segments[begin - 1] if 0 < begin < len(segments) else None
        if before and _is_text(text, before) and not last.row and ends_organ(piece):
            return begin
    return len(segments)


def annex_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of the title on an annex's label line (附件1：实施细则), an empty span if none."""
    match = LABEL.match(text[start:end])
    if not match or not match["title"].strip():
        return end, end
    return trimmed(text, start + match.start("title"), end)
