"""Documents that are no longer, or not yet, in force: said first, with the words that end them."""

from pathlib import Path

import pytest

from assistant.answer import Answer, Citation
from assistant.assistant import Assistant
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

OLD = "某市企业技术改造补助办法"
OLD_NUMBER = "某政办〔2015〕3号"
NEW = "某市工业设备更新奖补办法"
NEW_NUMBER = "某政办〔2023〕28号"
REPEAL = f"第五条 本办法自2024年1月1日起施行，《{OLD}》（{OLD_NUMBER}）同时废止。"
DOCUMENTS = {
    # in the old one only: 外聘专家评审费; in both: 补助比例
    "旧办法.txt": (
        f"{OLD}\n{OLD_NUMBER}\n各县（市、区）人民政府：\n"
        "第一条 为支持企业技术改造，制定本办法。\n"
        "第二条 企业购置技术改造设备，按设备投资额的8%给予补助，单个企业最高不超过100万元。\n"
        "第三条 项目评审聘请外地专家的，专家评审费由市财政承担，每人每天800元。\n"
        "第四条 本办法自印发之日起施行。\n某市人民政府办公室\n2015年3月1日\n"
    ),
    "新办法.txt": (
        f"{NEW}\n{NEW_NUMBER}\n各县（市、区）人民政府：\n"
        "第一条 为支持企业技术改造和设备更新，制定本办法。\n"
        "第二条 企业购置技术改造设备，按设备投资额的12%给予补助，单个企业最高不超过300万元。\n"
        "第三条 市工业和信息化局负责受理申请。\n第四条 市财政局负责拨付资金。\n"
        f"{REPEAL}\n某市人民政府办公室\n2023年12月1日\n"
    ),
    "限期.txt": (
        "某市冷链物流扶持办法\n某商〔2018〕6号\n各县（市、区）商务局：\n"
        "第一条 新建冷链物流仓库的，每立方米库容扶持50元。\n"
        "第二条 本办法自2018年1月1日起施行，有效期至2020年12月31日。\n某市商务局\n2017年12月20日\n"
    ),
    "将来.txt": (
        "某市养老服务管理办法\n某民〔2025〕2号\n各县（市、区）民政局：\n"
        "第一条 社区食堂为老年人供餐，每餐补贴3元。\n"
        "第二条 本办法自2999年1月1日起施行。\n某市民政局\n2025年1月5日\n"
    ),
    "未说明.txt": (
        "某市古树名木保护意见\n某林〔2019〕4号\n各县（市、区）林业局：\n"
        "一、对古树名木实行挂牌保护，每株每年养护经费500元。\n某市林业局\n2019年4月2日\n"
    ),
    "登记.txt": (
        "某市渔业船舶检验规定\n某农〔2010〕9号\n各县（市、区）农业局：\n"
        "一、渔业船舶每两年检验一次，检验费每艘120元。\n某市农业局\n2010年5月6日\n"
    ),
    "登记.yaml": "repealed_by: 《某市船舶管理条例》（某政〔2021〕5号）\n",
    "有效.txt": (
        "某市校车安全规定\n某教〔2020〕1号\n各县（市、区）教育局：\n"
        "一、校车时速不得超过60公里。\n某市教育局\n2020年1月6日\n"
    ),
    "有效.yaml": "validity: 现行有效\n",
}


