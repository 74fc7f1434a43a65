"""What to ask back, once, where a fact that the question leaves open decides the answer.

The answer still gives what it can; the options are whole questions, offered as buttons.
"""

import re

from assistant.answers.choice import NEAR
from assistant.answers.rulings import TARGET
from assistant.catalogs.rows import Row
from assistant.evidence.clauses import Evidence
from assistant.understanding.question import Question, measures
from corpus.language.column_headers import ColumnRole
from corpus.language.figures import find_figures
from corpus.language.places import NATIONWIDE, places_in, related

ELSEWHERE = "各地规定不同，以上只是其中一部分；请说明地区，或从下面选择。"
SIZE = "请补充您的具体数值（如产能、规模），可以直接判断。"
_VERDICT = re.compile("会不会|要不要|能不能|可不可以|是不是|算不算|够不够|该不该|是否|吗[？?]?$")
_SIZE_GIVEN = re.compile("[0-9一二三四五六七八九十百]\\s*[万亿千]")  # 投资1.2亿, 亩均250万
_MOST = 5  # buttons; more is no choice but a list


def of_places(question: Question, evidence: Evidence) -> tuple[str, ...]:
    """The same question for each place, where documents of several places answer it alike and the
    question names none; empty otherwise."""
    best = evidence.best
    if best is None or places_in(question.text):
        return ()
    of = {hit.chunk.document_id: hit.chunk.places for hit in evidence.hits}
    found: list[str] = []
    for candidate in evidence.candidates:
        if candidate.score < best.score - NEAR:
            break
        named = [p for p in of.get(candidate.document.document_id, ()) if p != NATIONWIDE]
        if named and not any(related(named[0], place) for place in found):
            found.append(named[0])
    if len(found) < 2:
        return ()
    return tuple(f"{place}：{question.text}" for place in found[:_MOST])


def of_matters(question: Question, rows: list[Row]) -> tuple[str, ...]:
    """The same question for each matter, where several have the name or nearly so."""
    names = dict.fromkeys(_full_name(row) for row in rows)
    if len(names) < 2:
        return ()
    return tuple(f"{name}：{question.text}" for name in list(names)[:_MOST])


def of_size(question: Question, quoted: str) -> str:
    """A line that asks for the user's own figure, where the quote bounds one (400立方米及以下) and the
    question, which wants a verdict, gives none; "" otherwise."""
    given = measures(question.figures) or _SIZE_GIVEN.search(question.text)
    if not _VERDICT.search(question.text) or given or TARGET.search(quoted):
        return ""
    return SIZE if any(f.bound and f.dimension for f in find_figures(quoted)) else ""


def _full_name(row: Row) -> str:
    department = row.first(ColumnRole.DEPARTMENT)
    return f"{row.name}（{department}）" if department else row.name
