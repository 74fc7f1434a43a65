"""What a user sees, on the real model and store: conclusion first, exact quotes, honest silence."""

import pytest

from assistant.assistant import Assistant
from assistant.errors import QuestionError


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("我家炼钢的转炉是三十吨的，保不保得住", "三十吨在“30吨及以下”之内"),
        ("高炉正好400立方米要不要淘汰", "400立方米在“400立方米及以下”之内"),
        ("450立方的高炉会不会关", "450立方不在“400立方米及以下”之内，不属于"),
        ("电解槽95kA要拆吗", "95kA在“100千安以下”之内，属于应当淘汰"),
        ("十万安培的电解槽要淘汰吗", "十万安培在“100千安以下”之内（“100千安以下”含本数）"),
        ("一天出九百多吨水泥，要被淘汰吗", "九百多吨在“1000吨以下”之内"),
        ("20吨的转炉还能用吗", "20吨在“30吨及以下”之内，属于应当淘汰"),
    ],
)
def test_threshold_concludes_first(assistant: Assistant, question: str, begins: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.markdown.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "年产30万吨的水泥厂要淘汰吗",
        "15吨电炉要淘汰吗",
        "补贴封顶多少万",
        "申报截止到几号",
        "申报技改项目要交哪些材料",
    ],
)
def test_silence_is_said_and_the_nearest_clause_shown(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert answer.markdown.startswith("文件未规定")
    assert len(answer.citations) == 1


@pytest.mark.parametrize("question", ["明天会下雨吗", "红烧排骨怎么做", "写一首关于秋天的诗"])
def test_out_of_scope_is_refused_without_quotes(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_found" and not answer.citations
    assert "无法回答" in answer.markdown


def test_duties_by_the_name_of_today(assistant: Assistant) -> None:
    answer = assistant.ask("生态环境局要做哪些事？")
    assert answer.markdown.startswith(
        "生态环境局的职责共3项：\n\n- 负责：依法开展规划环境影响评价审查"
    )
    assert "原文“环保部门”（现：生态环境部门）" in answer.markdown or "环保" in answer.markdown
    assert "金融" not in answer.markdown.split("原文")[-1]


def test_validity_is_never_inferred(assistant: Assistant) -> None:
    answer = assistant.ask("2011年这文还管用不")
    assert answer.markdown.startswith("时效：未核实")


def test_every_quote_stands_at_its_offsets(assistant: Assistant) -> None:
    for question in ("贷款利息能给贴吗", "基本原则有哪些", "两高一资是啥", "技改找谁备案"):
        answer = assistant.ask(question)
        assert answer.citations
        for c in answer.citations:
            text = assistant.library.document(c.document_id).text
            assert text[c.start : c.end] == c.quote


def test_markup_in_a_question_is_text(assistant: Assistant) -> None:
    answer = assistant.ask("<script>alert(1)</script> 技改找谁备案")
    assert "<script>" not in answer.markdown


@pytest.mark.parametrize("question", ["", "  \n ", "问" * 2001])
def test_unusable_question_says_why(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionError, match="问题"):
        assistant.ask(question)
