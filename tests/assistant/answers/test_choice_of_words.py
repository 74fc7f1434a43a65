"""The right words among siblings, and what is said where the library has none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

DOCUMENTS = {
    "旧办法.txt": "云州市人民政府关于印发云州市科技企业奖励办法的通知\n云政〔2019〕3号\n各区人民政府：\n"
    "现将《云州市科技企业奖励办法》印发给你们。\n云州市人民政府\n2019年2月1日\n云州市科技企业奖励办法\n"
    "第一条 对首次认定的科技企业，给予一次性奖励8万元。\n第二条 本办法自2019年3月1日起施行。\n",
    "新办法.txt": "云州市人民政府关于印发云州市科技企业培育办法的通知\n云政〔2024〕9号\n各区人民政府：\n"
    "现将《云州市科技企业培育办法》印发给你们。\n云州市人民政府\n2024年2月1日\n云州市科技企业培育办法\n"
    "第一条 对首次认定的科技企业，给予一次性奖励15万元。\n第二条 对重新认定的科技企业，给予一次性奖励6万元。\n"
    "第三条 有下列情形之一的，不予奖励：\n（一）发生重大安全事故的；\n（二）提供虚假材料的。\n"
    "第四条 市科技局应当自受理之日起12个工作日内完成审核。\n"
    "第五条 本办法自2024年3月1日起施行，有效期3年。《云州市科技企业奖励办法》（云政〔2019〕3号）同时废止。\n"
    "第六条 本办法由市科技局负责解释。\n",
    "数字化.txt": "云州市工业和信息化局关于组织申报数字化改造补助的通知\n云工信〔2024〕7号\n各有关企业：\n"
    "一、申报条件\n申报数字化改造补助的项目，总投资应当不低于100万元。\n云州市工业和信息化局\n2024年5月6日\n",
    "贴息.txt": "云州市财政局关于设备贷款贴息的通知\n云财〔2024〕5号\n各区财政局：\n"
    "一、对单台设备价格50万元以上至200万元以下的，按贷款利息的30%给予贴息，单户最高20万元。\n"
    "二、对单台设备价格超过200万元的，按贷款利息的40%给予贴息，单户最高60万元。\n"
    "三、环保部门负责核查项目的环保手续。\n"
    "四、联系人：王工，电话：0399-5550101。\n云州市财政局\n2024年4月1日\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, models_dir: Path) -> Iterator[Assistant]:
    folder, store = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("store")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    opened, vectors = Store(store, create=True), VectorStore(store / "vectors")
    embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
    Builder(opened, vectors, embeddings, 280).build([folder])
    yield Assistant(HybridRetriever(opened, vectors, embeddings))
    opened.close()


def first(answer: Answer) -> str:
    return next(line for line in answer.markdown.splitlines() if line.strip())


@pytest.mark.parametrize(
    ("question", "told", "others"),
    [
        ("首次认定的科技企业奖励多少钱？", "15万元", ["8万元", "6万元"]),
        ("重新认定的科技企业奖励多少钱？", "6万元", ["8万元"]),
        ("设备贷款贴息，单台设备价格300万元的能贴多少？", "40%", []),
        ("审核科技企业奖励要几个工作日？", "12个工作日", []),
        ("设备贷款贴息的联系电话是多少？", "0399-5550101", []),
        ("项目的环保手续由哪个部门核查？", "环保部门", []),
        ("云州市科技企业培育办法由谁负责解释？", "市科技局", []),
        ("云政〔2024〕9号什么时候到期？", "2027年2月28日", []),
        ("哪些情形不予奖励？", "不予奖励", ["给予一次性"]),
    ],
)
def test_the_first_line_is_the_answer(
    assistant: Assistant, question: str, told: str, others: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert told in first(answer), answer.markdown
    assert not [other for other in others if other in answer.markdown]
    for c in answer.citations:
        text = assistant.library.version(c.document_id, c.version).text
        assert text[c.start : c.end] == c.quote and not c.quote.endswith("：")


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("云政〔2024〕10号规定了什么？", "云政〔2024〕10号"),
        ("《云州市数据企业奖励办法》奖励多少？", "《云州市数据企业奖励办法》"),
    ],
)
def test_a_document_that_is_not_here_is_said_to_be_absent(
    assistant: Assistant, question: str, absent: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.kind) == ("not_found", "absent")
    assert absent in first(answer) and "没有" in first(answer)


def test_a_document_that_a_text_speaks_of_is_not_absent(assistant: Assistant) -> None:
    assert assistant.ask("云政〔2019〕3号还有效吗？").kind == "document"


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("你们有哪些文件？", 4), ("2024年发布的文件有哪些？", 3), ("市财政局印发的文件有哪些？", 1),
        ("哪些文件提到虚假材料？", 1), ("有哪些文件已经废止？", 1),
    ],
)  # fmt: skip
def test_what_the_library_holds(assistant: Assistant, question: str, count: int) -> None:
    answer = assistant.ask(question)
    assert answer.kind == "library"
    assert f"共{count}份" in answer.markdown
    assert len(answer.citations) >= count


def test_a_matter_that_no_document_speaks_of(assistant: Assistant) -> None:
    answer = assistant.ask("哪些文件提到农业保险？")
    assert (answer.kind, answer.status) == ("library", "not_found")


@pytest.mark.parametrize("words", ["你好", "谢谢", "你是谁？", "你能做什么？", "再见"])
def test_what_is_said_to_the_assistant_itself(assistant: Assistant, words: str) -> None:
    answer = assistant.ask(words)
    assert answer.kind == "social" and not answer.citations and len(answer.markdown) < 120


def test_whose_case_is_left_out_is_told_no(assistant: Assistant) -> None:
    answer = assistant.ask("提供虚假材料的科技企业能拿奖励吗？")
    assert answer.kind == "barred"
    assert first(answer).startswith("不能。") and "虚假材料" in first(answer)


def test_a_condition_that_is_missed_is_told_no(assistant: Assistant) -> None:
    answer = assistant.ask("项目总投资80万元，能申报云州市数字化改造补助吗？")
    assert first(answer).startswith("不能：80万元不在“不低于100万元”之内")
    met = assistant.ask("项目总投资180万元，能申报云州市数字化改造补助吗？")
    assert first(met).startswith("符合这一条件：")


def test_several_things_in_one_sentence(assistant: Assistant) -> None:
    """Each part has its answer, in the words of one article."""
    answer = assistant.ask("科技企业首次认定和重新认定分别奖励多少？")
    assert answer.kind == "comparison"
    one, other = first(answer).split("；")[:2]
    assert "15万元" in one and "6万元" not in one.replace("15万元", "")
    assert "6万元" in other and "15万元" not in other
