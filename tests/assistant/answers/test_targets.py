"""Targets: all of them, of a year, of a matter; a single one in the lead; a year that has none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.mentions.targets import targets_of, years_of
from corpus.document import Document, Metadata
from corpus.structure.provisions import parse


@pytest.mark.parametrize(
    ("question", "first", "every"),
    [
        ("2015年目标有哪些？", "2015年的目标共12项：", ["30%", "1万亿", "能耗", "60%以上"]),
        ("2020年的目标是什么", "文件没有写2020年的目标，写明的主要目标共12项：", ["到2015年"]),
        ("“十二五”期间投资目标是多少", "2011-2015年的目标共2项：", ["30%", "1万亿"]),
        ("两化融合的目标是什么", "到2015年的目标共2项：", ["显著进展", "60%以上"]),
        ("技改投资年均增长多少", "2011-2015年，力争技术改造投资年均增幅30%以上", []),
        ("到2015年能耗要降到什么水平", "工业单位产值能耗、水耗等指标优于", []),
    ],
)
def test_targets_are_complete_and_the_answer_comes_first(
    assistant: Assistant, question: str, first: str, every: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.kind == "targets"
    assert answer.markdown.startswith((first, f"- {first}"))
    assert [word for word in every if word not in answer.markdown] == []


def test_a_target_is_told_from_what_is_granted() -> None:
    text = (
        "某市办法\n\n一、奖励\n\n到2025年，对营业收入达到1亿元的企业给予奖励10万元。\n\n"
        "二、发展目标\n\n到2030年，建成基地5个，产值翻番。\n"
    )
    document = Document("d", "d.txt", text, Metadata(title="某市办法"), parse(text))
    told = [document.text[t.start : t.end] for t in targets_of(document)]
    assert told == ["到2030年，建成基地5个，", "产值翻番。"]


def test_years_of_a_span() -> None:
    assert years_of("2011-2015年") == {2011, 2012, 2013, 2014, 2015}
    assert years_of("五年内") == set()


@given(st.text(alphabet="一二三、主要目标到2030年，。；建成力争%（）\n", max_size=160))
def test_targets_lie_in_their_provision(text: str) -> None:
    document = Document("d", "d.txt", text, Metadata(title="目标"), parse(text))
    for target in targets_of(document):
        assert target.provision.start <= target.start < target.end <= target.provision.end
