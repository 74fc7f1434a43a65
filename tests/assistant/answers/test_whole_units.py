"""What is quoted is a whole unit that says something: no preamble, no question, no torn row, the right list."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answers.extract import NOT_THERE
from assistant.assistant import Assistant
from assistant.evidence.preamble import opens_document
from assistant.evidence.reading import _adds_nothing, _in_row, _told_below
from assistant.understanding.value import asked_cap
from corpus.document import Document, Metadata
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

DOCUMENTS = {
    "示范.txt": "东川市工业和信息化局关于组织申报智能车间示范项目的通知\n东工信〔2024〕31号\n各有关企业：\n"
    "根据《东川市智能制造资助细则》，现就组织申报智能车间示范项目有关事项通知如下：\n"
    "一、申报条件\n智能车间示范项目的申报企业应当同时满足以下条件：\n（一）上年度从业人员不少于80人；\n"
    "（二）上年度营业收入不低于3000万元；\n（三）近三年未发生重大安全事故。\n"
    "二、申报材料\n按要求提交下列材料：\n（一）智能车间示范项目申报书；\n（二）营业执照复印件。\n"
    "三、申报时间及方式\n请申报企业于8月15日前登录智能制造平台填报。\n东川市工业和信息化局\n2024年7月1日\n",
    "厂房.txt": "东川市经济开发区管理委员会关于厂房租赁补助的若干措施\n东开管〔2023〕6号\n"
    "一、租赁补助。对没有工业用地、租赁厂房生产且亩均税收达到100万元以上的企业，按每月每平方米3元给予补助，"
    "每家企业每年最高补助不超过50万元。\n二、本措施自2023年3月1日起施行。\n东川市经济开发区管理委员会\n2023年2月1日\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, models_dir: Path) -> Iterator[Assistant]:
    folder, store = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("store")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (store / "models").symlink_to(models_dir)  # the reader reads from there
    opened, vectors = Store(store, create=True), VectorStore(store / "vectors")
    embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
    Builder(opened, vectors, embeddings, 280).build([folder])
    yield Assistant(HybridRetriever(opened, vectors, embeddings))
    opened.close()


def test_a_preamble_answers_nothing(assistant: Assistant) -> None:
    answer = assistant.ask("东川市智能车间示范项目最多补助多少钱？")
    assert answer.status == "not_found"
    assert "通知如下" not in answer.markdown


def test_conditions_are_asked_and_no_materials_given(assistant: Assistant) -> None:
    answer = assistant.ask("申报智能车间示范项目要满足哪些条件？")
    assert "共3项" in answer.markdown and "3000万元" in answer.markdown
    assert "申报书" not in answer.markdown


def test_two_conditions_of_one_thing_are_its_list(assistant: Assistant) -> None:
    answer = assistant.ask("东川市智能车间示范项目，人数和营收有什么限制？")
    assert answer.kind == "list"
    assert "80人" in answer.markdown and "3000万元" in answer.markdown


def test_a_heading_is_no_part_of_the_words_that_answer(assistant: Assistant) -> None:
    answer = assistant.ask("智能车间示范项目什么时候截止申报？")
    assert "8月15日" in answer.markdown.splitlines()[0]


def test_who_asks_for_the_most_is_told_the_cap(assistant: Assistant) -> None:
    answer = assistant.ask("东川开发区租厂房一年最高能补多少？")
    assert "50万元" in answer.citations[0].quote


def test_where_nothing_answers_it_is_said_so_with_the_nearest(assistant: Assistant) -> None:
    answer = assistant.ask("智能车间示范项目会派专家到现场检查几次？")
    assert answer.status == "not_found", answer.markdown
    assert NOT_THERE in answer.markdown and "最接近的条款" in answer.markdown


@pytest.mark.parametrize(
    ("clause", "question", "opens"),
    [
        ("现就组织申报有关事项通知如下：", "补助多少？", True),
        ("为促进发展，现制定以下措施，具体内容通知如下：", "补助多少？", True),
        ("现就组织申报有关事项通知如下：", "根据什么组织申报？", False),
        ("认定程序如下：", "认定分几步？", False),
        ("申报材料如下：", "要交什么？", False),
    ],
)
def test_what_opens_a_document(clause: str, question: str, opens: bool) -> None:
    assert opens_document(clause, question) is opens


@pytest.mark.parametrize(
    ("words", "question", "nothing"),
    [
        ("给予财政贴息。", "对企业给予什么样的财政贴息？", True),
        ("按50%给予财政贴息。", "对企业给予什么样的财政贴息？", False),
        ("给予财政贴息。", "能不能给予财政贴息？", False),
    ],
)
def test_words_that_only_repeat_the_question(words: str, question: str, nothing: bool) -> None:
    assert _adds_nothing(words, question) is nothing


def test_below_words_that_say_nothing_stands_what_does() -> None:
    text = "（五）拓展办税范围。\n按照尽可能网上办的原则，拓展网上事项。\n"
    document = Document("d", "d.txt", text, (), Metadata(title="d"))
    start, end = _told_below(document, 0, 10)
    assert text[start:end].strip() == "按照尽可能网上办的原则，拓展网上事项。"


def test_a_row_written_with_bars_is_quoted_whole() -> None:
    text = "片区 | 专员 | 电话\n东湖 | 席某 | 5519101\n专员休假的，由主任代行职责。"
    start = text.index("席某")
    assert text[slice(*_in_row(text, start, start + 2))] == "东湖 | 席某 | 5519101"
    start = text.index("专员休假")
    assert _in_row(text, start, len(text)) == (start, len(text))


@pytest.mark.parametrize(
    ("clause", "capped"),
    [
        ("每家企业最高补助额度不超过50万元", True),
        ("累计50万元封顶", True),
        ("亩均税收达到100万元以上的实行补助", False),
    ],
)
def test_a_cap_is_told_from_other_figures(clause: str, capped: bool) -> None:
    cap = asked_cap("一年最多能补多少？")
    assert cap is not None and bool(cap.search(clause)) is capped
    assert asked_cap("补助多少？") is None
