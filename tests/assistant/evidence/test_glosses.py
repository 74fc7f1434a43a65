"""Where a document says what a term means; the words stand in it as they are."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence.glosses import glosses
from corpus.document import Document, Metadata, Provision, ProvisionKind


def _document(text: str) -> Document:
    lines, at = [], 0
    for line in text.split("\n"):
        if line:
            lines.append(Provision(ProvisionKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return Document("d", "d.txt", text, Metadata(), tuple(lines))


def _best(text: str, term: str) -> str:
    return max(glosses(_document(text), term), key=lambda g: g.plainly).meaning


def test_meanings_by_how_documents_put_them() -> None:
    assert _best("县科技局（以下简称“主管局”）负责。", "主管局") == "县科技局"
    assert _best("推进“两化”（工业化和信息化）融合。", "两化融合") == "工业化和信息化融合"
    assert _best("甲镇、乙镇和丙镇（以下统称“三镇”）负责。", "三镇") == "甲镇、乙镇和丙镇"
    assert _best("“世界500强”指杂志评选的企业。", "世界500强").startswith("“世界500强”指杂志")
    assert (
        _best("实施“百企工程”，围绕10条链，推进100家企业。", "百企工程")
        == "围绕10条链，推进100家企业"
    )


def test_a_number_in_brackets_is_no_meaning() -> None:
    assert not list(glosses(_document("按照管理办法（某政〔2020〕1号）执行。"), "管理办法"))
    assert not list(glosses(_document("加强重点实验室（以下简称“实验室”）建设。"), "实验室"))


@given(
    st.text(alphabet="甲乙“”（）以下简称是指，。；\n（的", max_size=60),
    st.text(alphabet="甲乙“是", min_size=1, max_size=4),
)
def test_every_span_lies_in_the_text(text: str, term: str) -> None:
    for gloss in glosses(_document(text), term):
        assert 0 <= gloss.start <= gloss.end <= len(text)
        assert gloss.sentence[0] <= gloss.start
