"""What is to be reached: 到2015年要达到什么目标 → all targets of the document, or of a year or matter that
the question names; a single one stands in the lead."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.meant import meant
from assistant.blocks import Lead, Listing, Paragraph, Text
from assistant.evidence.asked import Asked
from assistant.mentions.targets import WHEN, Target, targets_of, years_of
from assistant.understanding.asking import is_asking
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.question import Question
from corpus.document import Document
from corpus.language.words import content_words, fold, unspaced

_SURELY, _SINGLE = 0.78, 0.62
_LIKELY = 0.5  # share of the kind
_LOOKED_AT = 5  # documents of the first hits
_MOST, _ROOM = 20, 640  # targets shown, and characters of them
_ASKS = re.compile("目标|指标")
_AMOUNT = re.compile("多少|几|多大|多高|啥水平|什么水平|什么程度")
_SPAN = re.compile("[0-9一二三四五六七八九十两]+年(?:下来|里|中)?")
_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
# Words that ask for a target and say nothing of which.
_NOISE = re.compile(
    "目标|指标|达到|实现|要求|水平|程度|期间|年底|年末|末|底|年|力争|主要|总体|发展|预期|完成|定|设|提出|下来|降到|升到|提高到|做到|占|占到|成|以后|"
    "时候|方案|规划|行动|措施|.*年.*|[0-9]+|十[一二三四五]五|任务|一共|总共|共|什么样|怎样|具体|全省|全市|全县|省里|市里|明确|数|数字|量化|左右|得|来|到时候|未来|今后"
)
# How people ask, and the words that a target has for it.
_MEANS = (
    (re.compile("投(?!诉)|花"), "投资|资金|投入"),
    (re.compile("每年|一年"), "年均|每年|年增"),
    (re.compile("涨|增长|增加|提高"), "增长|增幅|增速|增加|提高|提升"),
    (re.compile("降|减少|压缩"), "降低|下降|减少|压缩|降至"),
    (re.compile("一共|总共|合计"), "累计|总|合计|共"),
    (re.compile("钱"), "投资|资金|元"),
    (re.compile("占|几成|比例|比重"), "比重|占|%|％|率"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """The targets of a document that are asked for; ``year`` is the year asked for, ``other_year`` the
    same where none is set for it."""

    document: Document
    targets: list[Target]
    other_year: int = 0
    year: int = 0
    single: bool = False


class Targets:
    """Lists the targets that a document sets."""

    name: ClassVar[str] = "targets"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the document and its targets."""
        question = asked.question
        share = question.shares.get(QuestionKind.TARGET, 0.0)
        figure = share + question.shares.get(QuestionKind.FIGURE, 0.0) >= _LIKELY
        whole = share >= _LIKELY or (_ASKS.search(question.text) and not question.departments)
        if not whole and not figure:
            return None
        for document in _documents(asked):
            targets = targets_of(document)
            if not targets:
                continue
            words = _words(question, document)
            chosen = _about(document, targets, words)
            if whole and chosen:
                found = _of_years(question.text, document, chosen)
                single = bool(words) and bool(_AMOUNT.search(question.text))
                return Bid(_SURELY, replace(found, single=single), settles_scope=True)
            one = _single(question, document, targets) if figure else None
            if one is not None:
                return Bid(_SINGLE, Found(document, [one], single=True), settles_scope=True)
        return None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """How many targets, and each; the year that is missing first."""
        found: Found = bid.found
        draft = Draft(notices_at=1)
        if found.single and found.targets[0].figure:
            found = replace(found, targets=[t for t in found.targets if t.figure])
        if len(found.targets) == 1:
            draft.blocks.append(Lead(_line(found.document, found.targets[0], draft, alone=True)))
            return draft
        _list(found, draft)
        return draft


def _list(found: Found, draft: Draft) -> None:
    shown: list[Target] = []
    room = _ROOM
    for target in found.targets[:_MOST]:
        room -= target.end - target.start
        if shown and room < 0:
            break
        shown.append(target)
    times = list(dict.fromkeys(t.when for t in found.targets if t.when))
    when = f"{times[0]}的" if len(times) == 1 else ""
    if found.year and not found.other_year:
        when = f"{found.year}年的"
    lead = f"{when or '主要'}目标共{len(found.targets)}项："
    if found.other_year:
        lead = f"文件没有写{found.other_year}年的目标，写明的{lead}"
    lines = tuple(_line(found.document, target, draft) for target in shown)
    draft.blocks.append(Listing(lines, (lead,)))
    if left := len(found.targets) - len(shown):
        draft.blocks.append(Paragraph((f"另有{left}项未列出。",)))


