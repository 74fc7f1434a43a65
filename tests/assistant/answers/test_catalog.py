"""Questions about a matter of a catalogue are answered from the very column that is asked for."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.understanding.attributes import asked_of_row
from corpus.language.column_headers import ColumnRole
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

ROWS = [
    {
        "matter_name": "食品经营许可核发", "dept_name": "测试市市场监督管理局", "co_department": "无",
        "materials": ["食品经营许可证申请书", "营业执照复印件", "从业人员的健康证明和培训合格证明"],
        "handle_time": "20(工作日)", "promise_time": "5(工作日)", "consult_phone": "0371-12345678",
        "handle_location": "测试市政务服务大厅3号窗口", "condition": "具有与经营品种相适应的场所和设备",
    },
    {
        "matter_name": "取水许可审批", "dept_name": "测试市水利局", "co_department": "测试市自然资源局",
        "materials": ["取水许可申请书", "水资源论证报告"], "handle_time": "45(工作日)",
        "promise_time": "20(工作日)", "consult_phone": "0371-87654321",
        "handle_location": "测试市水利局二楼", "condition": "",
    },
    {
        "matter_name": "城镇污水排入排水管网许可", "dept_name": "测试市住房和城乡建设局", "co_department": "无",
        "materials": ["申请表"], "handle_time": "20(工作日)", "promise_time": "7(工作日)",
        "consult_phone": "", "handle_location": "测试市政务服务大厅8号窗口", "condition": "排水水质合格",
    },
    {
        "matter_name": "食品摊贩登记", "dept_name": "测试市市场监督管理局", "co_department": "无",
        "materials": ["登记表"], "handle_time": "5(工作日)", "promise_time": "1(工作日)",
        "consult_phone": "0371-12345678", "handle_location": "街道办事处",
        "condition": "在划定的区域和时段内经营，" + "有符合卫生要求的制作和售货工具，" * 20 + "身体健康。",
    },
]  # fmt: skip
POLICY = (
    "测试市人民政府关于促进工业发展的意见\n测政〔2024〕1号\n各县（区）人民政府：\n一、支持技术改造\n"
    "对技术改造项目按设备投资额的10%给予补助，单个项目最高200万元。申报材料由市工业和信息化局公布。\n"
    "测试市人民政府\n2024年3月1日\n"
)


@pytest.fixture(scope="module")
def assistant(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("catalog")
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    (folder / "事项.jsonl").write_text(lines, "utf-8")
    (folder / "意见.txt").write_text(POLICY, "utf-8")
    store = Store(folder / ".store", create=True)
    vectors = VectorStore(folder / ".store" / "vectors")
    embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
    reports = Builder(store, vectors, embeddings, 280).build([folder])
    assert [r.status for r in reports] == ["新增", "新增"]
    yield Assistant(HybridRetriever(store, vectors, embeddings))
    store.close()


def quotes(answer: Answer) -> list[str]:
    return [c.quote for c in answer.citations]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "办食品经营许可要什么材料？",
            "食品经营许可证申请书；营业执照复印件；从业人员的健康证明和培训合格证明",
        ),
        ("取水许可归哪个部门管", "测试市水利局"),
        ("食品经营许可核发几个工作日能办好", "5(工作日)"),
        ("取水许可审批的咨询电话是多少", "0371-87654321"),
        ("城镇污水排入排水管网许可去哪里办", "测试市政务服务大厅8号窗口"),
        ("食品经营许可要符合什么条件", "具有与经营品种相适应的场所和设备"),
    ],
)
def test_the_column_that_is_asked_for(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert any(quote.endswith(told) for quote in quotes(answer))
    for c in answer.citations:
        document = assistant.library.document(c.document_id)
        assert document.text[c.start : c.end] == c.quote


def test_other_columns_are_left_out(assistant: Assistant) -> None:
    answer = assistant.ask("办食品经营许可要什么材料？")
    assert len(answer.citations) == 1
    assert "- 营业执照复印件" in answer.markdown


def test_a_matter_without_a_question_gives_the_main_columns(assistant: Assistant) -> None:
    answer = assistant.ask("取水许可审批怎么办")
    for told in ("测试市水利局", "水资源论证报告", "20(工作日)", "测试市水利局二楼"):
        assert told in answer.markdown


@pytest.mark.parametrize("question", ["取水许可审批怎么办理", "取水许可审批", "怎么办取水许可"])
def test_a_procedure_is_a_card_with_its_gaps(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    fields = [line for line in answer.markdown.splitlines() if line.startswith("- **")]
    assert [line.partition("**：")[0].removeprefix("- **") for line in fields] == [
        "申请条件", "申请材料", "办理流程", "办理时限", "办理部门", "咨询电话", "办理地点",
    ]  # fmt: skip
    for line in fields:
        missing = line.startswith(("- **申请条件**", "- **办理流程**"))
        assert line.endswith("：未规定" if missing else "]"), line
    assert any(quote.endswith("取水许可申请书；水资源论证报告") for quote in quotes(answer))


def test_a_long_cell_is_cut_at_a_phrase_and_quoted_to_the_letter(assistant: Assistant) -> None:
    answer = assistant.ask("食品摊贩登记怎么办理")
    (quote,) = [q for q in quotes(answer) if "在划定的区域" in q]
    (line,) = [line for line in answer.markdown.splitlines() if "申请条件" in line]
    assert quote.endswith("，") and len(quote) < 170 and "……[" in line
    (cited,) = [c for c in answer.citations if c.quote == quote]
    document = assistant.library.document(cited.document_id)
    assert document.text[cited.start : cited.end] == quote


def test_an_empty_column_is_said_to_be_empty(assistant: Assistant) -> None:
    answer = assistant.ask("取水许可审批要符合什么条件")
    assert answer.status == "not_found"
    assert answer.markdown.startswith("目录中没有登记申请条件")
    assert "0371-87654321" in answer.markdown  # whom to call instead


def test_a_question_on_a_policy_is_not_answered_from_a_catalogue(assistant: Assistant) -> None:
    answer = assistant.ask("技术改造项目补助多少？")
    assert {c.source for c in answer.citations} == {"意见.txt"}


def test_duties_of_a_department_hold_its_matters(assistant: Assistant) -> None:
    answer = assistant.ask("水利局负责哪些工作？")
    assert "办理“取水许可审批”" in answer.markdown


def test_words_of_the_matter_ask_for_nothing() -> None:
    name = "执业资格认定"
    (asked,) = asked_of_row(f"{name}要什么材料", name)
    assert asked.roles == (ColumnRole.MATERIALS,)
