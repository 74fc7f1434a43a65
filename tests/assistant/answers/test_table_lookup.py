"""Answers from tables: the value that is asked for first, and nothing of the rows beside it."""

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


def page(title: str, body: str) -> str:
    return f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


def rows(*lines: str) -> str:
    """A table whose cells are set apart by ``|``."""
    return "<table border=1>" + "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("|")) + "</tr>" for line in lines
    ) + "</table>"  # fmt: skip


DOCUMENTS = {
    "培训补贴.html": page(
        "云州市职业技能培训补贴标准",
        "<p>对取得证书的人员按照等级给予培训补贴，高级工的补贴标准应当高于初级工，补贴标准如下。</p>"
        "<table border=1><tr><th>类别</th><th>证书等级</th><th>补贴标准（元/人）</th><th>培训课时</th></tr>"
        "<tr><td rowspan=2>A类（紧缺工种）</td><td>初级工</td><td>1200</td><td>80</td></tr>"
        "<tr><td>高级工</td><td>2500</td><td>160</td></tr>"
        "<tr><td>B类（一般工种）</td><td>初级工</td><td>800</td><td>60</td></tr></table>",
    ),
    "推广任务.html": page(
        "云州市新能源汽车推广实施方案",
        "<p>各区要完成新能源汽车推广任务，充电桩建设要同步推进。</p>"
        "<table border=1><tr><td rowspan=2>区域</td><td colspan=2>公交车（辆）</td><td colspan=2>充电桩（个）</td></tr>"
        "<tr><td>2025年</td><td>2026年</td><td>2025年</td><td>2026年</td></tr>"
        "<tr><td>东城</td><td>120</td><td>150</td><td>600</td><td>900</td></tr>"
        "<tr><td>开发区</td><td>60</td><td>80</td><td>700</td><td>1100</td></tr></table>",
    ),
    "开放日.html": page(
        "园区开放日活动安排",
        rows("上午9:00|签到，发放手册|一楼大厅", "上午10:00|政策宣讲|二楼报告厅", "下午2:00|参观机器人实验室|三号厂房"),
    ),
    "申请表.html": page(
        "稳岗补助申请表", rows("企业名称||法定代表人|", "银行账号||联系电话|", "经办人||新招用人数|")
    ),
    "项目.csv": "云州市2025年重点项目表,,,\n单位：万元,,,\n项目名称,建设单位,总投资,责任单位\n"
    "轴承智能产线项目,云州轴承公司,18600,东城区政府\n锂电隔膜扩产项目,新源公司,52000,高新区管委会\n"
    "特种纸改造项目,江纸集团,9500,东城区政府\n",
    "职业代码.csv": "代码,职业名称,说明\n6,生产制造人员,\n61,农副产品加工人员,\n6101,粮油加工人员,\n"
    "61011,制米工,操作碾米设备\n"
    "61012,制粉工,操作磨粉设备\n62,纺织服装人员,\n6201,纺纱人员,\n62011,细纱工,操作细纱机\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def assistant(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("tables")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, "utf-8")
    store = Store(folder / ".store", create=True)
    vectors = VectorStore(folder / ".store" / "vectors")
    embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
    reports = Builder(store, vectors, embeddings, 280).build([folder])
    assert [report.status for report in reports] == ["新增"] * len(DOCUMENTS)
    yield Assistant(HybridRetriever(store, vectors, embeddings))
    store.close()


def first_line(answer: Answer) -> str:
    return answer.markdown.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "told", "others"),
    [
        ("紧缺工种高级工的培训补贴标准是多少？", "2500", ["1200", "800"]),
        ("B类初级工要培训多少课时？", "60", ["80", "160"]),
        ("开发区2026年要建多少个充电桩？", "1100", ["700", "900"]),
        ("开放日几点参观机器人实验室？", "下午2:00", ["10:00"]),
        ("政策宣讲在哪里举行？", "二楼报告厅", ["一楼"]),
        ("锂电隔膜扩产项目的总投资是多少？", "52000", ["18600"]),
        ("特种纸改造项目的建设单位是哪家？", "江纸集团", ["新源"]),
        ("总投资最多的重点项目是哪个？", "锂电隔膜扩产项目", ["轴承"]),
        ("制粉工的代码是多少？", "61012", ["61011"]),
        ("细纱工的上级职业是什么？", "纺纱人员", ["粮油"]),
        ("代码6201是什么职业？", "纺纱人员", ["细纱工"]),
    ],
)
def test_the_value_that_is_asked_for(
    assistant: Assistant, question: str, told: str, others: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert told in first_line(answer)
    assert not [other for other in others if other in answer.markdown]
    for c in answer.citations:
        document = assistant.library.document(c.document_id)
        assert document.text[c.start : c.end] == c.quote


def test_a_bare_figure_has_its_unit(assistant: Assistant) -> None:
    assert "单位：万元" in first_line(assistant.ask("锂电隔膜扩产项目的总投资是多少？"))


def test_two_columns_and_two_rows(assistant: Assistant) -> None:
    both = first_line(assistant.ask("轴承智能产线项目的建设单位和总投资分别是什么？"))
    assert "云州轴承公司" in both
    assert "18600" in both
    levels = assistant.ask("A类初级工和高级工的补贴标准各是多少？").markdown
    assert "1200" in levels
    assert "2500" in levels
    assert "800" not in levels


def test_rows_are_counted_and_listed(assistant: Assistant) -> None:
    answer = assistant.ask("东城区政府负责的重点项目有哪些？").markdown
    assert "共 2 项" in answer
    assert "轴承智能产线项目" in answer
    assert "特种纸改造项目" in answer
    assert "锂电" not in answer
    assert "共 3 个" in assistant.ask("重点项目一共有几个？").markdown


def test_all_fields_of_a_form(assistant: Assistant) -> None:
    answer = assistant.ask("稳岗补助申请表要填写哪些内容？")
    assert "要填写 6 项" in answer.markdown
    for name in ("企业名称", "法定代表人", "银行账号", "联系电话", "经办人", "新招用人数"):
        assert f"- {name}" in answer.markdown


@pytest.mark.parametrize("question", ["今天天气怎么样？", "初级厨师怎么考？", "开放日能带孩子吗？"])
def test_words_in_common_are_no_row(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).kind not in ("table", "table_rows", "form")
