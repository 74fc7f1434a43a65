"""The parser on any text: offsets are exact and nothing of the text is lost."""

from hypothesis import example, given
from hypothesis import strategies as st

from corpus.document import Provision, ProvisionKind
from corpus.structure.provisions import parse

_PIECES = (
    "第一章", "第三条", "第三条规定", "一、", "二、", "（一）", "（二）", "(三)", "1.", "2．", "（1）", "①", "附件：",
    "关于加强企业技术改造的意见", "豫政办〔2011〕75号", "各省辖市人民政府：", "河南省人民政府办公厅",
    "二○一一年七月五日", "2011年7月5日", "建材工业。", "加强组织领导", "现提出如下意见：",
    "。", "，", "；", "、", "：", "“", "”", "\n", "\n\n",
    " ", "\u3000\u3000", "\t", "\u200b", "\ufeff", "\u2028", "\x1c", "0.5", "2011-2015年",
)  # fmt: skip
_official = st.lists(
    st.sampled_from(_PIECES) | st.text(alphabet="企业技改资金各部门政府12%。，", max_size=12),
    max_size=40,
).map("".join)


def _is_space(character: str) -> bool:
    return character.isspace() or character in "\u200b\ufeff"


def _assert_covered(text: str, provisions: tuple[Provision, ...]) -> None:
    position = 0
    for provision in provisions:
        assert provision.start >= position, "out of order or overlapping"
        assert provision.end > provision.start
        assert all(map(_is_space, text[position : provision.start])), "text between provisions"
        assert not _is_space(text[provision.start]) and not _is_space(text[provision.end - 1])
        position = provision.end
    assert all(map(_is_space, text[position:])), "text after the last provision"


@given(st.text(max_size=400))
def test_any_text_is_covered_exactly_once(text: str) -> None:
    _assert_covered(text, parse(text))


@given(_official)
@example("一、总则\u3000（一）目的。 （二）范围。")
@example("关于印发办法的通知\n各市人民政府：\n河南省人民政府\n2011年7月5日")
@example("2011年7月5日")
@example("\n")
def test_official_looking_text_is_covered_exactly_once(text: str) -> None:
    _assert_covered(text, parse(text))


@given(_official)
def test_flattened_text_is_covered_exactly_once(text: str) -> None:
    flat = " ".join(text.split()) * 4
    _assert_covered(flat, parse(flat))


@given(_official)
def test_every_heading_heads_a_path(text: str) -> None:
    """The last name of a heading's path is its own words, label included."""
    for provision in parse(text):
        if provision.kind is ProvisionKind.HEADING:
            own = "".join(text[provision.start : provision.end].split()).rstrip("。：:；;")
            assert "".join(provision.path[-1].split()) == own


@given(_official)
def test_addresses_are_unique(text: str) -> None:
    """Two paragraphs under one heading never share a number."""
    seen = [(p.path, p.paragraph) for p in parse(text) if p.kind is ProvisionKind.PARAGRAPH]
    assert len(seen) == len(set(seen))
    assert all(paragraph >= 1 for _, paragraph in seen)


def test_empty_text_has_no_provisions() -> None:
    assert parse("") == ()
    assert parse(" \n\u3000\n") == ()
