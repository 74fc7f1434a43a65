"""The change notice: what changed, which kept answers quote it, which facts changed; for administrators."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from assistant.answer import Answer, cite
from assistant.blocks import Lead
from corpus.compare.comparison import compare
from corpus.compare.fate import Fate
from corpus.document import Document
from index.store import Store
from index.store.schema import SCHEMA_VERSION
from pages.compare import texts
from pages.compare.notice import notice
from pages.compare.notice_page import PATH, notice_routes
from pages.desk import Desk
from pages.identity import Identity, Role
from pages.records.kept import NewTurn
from pages.records.records import Records
from pages.records.reports import quoting
from tests.corpus.compare.samples import NEW, OLD, document

FIRST, NOW = document(OLD, "办法.txt", "绿色工厂办法"), document(NEW, "办法.txt", "绿色工厂办法")
ASKED = {
    "认定了奖多少？我的电话13812345678": "对首次认定的市级绿色工厂，给予一次性奖励20万元。",
    "为什么定这个办法": "为了推动工业绿色发展",
    "情节严重的怎么办": "情节严重的，依法追究责任。",
}


def _keep(records: Records, quoted: Document) -> None:
    for question, words in ASKED.items():
        start = quoted.text.index(words)
        provision = quoted.provision_at(start)
        assert provision is not None
        citation = cite(1, quoted, provision.section, start, start + len(words))
        answer = Answer(question, "answered", (Lead(("答。",)),), (citation,))
        key = records.begin("reader:zhang", question)
        records.append("reader:zhang", key, NewTurn(question, datetime.now(UTC), answer))


def test_the_quotes_that_no_longer_hold_are_listed_with_what_stands_there_now() -> None:
    records = Records.open(None)
    _keep(records, FIRST)
    found = notice(compare(FIRST, NOW), quoting(records.database, FIRST.document_id, 10))
    told = {
        quote.citation.quote: (quote.fallen.fate, [NEW[slice(*s)] for s in quote.fallen.new])
        for quote in found.quotes
    }
    assert told == {
        "对首次认定的市级绿色工厂，给予一次性奖励20万元。": (
            Fate.CHANGED,
            ["对首次认定的市级绿色工厂，给予一次性奖励30万元。"],
        ),
        "情节严重的，依法追究责任。": (Fate.GONE, []),
    }
    assert found.kept == 1
    assert found.facts
    assert not any("13812345678" in quote.question for quote in found.quotes)


def test_answers_that_quote_another_version_are_left_out() -> None:
    records = Records.open(None)
    _keep(
        records,
        replace(FIRST, text=f"{' ' * 7}{OLD}", provisions=document(f"{' ' * 7}{OLD}").provisions),
    )
    found = notice(compare(FIRST, NOW), quoting(records.database, FIRST.document_id, 10))
    assert (found.quotes, found.kept) == ((), 0)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with closing(Store(tmp_path, create=True)) as store, store.writing():
        for each in (FIRST, NOW):
            store.put(each, each.source, str(tmp_path), "digest", [])
        store.set_meta("model", "none")
        store.set_meta("schema", str(SCHEMA_VERSION))
    desk = Desk(tmp_path)
    _keep(desk.records, FIRST)
    yield desk
    desk.close()


def _client(desk: Desk, role: Role) -> TestClient:
    def visitor(_: Request) -> str:
        return Identity(role, "测试").key

    app = FastAPI()
    app.include_router(notice_routes(desk, visitor))
    return TestClient(app)


def test_an_administrator_reads_what_a_replaced_file_means(desk: Desk) -> None:
    page = _client(desk, Role.ADMINISTRATOR).get(f"{PATH}?of={NOW.document_id}").text
    assert texts.NOTICE in page
    assert "数字 第四条→第六条" in page
    assert "给予一次性奖励30万元" in page
    assert f"<h2>{texts.NOTICE_ANSWERS}（2）</h2>" in page
    assert "13812345678" not in page


def test_nobody_else_does(desk: Desk) -> None:
    assert _client(desk, Role.READER).get(f"{PATH}?of={NOW.document_id}").status_code == 403


def test_a_document_without_another_version_says_so(desk: Desk) -> None:
    answered = _client(desk, Role.ADMINISTRATOR).get(f"{PATH}?of=unknown")
    assert answered.status_code == 404
    assert texts.NO_VERSION in answered.text
