"""What passes the check and what never does."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writing.check import Checker
from assistant.writing.sentences import split
from corpus.language.departments import department_table
from tests.assistant.writing.cases import SUPPORTED, UNSUPPORTED
from tests.assistant.writing.spans import QUOTES, evidence

CHECKER = Checker(evidence(), department_table())
FAITHFUL = [*SUPPORTED, *(f"{quote.rstrip('。；')}[{n}]。" for n, quote in QUOTES.items())]


def _passes(text: str) -> bool:
    """Whether all that a text says passes."""
    return all(not CHECKER.check(sentence).reason for sentence in split(text))


@pytest.mark.parametrize("text", FAITHFUL)
def test_a_faithful_sentence_stands(text: str) -> None:
    assert [CHECKER.check(sentence).reason for sentence in split(text)] == [""]


@pytest.mark.parametrize("text", UNSUPPORTED)
def test_an_unsupported_sentence_falls(text: str) -> None:
    assert not _passes(text)


@given(st.sampled_from(FAITHFUL), st.data())
def test_a_changed_digit_is_caught(text: str, data: st.DataObject) -> None:
    places = [m.start() for m in re.finditer(r"[0-9](?![0-9]*\])", text)]
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != text[place]]))
    assert not _passes(text[:place] + digit + text[place + 1 :])


@given(st.sampled_from(FAITHFUL), st.data())
def test_a_negation_left_out_or_put_in_is_caught(text: str, data: st.DataObject) -> None:
    held = [m.span() for m in re.finditer("不得|未(?=经)|不(?!超过|低于)|除(?=国)|免(?=征)", text)]
    if held and data.draw(st.booleans()):
        start, end = data.draw(st.sampled_from(held))
        changed = text[:start] + text[end:]
    else:
        verbs = [
            m.start()
            for m in re.finditer(
                "负责|组织|淘汰|安排|优先|给予|制定|施行|实行|支持|提交|加大|废止|保障", text
            )
        ]
        if not verbs:
            return
        place = data.draw(st.sampled_from(verbs))
        changed = (
            text[:place] + data.draw(st.sampled_from(["不", "不得", "未", "禁止"])) + text[place:]
        )
    assert not _passes(changed), changed


@given(st.sampled_from(FAITHFUL), st.sampled_from(["[0]", "[99]", "[15]"]))
def test_no_sentence_with_marks_of_nothing(text: str, instead: str) -> None:
    assert not _passes(re.sub(r"(?:\[\d+\])+", instead, text))


@given(st.sampled_from(FAITHFUL))
def test_a_sentence_without_marks_gets_those_of_what_carries_it(text: str) -> None:
    if "；" in text.rstrip("；"):
        return  # two statements, each with a mark of its own
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", text)}
    bare = re.sub(r"(?:\[\d+\])+", "", text)
    for sentence in split(bare):
        verdict = CHECKER.check(sentence)
        assert not verdict.reason
        assert verdict.marks & marks


@given(st.sampled_from(FAITHFUL), st.sampled_from(sorted(QUOTES)))
def test_a_mark_of_another_clause_is_no_support(text: str, n: int) -> None:
    if f"[{n}]" not in text:
        assert not _passes(re.sub(r"(?:\[\d+\])+", f"[{n}]", text))


_NAMES = [
    "财政部门",
    "发展改革部门",
    "省科技厅",
    "税务部门",
    "洛阳市",
    "省政府",
    "金融部门",
    "海关总署",
]


@given(st.sampled_from(FAITHFUL), st.sampled_from(_NAMES))
def test_another_department_is_caught(text: str, name: str) -> None:
    changed = re.sub(
        "各级工业和信息化部门|国土资源部门|环保部门|财政部门|金融部门", name, text, count=1
    )
    if changed != text:
        assert not _passes(changed), changed


@given(st.text(max_size=60))
def test_any_text_can_be_checked(text: str) -> None:
    for sentence in split(text + "[1]"):
        CHECKER.check(sentence)


_TURNS: list[tuple[str, Callable[[str], str]]] = [
    ("以上→以下", lambda t: t.replace("以上", "以下")),
    ("以下→以上", lambda t: t.replace("以下", "以上")),
    ("不超过→超过", lambda t: t.replace("不超过", "超过")),
    ("超过→不超过", lambda t: re.sub("(?<!不)超过", "不超过", t)),
    ("应当→可以", lambda t: re.sub("应当|必须", "可以", t)),
    ("可→应当", lambda t: re.sub("可以|可(?=安排)", "应当", t)),
    ("要→可以", lambda t: t.replace("要", "可以")),
    ("力争→", lambda t: t.replace("力争", "")),
    ("重点→", lambda t: t.replace("重点", "")),
    ("前→后", lambda t: t.replace("日前", "日后")),
    ("有条件的→", lambda t: t.replace("有条件的", "")),
    ("符合条件的→", lambda t: t.replace("符合条件的", "")),
    ("会同→", lambda t: re.sub("会同..部门", "", t)),
    ("牵头→配合", lambda t: t.replace("牵头", "配合")),
    ("万→亿", lambda t: t.replace("万元", "亿元")),
    ("年均→累计", lambda t: t.replace("年均", "累计")),
    ("淘汰→推广", lambda t: t.replace("淘汰", "推广")),
    ("免征→减征", lambda t: t.replace("免征", "减征")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "turn"), _TURNS, ids=[name for name, _ in _TURNS])
def test_a_turned_sentence_falls(name: str, turn: Callable[[str], str]) -> None:
    changed = [turn(text) for text in FAITHFUL if turn(text) != text]
    assert changed
    assert [text for text in changed if _passes(text)] == []
