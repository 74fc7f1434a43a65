"""Questions to begin with: the library answers every one that is offered, from its own documents."""

from assistant.assistant import Assistant
from assistant.openings import openings


def test_the_usual_ones_stay_where_all_are_answered(assistant: Assistant) -> None:
    usual = ["技术改造项目找谁备案？", "财政部门负责哪些工作？"]
    found = openings(usual, assistant.library, assistant.resources.duties, assistant.extract)
    assert list(found) == usual


def test_else_they_are_made_and_tried(assistant: Assistant) -> None:
    usual = ["火星移民补贴多少钱？"]
    found = openings(usual, assistant.library, assistant.resources.duties, assistant.extract)
    assert found and "火星" not in "".join(found)
    assert all(assistant.ask(question).status == "answered" for question in found)
