"""Answers that are put together: what a term means, why, whom to turn to, both sides, several parts."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

RULE = """某县科技局关于印发某县创新平台管理办法的通知
某科〔2024〕3号
各乡镇人民政府：
《某县创新平台管理办法》已经县政府同意，现印发给你们。
某县科技局
2024年3月15日
某县创新平台管理办法
第一条 为了规范创新平台的管理，促进科技成果转化，制定本办法。
第二条 本办法所称创新平台，是指依托企业建设、开展技术研发的实验室和工程中心。
第三条 县科技局（以下简称“主管局”）负责创新平台的认定，县财政局负责奖励资金的拨付。
第四条 推进“两业”（先进制造业和现代服务业）融合，创新平台对外开放的，优先认定。
第五条 实验室面积应在500平方米以上，工程中心面积应在800平方米以上。
第六条 新认定的实验室奖励20万元，新认定的工程中心奖励50万元。
第七条 创新平台主任每届任期三年，可以连任一届。
第八条 申请认定的企业向县科技局提出申请，提交申请书和营业执照。
第九条 本办法自2024年5月1日起施行，有效期三年。
"""
CARD = """某市厂房改造支持
发文机构：某市发展和改革委员会
发文字号：某发改〔2023〕12号
服务内容：厂房改造项目按照投资额的30%给予投资补助，最高500万元；也可以给予不超过2年的贷款贴息，总额不超过300万元。
服务流程：发布征集通知→项目单位向所在区发展改革委申报→市发展改革委联审→下达资金。
时间/频度：从2023年9月起
联络方式：某市发展和改革委员会：55590088
"""
LAW = """某省失业保险办法
第一条 为了保障失业人员的基本生活，促进其再就业，制定本办法。
第二条 单位按照工资总额的2%缴纳失业保险费，职工按照本人工资的1%缴纳失业保险费。
第三条 失业保险金由社会保险经办机构按月发放，最长领取24个月。
第四条 失业人员应当持解除劳动关系的证明，到社会保险经办机构办理失业登记。
"""


@pytest.fixture(scope="module")
def assistant(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("composed")
    for name, text in (("平台", RULE), ("厂房", CARD), ("失业", LAW)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with closing(Store(folder / ".store", create=True)) as store:
        vectors = VectorStore(folder / ".store" / "vectors")
        embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
        Builder(store, vectors, embeddings, 280).build([folder])
        yield Assistant(HybridRetriever(store, vectors, embeddings))


def asked(assistant: Assistant, question: str, *history: str) -> Answer:
    """The answer, all its quotes held against the documents."""
    answer = assistant.ask(question, list(history))
    for cited in answer.citations:
        text = assistant.library.document(cited.document_id).text
        assert text[cited.start : cited.end] == cited.quote
    return answer


def first_line(answer: Answer) -> str:
    return answer.markdown.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "meaning"),
    [
        ("什么叫创新平台？", "本办法所称创新平台，是指依托企业建设"),
        ("办法里说的主管局是指什么？", "“主管局”指县科技局"),
        ("两业融合是啥意思？", "“两业融合”指先进制造业和现代服务业融合"),
    ],
)
def test_a_term_is_explained_first(assistant: Assistant, question: str, meaning: str) -> None:
    answer = asked(assistant, question)
    assert answer.kind == "definition"
    assert meaning in first_line(answer)


def test_sides_stand_side_by_side_with_the_figures_first(assistant: Assistant) -> None:
    answer = asked(assistant, "新认定的实验室和工程中心分别奖励多少？")
    assert answer.kind == "comparison"
    one, other = first_line(answer).split("；")[:2]
    assert "20万元" in one and "50万元" in other
    header = next(line for line in answer.markdown.splitlines() if line.startswith("|"))
    assert "实验室" in header and "工程中心" in header


def test_it_is_said_which_is_higher(assistant: Assistant) -> None:
    answer = asked(assistant, "新认定的实验室和工程中心的奖励哪个高？")
    assert "工程中心高于" in first_line(answer)


def test_a_side_by_another_name_has_what_is_left(assistant: Assistant) -> None:
    answer = asked(assistant, "失业保险单位和个人各缴百分之几？")
    one, other = first_line(answer).split("；")[:2]
    assert "2%" in one and "1%" in other


def test_every_cell_is_cited(assistant: Assistant) -> None:
    answer = asked(assistant, "厂房改造的投资补助和贷款贴息有什么不同？")
    cells = [line for line in answer.markdown.splitlines() if line.startswith("| 规定")]
    assert cells and all("[" in cell for cell in cells[0].strip("|").split("|")[1:])


def test_parts_carry_the_subject_and_a_silent_one_has_a_line(assistant: Assistant) -> None:
    answer = asked(assistant, "失业保险金最长领几个月、由谁发、食堂几点开门？")
    assert answer.kind == "several"
    parts = answer.markdown.split("**")
    assert "24个月" in parts[2] and "社会保险经办机构" in parts[4]
    silent = parts[6].strip().splitlines()[0]
    assert "没有找到" in silent or "未规定" in silent


def test_a_followup_asks_of_the_same_matter(assistant: Assistant) -> None:
    answer = asked(assistant, "那工程中心呢？", "新认定的实验室奖励多少？")
    assert "50万元" in first_line(answer)
    answer = asked(assistant, "不对，我问的是贴息", "厂房改造补助最高多少？")
    assert "2年" in answer.markdown or "300万元" in answer.markdown


def test_the_number_comes_first(assistant: Assistant) -> None:
    answer = asked(assistant, "厂房改造支持的咨询电话是多少？")
    assert answer.kind == "contact"
    assert "55590088" in first_line(answer)


def test_no_number_is_taken_from_another_document(assistant: Assistant) -> None:
    answer = asked(assistant, "失业保险的咨询电话是多少？")
    assert "55590088" not in answer.markdown


def test_where_to_apply_names_the_body(assistant: Assistant) -> None:
    assert "向所在区发展改革委申报" in first_line(asked(assistant, "厂房改造项目去哪里申报？"))
    assert "县科技局" in first_line(asked(assistant, "创新平台认定向谁申请？"))


def test_why_quotes_the_purpose(assistant: Assistant) -> None:
    answer = asked(assistant, "为什么要制定失业保险办法？")
    assert answer.kind == "reason"
    assert first_line(answer).startswith("为了保障失业人员的基本生活，促进其再就业")


def test_who_is_in_charge_comes_first(assistant: Assistant) -> None:
    assert "县财政局" in first_line(asked(assistant, "创新平台奖励资金的拨付归哪个部门管？"))


def test_what_was_asked_and_what_is_left(assistant: Assistant) -> None:
    before = "失业保险金最长领多久？"
    assert before in first_line(asked(assistant, "我刚才问了什么", before))
    shown = asked(assistant, "新认定的实验室奖励多少？")
    left = asked(assistant, "还有吗", "新认定的实验室奖励多少？")
    assert left.kind == "conversation"
    quoted = {c.quote for c in shown.citations}
    assert not any(c.quote in quoted for c in left.citations)


@pytest.mark.parametrize(
    "said", ["你这个答得不对", "刚才的回答有问题", "你好，你能帮我做什么？", "嗯嗯 知道了"]
)
def test_small_talk_is_answered_kindly(assistant: Assistant, said: str) -> None:
    answer = asked(assistant, said)
    assert answer.kind == "social" and not answer.citations
    assert "没有找到" not in answer.markdown


def test_steps_apart_by_arrows_are_a_list(assistant: Assistant) -> None:
    answer = asked(assistant, "厂房改造支持怎么一步步办下来？")
    assert "服务流程（共4步）" in first_line(answer)
    assert [c.quote for c in answer.citations][:2] == [
        "发布征集通知",
        "项目单位向所在区发展改革委申报",
    ]
