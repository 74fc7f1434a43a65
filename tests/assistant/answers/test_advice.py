"""What a document has for the one who asks: his trade, his place, the support for all."""

import pytest

from assistant.assistant import Assistant
from assistant.mentions.asker import asker_of
from assistant.understanding.question import understand
from corpus.language.departments import department_table


@pytest.mark.parametrize(
    ("question", "trade", "place", "small"),
    [
        ("我是在周口做家具的小厂，这文件对我有什么用？", "家具", "周口", True),
        ("我开水泥厂的，这政策对我有啥影响", "水泥", "", False),
        ("我在新乡做锂电池，这个文件里有什么机会？", "锂电池", "新乡", False),
        ("俺是开封搞汽车零部件的，能沾啥光", "汽车零部件", "开封", False),
    ],
)
def test_who_asks_is_read(question: str, trade: str, place: str, small: bool) -> None:
    asker = asker_of(understand(question, department_table()))
    assert asker is not None
    assert (asker.trade[0], asker.place[:1], asker.small) == (
        trade,
        (place,) if place else (),
        small,
    )


@pytest.mark.parametrize(
    ("question", "first", "every", "none"),
    [
        (
            "我是在周口做家具的小厂，这文件对我有什么用？",
            "与您有关的有：家具1条，周口1处，通用支持",
            ["周口制鞋基地", "中小企业", "专项资金", "融资"],
            ["电解槽", "格力", "煤层气"],
        ),
        (
            "我开水泥厂的，这政策对我有啥影响，能得到什么支持？",
            "与您有关的有：水泥4条",
            ["1000吨以下", "2000吨及以上", "协同处置", "兼并重组", "专项资金"],
            ["电解槽", "高炉"],
        ),
        (
            "我在驻马店做光伏，这文件对我有什么用",
            "文件没有点名驻马店；与您有关的有：光伏2条",
            ["多晶硅", "光伏产业基地"],
            ["南阳"],
        ),
    ],
)
def test_advice_is_grouped_and_keeps_to_the_asker(
    assistant: Assistant, question: str, first: str, every: list[str], none: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.kind == "advice"
    assert answer.markdown.startswith(first)
    told = answer.markdown.split("依据：")[0]
    assert [word for word in every if word not in told] == []
    assert [word for word in none if word in told] == []
