"""The notice and its annexes: each a part with a title, articles and dates of its own."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Part, ProvisionKind, parts_of
from corpus.life.metadata import read_metadata
from corpus.structure.provisions import parse

NOTICE = (
    "某市科技局关于印发《某市创新券管理办法》的通知\n某科〔2025〕7号\n各有关单位：\n"
    "现将《某市创新券管理办法》印发给你们，请遵照执行。\n某市科技局\n2025年3月4日\n"
)
RULE = (
    "某市创新券管理办法\n第一章 总则\n第一条 为了支持企业创新，制定本办法。\n"
    "第二条 创新券面额为5万元。\n第二章 附则\n第三条 本办法自2025年4月1日起施行，有效期3年。\n"
)


def _parts(text: str) -> tuple[Part, ...]:
    return parts_of(parse(text))


def _section(text: str, words: str) -> str:
    at = text.index(words)
    return next(p for p in parse(text) if p.start <= at < p.end).section


def test_a_rule_behind_the_signature_is_a_part_with_its_articles() -> None:
    text = NOTICE + RULE
    assert [part.name for part in _parts(text)] == ["", "某市创新券管理办法"]
    assert _section(text, "面额").startswith("某市创新券管理办法 › 第一章 总则 › 第二条")
    found = read_metadata(text, parse(text))
    assert (found.title, found.number, found.issuer) == (
        "某市科技局关于印发《某市创新券管理办法》的通知", "某科〔2025〕7号", "某市科技局",
    )  # fmt: skip
    assert str(found.issued) == "2025-03-04"
    # the rule that the notice issues speaks for it
    assert (str(found.effective), str(found.expires)) == ("2025-04-01", "2028-03-31")


def test_a_long_rule_does_not_hide_the_signature() -> None:
    articles = "".join(f"第{n}条 申请单位应当按照要求提交材料。\n" for n in range(1, 60))
    found = read_metadata(
        NOTICE + "某市创新券管理办法\n" + articles,
        parse(NOTICE + "某市创新券管理办法\n" + articles),
    )
    assert (found.issuer, str(found.issued)) == ("某市科技局", "2025-03-04")


def test_the_date_of_force_of_an_annex_is_not_the_notices() -> None:
    text = (
        NOTICE.replace("印发《某市创新券管理办法》的", "申报创新券的").replace(
            "《某市创新券管理办法》印发", "申报事项通知"
        )
        + "附件2\n实施细则\n第一条 本细则自2026年1月1日起施行。\n"
    )
    assert read_metadata(text, parse(text)).effective is None


def test_labelled_annexes_are_parts_and_rows_belong_to_theirs() -> None:
    annexes = "附件1\n支付标准\n病种：高血压；限额：60元\n附件2：准入条件\n（一）年满18周岁；\n（二）在本市参保。\n"
    text = NOTICE + annexes
    start = text.index("病种")
    found = parse(text, ((start, text.index("\n", start)),))
    assert [part.name for part in parts_of(found)] == ["", "附件1 支付标准", "附件2：准入条件"]
    row = next(p for p in found if p.kind is ProvisionKind.ROW)
    assert row.section == "附件1 支付标准 › 表格第1行"
    assert _section(text, "在本市参保").startswith("附件2：准入条件 › （二）")


def test_a_list_of_annexes_begins_no_part() -> None:
    for listed in (
        "附件：1.申报表\n2.汇总表\n",
        "附件1：申报表\n附件2：汇总表\n",
        "附件：\n1.申报表\n2.汇总表\n",
    ):
        text = NOTICE.replace("某市科技局\n2025", listed + "某市科技局\n2025")
        assert [part.name for part in _parts(text)] == [""], listed
    assert [part.name for part in _parts(NOTICE + "附件：1.申报表 2.汇总表\n")] == [""]


def test_remarks_behind_the_date_are_no_part() -> None:
    for remark in ("（此件公开发布）", "抄送：市委办公室。", "联系人：张三，电话：0371-1234567"):
        assert [part.name for part in _parts(NOTICE + remark + "\n")] == [""]


def test_annexes_of_one_name_are_told_apart() -> None:
    text = (
        NOTICE
        + "附件\n申报表\n内容不少于五百字，由单位盖章。\n附件\n申报表\n内容不少于五百字，由单位盖章。\n"
    )
    assert [part.name for part in _parts(text)] == ["", "附件 申报表", "附件 申报表（2）"]


def test_a_text_in_one_line_has_its_parts() -> None:
    body = "为支持企业创新，现将办法印发给你们，请遵照执行。" * 9
    text = (
        f"某市科技局关于印发创新券管理办法的通知 某科〔2025〕7号 各有关单位： {body} 某市科技局 某市财政局 2025年3月4日"
        " 某市创新券管理办法 第一条 为了支持企业，制定本办法。 第二条 面额为5万元。 附件1 某市创新券申报填写说明"
        " 一、单位名称和申报金额由申报单位如实填写，并加盖公章。"
        " 二、材料一式三份，报所在区科技局审核，由区科技局汇总后统一报送。"
    )
    assert [part.name for part in _parts(text)] == [
        "",
        "某市创新券管理办法",
        "附件1 某市创新券申报填写说明",
    ]
    assert read_metadata(text, parse(text)).issuer == "某市科技局、某市财政局"


@given(
    st.lists(
        st.sampled_from(
            [
                NOTICE,
                RULE,
                "附件1\n",
                "附件：1.表\n",
                "名单\n",
                "某市政府\n2024年1月2日\n",
                "一、要求\n",
            ]
        )
    )
)
def test_parts_cover_the_text_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    provisions = parse(text)
    parts = parts_of(provisions)
    assert [p for part in parts for p in part.provisions] == list(provisions)
    names = [part.name for part in parts if part.name]
    assert len(set(names)) == len(names)
