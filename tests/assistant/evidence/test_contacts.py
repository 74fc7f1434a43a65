"""Contacts as documents give them; what only looks like a number is none."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence.contacts import Way, contacts_of
from corpus.document import Document, Metadata, Provision, ProvisionKind


def _document(text: str) -> Document:
    lines, at = [], 0
    for line in text.split("\n"):
        if line:
            lines.append(Provision(ProvisionKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return Document("d", "d.txt", text, Metadata(), tuple(lines))


def _values(text: str) -> list[tuple[Way, str]]:
    return [(g.way, text[g.start : g.end]) for c in contacts_of(_document(text)) for g in c.given]


def test_labelled_lines() -> None:
    text = "联 系 人：市经信局企业科 王某 李某\n联系电话：22220117，22220109\n地 址：鸿福路68号"
    assert _values(text) == [
        (Way.PERSON, "市经信局企业科 王某 李某"),
        (Way.PHONE, "22220117，22220109"),
        (Way.ADDRESS, "鸿福路68号"),
    ]


def test_a_card_and_a_section() -> None:
    assert _values("联络方式：某市发展改革委：55590088") == [(Way.PHONE, "55590088")]
    found = _values("六、联系方式\n市工信局中小企业科 李某 0371-66668888；邮箱：a@b.gov.cn。")
    assert (Way.PHONE, "0371-66668888") in found
    assert (Way.PERSON, "市工信局中小企业科 李某") in found
    assert (Way.MAIL, "a@b.gov.cn") in found


def test_dates_amounts_and_document_numbers_are_no_telephone() -> None:
    assert not _values("咨询情况见某政〔2020〕12345号，2020年12月31日前投入12345678元。")


@given(st.text(alphabet="联系人电话：0123456789-，；\n（）王@a.", max_size=80))
def test_every_value_stands_in_the_text(text: str) -> None:
    for contact in contacts_of(_document(text)):
        for found in contact.given:
            assert 0 <= found.start < found.end <= len(text)
