"""The parser on documents built by the rules of GB/T 9704-2012: every part is what it is."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Provision, ProvisionKind
from corpus.language.numerals import find_dates
from corpus.structure.provisions import parse

_TITLES = st.sampled_from(
    [
        "总体要求", "目标任务", "重点任务", "保障措施", "项目管理", "中小企业融资", "和谐劳动关系", "款项拨付",
        "及时兑现政策", "加强组织领导", "落实税收优惠政策", "建立技术改造项目管理体系", "加快“两化”融合，提高发展水平",
        "到2015年的目标", "至关重要的几项工作", "第一批试点", "的确需要支持的领域",
    ]
)  # fmt: skip
_SENTENCES = st.sampled_from(
    [
        "各级政府要加强组织领导，统筹协调推进企业技术改造工作。",
        "全面完成日产2000吨及以上新型干法水泥纯低温余热发电改造，淘汰日产1000吨以下水泥生产线。",
        "到2015年，重点企业技术装备总体达到国内先进水平；工业单位产值能耗、水耗等指标优于国家下达的任务目标。",
        "符合本意见第三条规定的企业，按照第五条（二）项执行。",
        "第三条规定的条件，适用于本省全部企业。",
        "企业研发投入不低于1.5%，安排“专、精、特、新”专项资金。",
        "有关部门（包括发展改革、财政等部门）要做好服务。",
        "自2011年7月5日起，由省工业和信息化厅负责解释。",
    ]
)
_ADDRESSEES = ("各省辖市人民政府，省人民政府各部门：", "各市、县（市、区）人民政府，各有关单位：")
_DATES = ("二○一一年七月五日", "二〇一一年十二月二十一日", "2024年3月1日")
_CN = "一二三四五六七八九十"


@dataclass(frozen=True)
class Expected:
    """A part of a generated document: its words, what it is and under which headings."""

    kind: ProvisionKind
    words: str
    path: tuple[str, ...] = ()


@st.composite
def official_documents(draw: st.DrawFn) -> tuple[str, list[Expected]]:
    """A whole document and its parts, in order."""
    parts: list[Expected] = []
    if draw(st.booleans()):
        parts.append(Expected(ProvisionKind.TITLE, "某某省人民政府关于促进产业优化升级的意见"))
    if draw(st.booleans()):
        parts.append(Expected(ProvisionKind.NUMBER, "某政办〔2024〕8号"))
    parts.append(Expected(ProvisionKind.ADDRESSEE, draw(st.sampled_from(_ADDRESSEES))))
    parts.append(
        Expected(ProvisionKind.PARAGRAPH, "为加强企业技术改造，经省政府同意，现提出如下意见：")
    )
    for n in range(draw(st.integers(1, 4))):
        first = f"{_CN[n]}、{draw(_TITLES)}"
        parts.append(Expected(ProvisionKind.HEADING, first, (first,)))
        parts += _paragraphs(draw, (first,), least=0)
        for m in range(draw(st.integers(0, 3))):
            second = f"（{_CN[m]}）{draw(_TITLES)}"
            parts.append(Expected(ProvisionKind.HEADING, second, (first, second)))
            parts += _paragraphs(draw, (first, second), least=1)
            for k in range(draw(st.integers(0, 2))):
                third = f"{k + 1}.{draw(_TITLES)}"
                parts.append(Expected(ProvisionKind.HEADING, third, (first, second, third)))
                parts += _paragraphs(draw, (first, second, third), least=1)
    if draw(st.booleans()):
        parts.append(Expected(ProvisionKind.SIGNATURE, "某某省人民政府办公厅"))
        parts.append(Expected(ProvisionKind.DATE, draw(st.sampled_from(_DATES))))
    gap, indent = draw(st.sampled_from(["\n", "\n\n"])), draw(st.sampled_from(["", "\u3000\u3000"]))
    return gap.join(indent + part.words for part in parts) + "\n", parts


def _paragraphs(draw: st.DrawFn, path: tuple[str, ...], least: int) -> list[Expected]:
    words = draw(st.lists(_SENTENCES, min_size=least, max_size=2))
    return [Expected(ProvisionKind.PARAGRAPH, w, path) for w in words]


@given(official_documents())
def test_every_part_is_found_with_its_kind_and_headings(made: tuple[str, list[Expected]]) -> None:
    text, parts = made
    found = [Expected(p.kind, text[p.start : p.end], p.path) for p in parse(text)]
    assert found == parts


def _of_kind(text: str, kind: ProvisionKind) -> list[str]:
    return [text[p.start : p.end] for p in parse(text) if p.kind is kind]


def _headings(text: str) -> list[str]:
    return _of_kind(text, ProvisionKind.HEADING)


def _paragraph(text: str, words: str) -> Provision:
    """The paragraph that holds ``words``."""
    at = text.index(words)
    return next(p for p in parse(text) if p.start <= at < p.end)


@pytest.mark.parametrize(
    "sentence",
    [
        "按照本意见第三条规定执行。",
        "第三条规定的条件，企业应当全部满足。",
        "第三条第二款所列企业，由市级审核。",
        "第五章的规定，适用于本条。",
        "（一）项所列企业，由市级审核。",
        "（一）、（二）项所列企业，由市级审核。",
        "（一）至（三）项由省级负责。",
        "第十条、第十一条自发布之日起施行。",
        "2011年7月5日前完成备案。",
        "1.5亿元以上项目由省级备案。",
        "100千安以下电解槽予以淘汰。",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["一、适用范围\n", "一、适用范围\n企业应当如实申报。"])
def test_cross_references_and_figures_are_no_headings(sentence: str, before: str) -> None:
    text = before + sentence + "\n二、附则\n本意见自发布之日起施行。\n"
    assert _headings(text) == ["一、适用范围", "二、附则"]
    assert _paragraph(text, sentence).path == ("一、适用范围",)


@pytest.mark.parametrize(
    "title",
    [
        "目标任务", "项目管理", "中小企业融资", "中央预算内资金", "和谐劳动关系", "及时兑现政策", "到期项目验收",
        "款项拨付", "与金融机构对接", "之江实验室建设",
    ],
)  # fmt: skip
@pytest.mark.parametrize("label", ["一、", "（一）", "1.", "（1）"])
def test_titles_that_begin_like_a_reference_are_headings(label: str, title: str) -> None:
    text = f"{label}{title}\n各级政府要抓好落实。\n"
    assert _headings(text) == [label + title]
    assert _paragraph(text, "各级政府").path == (label + title,)


@pytest.mark.parametrize(
    "words", ["目的和依据", "中小企业申报的，由市级审核。", "项目单位应当如实申报。"]
)
def test_articles_that_begin_like_a_reference_are_articles(words: str) -> None:
    text = f"第一条 为了规范管理，制定本办法。\n第二条 {words}\n第三条 本办法自发布之日起施行。\n"
    assert _paragraph(text, words).path[-1] == "第二条"


def test_chapters_and_articles() -> None:
    text = (
        "第一章 总则\n第一条 为了规范管理，制定本办法。\n第二条 本办法适用于本省企业。\n企业名单另行公布。\n"
        "第二章 附则\n第三条 本办法自发布之日起施行。\n"
    )
    assert _headings(text) == ["第一章 总则", "第二章 附则"]
    assert _paragraph(text, "企业名单").path == ("第一章 总则", "第二条")
    assert _paragraph(text, "自发布").path == ("第二章 附则", "第三条")


def test_deeper_headings_end_with_the_section_they_belong_to() -> None:
    text = "一、任务\n（一）分工\n1.工信部门\n牵头组织。\n二、保障\n各市要抓好落实。\n"
    assert _paragraph(text, "各市要").path == ("二、保障",)


def test_run_in_heading_that_ends_with_a_full_stop() -> None:
    text = "一、原则\n1.坚持政策引导和市场主导相结合。充分发挥市场作用，强化主体地位。\n"
    assert _headings(text) == ["一、原则", "1.坚持政策引导和市场主导相结合。"]
    assert _paragraph(text, "充分发挥").path == ("一、原则", "1.坚持政策引导和市场主导相结合")


def test_items_without_a_title_keep_their_number_as_address() -> None:
    text = "一、条件\n（一）在本省登记，具有法人资格，财务制度健全；\n（二）近三年无违法记录，按时纳税。\n"
    assert _headings(text) == ["一、条件"]
    assert _paragraph(text, "近三年").path == ("一、条件", "（二）")


def test_text_that_lost_its_line_breaks_keeps_its_structure() -> None:
    filler = "各级政府要加强组织领导，统筹协调推进企业技术改造工作，确保各项任务落到实处。" * 6
    text = f"一、总体要求 {filler} 二、保障措施 （一）加强领导。{filler}（二）强化督查。{filler}"
    paths = {p.path for p in parse(text)}
    assert any(
        path[-1].startswith("（二）强化督查") and path[0].startswith("二、")
        for path in paths
        if path
    )


@pytest.mark.parametrize("date", _DATES)
def test_signature_and_date(date: str) -> None:
    text = f"一、总则\n各市要抓好落实。\n\n河南省人民政府办公厅\n{date}\n"
    assert _of_kind(text, ProvisionKind.SIGNATURE) == ["河南省人民政府办公厅"]
    assert _of_kind(text, ProvisionKind.DATE) == [date]


def test_several_signatures_stay_apart() -> None:
    text = "一、总则\n各市要抓好落实。\n河南省财政厅\n河南省工业和信息化厅\n2024年3月1日\n（此件公开发布）\n"
    assert _of_kind(text, ProvisionKind.SIGNATURE) == ["河南省财政厅", "河南省工业和信息化厅"]
    assert _of_kind(text, ProvisionKind.PARAGRAPH)[-1] == "（此件公开发布）"


def test_a_sentence_with_a_date_is_no_closing_date() -> None:
    text = "一、施行\n本意见自2024年3月1日起施行，有效期5年。\n"
    assert _of_kind(text, ProvisionKind.DATE) == []
    assert find_dates(text)


def test_opening_words_are_no_addressee() -> None:
    """Without an addressee, “现提出如下意见：” is the first paragraph, not the addressee."""
    text = "关于加强企业技术改造的意见\n为加强企业技术改造，经省政府同意，现提出如下意见：\n一、重要意义\n意义重大。\n"
    assert _of_kind(text, ProvisionKind.ADDRESSEE) == []
    assert _paragraph(text, "现提出").kind is ProvisionKind.PARAGRAPH


def test_annexes_are_named_and_open_no_section() -> None:
    text = "一、总则\n各市要抓好落实。\n附件：1.申报表\n\u3000\u30002.汇总表\n河南省财政厅\n2024年3月1日\n"
    assert _of_kind(text, ProvisionKind.ANNEX) == ["附件：1.申报表", "2.汇总表"]
    assert _headings(text) == ["一、总则"]
