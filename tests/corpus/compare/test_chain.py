"""The versions of a document, found by what they say of each other and by their titles."""

from dataclasses import replace
from datetime import date

from corpus.compare.chain import Chains
from corpus.document import Metadata, Relation, RelationKind


def test_versions_are_found_by_what_repeals_them_and_by_their_titles() -> None:
    """Three generations: one repeals the next older by name, the oldest is 暂行 of the same title."""
    repeals = Relation(RelationKind.REPEALS, "青山市企业奖励办法", "青政〔2020〕7号")
    documents = {
        "c": Metadata("青山市高质量发展奖励办法", "青政〔2023〕12号", issued=date(2023, 5, 1), relations=(repeals,)),
        "a": Metadata("青山市企业奖励暂行办法", "青政〔2018〕3号", issued=date(2018, 1, 1)),
        "b": Metadata("青山市企业奖励办法", "青政〔2020〕7号", issued=date(2020, 2, 18)),
        "x": Metadata("白河市企业奖励办法", "白政〔2021〕7号", issued=date(2021, 2, 18)),
    }  # fmt: skip
    assert Chains(documents).of("b") == ["a", "b", "c"]
    assert Chains(documents).of("x") == ["x"]
    assert [Chains(documents).next_to(key) for key in "abcx"] == [
        ("a", "b"),
        ("a", "b"),
        ("b", "c"),
        None,
    ]


def test_one_title_of_two_bodies_is_two_matters() -> None:
    """Every city has its 统计管理办法."""
    documents = {
        "a": Metadata("统计管理办法", issuer="青山市统计局", issued=date(2020, 1, 1)),
        "b": Metadata("统计管理办法", issuer="白河市统计局"),
        "c": Metadata("统计管理办法（2023年修订）", issuer="青山市统计局", issued=date(2023, 1, 1)),
    }
    assert Chains(documents).of("a") == ["a", "c"]


def test_one_text_from_two_sites_is_no_version_of_itself() -> None:
    """Of one number, of one day, or of a day that nobody knows."""
    known = Metadata("统计管理办法", "青统〔2020〕1号", issued=date(2020, 1, 1))
    documents = {
        "a": known,
        "b": replace(known, issued=date(2020, 1, 3)),
        "c": replace(known, number=""),
        "d": replace(known, number="", issued=None),
    }
    assert Chains(documents).of("a") == ["a"]
