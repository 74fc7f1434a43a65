"""For whom a document is and under which conditions, where a heading or a label says it for all below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from corpus.document import Provision, ProvisionKind
from corpus.facts.measures.measure import Condition
from corpus.facts.measures.words import DENIED
from corpus.language.markers import marker_at, unnumbered
from corpus.language.sentences import sentence_spans, trimmed

Path = tuple[str, ...]
_T = TypeVar("_T")
Said = tuple[Path, int, _T]  # under which headings, where, and what is said

_TARGET = re.compile(
    r"(?:^|[；：])\s*(?:服务|支持|适用|申报|申请|补贴|补助|奖励|扶持|资助|受理|享受|政策)(?:对象|主体)[：:]\s*(?P<who>[^；。\n]{2,60})"
)
_TARGET_HEADING = re.compile(
    "(?:支持|适用|申报|申请|补贴|补助|奖励|扶持|资助|享受)(?:对象|主体)(?:和条件)?$"
)
_CONDITIONS = re.compile(
    "(?:申报|申请|支持|认定|享受|受理|基本|补贴|补助|奖励|资助|扶持|入库)(?:基本)?(?:的)?条件(?:及?要求)?$|"
    "^条件(?:要求)?$"
)
_LABELLED = re.compile(
    r"^\s*(?:申报|申请|支持|享受|受理|基本)?条件(?:要求)?[：:]\s*(?P<what>[^\n]{4,})"
)
_WHO_ENDS = re.compile("[。；：:\n]|，(?=并|且|应|须|符合)")
_OTHER_LABEL = re.compile("(?:时间|联络|联系|频度)")
_LONGEST_TITLE = 24
_MOST_CONDITIONS = 15


@dataclass(frozen=True, slots=True)
class Section:
    """Conditions of applying; ``name`` where they are those of one matter only."""

    name: str
    conditions: tuple[Condition, ...]


def targets_of(text: str, provisions: Sequence[Provision]) -> Iterator[Said[str]]:
    """For whom the document is, where a label or a heading says it."""
    for n, provision in enumerate(provisions):
        words = text[provision.start : provision.end]
        if "对象" not in words and "主体" not in words:
            continue
        if match := _TARGET.search(words[:400]):
            yield (
                _above(provision),
                provision.start,
                "".join(_WHO_ENDS.split(match["who"])[0].split()),
            )
        elif provision.kind is ProvisionKind.HEADING and _TARGET_HEADING.search(
            words.rstrip("：: 。")
        ):
            below = provisions[n + 1] if n + 1 < len(provisions) else None
            if below is not None and below.path[: len(provision.path)] == provision.path:
                first = _WHO_ENDS.split(text[below.start : below.end])[0]
                label = marker_at(first, 0)
                yield (
                    provision.path[:-1],
                    provision.start,
                    "".join(first[label.end if label else 0 :].split())[:60],
                )


def _above(provision: Provision) -> Path:
    """Where what a label says holds: a label with a path of its own is a heading."""
    return provision.path[:-1] if provision.kind is ProvisionKind.HEADING else provision.path


def sections_of(text: str, provisions: Sequence[Provision]) -> Iterator[Said[Section]]:
    """The conditions of applying, where they have a heading or a label."""
    for n, provision in enumerate(provisions):
        words = text[provision.start : provision.end]
        if "条件" not in words[:40]:
            continue
        bare = unnumbered(words).strip().rstrip("：:。")
        heading = provision.kind is ProvisionKind.HEADING
        titled = len(bare) < _LONGEST_TITLE and _CONDITIONS.search(bare)
        if heading and (
            titled or (_LABELLED.match(words) and words.rstrip().endswith(("：", ":")))
        ):
            yield from _below(text, provision, provisions[n + 1 :])
        elif match := _LABELLED.match(words):
            what = match["what"]
            if not _OTHER_LABEL.match(what):
                a = provision.start + match.start("what")
                said = (Condition(what, a, a + len(what)),)
                yield _above(provision), provision.start, Section("", said)


def _below(
    text: str, heading: Provision, following: Sequence[Provision]
) -> Iterator[Said[Section]]:
    """The conditions below a heading; where headings part them, each part by itself."""
    above, name, conditions = heading.path[:-1], "", list[Condition]()
    for provision in following:
        if provision.path[: len(heading.path)] != heading.path:
            break
        if provision.kind is ProvisionKind.HEADING and provision.path != heading.path:
            if conditions:
                yield above, heading.start, Section(name, tuple(conditions[:_MOST_CONDITIONS]))
            name, conditions = (
                unnumbered(text[provision.start : provision.end]).strip("：:。 \n"),
                [],
            )
        else:
            conditions += _stated(text, provision)
    if conditions:
        yield above, heading.start, Section(name, tuple(conditions[:_MOST_CONDITIONS]))


def _stated(text: str, provision: Provision) -> Iterator[Condition]:
    """What a paragraph of conditions asks for, sentence by sentence; not what announces its items, nor
    what is ruled out."""
    for start, end in sentence_spans(text, provision.start, provision.end):
        label = marker_at(text, start)
        start = label.end if label and label.end < end else start
        start, end = trimmed(text, start, end)
        while end > start and text[end - 1] in "；。;":
            end -= 1
        words = text[start:end]
        if "有下列" in words and DENIED.search(words):
            return
        if len(words) > 1 and not words.endswith(("：", ":")) and not DENIED.search(words):
            yield Condition(words, start, end)
