"""All that a document says of a place, an industry, a body: complete, counted, without the neighbours."""

import pytest

from assistant.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "first", "every", "none"),
    [
        (
            "洛阳有哪些重点项目？",
            "文件写到洛阳的项目共6处：",
            ["动力谷", "万基", "动力电源", "多晶硅", "光伏产业基地", "洛阳新材料"],
            ["南阳", "镁合金", "豫联"],
        ),
        (
            "文件里提到许昌的有哪些内容？",
            "文件写到许昌的内容共3处：",
            ["传动轴", "电力电子", "超硬材料"],
            ["中轴集团", "信息安全"],
        ),
        (
            "全省“百万吨”级的项目有几个，都是什么",
            "文件写到百万吨的项目共4个：",
            ["煤制烯烃", "聚氯乙烯", "尼龙化工", "铝板带箔"],
            ["万基"],
        ),
        ("钢铁企业里提到了谁", "文件写到钢铁的企业共3个", ["安钢", "舞钢", "龙成"], ["万基"]),
        (
            "建材行业有哪些要求",
            "文件写到建材行业的内容共",
            ["余热发电", "1000吨以下", "平板玻璃"],
            ["电解槽", "高炉"],
        ),
    ],
)
def test_everything_is_said_and_nothing_else(
    assistant: Assistant, question: str, first: str, every: list[str], none: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.kind == "mentions"
    assert answer.markdown.startswith(first)
    told = answer.markdown.split("依据：")[0]
    assert [word for word in every if word not in told] == []
    assert [word for word in none if word in told] == []
    for citation in answer.citations:
        text = assistant.library.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("question", ["信阳有什么重点项目？", "驻马店文件里提到没有"])
def test_a_place_that_is_not_named_is_said_so(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert "没有提到" in answer.markdown


@pytest.mark.parametrize("question", ["要交哪些材料？", "洛阳有哪些好吃的？", "哪些情形不予支持？"])
def test_what_asks_for_something_else_is_left_alone(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).kind != "mentions"
