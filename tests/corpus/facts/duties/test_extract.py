"""Duties of the seed document: complete, with the right role, exact in the text."""

import pytest

from corpus.document import Document
from corpus.facts.duties.extract import Duty, Role, extract_duties
from corpus.language.departments import department_table
from corpus.loader import SourceFile, load
from corpus.settings import PROJECT_ROOT

FOLDER = PROJECT_ROOT / "corpus" / "documents"


@pytest.fixture(scope="module")
def seed() -> Document:
    path = FOLDER / "豫政办〔2011〕75号.txt"
    return load(SourceFile(path, path.name, FOLDER))


@pytest.fixture(scope="module")
def duties(seed: Document) -> list[Duty]:
    return extract_duties(seed)


@pytest.mark.parametrize(
    ("name", "role", "words"),
    [
        ("生态环境局", Role.RESPONSIBLE, "规划环境影响评价审查"),
        ("自然资源厅", Role.RESPONSIBLE, "合理用地需求"),
        ("住建局", Role.RESPONSIBLE, "规划认定"),
        ("应急管理局", Role.RESPONSIBLE, "有关手续"),
        ("消防队", Role.RESPONSIBLE, "有关手续"),
        ("发改委", Role.RESPONSIBLE, "综合指导"),
        ("金融办", Role.RESPONSIBLE, "贷款"),
        ("工信局", Role.LEAD, "申报、核准、备案、监督、监测、评估"),
        ("工信厅", Role.LEAD, "技术改造规划"),
        ("财政厅", Role.RESPONSIBLE, "专项资金"),
        ("科技厅", Role.MEMBER, "领导小组"),
    ],
)
def test_duty_by_any_name(duties: list[Duty], name: str, role: Role, words: str) -> None:
    department = department_table().resolve(name)
    assert department is not None
    mine = [d for d in duties if d.department == department.key]
    assert any(d.role is role and words in d.task for d in mine)


def test_shared_duty_names_its_partners(duties: list[Duty]) -> None:
    shared = next(d for d in duties if d.department == "工业和信息化" and "协作共商机制" in d.task)
    assert {"发展改革", "国土资源", "环保", "金融", "消防"} <= set(shared.partners)


def test_office_of_the_leading_group_acts_itself(duties: list[Duty]) -> None:
    mine = [d for d in duties if d.name == "领导小组办公室"]
    assert any("年度技术改造指导目录" in d.task for d in mine)


def test_every_duty_stands_in_the_text(seed: Document, duties: list[Duty]) -> None:
    assert len(duties) >= 30
    for duty in duties:
        clause = seed.text[duty.start : duty.end]
        assert duty.name in clause or duty.name == "领导小组办公室"
        assert duty.task.removeprefix("承担领导小组办公室工作，") in clause


def test_responsibility_notes_in_brackets() -> None:
    from corpus.document import Metadata
    from corpus.structure.provisions import parse

    text = "二、减轻税费负担\n对符合条件的企业延期缴纳税款。（省税务局牵头，省财政厅、省发展改革委配合）\n"
    document = Document("x", "x.txt", text, Metadata(), parse(text))
    found = {(d.name, d.role) for d in extract_duties(document)}
    assert ("省税务局", Role.LEAD) in found
    assert ("省财政厅", Role.SUPPORT) in found and ("省发展改革委", Role.SUPPORT) in found
