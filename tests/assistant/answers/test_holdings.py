"""The library itself: which documents, how many, the latest, by whom, of which year and place."""

import pytest

from assistant.assistant import Assistant
from assistant.held import wanted_of


@pytest.mark.parametrize(
    ("question", "field", "value"),
    [
        ("哪些文件提到失业保险", "matter", "失业保险"),
        ("有没有关于外贸的政策", "matter", "外贸"),
        ("上海市人民政府办公厅发了哪些文件", "issuer", "上海市人民政府办公厅"),
        ("哪些文件是市科委发的", "issuer", "市科委"),
        ("东莞市的文件有哪几份", "place", "东莞市"),
        ("2023年以前的文件有哪些", "years", "before"),
        ("最早的文件是哪一份", "earliest", True),
        ("有几份文件还有效？", "in_force", True),
        ("市科技局负责的政策有哪些？", "charge", True),
    ],
)
def test_what_is_wanted_is_read(question: str, field: str, value: object) -> None:
    assert getattr(wanted_of(question), field) == value


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("资料库里有多少份文件？", "资料库里文件共1份："),
        ("最新的文件是哪份？", "最新的文件是《河南省人民政府办公厅关于加强企业技术改造"),
        ("河南省2011年的文件有哪些", "资料库里河南省2011年的文件共1份："),
        ("哪些文件提到多晶硅", "资料库里提到“多晶硅”的文件共1份："),
        ("有没有2024年的文件", "资料库里没有2024年的文件。"),
        ("2011年以前的文件有哪些", "资料库里2011年以前的文件"),
    ],
)
def test_the_library_is_told(assistant: Assistant, question: str, first: str) -> None:
    answer = assistant.ask(question)
    assert answer.kind == "library"
    assert answer.markdown.startswith((first, first.replace("资料库里", "资料库里没有")))


@pytest.mark.parametrize("question", ["文件里提到哪些装备制造企业", "文件里有哪些基本原则"])
def test_what_a_document_says_is_no_question_on_the_library(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).kind != "library"
