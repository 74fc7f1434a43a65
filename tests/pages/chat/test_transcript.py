"""A conversation keeps its turns apart and shows the visitor's words as they were typed."""

from assistant.answer import Answer
from assistant.blocks import Lead
from pages import texts
from pages.chat.conversation import Conversation
from pages.chat.transcript import transcript


def answered(*questions: str) -> Conversation:
    conversation = Conversation()
    for question in questions:
        conversation = conversation.begin(question).finish(
            Answer(question, "answered", (Lead(("答。",)),))
        )
    return conversation


def test_only_answered_questions_are_history() -> None:
    conversation = answered("甲？", "乙？").begin("丙？").give_up(texts.STOPPED).begin("丁？")
    assert conversation.questions() == ["甲？", "乙？"]


def test_stopping_keeps_what_was_shown() -> None:
    html = transcript(
        Conversation().begin("甲？").show((Lead(("一半。",)),)).give_up(texts.STOPPED)
    )
    assert "一半。" in html and texts.STOPPED in html


def test_stopping_after_the_end_changes_nothing() -> None:
    conversation = answered("甲？")
    assert conversation.give_up(texts.STOPPED) == conversation


def test_question_is_text() -> None:
    html = transcript(Conversation().begin('<img src=x onerror="alert(1)">'))
    assert "<img" not in html and "&lt;img src=x onerror=&quot;" in html
    assert texts.SEARCHING in html


def test_endless_question_is_cut_on_the_page() -> None:
    assert len(transcript(Conversation().begin("长" * 100_000))) < 2000


def test_turns_that_do_not_exist_have_no_answer() -> None:
    conversation = answered("甲？")
    assert conversation.answer(0) and not conversation.answer(1) and not conversation.answer(-1)


def test_options_are_buttons_that_ask() -> None:
    answer = Answer(
        "补助多少？", "answered", (Lead(("答。",)),), options=("浙江省：补助多少？", '"<b>')
    )
    html = transcript(Conversation().begin("补助多少？").finish(answer))
    assert html.count('data-act="ask"') == 2 and ">浙江省：补助多少？</button>" in html
    assert "<b>" not in html
    assert 'data-act="ask"' not in transcript(answered("甲？"))
