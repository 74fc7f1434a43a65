"""What is offered to ask next is answered, from the place it was made from."""

from dataclasses import replace

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.blocks import Lead
from assistant.suggestions import MOST, suggest


@pytest.mark.parametrize(
    "question", ["技术改造项目找谁备案？", "日产800吨的水泥线会不会被淘汰？", "补贴封顶多少万？"]
)
def test_every_suggestion_is_answered_from_the_document(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    offered = assistant.suggest(answer, [question])
    assert 1 <= len(offered) <= MOST and question not in offered
    for suggestion in offered:
        following = assistant.ask(suggestion)
        assert following.status == "answered"
        cited = {c.document_id for c in following.citations}
        assert answer.citations[0].document_id in cited


def test_a_department_of_the_quote_is_offered_once_and_not_the_one_asked_about(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("技术改造项目找谁备案？")
    assert "工业和信息化部门要做哪些事？" in assistant.suggest(answer, [])
    asked = assistant.ask("工信厅要做哪些事？")
    assert not any("工业和信息化" in q for q in assistant.suggest(asked, []))


def test_what_was_asked_is_not_offered_again(assistant: Assistant) -> None:
    answer = assistant.ask("技术改造项目找谁备案？")
    first = assistant.suggest(answer, [])
    assert set(first).isdisjoint(assistant.suggest(answer, list(first)))


def test_nothing_is_offered_that_is_not_answered(assistant: Assistant) -> None:
    """Whoever answers nothing is offered nothing, and not asked without end."""
    answer = assistant.ask("技术改造项目找谁备案？")
    tried: list[str] = []

    def silent(question: str) -> Answer:
        tried.append(question)
        return Answer(question, "not_found", (Lead(("文件未规定。",)),))

    found = suggest(
        answer,
        [],
        assistant.library,
        assistant.table,
        assistant.resources.duties,
        silent,
    )
    assert found == () and 1 <= len(tried) <= 7


def test_nothing_is_offered_beside_choices_or_without_a_live_source(assistant: Assistant) -> None:
    answer = assistant.ask("技术改造项目找谁备案？")
    assert assistant.suggest(replace(answer, options=("甲？", "乙？")), []) == ()
    assert assistant.suggest(replace(answer, citations=()), []) == ()
    gone = tuple(replace(c, document_id="none") for c in answer.citations)
    assert assistant.suggest(replace(answer, citations=gone), []) == ()
