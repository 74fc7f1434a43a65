"""When a document is in force and what it does to others, from its own words."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import RelationKind
from corpus.life.metadata import read_metadata
from corpus.life.stated import Life, read_life
from corpus.structure.provisions import parse

_ISSUED = date(2012, 1, 5)
_HEAD = "甲省人民政府关于印发某办法的通知\n甲政〔2012〕3号\n各市人民政府：\n第一条 企业应当申报。\n"
_QA = Path(__file__).resolve().parents[4] / "shared" / "data" / "policy_qa" / "documents.jsonl"


def _read(text: str, issued: date | None = _ISSUED) -> Life:
    return read_life(text, parse(text), issued)


def _of(sentence: str, issued: date | None = _ISSUED) -> Life:
    return _read(f"{_HEAD}{sentence}\n", issued)


def _named(life: Life) -> list[tuple[str, str, str]]:
    return [(r.kind.value, r.title, r.number) for r in life.relations]


# ── in force ──


@pytest.mark.parametrize(
    ("sentence", "effective", "expires"),
    [
        ("第三十条 本办法自2012年2月1日起施行，有效期5年。", "2012-02-01", "2017-01-31"),
        ("第三十条本办法自印发之日起施行，有效期5年。", "2012-01-05", "2017-01-04"),
        ("本规定自公布之日起30日后施行。", "2012-02-04", None),
        ("本规定自公布之日起三十日后施行。", "2012-02-04", None),
        ("本通知自2012年3月起执行，有效期至2015年12月31日。", "2012-03-01", "2015-12-31"),
        ("本办法自二○一二年二月一日起施行，有效期为五年。", "2012-02-01", "2017-01-31"),
        ("本意见自印发之日起施行，试行两年。", "2012-01-05", "2014-01-04"),
        ("本办法自2012年2月1日起试行二年。", "2012-02-01", "2014-01-31"),
        ("本办法自2012年3月1日起试行，试行期为6个月。", "2012-03-01", "2012-08-31"),
        ("本细则由省财政厅负责解释，自发布之日起施行。", "2012-01-05", None),
        ("本规定由省财政厅负责解释。自发布之日起施行。", "2012-01-05", None),
        (
            "本办法由市财政局解释，自发布之日起执行，执行至2020年12月31日。",
            "2012-01-05",
            "2020-12-31",
        ),
        ("本办法有效期自2013年1月1日至2014年12月31日。", "2013-01-01", "2014-12-31"),
        ("本办法施行期限为2013年1月1日至2014年12月31日。", "2013-01-01", "2014-12-31"),
        ("本通知自2012年2月1日起至2013年1月31日止执行。", "2012-02-01", "2013-01-31"),
        ("以上政策自发布之日起施行，有效期至2020年底。", "2012-01-05", "2020-12-31"),
        ("本通知自即日起施行，有效期至2012年6月底。", "2012-01-05", "2012-06-30"),
        ("本办法自2012年2月1日起施行，2013年12月31日自动失效。", "2012-02-01", "2013-12-31"),
        ("本办法有效期5年，自2012年2月1日起计算。", "2012-02-01", "2017-01-31"),
        ("本办法自2012年2月1日起施行。有效期3年。", "2012-02-01", "2015-01-31"),
        ("本通知执行期限为自发布之日起三年。", "2012-01-05", "2015-01-04"),
        ("本办法有效期半年。", None, "2012-07-04"),
        ("本办法自2012年2月29日起施行，有效期1年。", "2012-02-29", "2013-02-27"),
    ],
)
def test_dates_of_this_document(sentence: str, effective: str | None, expires: str | None) -> None:
    life = _of(sentence)
    assert life.effective == (date.fromisoformat(effective) if effective else None)
    assert life.expires == (date.fromisoformat(expires) if expires else None)


@pytest.mark.parametrize(
    "sentence",
    [
        "《反垄断法》自2008年8月1日起施行。",
        "增值税税率自2012年4月1日起执行。",
        "上述收费标准自2012年4月1日起执行。",
        "新标准自2012年4月1日起实施。",
        "营业执照有效期5年。",
        "有效期5年。",
        "取得许可证后，有效期5年。",
        "居住证自签发之日起生效，有效期1年。",
        "本证书有效期五年。",
        "本办法所称许可证，有效期5年。",
        "本办法规定的资质证书有效期5年。",
        "服务协议有效期可为1年、2年或3年。",
        "高新技术企业资格自颁发证书之日起有效期为三年。",
        "将《甲省管理办法》有效期延长至2025年12月31日。",
        "自2012年2月1日起施行的《甲办法》继续执行。",
        "负责人介绍说，以上措施自发布之日起实施。",
        "本办法第十条自2013年1月1日起施行。",
    ],
)
def test_dates_of_other_things_are_not_taken(sentence: str) -> None:
    life = _of(sentence)
    assert (life.effective, life.expires) == (None, None)


def test_a_period_that_is_no_value_is_none() -> None:
    assert _of("本办法自2012年2月1日起施行，有效期不超过5年。").expires is None


def test_what_is_stated_but_not_known_has_only_its_sentence() -> None:
    life = _of("本通告自发布之日起执行，有效期至应急响应解除之日止。", issued=None)
    assert (life.effective, life.expires) == (None, None)
    assert life.effective_span == life.expires_span is not None


def test_contradicting_sentences_give_nothing() -> None:
    life = _of("本办法自2012年2月1日起施行。\n本规定自2013年2月1日起施行。")
    assert life.effective is None and life.effective_span is None


def test_an_order_that_promulgates_counts() -> None:
    text = (
        "甲省人民政府令\n第8号\n《甲管理条例》已经2012年1月4日省政府第5次常务会议通过，现予公布，"
        "自2012年3月1日起施行。\n省长\n2012年1月5日\n"
    )
    assert _read(text).effective == date(2012, 3, 1)


@given(
    start=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    years=st.integers(1, 20),
    verb=st.sampled_from(["施行", "实施", "执行", "生效"]),
    genre=st.sampled_from(["办法", "实施意见", "通知", "管理规定", "细则"]),
)
def test_n_years_end_the_day_before_the_anniversary(
    start: date, years: int, verb: str, genre: str
) -> None:
    day = f"{start.year}年{start.month}月{start.day}日"
    sentence = f"本{genre}自{day}起{verb}，有效期{years}年。"
    life = _of(sentence)
    assert life.effective == start and life.expires is not None
    assert (life.expires.year - start.year) in (years, years - 1)
    assert life.expires_span is not None
    text = f"{_HEAD}{sentence}\n"
    assert text[slice(*life.expires_span)] == sentence


# ── relations ──

_X = "《甲省管理办法》（甲政〔2001〕1号）"
_GONE = ("废止", "甲省管理办法", "甲政〔2001〕1号")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{_X}同时废止。", [_GONE]),
        (f"本办法自2012年2月1日起施行，原{_X}同时废止。", [_GONE]),
        (f"{_X}自本办法施行之日起停止执行。", [_GONE]),
        (f"自本办法施行之日起，{_X}自行失效。", [_GONE]),
        (f"决定废止{_X}和《乙规定》。", [_GONE, ("废止", "乙规定", "")]),
        (f"{_X}、《乙规定》（省政府令第5号）以及2010年印发的《丙细则》同时废止。",
         [_GONE, ("废止", "乙规定", "省政府令第5号"), ("废止", "丙细则", "")]),
        ("甲政〔2001〕1号、甲政〔2003〕1号文件同时废止。",
         [("废止", "", "甲政〔2001〕1号"), ("废止", "", "甲政〔2003〕1号")]),
        (f"{_X}《乙规定》同时废止。", [_GONE, ("废止", "乙规定", "")]),
        ("甲政〔2001〕1号《甲省管理办法》同时废止。", [_GONE]),
        ("原甲政〔2001〕1号文同时废止。", [("废止", "", "甲政〔2001〕1号")]),
        (f"{_X}第三条同时废止。", [("修改", *_GONE[1:])]),
        (f"{_X}中与本通知不一致的内容同时废止。", [("修改", *_GONE[1:])]),
        (f"将{_X}第三条修改为：“省政府负责”。", [("修改", *_GONE[1:])]),
        (f"对{_X}作如下修改：", [("修改", *_GONE[1:])]),
        (f"本标准代替{_X}。", [("替代", *_GONE[1:])]),
        ("凡与本办法不一致的，以本办法为准。", [("优先于", "", "")]),
        (f"{_X}与本办法不一致的，按本办法执行。", [("优先于", *_GONE[1:])]),
        (f"根据《甲法》、{_X}，结合我省实际，制定本办法。", [("依据", "甲法", ""), ("依据", *_GONE[1:])]),
        ("根据甲政〔2001〕1号文件精神，制定本办法。", [("依据", "", "甲政〔2001〕1号")]),
        (f"根据《甲法》，{_X}同时废止。", [_GONE, ("依据", "甲法", "")]),
    ],
)  # fmt: skip
def test_relations_of_a_sentence(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert _named(_of(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "要推动修订《甲省管理办法》，废止不合理收费。",
        "《甲省管理办法》被废止后，企业可以申请。",
        "因《甲省管理办法》已废止，现作出规定。",
        "《甲省管理办法》继续执行，不予废止。",
        "此前印发的相关文件同时废止。",
        "用清洁能源替代燃煤。",
        "各地要按照《甲省管理办法》开展工作。",
        "与上级规定不一致的，以上级规定为准。",
        "有下列情形之一的，许可证失效：\n（一）依据《甲省管理办法》被吊销的；\n（二）违反《乙法》的。",
    ],
)
def test_what_states_no_relation(sentence: str) -> None:
    assert _of(sentence).relations == ()


def test_short_names_stand_for_the_full_title() -> None:
    text = (
        f"{_HEAD}第二条 申报条件见《甲省供水管理办法》（甲政〔2001〕1号，以下简称《办法》）。\n"
        "第三条 《办法》同时废止。\n"
    )
    assert _named(_read(text)) == [("废止", "甲省供水管理办法", "甲政〔2001〕1号")]


def test_the_earlier_version_of_the_same_title_is_repealed() -> None:
    life = _of("《甲省人民政府关于印发某办法的通知》（甲政〔2007〕9号）同时废止。")
    assert _named(life) == [("废止", "甲省人民政府关于印发某办法的通知", "甲政〔2007〕9号")]
    assert _of("《甲省人民政府关于印发某办法的通知》（甲政〔2012〕3号）同时废止。").relations == ()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("甲省人民政府关于修改《甲省供水条例》的决定", ("修改", "甲省供水条例")),
        ("甲省人民政府关于废止《甲省供水办法》的决定", ("废止", "甲省供水办法")),
        ("关于废止甲省供水管理办法的通知", ("废止", "甲省供水管理办法")),
    ],
)
def test_the_title_says_it(title: str, expected: tuple[str, str]) -> None:
    (relation,) = _read(f"{title}\n各市人民政府：\n请遵照执行。\n").relations
    assert (relation.kind.value, relation.title) == expected


def test_a_list_of_repealed_documents() -> None:
    text = (
        "甲省人民政府关于废止部分规范性文件的决定\n甲政〔2012〕3号\n各市人民政府：\n"
        "经研究，决定对下列规范性文件予以废止：\n"
        "1.甲省人民政府关于加强技改的通知（甲政〔2001〕1号）\n"
        "2.《甲省供水办法》（省政府令第5号）\n"
        "本决定自2012年2月1日起施行，根据《甲法》作出。\n"
        "3.《甲省节水办法》（省政府令第6号）\n"
    )
    life = _read(text)
    assert _named(life)[:2] == [
        ("废止", "甲省人民政府关于加强技改的通知", "甲政〔2001〕1号"),
        ("废止", "甲省供水办法", "省政府令第5号"),
    ]
    assert all(r.title != "甲省节水办法" for r in life.relations)


def test_only_the_list_of_repealed_documents_counts() -> None:
    text = (
        "甲市人民政府关于公布规范性文件清理结果的通知\n甲政〔2012〕3号\n各区人民政府：\n"
        "现将清理结果公布如下。\n附件1\n继续有效的规范性文件目录\n"
        "1.甲市供水管理办法（甲政〔2001〕1号）\n附件2\n废止的规范性文件目录\n"
        "1.甲市节水管理办法（甲政〔2001〕2号）\n"
    )
    assert _named(_read(text)) == [("废止", "甲市节水管理办法", "甲政〔2001〕2号")]


def test_a_table_of_repealed_documents() -> None:
    rows = (
        "文件名称：关于印发节水办法的通知；文号：甲政〔2001〕2号",
        "文件名称：甲市供水规定；文号：甲政〔2002〕2号",
    )
    head = "甲市人民政府关于废止部分文件的通知\n各区人民政府：\n决定废止以下文件：\n"
    text = head + "\n".join(rows)
    spans = ((len(head), len(head) + len(rows[0])), (len(head) + len(rows[0]) + 1, len(text)))
    life = read_life(text, parse(text, spans), None)
    assert _named(life) == [
        ("废止", "关于印发节水办法的通知", "甲政〔2001〕2号"),
        ("废止", "甲市供水规定", "甲政〔2002〕2号"),
    ]
    assert [(r.start, r.end) for r in life.relations] == list(spans)


_PIECES = st.sampled_from(
    "本办法 自2012年1月1日 起施行 有效期 5年 《甲办法》 （甲政〔2001〕1号） 、 ， 。 \n 同时废止 根据 "
    "第三条 1. 九九九九 年 《 》 与本办法不一致的 以本办法为准 修改为 至2015年底 "
    "下列文件予以废止： （ ） 日后 之日起 十个月".split(" ")
)


@given(st.lists(_PIECES, max_size=30))
def test_spans_hold_what_they_state(pieces: list[str]) -> None:
    text = _HEAD + "".join(pieces)
    life = _read(text)
    for span in (life.effective_span, life.expires_span):
        assert span is None or 0 <= span[0] < span[1] <= len(text)
    assert life.effective is None or life.effective_span is not None
    assert life.expires is None or life.expires_span is not None
    for r in life.relations:
        said = re.sub(r"\s", "", text[r.start : r.end])
        assert r.title in re.sub(r"\s", "", text)
        assert r.kind is RelationKind.PREVAILS or r.title or r.number
        assert said


@pytest.mark.skipif(not _QA.is_file(), reason="the policy documents for development are not here")
def test_real_documents_state_what_is_quoted() -> None:
    dated = 0
    for line in _QA.read_text(encoding="utf-8").splitlines()[::6]:
        text = json.loads(line)["text"]
        provisions = parse(text)
        life = read_life(text, provisions, read_metadata(text, provisions).issued)
        for span in (life.effective_span, life.expires_span):
            if span:
                dated += 1
                assert re.search("施行|实施|执行|生效|有效期|执行期|废止", text[slice(*span)])
        for r in life.relations:
            said = re.sub(r"\s", "", text[r.start : r.end])
            assert r.title in said
    assert dated >= 3