def _line(document: Document, target: Target, draft: Draft, *, alone: bool = False) -> Text:
    words = " ".join(document.text[target.start : target.end].split()).strip("，,。；;：: ")
    mark = draft.cite(document, target.provision, target.start, target.end)
    time = f"（{target.when}）" if alone and target.when and target.when not in words else ""
    about = "" if target.main or not target.about or alone else f"{target.about}："
    return (f"{about}{words}{time}", mark)


def _documents(asked: Asked) -> Iterable[Document]:
    """The document that is meant; else the first found ones that are in force, those first whose title
    the question speaks of."""
    about = meant(asked)
    if about is not None:
        return [about.document]
    ids = list(dict.fromkeys(hit.chunk.document_id for hit in asked.hits))[:_LOOKED_AT]
    found = [asked.library.document(i) for i in ids]
    words = [w for w in content_words(asked.question.text) if not _NOISE.fullmatch(w)]
    found.sort(key=lambda d: -sum(w in fold(d.title) for w in words))
    binding = [d for d in found if d.metadata.validity.binding]
    return [d for d in binding or found if any(w in fold(d.title) for w in words)]


def _words(question: Question, document: Document) -> list[str]:
    """The words of a question that say of which matter a target is asked, not of which document."""
    title = fold(unspaced(document.title))
    plain = _SPAN.sub(" ", WHEN.sub(" ", _plain(question.text)))
    meanings = {term.word: term.meanings for term in question.terms}
    words = [w for w in content_words(plain) if len(w) > 1 and not is_asking(w)]
    return [
        w
        for w in words
        if not _NOISE.fullmatch(w) and not any(m in title for m in (w, *meanings.get(w, ())))
    ]


def _plain(words: str) -> str:
    """Words folded, without the quotation marks that set terms apart (“两化”融合)."""
    return re.sub("[“”\"'‘’「」]", "", fold(words))


def _about(document: Document, targets: Sequence[Target], words: Sequence[str]) -> list[Target]:
    """The targets on a matter; all of the section on targets (of the whole document where it has
    none) where the question names no matter."""
    parts = {t.provision.path[0] for t in targets if len(t.provision.path) > 1}
    named = {part: sum(word in _plain(part) for word in words) for part in parts}
    if len(parts) > 1 and max(named.values()) > 0:  # 附件里的一份方案
        best = max(named, key=lambda part: named[part])
        targets = [t for t in targets if t.provision.path[:1] == (best,)]
        words = [word for word in words if word not in _plain(best)]
    if not words:
        main = [t for t in targets if t.main]
        return main or list(targets)

    def told(target: Target) -> int:
        own = _plain(f"{target.about} {document.text[target.start : target.end]}")
        return sum(word in own for word in words)

    most = max(told(t) for t in targets)
    if most * 2 < len(words):
        return []
    kept = [t for t in targets if told(t) == most]
    # What follows a target without a figure in its clause says in what it consists.
    open_clauses = {t.clause: t.start for t in kept if not t.figure and t.main}
    return [
        t
        for t in targets
        if t in kept or (t.start > open_clauses.get(t.clause, t.start) and t.figure)
    ]


def _of_years(question: str, document: Document, targets: list[Target]) -> Found:
    """The targets of the years that a question names; all where none is of these."""
    asked = {int(year) for year in _YEAR.findall(fold(question))}
    year = max(asked, default=0)
    kept = [t for t in targets if years_of(t.when) & asked]
    if not asked or kept:
        return Found(document, kept or targets, year=year)
    timed = any(years_of(t.when) for t in targets)
    return Found(document, targets, year if timed else 0, year)


def _single(question: Question, document: Document, targets: Sequence[Target]) -> Target | None:
    """The only target with a figure that has all that the question says, in the words that targets
    have for it."""
    said = [re.compile(told) for asked, told in _MEANS if asked.search(question.text)]
    words = [w for w in _words(question, document) if not any(a.search(w) for a, _ in _MEANS)]
    if len(said) + len(words) < 1 or not _AMOUNT.search(question.text):
        return None
    every = [*said, *(re.compile(re.escape(w)) for w in words)]
    fitting = [
        t
        for t in targets
        if t.figure and all(p.search(_plain(document.text[t.start : t.end])) for p in every)
    ]
    return fitting[0] if len(fitting) == 1 else None
