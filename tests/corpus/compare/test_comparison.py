"""新旧对照: what became of each article, what matters of it, exact spans on both sides."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.compare.comparison import Comparison, Kind, compare
from corpus.compare.facts import What
from corpus.language.markers import unnumbered
from corpus.language.sentences import clause_spans
from tests.corpus.compare.samples import NEW, OLD, document

CLAUSES = [
    unnumbered(OLD[a:b]) for a, b in clause_spans(OLD) if b - a > 12 and OLD[b - 1] in "。；"
]


def _became(comparison: Comparison) -> dict[tuple[str, str], Kind]:
    return {
        (line.old.label if line.old else "", line.new.label if line.new else ""): line.kind
        for line in comparison.lines
    }


def _facts(comparison: Comparison) -> list[tuple[What, str, str]]:
    return [
        (c.what, comparison.old.text[slice(*c.old)], comparison.new.text[slice(*c.new)])
        for line in comparison.lines
        for c in line.changes
    ]


def test_each_article_is_found_again() -> None:
    """Unchanged, changed under a new number, put in, moved to another place."""
    assert _became(compare(document(OLD), document(NEW))) == {
        ("第一条", "第一条"): Kind.UNCHANGED,
        ("", "第二条"): Kind.ADDED,
        ("第二条", "第三条"): Kind.CHANGED,
        ("第三条", "第四条"): Kind.CHANGED,
        ("第六条", "第五条"): Kind.CHANGED,
        ("第四条", "第六条"): Kind.CHANGED,
        ("第五条", "第七条"): Kind.CHANGED,
        ("第七条", "第八条"): Kind.CHANGED,
    }


def test_what_matters_is_told_from_the_words_that_differ() -> None:
    """A figure, a deadline, 可以 → 应当, a body that came in, a sanction that was left out."""
    facts = _facts(compare(document(OLD), document(NEW)))
    assert [(what, old, new) for what, old, new in facts] == [
        (What.BODY, "市工业和信息化局负责绿色工厂的评价和公布；",
         "市工业和信息化局会同市生态环境局负责绿色工厂的评价和公布；"),
        (What.DUTY, "申报企业可以委托第三方机构开展评价，评价费用由企业承担。",
         "申报企业应当委托第三方机构开展评价，评价费用由企业承担。"),
        (What.DUTY, "情节严重的，依法追究责任。", ""),
        (What.FIGURE, "对首次认定的市级绿色工厂，给予一次性奖励20万元。",
         "对首次认定的市级绿色工厂，给予一次性奖励30万元。"),
        (What.DEADLINE, OLD.split("第五条　")[1].split("\n")[0], NEW.split("第七条　")[1].split("\n")[0]),
        (What.DEADLINE, "本办法自2020年3月1日起施行。", "本办法自2023年3月1日起施行。"),
    ]  # fmt: skip


def test_only_the_words_that_differ_are_marked() -> None:
    """20 → 30, not the whole sentence; nothing of an article that stayed."""
    comparison = compare(document(OLD), document(NEW))
    line = next(line for line in comparison.lines if line.old and line.old.label == "第四条")
    assert [
        (comparison.old.text[slice(*h.old)], comparison.new.text[slice(*h.new)]) for h in line.hunks
    ] == [("20", "30")]
    assert comparison.lines[0].hunks == ()


def test_an_article_that_only_changed_its_place_was_moved() -> None:
    """The same text between other articles; a new number alone is no move."""
    articles = OLD.split("\n")[2:8]
    texts = [article.split("　", 1)[1] for article in articles]
    numbers = ["第一条", "第二条", "第三条", "第四条", "第五条", "第六条"]
    shuffled = [texts[0], texts[4], texts[1], texts[2], texts[3], texts[5]]
    old = "\n".join(f"{n}　{t}" for n, t in zip(numbers, texts, strict=True))
    new = "\n".join(f"{n}　{t}" for n, t in zip(numbers, shuffled, strict=True))
    kinds = {
        line.old.label: line.kind
        for line in compare(document(old), document(new)).lines
        if line.old
    }
    assert kinds.pop("第五条") is Kind.MOVED
    assert set(kinds.values()) == {Kind.UNCHANGED}


def test_a_split_article_has_a_line_for_each_part() -> None:
    """The whole is laid beside both halves; nothing is shown as left out."""
    old = (
        "第一条　为了规范管理，制定本办法。\n"
        "第二条　申报企业应当提交申请书和营业执照。市财政局应当在收到审核意见后拨付奖励资金。\n"
        "第三条　本办法由市财政局解释。\n"
    )
    new = (
        "第一条　为了规范管理，制定本办法。\n"
        "第二条　申报企业应当提交申请书和营业执照。\n"
        "第三条　市财政局应当在收到审核意见后10日内拨付奖励资金。\n"
        "第四条　本办法由市财政局解释。\n"
    )
    comparison = compare(document(old), document(new))
    became = _became(comparison)
    assert became["第二条", "第二条"] is became["第二条", "第三条"] is Kind.CHANGED
    assert sum(line.part for line in comparison.lines) == 1
    assert _facts(comparison) == [
        (What.DEADLINE, "市财政局应当在收到审核意见后拨付奖励资金。",
         "市财政局应当在收到审核意见后10日内拨付奖励资金。")
    ]  # fmt: skip


def test_new_numbers_of_articles_that_are_referred_to_change_nothing() -> None:
    """违反第三条 became 违反第四条 because article 3 became article 4."""
    old = (
        "第一条　为了规范管理，制定本办法。\n"
        "第二条　企业不得骗取奖励资金。\n"
        "第三条　违反本办法第二条规定的，追回奖励资金。\n"
    )
    new = (
        "第一条　为了规范管理，制定本办法。\n"
        "第二条　市财政局负责奖励资金的拨付和监督。\n"
        "第三条　企业不得骗取奖励资金。\n"
        "第四条　违反本办法第三条规定的，追回奖励资金。\n"
    )
    comparison = compare(document(old), document(new))
    assert _became(comparison)["第三条", "第四条"] is Kind.CHANGED
    assert _facts(comparison) == []


def test_white_space_and_the_width_of_brackets_are_no_change() -> None:
    """Two printings of one text."""
    new = OLD.replace("，", "， ").replace("第四条　", "第 四 条 ").replace("（", "(")
    kinds = {line.kind for line in compare(document(OLD), document(new)).lines}
    assert kinds == {Kind.UNCHANGED}


def test_two_documents_without_articles_are_compared_item_by_item() -> None:
    """By their numbers as people say them, and by paragraphs where there are none."""
    old = (
        "关于支持企业发展的意见\n"
        "一、财政支持\n"
        "（一）研发奖励。对企业研发投入给予5%补助。\n"
        "（二）上市奖励。对主板上市企业奖励500万元。\n"
        "二、组织保障\n"
        "各部门要加强协作。\n"
        "本意见自印发之日起执行。\n"
    )
    new = (
        "关于支持企业发展的意见\n"
        "一、财政支持\n"
        "（一）上市奖励。对主板上市企业奖励300万元。\n"
        "（二）研发奖励。对企业研发投入给予5%补助。\n"
        "二、组织保障\n"
        "各部门要加强协作。\n"
        "本意见自2023年1月1日起执行。\n"
    )
    became = _became(compare(document(old), document(new)))
    assert became["一（二）", "一（一）"] is Kind.CHANGED
    assert {became["一（一）", "一（二）"]} <= {Kind.MOVED, Kind.UNCHANGED}
    assert became["二第1段", "二第1段"] is Kind.UNCHANGED
    assert became["二第2段", "二第2段"] is Kind.CHANGED


_ARTICLE = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3).map("".join)


@given(st.lists(_ARTICLE, max_size=6), st.lists(_ARTICLE, max_size=6))
def test_nothing_is_lost_and_every_span_is_exact(old: list[str], new: list[str]) -> None:
    """Whatever two documents hold, each of their articles has a line, and marks lie in it."""
    numbers = "一二三四五六"
    mine, theirs = (
        document(
            "某办法\n" + "".join(f"第{n}条　{t}\n" for n, t in zip(numbers, side, strict=False))
        )
        for side in (old, new)
    )
    comparison = compare(mine, theirs)
    for count, side in ((len(old), "old"), (len(new), "new")):
        labels = {getattr(line, side).label for line in comparison.lines if getattr(line, side)}
        assert len(labels) == count or count < 2  # a single article is a paragraph
    for line in comparison.lines:
        for document_, piece, spans in (
            (mine, line.old, [h.old for h in line.hunks] + [c.old for c in line.changes]),
            (theirs, line.new, [h.new for h in line.hunks] + [c.new for c in line.changes]),
        ):
            inside = [(a, b) for a, b in spans if a < b]
            assert all(piece and piece.start <= a < b <= piece.end for a, b in inside)
            assert all(0 <= a <= b <= len(document_.text) for a, b in spans)
        marked = sorted(h.new for h in line.hunks if h.new[0] < h.new[1])
        assert all(before[1] <= after[0] for before, after in pairwise(marked))


def test_two_laws_of_a_hundred_articles_take_less_than_a_second() -> None:
    """Every article changed, some of them long."""
    texts = [
        f"{CLAUSES[k % len(CLAUSES)]}第{k}类企业、{k * 7}号项目适用本条。" * 3 for k in range(100)
    ]
    old = document("".join(f"第{k}条　{t}\n" for k, t in enumerate(texts, 1)))
    new = document(
        "".join(f"第{k + 1}条　{t.replace('适用', '参照适用')}\n" for k, t in enumerate(texts, 1))
    )
    begun = time.perf_counter()
    lines = compare(old, new).lines
    assert time.perf_counter() - begun < 1
    assert all(line.kind is Kind.CHANGED for line in lines)


def _told(old: str, new: str) -> What:
    """What the change of one clause, in a text of two articles, is about."""
    text = "某条例\n第一条　为了规范管理，制定本条例。\n第二条　{}\n第三条　本条例由市政府解释。\n"
    ((what, *_),) = _facts(compare(document(text.format(old)), document(text.format(new))))
    return what


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("由劳动保障行政部门责令改正。", "由人力资源社会保障行政部门责令改正。", What.BODY),
        ("由省级以上人民政府公告。", "由设区的市级以上人民政府公告。", What.BODY),
        ("市政府每年向社会通报有关的情况。", "市政府每半年向社会通报有关的情况。", What.DEADLINE),
        ("应当依法承担相应的法律责任。", "应当依法承担法律责任。", What.OTHER),
        ("由相关主管部门处理。", "由有关主管部门处理。", What.OTHER),
        ("建设期为2年。建设期满后组织验收。", "建设期为3年。建设期满后组织验收。", What.DEADLINE),
    ],
)
def test_bodies_periods_and_short_first_sentences(old: str, new: str, what: What) -> None:
    assert _told(old, new) is what
