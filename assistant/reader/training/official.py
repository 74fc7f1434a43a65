"""Examples from official documents: our own questions on the seed document, and questions made from
the structure of that document and of the catalogues derived from it."""

from __future__ import annotations

import csv
import hashlib
import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.reader.training.example import Example, grown
from assistant.reader.training.keywords import Bm25
from corpus.document import Document, ProvisionKind
from corpus.language.markers import unnumbered
from corpus.language.sentences import Span, clause_spans, phrase_spans
from corpus.loader import find_files, load
from index.splitter import PolicyTextSplitter

ROOT = Path(__file__).resolve().parents[3]
SEED_DOCUMENT = ROOT / "corpus" / "documents" / "豫政办〔2011〕75号.txt"
CATALOGS = ROOT / "corpus" / "catalogs"
QUESTIONS = ROOT / "eval" / "questions"
_CHUNK = 280
_PARAGRAPH_MAX = 230  # characters of a paragraph that answers as a whole


def seed_document() -> Document:
    """The document that `seed_dev.jsonl` asks about."""
    (file,) = find_files([SEED_DOCUMENT])
    return load(file)


def held_out(question_id: str) -> bool:
    """Whether a question of ours is kept from training, so that figures can be taken on it."""
    return hashlib.sha256(question_id.encode()).digest()[0] % 3 == 0


