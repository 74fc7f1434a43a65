"""Titles of texts that lost their line breaks: found, at exact borders, and never guessed from text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.life.metadata import read_metadata
from corpus.structure.headline import front_borders
from corpus.structure.provisions import parse

BODY = "为贯彻落实省委、省政府部署，支持企业稳定生产，现就有关事项通知如下。" * 8


def title_of(text: str) -> str:
    return read_metadata(text, parse(text)).title


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("某市人民政府关于支持中小企业稳定发展的若干意见 各县（市、区）人民政府： ",
         "某市人民政府关于支持中小企业稳定发展的若干意见"),
        # broken into two, then said again
        ("关于加强污染防治资金管理 支持企业发展的通知 关于加强污染防治资金管理 支持企业发展的通知 财资环〔2020〕3号 ",
         "关于加强污染防治资金管理 支持企业发展的通知"),
        ("某省人社厅 某省财政厅关于做好稳岗工作的通知 ", "某省人社厅 某省财政厅关于做好稳岗工作的通知"),
        ("某府办发〔2020〕5号 市人民政府办公厅关于复工复产的通知 ", "市人民政府办公厅关于复工复产的通知"),
        ("应急指挥部通告（第8号） ", "应急指挥部通告（第8号）"),
        # the headline of a report
        ("某市出台十七条措施支持小微企业渡过难关 ", "某市出台十七条措施支持小微企业渡过难关"),
        ("财政部、农业农村部联合发文：加快资金拨付 ", "财政部、农业农村部联合发文：加快资金拨付"),
    ],
)  # fmt: skip
def test_a_flat_text_keeps_its_title(front: str, title: str) -> None:
    assert title_of(front + BODY) == title


@pytest.mark.parametrize(
    "front",
    [
        "",
        "为深入贯彻落实党中央、国务院决策部署， ",
        "各市、县人民政府：为做好工作 ",
        "根据有关规定制定本办法。 ",
        "通知 ",
        "某市日报讯， ",
    ],
)
def test_text_is_not_taken_for_a_title(front: str) -> None:
    assert title_of(front + BODY) == ""


def test_number_and_addressee_after_a_flat_title() -> None:
    text = "某省财政厅关于拨付专项资金的通知 某财建〔2021〕12号 各市、县财政局： " + BODY
    found = read_metadata(text, parse(text))
    assert (found.number, found.addressee) == ("某财建〔2021〕12号", "各市、县财政局")


@given(st.text(st.sampled_from("关于通知意见 \u3000。：；各市为2〔〕号（）a"), max_size=600))
def test_borders_lie_inside_the_line_and_before_a_word(text: str) -> None:
    borders = front_borders(text, 0, len(text))
    assert borders == sorted(set(borders))
    for border in borders:
        assert 0 < border < len(text)
        assert text[border - 1].isspace() and not text[border].isspace()
    for provision in parse(text):
        assert text[provision.start : provision.end].strip()
