"""A lower document against its basis: other figures, deadlines, bodies, duties, as questions."""

from dataclasses import replace

from corpus.compare.consistency import Bases, doubts
from corpus.document import Metadata, Relation, RelationKind, Validity
from tests.corpus.compare.samples import HIGHER, LOWER, document


def test_what_differs_from_the_basis_is_asked() -> None:
    lower, higher = document(LOWER), replace(document(HIGHER), document_id="1" * 12)
    found = {doubt.lower_label: doubt for doubt in doubts(lower, [higher])}
    assert {label: doubt.about for label, doubt in found.items()} == {
        "第二条": "部门",
        "第三条": "期限",
        "第四条": "金额",
        "第五条": "义务",
    }
    assert found["第三条"].question.endswith("第三条为“十个工作日”，是否一致？")
    assert (found["第四条"].lower_words, found["第四条"].higher_words) == (
        "不超过300万元",
        "不超过500万元",
    )
    assert (found["第五条"].lower_words, found["第五条"].higher_words) == ("可以", "不得")
    for doubt in found.values():
        assert LOWER[slice(*doubt.lower)] in LOWER and HIGHER[slice(*doubt.higher)] in HIGHER


def test_only_bases_that_are_named_at_hand_and_in_force_are_looked_at() -> None:
    based = (
        Relation(RelationKind.BASED_ON, "中小企业促进法"),
        Relation(RelationKind.BASED_ON, "某某办法", "白政〔2020〕1号"),
        Relation(RelationKind.REPEALS, "旧办法"),
    )
    documents = {
        "own": Metadata("青山市办法", relations=based),
        "law": Metadata("中华人民共和国中小企业促进法"),
        "rule": Metadata("别的名字", "白政〔2020〕1号"),
        "other": Metadata("某某办法", "白政〔2020〕2号"),
        "old": Metadata("旧办法"),
        "gone": Metadata("中小企业促进法", validity=Validity.REPEALED),
    }
    assert Bases(documents).of("own") == ["law", "rule"]