@pytest.fixture(scope="module")
def assistant(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    directory = tmp_path_factory.mktemp("validity")
    (directory / "documents").mkdir()
    for name, text in DOCUMENTS.items():
        (directory / "documents" / name).write_text(text, "utf-8")
    store = Store(directory / "store", create=True)
    vectors = VectorStore(directory / "store" / "vectors")
    embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
    reports = Builder(store, vectors, embeddings, 280).build([directory / "documents"])
    assert {r.status for r in reports} == {"新增"}, reports
    return Assistant(HybridRetriever(store, vectors, embeddings))


def ask(assistant: Assistant, question: str) -> Answer:
    """The answer, each of its quotes held against the stored text."""
    answer = assistant.ask(question)
    assert answer.status == "answered", answer.markdown
    for c in answer.citations:
        document = assistant.library.version(c.document_id, c.version)
        assert document.text[c.start : c.end] == c.quote
        assert f"[{c.n}]" in answer.markdown
    return answer


def cited(answer: Answer, source: str) -> list[Citation]:
    return [c for c in answer.citations if c.source == source]


def test_an_answer_from_a_repealed_document_says_so_first(assistant: Assistant) -> None:
    answer = ask(assistant, "项目评审聘请外地专家，评审费每人每天多少")
    first, *others = answer.markdown.split("\n\n")
    assert first.startswith(
        f"注意：《{OLD}》（{OLD_NUMBER}）已废止（已被《{NEW}》（{NEW_NUMBER}）废止）"
    )
    assert f"请以《{NEW}》（{NEW_NUMBER}）" in first
    assert "每人每天800元" in others[0]
    assert cited(answer, "旧办法.txt")[0].validity == "已废止"
    (clause,) = cited(answer, "新办法.txt")
    assert f"[{clause.n}]为准" in first
    assert clause.quote in REPEAL and clause.quote.endswith("同时废止。")
    assert f"《{OLD}》（{OLD_NUMBER}），时效：已废止" in answer.markdown


IN_BOTH = pytest.mark.parametrize(
    "question",
    [
        "企业购置技术改造设备最高补助多少万元",
        "购置技术改造设备按投资额的百分之几补助",
        "企业购置技术改造设备有什么补助",
    ],
)


@IN_BOTH
def test_what_stands_in_both_is_answered_from_the_new_one(
    assistant: Assistant, question: str
) -> None:
    answer = ask(assistant, question)
    first, *others = (c for c in answer.citations if "补助" in c.quote)
    assert first.source == "新办法.txt" and "12%" in first.quote
    quotes = [
        answer.markdown.index(c.quote) for c in (first, *others) if c.quote in answer.markdown
    ]
    assert quotes == sorted(quotes)


@IN_BOTH
def test_what_stands_in_both_is_not_quoted_from_the_old_one(
    assistant: Assistant, question: str
) -> None:
    answer = ask(assistant, question)
    assert not answer.markdown.startswith("注意")
    assert "100万元" not in answer.markdown and "8%" not in answer.markdown


@pytest.mark.parametrize(
    "question",
    [
        f"{OLD_NUMBER}还有效吗",
        "某政办[2015]3号文件现在还管用吗",
        f"《{OLD}》还有效吗",
        "某政办2015年3号文是不是作废了",
    ],
)
def test_asked_whether_the_old_one_is_in_force(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    said = answer.markdown.split("依据：")[0]
    assert said.index("已废止") < 20
    assert f"《{NEW}》（{NEW_NUMBER}）" in said
    (clause,) = cited(answer, "新办法.txt")
    assert f"《{OLD}》（{OLD_NUMBER}）同时废止" in clause.quote


def test_asked_whether_the_new_one_is_in_force(assistant: Assistant) -> None:
    """That it began is no proof that it still holds."""
    answer = ask(assistant, f"{NEW_NUMBER}还有效吗")
    assert answer.markdown.startswith("时效：未核实")
    assert not cited(answer, "旧办法.txt")


def test_expired(assistant: Assistant) -> None:
    answer = ask(assistant, "新建冷链物流仓库每立方米扶持多少元")
    first = answer.markdown.split("\n\n")[0]
    assert first.startswith("注意：《某市冷链物流扶持办法》（某商〔2018〕6号）已失效")
    assert "有效期至2020年12月31日，已届满" in first
    assert cited(answer, "限期.txt")[0].validity == "已失效"
    asked = ask(assistant, "某商〔2018〕6号还有效吗").markdown
    assert asked.split("依据：")[0].index("已失效") < 20


def test_not_yet_in_force(assistant: Assistant) -> None:
    answer = ask(assistant, "社区食堂为老年人供餐每餐补贴多少元")
    first = answer.markdown.split("\n\n")[0]
    assert first.startswith("注意：《某市养老服务管理办法》（某民〔2025〕2号）尚未施行")
    assert "自2999年1月1日起施行" in first
    assert answer.citations[0].validity == "尚未施行"


def test_nothing_stated_is_unverified(assistant: Assistant) -> None:
    answer = ask(assistant, "古树名木每株每年养护经费多少元")
    assert not answer.markdown.startswith("注意")
    assert {c.validity for c in answer.citations} == {"未核实"}
    assert "时效：未核实" in answer.markdown
    assert ask(assistant, "某林〔2019〕4号还有效吗").markdown.startswith("时效：未核实")


def test_repealed_by_a_document_that_is_not_here(assistant: Assistant) -> None:
    answer = ask(assistant, "渔业船舶检验费每艘多少元")
    first = answer.markdown.split("\n\n")[0]
    assert first.startswith("注意：《某市渔业船舶检验规定》（某农〔2010〕9号）已废止")
    assert "请查阅《某市船舶管理条例》（某政〔2021〕5号）（资料库中没有收录）" in first
    asked = ask(assistant, "某农〔2010〕9号还有效吗").markdown
    assert asked.split("依据：")[0].index("已废止") < 20
    assert "《某市船舶管理条例》（某政〔2021〕5号）" in asked


def test_registered_as_in_force(assistant: Assistant) -> None:
    answer = ask(assistant, "校车时速不得超过多少公里")
    assert not answer.markdown.startswith("注意")
    assert answer.citations[0].validity == "现行有效"
    assert ask(assistant, "某教〔2020〕1号还有效吗").markdown.startswith("时效：现行有效")
