"""Several questions in one message, and questions in traditional characters."""

import pytest

from assistant.assistant import Assistant
from assistant.understanding.several import split_questions
from corpus.language.departments import department_table


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("技改项目找谁备案？贷款贴息由谁落实？", ["技改项目找谁备案？", "贷款贴息由谁落实？"]),
        ("技改项目找谁备案?\n贷款贴息由谁落实?", ["技改项目找谁备案?", "贷款贴息由谁落实?"]),
        # what is only named the second time is understood from the first
        ("财政部门做什么？科技部门呢？", ["财政部门做什么？", "科技部门做什么？"]),
        # another thing in the place of the last one
        (
            "搞个项目，环评找谁？用地找谁？",
            ["搞个项目，环评找谁？", "搞个项目，用地找谁？"],
        ),
        ("实验室建设期几年？主任一届几年？", ["实验室建设期几年？", "实验室主任一届几年？"]),
        (
            "失业保险金最长领几个月、由谁发、什么情况停发？",
            ["失业保险金最长领几个月", "失业保险金由谁发", "失业保险金什么情况停发？"],
        ),
        ("房租通补贴多少钱？押金退不退？", ["房租通补贴多少钱？", "房租通押金退不退？"]),
        # one question: what leads up to it, what insists on it
        ("我家水泥线日产800吨，会不会被淘汰？", ["我家水泥线日产800吨，会不会被淘汰？"]),
        (
            "我家有条水泥线。日产800吨。会不会被淘汰？",
            ["我家有条水泥线。日产800吨。会不会被淘汰？"],
        ),
        ("贷款贴息由谁落实？对吗？", ["贷款贴息由谁落实？对吗？"]),
        ("？？？", ["？？？"]),
        ("", [""]),
    ],
)
def test_a_message_is_parted_where_it_asks_anew(text: str, questions: list[str]) -> None:
    assert split_questions(text, department_table()) == questions


def test_each_question_has_its_answer_and_marks_run_through(assistant: Assistant) -> None:
    parts = ["贷款贴息由谁落实？", "日产800吨的水泥生产线会被淘汰吗？", "食堂今天吃什么？"]
    answer = assistant.ask("".join(parts))
    single = [assistant.ask(part) for part in parts]
    assert [s.status for s in single] == ["answered", "answered", "not_found"]
    assert answer.status == "answered" and answer.question == "".join(parts)
    assert [c.quote for c in answer.citations] == [c.quote for s in single for c in s.citations]
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    blocks = answer.markdown.split("**")
    for part, alone in zip(parts, single, strict=True):
        block = blocks[blocks.index(part) + 1]
        assert alone.markdown.partition("[")[0].strip() in block
    assert answer.markdown.count("依据：") == 1


def test_the_same_quote_keeps_one_number(assistant: Assistant) -> None:
    answer = assistant.ask("贷款贴息由谁落实？技改贷款的贴息由谁来落实？")
    quotes = [c.quote for c in answer.citations]
    assert len(set(quotes)) == len(quotes)


@pytest.mark.parametrize(
    ("traditional", "simple"),
    [
        ("貸款貼息由誰落實？", "贷款贴息由谁落实？"),
        ("技術改造項目找誰備案？", "技术改造项目找谁备案？"),
    ],
)
def test_traditional_characters_are_understood(
    assistant: Assistant, traditional: str, simple: str
) -> None:
    asked = assistant.ask(traditional)
    assert asked.question == traditional
    assert asked.markdown == assistant.ask(simple).markdown
