"""The document that ships with the project, in its known particulars."""

from datetime import date

import pytest

from corpus.document import Document, Provision, ProvisionKind, Validity
from corpus.loader import find_files, load
from corpus.settings import PROJECT_ROOT

SEED = PROJECT_ROOT / "corpus" / "documents" / "豫政办〔2011〕75号.txt"


@pytest.fixture(scope="module")
def seed() -> Document:
    (file,) = find_files([SEED])
    return load(file)


def _kind(seed: Document, kind: ProvisionKind) -> list[str]:
    return [seed.text[p.start : p.end] for p in seed.provisions if p.kind is kind]


def _holding(seed: Document, words: str) -> Provision:
    assert seed.text.count(words) == 1, "the words should name one place"
    at = seed.text.index(words)
    return next(p for p in seed.provisions if p.start <= at < p.end)


def test_stored_text_is_the_file(seed: Document, seed_text: str) -> None:
    assert seed.text == seed_text


def test_addressee_signature_and_date(seed: Document) -> None:
    assert _kind(seed, ProvisionKind.ADDRESSEE) == ["各省辖市人民政府，省人民政府各部门："]
    assert _kind(seed, ProvisionKind.SIGNATURE) == ["河南省人民政府办公厅"]
    assert _kind(seed, ProvisionKind.DATE) == ["二○一一年七月五日"]
    assert _kind(seed, ProvisionKind.TITLE) == []


def test_metadata_comes_from_the_sidecar_and_validity_is_not_guessed(seed: Document) -> None:
    assert seed.metadata.title == "河南省人民政府办公厅关于加强企业技术改造促进产业优化升级的意见"
    assert seed.metadata.number == "豫政办〔2011〕75号"
    assert seed.metadata.issuer == "河南省人民政府办公厅"
    assert seed.metadata.issued == date(2011, 7, 5)
    assert seed.metadata.validity is Validity.UNVERIFIED


def test_outline(seed: Document) -> None:
    first = [
        p.path[0] for p in seed.provisions if p.kind is ProvisionKind.HEADING and len(p.path) == 1
    ]
    assert first == [
        "一、重要意义", "二、指导思想和基本原则", "三、主要目标", "四、重点改造领域和方向", "五、保障措施",
    ]  # fmt: skip
    under: dict[str, int] = {}
    for p in seed.provisions:
        if p.kind is ProvisionKind.HEADING and len(p.path) == 2:
            under[p.path[0]] = under.get(p.path[0], 0) + 1
    assert under == {"二、指导思想和基本原则": 2, "四、重点改造领域和方向": 8, "五、保障措施": 8}


def test_five_principles(seed: Document) -> None:
    principles = [
        p for p in seed.provisions if p.kind is ProvisionKind.HEADING and len(p.path) == 3
    ]
    assert [seed.text[p.start : p.start + 2] for p in principles] == ["1.", "2.", "3.", "4.", "5."]
    assert {p.path[:2] for p in principles} == {("二、指导思想和基本原则", "（二）基本原则")}


def test_heading_that_runs_into_its_text(seed: Document) -> None:
    """五（五）: heading and body share a line; the heading is the verb phrase alone."""
    money = _holding(seed, "由省财政安排企业技术改造专项资金")
    assert money.kind is ProvisionKind.PARAGRAPH
    assert money.path == ("五、保障措施", "（五）加大财政支持力度")
    assert seed.text[money.start : money.end].startswith("加强统筹协调，")
    assert "（五）加大财政支持力度" in _kind(seed, ProvisionKind.HEADING)


@pytest.mark.parametrize(
    ("words", "topic", "heading"),
    [
        ("郑汴产业带百万辆汽车基地", "汽车及零部件工业", "（一）大力发展高成长性产业"),
        ("以富士康IT", "电子信息产业", "（一）大力发展高成长性产业"),
        ("洛阳动力谷", "装备制造业", "（一）大力发展高成长性产业"),
        ("双汇集团第二工业园", "食品工业", "（一）大力发展高成长性产业"),
        ("周口制鞋基地", "轻工业", "（一）大力发展高成长性产业"),
        ("淘汰日产1000吨以下水泥生产线", "建材工业", "（一）大力发展高成长性产业"),
        ("淘汰100千安以下电解槽", "有色金属工业", "（二）改造提升传统优势产业"),
        ("30吨及以下炼钢转炉", "钢铁工业", "（二）改造提升传统优势产业"),
        ("吉瓦级太阳能电池", "新能源产业", "（三）积极培育先导产业"),
    ],
)  # fmt: skip
def test_industries_are_addressed_by_name(
    seed: Document, words: str, topic: str, heading: str
) -> None:
    clause = _holding(seed, words)
    assert clause.topic == topic
    assert clause.section == f"四、重点改造领域和方向 › {heading} › {topic}"


def test_two_paragraphs_under_one_heading_have_their_numbers(seed: Document) -> None:
    heading = "五、保障措施 › （二）建立技术改造项目管理体系"
    assert _holding(seed, "建立协作共商机制").section == f"{heading} › 第1段"
    assert _holding(seed, "技术改造项目后评估制度").section == f"{heading} › 第2段"
