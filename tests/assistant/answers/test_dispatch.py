"""Every kind is found where it should be, and only what the documents can't answer is refused."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from assistant.answers import dispatch, refusal
from assistant.answers.base import Bid, Draft, Kind
from assistant.assistant import Assistant
from assistant.blocks import Lead
from assistant.evidence.asked import Asked
from index.session import open_retriever


@pytest.fixture(scope="module")
def assistant(seed_store: Path) -> Assistant:
    return Assistant(open_retriever(seed_store))


@pytest.mark.parametrize(
    ("question", "kind", "status"),
    [
        ("日产800吨的水泥线会不会被淘汰？", "threshold", "answered"),
        ("这份文件的文号是多少？", "document", "answered"),
        ("2011年这文还管用不？", "document", "answered"),
        ("环保部门要做哪些事？", "duty", "answered"),
        ("保障措施有哪些？", "list", "answered"),
        ("第五部分第三条讲什么？", "navigation", "answered"),
        ("第九部分讲什么？", "navigation", "not_found"),
        ("基本原则要交什么材料？", "silent", "not_found"),
        ("贷款贴息由谁落实？", "who", "answered"),
        ("两化融合要突出抓好什么？", "extract", "answered"),
        ("你好", "social", "answered"),
        ("你们有哪些文件？", "library", "answered"),
        ("补贴封顶多少万？", "silent", "not_found"),
        ("红烧肉怎么做？", "out_of_scope", "not_found"),
        ("贷款贴息由谁落实？食堂今天吃什么？", "several", "answered"),
    ],
)
def test_json_says_of_what_kind_an_answer_is(
    assistant: Assistant, question: str, kind: str, status: str
) -> None:
    values = assistant.ask(question).to_json()
    assert (values["kind"], values["status"]) == (kind, status), values["answer"]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("这份文件分几部分？", "overview"),
        ("豫政办〔2011〕75号主要内容是什么？", "overview"),
        ("总结一下这个文件", "overview"),
        ("基本原则有哪五条？", "list"),
    ],
)
def test_what_asks_about_the_documents_themselves_is_not_refused(
    assistant: Assistant, question: str, kind: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.kind, answer.status) == (kind, "answered")
    assert len(answer.citations) >= 5  # parts, and principles
    for cited in answer.citations:
        assert cited.quote.strip("。") in answer.markdown


class _Sure:
    name: ClassVar[str] = "sure"

    def __init__(self, bid: Bid | None) -> None:
        self._bid = bid

    def bid(self, asked: Asked) -> Bid | None:
        return self._bid

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        return Draft([Lead((str(bid.found),))])


def _with(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, *kinds: Kind) -> str:
    monkeypatch.setattr(dispatch, "KINDS", kinds)
    return assistant.ask("红烧肉怎么做？").markdown


def test_the_highest_bid_answers(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    low, high = Bid(0.2, "低", settles_scope=True), Bid(0.7, "高", settles_scope=True)
    assert _with(assistant, monkeypatch, _Sure(low), _Sure(None), _Sure(high)) == "高"
    first = replace(high, found="先")
    assert _with(assistant, monkeypatch, _Sure(first), _Sure(high)) == "先"


def test_a_bid_that_leaves_the_scope_open_is_refused_out_of_scope(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = _with(assistant, monkeypatch, _Sure(Bid(0.9, "乱答")))
    assert refused == refusal.NOTHING
    assert _with(assistant, monkeypatch, _Sure(None)) == refusal.NOTHING


def test_nobody_is_asked_after_a_certain_bid(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Never(_Sure):
        def bid(self, asked: Asked) -> Bid | None:
            raise AssertionError("asked although another kind was certain")

    certain = Bid(dispatch.CERTAIN_BID, "定", settles_scope=True)
    assert _with(assistant, monkeypatch, _Sure(certain), Never(None)) == "定"
