"""Answers that are structure: whole lists, the text at an address, what a document is about."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

RULE = """某市人民政府办公室关于印发某市高新技术企业奖励办法的通知
某政办〔2023〕12号
各县（市、区）人民政府：
《某市高新技术企业奖励办法》已经市政府同意，现印发给你们。
某市人民政府办公室
2023年3月15日
某市高新技术企业奖励办法
第一章 总则
第一条 为加快培育高新技术企业，制定本办法。
第二章 奖励标准
第二条 对首次认定的高新技术企业，给予一次性奖励30万元。
第三条 有下列情形之一的，不予奖励：
（一）上一年度发生重大安全事故的；
（二）提供虚假申报材料的；
（三）拖欠农民工工资的。
前款情形由市科技局会同有关部门认定。
第三章 申报程序
第四条 企业应当于每年5月向市科技局提出申请，并提交下列材料：
（一）奖励申请表；
（二）高新技术企业证书复印件；
（三）上一年度审计报告。
第五条 申请奖励的企业应当同时具备下列条件：
（一）在本市注册；
（二）研发费用占营业收入的比例符合下列要求：
1.收入5000万元以下的，不低于5%；
2.收入超过5000万元的，不低于4%。
第六条 本办法自2023年4月1日起施行，有效期5年。
"""
NOTICE = """某市财政局关于加强物资管理工作的通知
某财〔2020〕9号
各有关单位：
现就有关事项通知如下：
一、物资范畴
本通知所称物资包括口罩、防护服等。
二、规范管理
（一）服从统一调度。各单位服从统一调配。
（二）简化审批程序。先调配后备案。
三、工作要求
（一）压实责任。各单位要压实责任。
（二）加强督导。主管部门要加强督导。
附件：1.物资清单
2.申报表
某市财政局
2020年2月8日
"""


@pytest.fixture(scope="module")
def assistant(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("structure")
    (folder / "奖励.txt").write_text(RULE, encoding="utf-8")
    (folder / "物资.txt").write_text(NOTICE, encoding="utf-8")
    with closing(Store(folder / ".store", create=True)) as store:
        vectors = VectorStore(folder / ".store" / "vectors")
        embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
        Builder(store, vectors, embeddings, 280).build([folder])
        yield Assistant(HybridRetriever(store, vectors, embeddings))


def _exact(assistant: Assistant, answer: Answer) -> None:
    for cited in answer.citations:
        text = assistant.library.document(cited.document_id).text
        assert text[cited.start : cited.end] == cited.quote


@pytest.mark.parametrize(
    ("question", "lead", "items"),
    [
        (
            "申请高新技术企业奖励要交哪些材料？",
            "提交下列材料（共3项）",
            ["申请表", "证书复印件", "审计报告"],
        ),
        ("哪些情形不予奖励？", "不予奖励（共3项）", ["安全事故", "虚假申报", "农民工工资"]),
        ("申请奖励要符合什么条件？", "下列条件（共2项）", ["本市注册", "不低于5%", "不低于4%"]),
        ("规范管理包括哪几方面？", "规范管理（共2项）", ["服从统一调度", "简化审批程序"]),
        ("某财〔2020〕9号有哪些附件？", "附件（共2项）", ["物资清单", "申报表"]),
    ],
)
def test_a_list_is_whole(assistant: Assistant, question: str, lead: str, items: list[str]) -> None:
    answer = assistant.ask(question)
    first = answer.markdown.splitlines()[0]
    assert lead in first
    assert first.endswith("：")
    assert all(item in answer.markdown for item in items)
    _exact(assistant, answer)


def test_a_paragraph_behind_a_list_is_no_item_of_it(assistant: Assistant) -> None:
    assert "前款情形" not in assistant.ask("哪些情形不予奖励？").markdown


def test_papers_are_not_answered_by_conditions(assistant: Assistant) -> None:
    answer = assistant.ask("申请高新技术企业奖励要交哪些材料？")
    assert "本市注册" not in answer.markdown


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("某政办〔2023〕12号第二条是什么？", "奖励30万元", "不予奖励"),
        ("高新技术企业奖励办法第三条", "虚假申报材料", "30万元"),
        ("高新技术企业奖励办法第三条第二款", "前款情形由市科技局", "安全事故"),
        ("高新技术企业奖励办法第四条第（二）项", "证书复印件", "审计报告"),
        ("高新技术企业奖励办法第二章讲什么", "奖励标准", "申报程序"),
        ("高新技术企业奖励办法最后一条", "有效期5年", "本市注册"),
        ("某财〔2020〕9号第二部分第一条讲什么", "服从统一调配", "压实责任"),
        ("某财〔2020〕9号二（二）怎么写的", "先调配后备案", "统一调配"),
    ],
)
def test_an_address_leads_to_its_text(
    assistant: Assistant, question: str, said: str, unsaid: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.kind, answer.status) == ("navigation", "answered")
    assert said in answer.markdown
    assert unsaid not in answer.markdown
    _exact(assistant, answer)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("高新技术企业奖励办法第四十条是什么", "共6条，没有第四十条"),
        ("高新技术企业奖励办法第9章", "共3章，没有第9章"),
        ("某财〔2020〕9号第五部分讲什么", "共3个部分，没有第五部分"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_to(
    assistant: Assistant, question: str, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert said in answer.markdown


def test_a_following_question_goes_on_from_the_address_before_it(assistant: Assistant) -> None:
    answer = assistant.ask("第三条呢", ["高新技术企业奖励办法第二条是什么"])
    assert "虚假申报材料" in answer.markdown


@pytest.mark.parametrize(
    "question", ["某政办〔2023〕12号讲了什么？", "总结一下高新技术企业奖励办法"]
)
def test_an_overview_says_what_it_is_its_parts_figures_and_term(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    told = answer.markdown
    assert answer.kind == "overview"
    assert "某市人民政府办公室2023年3月15日发布" in told
    assert all(said in told for said in ("分3章", "奖励标准", "30万元", "有效期至2028年3月31日"))
    assert len(told.split("依据：")[0]) <= 450
    _exact(assistant, answer)


def test_a_quote_that_announces_a_list_brings_its_items(assistant: Assistant) -> None:
    answer = assistant.ask("提供虚假材料还能拿高新技术企业奖励吗？")
    lines = [line for line in answer.markdown.splitlines() if "不予奖励：" in line]
    assert all(not line.endswith("：") for line in lines)