def read_rows(name: str) -> list[dict[str, Any]]:
    """The questions of one of our development files."""
    lines = (QUESTIONS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


class SeedPassages:
    """The seed document cut as a store cuts it, and around any span of it."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        chunks = PolicyTextSplitter(_CHUNK).split_document(document)
        self.spans = [(chunk.start, chunk.end) for chunk in chunks]
        self._index = Bm25([self.text[start:end] for start, end in self.spans])
        self._clauses = clause_spans(self.text)

    def ranked(self, question: str) -> list[Span]:
        """The chunks that share words with ``question``, best first."""
        return [self.spans[number] for number in self._index.best(question, 12)]

    def holding(self, span: Span) -> Span | None:
        """The chunk that holds most of ``span``, if it holds its beginning."""
        return next((c for c in self.spans if c[0] <= span[0] < c[1]), None)

    def around(self, span: Span, chance: random.Random) -> Span:
        """A run of clauses around ``span``, as long as a chunk."""
        size = chance.randint(120, 300)
        inside = [c for c in self._clauses if c[1] > span[0] and c[0] < span[1]]
        return grown((inside[0][0], inside[-1][1]), self._clauses, size, chance)


def official_examples(seed: int) -> list[Example]:
    """All examples on the seed document, those held out left out; fixed by ``seed``."""
    chance = random.Random(seed)
    document = seed_document()
    passages = SeedPassages(document)
    examples = list(_asked(passages, chance))
    for kind, made in (("catalog", _catalog_questions), ("heading", _heading_questions)):
        for question, span in made(document, chance):
            examples += _positive(passages, question, span, kind, chance, rounds=1)
            if chance.random() < 0.5:
                examples += _negatives(passages, question, [span], kind, 1)
    return examples


def foreign_questions() -> list[str]:
    """Questions of ours that no document here answers, those held out left out."""
    rows = read_rows("scope_dev.jsonl") + read_rows("seed_dev.jsonl")
    return [r["question"] for r in rows if r["kind"] == "out_of_scope" and not held_out(r["id"])]


def gold_span(row: dict[str, Any]) -> Span | None:
    """The answer of a row as one span: its first gold span with those that follow closely."""
    spans = sorted((g["start"], g["end"]) for g in row.get("gold", ()))
    if not spans:
        return None
    start, end = spans[0]
    for left, right in spans[1:]:
        if left - end < 25:
            end = max(end, right)
    return start, end


def _asked(passages: SeedPassages, chance: random.Random) -> Iterator[Example]:
    for row in read_rows("seed_dev.jsonl"):
        if held_out(row["id"]) or row.get("history"):
            continue
        question, span = row["question"], gold_span(row)
        if row["kind"] == "silent":
            yield from _negatives(passages, question, [], "silent", 3)
        elif row["kind"] != "out_of_scope" and span:
            gold = [(g["start"], g["end"]) for g in row["gold"]]
            yield from _positive(passages, question, span, "seed", chance, rounds=3)
            yield from _negatives(passages, question, gold, "seed", 3, row["must"])
    for question in foreign_questions():
        ranked = passages.ranked(question) or [chance.choice(passages.spans)]
        for start, end in {ranked[0], chance.choice(passages.spans)}:
            yield Example(question, passages.text[start:end], None, "scope")


def _positive(
    passages: SeedPassages, question: str, span: Span, kind: str, chance: random.Random, rounds: int
) -> Iterator[Example]:
    windows = [passages.around(span, chance) for _ in range(rounds)]
    if (chunk := passages.holding(span)) is not None and (rounds > 1 or chance.random() < 0.5):
        windows[0] = chunk
    for start, end in dict.fromkeys(windows):
        inside = max(span[0], start) - start, min(span[1], end) - start
        if inside[1] - inside[0] >= 2:
            yield Example(question, passages.text[start:end], inside, kind)


def _negatives(
    passages: SeedPassages,
    question: str,
    gold: list[Span],
    kind: str,
    limit: int,
    must: Sequence[str] = (),
) -> list[Example]:
    found = []
    for start, end in passages.ranked(question):
        words = passages.text[start:end]
        touches = any(left < end and right > start for left, right in gold)
        if not touches and not any(word in words for word in must) and len(words) > 40:
            found.append(Example(question, words, None, kind))
    return found[:limit]


_HEADING_WAYS = (
    "{}有哪些要求？",
    "关于{}，文件是怎么规定的？",
    "怎样{}？",
    "在{}方面要做什么？",
    "{}的主要内容是什么？",
)
_TOPIC_WAYS = (
    "{}的改造重点是什么？",
    "{}怎么改？",
    "{}企业要往哪个方向改造？",
    "{}有哪些重点项目和任务？",
)
Made = Iterator[tuple[str, Span]]


def _heading_questions(document: Document, chance: random.Random) -> Made:
    """A heading or the topic of a paragraph asks, the paragraph answers."""
    for provision in document.provisions:
        if provision.kind is not ProvisionKind.PARAGRAPH or not provision.path:
            continue
        start = provision.start
        name = unnumbered(provision.path[-1])
        ways: tuple[str, ...] = _HEADING_WAYS
        if provision.topic:
            name = provision.topic
            start = min(start + len(name) + 1, provision.end)
            ways = _TOPIC_WAYS
        elif provision.paragraph != 1:
            continue
        ends = [end for _, end in clause_spans(document.text, start, provision.end)]
        short = [end for end in ends if end - start <= _PARAGRAPH_MAX]
        if short:
            for way in chance.sample(ways, 2):
                yield way.format(name), (start, short[-1])


_Row = dict[str, str]
_WAYS: dict[str, Callable[[_Row], list[str]]] = {
    "支持措施": lambda r: [
        f"{r['措施名称']}是怎么规定的？",
        f"有没有{r['措施名称']}的支持政策？",
        f"企业能享受{r['措施名称']}吗",
        f"对{r['适用对象'] or '企业'}在{r['类别']}上有什么支持？",
    ],
    "淘汰落后标准": lambda r: [
        f"{r['行业']}行业要淘汰哪些设备？",
        f"{r['名称']}会不会被淘汰？",
        f"{r['行业']}的{r['淘汰设备或产能']}什么样的算落后？",
    ],
    "目标指标": lambda r: [
        f"{r['指标名称']}的目标是多少？",
        f"{r['时间']}{r['指标名称']}要达到什么水平？",
        f"{r['指标名称']}有什么要求",
    ],
    "部门职责": lambda r: [
        f"{r['部门']}负责哪些工作？",
        f"{r['部门']}要做什么？",
        f"{_first_phrase(r['任务'])}由谁负责？",
        f"哪个部门{_first_phrase(r['任务'])}？",
    ],
    "重点项目与基地": lambda r: [
        f"{r['名称']}在文件里是怎么安排的？",
        f"{r['名称']}要建什么？",
        f"{r['地点'] or r['名称']}有哪些{r['产业']}项目？",
        f"{r['名称']}的重点任务是什么？",
    ],
}  # fmt: skip


def _first_phrase(text: str) -> str:
    spans = phrase_spans(text)
    return text[spans[0][0] : spans[0][1]].rstrip("，；。") if spans else text


def _catalog_questions(document: Document, chance: random.Random) -> Made:
    """A row's name asks, the words it was taken from answer."""
    for name, ways in _WAYS.items():
        with (CATALOGS / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                start = document.text.find(row["原文"])
                if start >= 0 and row["原文"]:
                    for question in chance.sample(ways(row), 2):
                        yield question, (start, start + len(row["原文"]))
