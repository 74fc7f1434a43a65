"""Contacts, periods and procedures, where a document says them apart from its clauses."""

from datetime import date

from corpus.document import Document, Metadata
from corpus.facts.contacts import extract_contacts
from corpus.facts.periods import extract_periods
from corpus.facts.procedures import ProcedurePart, extract_procedures
from corpus.structure.provisions import parse

NOTICE = (
    "青山市关于申报绿色工厂的通知\n各县区工信局：\n一、申报材料\n1.申报书；\n2.营业执照复印件；\n3.审计报告。\n"
    "二、申报流程\n网上填报→县区初审→市级评审→公示。\n三、申报时间\n请各企业于5月31日前在网上提交。\n"
    "四、联系方式\n市工业和信息化局绿色发展科，联系人：王明，电话：0371-66668888、66669999；邮箱：a.b@qs.gov.cn。\n"
    "系统技术支持电话：400-123-4567。\n"
)


def _document(text: str) -> Document:
    known = Metadata(title="关于申报绿色工厂的通知", issued=date(2024, 4, 1))
    return Document("x", "x.txt", text, known, parse(text))


def test_contacts() -> None:
    first, *_, last = extract_contacts(_document(NOTICE))
    assert first.unit == "市工业和信息化局绿色发展科" and first.department == "工业和信息化"
    assert first.phones == ("0371-66668888", "66669999") and first.people == "王明"
    assert last.phones == ("400-123-4567",) and last.purpose == "技术支持"
    assert "0371-66668888" in NOTICE[first.start : first.end]


def test_figures_are_no_telephone_numbers() -> None:
    text = "一、联系方式\n总投资12345678元，编号2024010112345，联系电话见附件，日期20240101。\n"
    assert [c.phones for c in extract_contacts(_document(text))] == []


def test_periods() -> None:
    (period,) = extract_periods(_document(NOTICE))
    assert period.topic == "申报时间" and period.window.until == date(2024, 5, 31)
    assert "5月31日前" in period.line


def test_a_period_that_names_no_day_keeps_its_words() -> None:
    (period,) = extract_periods(_document("一、事项\n绿色工厂认定。\n时间/频度：每年3月左右\n"))
    assert (period.window.since, period.window.until) == (None, None)
    assert period.window.text == "每年3月左右"


def test_what_must_have_happened_is_no_period_of_applying() -> None:
    text = "一、申报范围\n在2024年1月1日至6月30日期间获得授权的专利可以申报。\n"
    assert extract_periods(_document(text)) == []


def test_procedures() -> None:
    papers, steps = extract_procedures(_document(NOTICE))
    assert (papers.part, papers.title) == (ProcedurePart.MATERIALS, "申报材料")
    assert [NOTICE[a:b] for a, b in papers.items] == [
        "1.申报书；",
        "2.营业执照复印件；",
        "3.审计报告。",
    ]
    assert steps.part is ProcedurePart.STEPS
    assert [NOTICE[a:b] for a, b in steps.items] == ["网上填报", "县区初审", "市级评审", "公示。"]


def test_a_label_before_a_chain_of_steps() -> None:
    text = "服务内容：给予奖励。\n服务流程：提交资料→专家评审。综合打分→公示\n"
    (steps,) = extract_procedures(_document(text))
    assert [text[a:b] for a, b in steps.items] == ["提交资料", "专家评审。综合打分", "公示"]
