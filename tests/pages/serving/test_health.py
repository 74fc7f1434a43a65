"""What operators and orchestrators see, and what stands in the log."""

import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.routing import Mount

from assistant.errors import QuestionError
from corpus.settings import settings
from pages.access.door import Door
from pages.api.service import Service
from pages.desk import Desk
from pages.serving import request_log
from pages.serving.sessions import Sessions
from pages.serving.web import web_application
from tests.pages.access.doors import GOOD, with_users

QUESTION = "日产800吨的水泥线会不会被淘汰？张三13812345678"


@pytest.fixture
def lines() -> Iterator[list[dict[str, object]]]:
    """What the log of requests says."""
    said: list[dict[str, object]] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(json.loads(record.getMessage()))

    handler = Kept()
    request_log.log.addHandler(handler)
    request_log.log.setLevel(logging.INFO)
    yield said
    request_log.log.removeHandler(handler)


def _figures(text: str) -> dict[str, float]:
    families = text_string_to_metric_families(text)
    return {
        s.name + "".join(f" {s.labels[k]}" for k in sorted(s.labels)): s.value
        for family in families
        for s in family.samples
    }


async def test_probes_figures_and_log(
    store: Path, tmp_path: Path, lines: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_users(tmp_path)
    copy = tmp_path / "store"
    shutil.copytree(store, copy, symlinks=True)
    desk = Desk(copy)
    app = web_application(desk, Door(tmp_path), closed=True, hosts=())
    holders = [r.app.state_holder for r in app.routes if isinstance(r, Mount)]
    assert len(holders) == 2 and all(isinstance(holder, Sessions) for holder in holders)
    base = "http://policy.test"
    here = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=base)
    away = httpx.AsyncClient(
        transport=httpx.ASGITransport(app, client=("198.51.100.1", 4000)), base_url=base
    )
    assert (await away.get("/health/live")).status_code == 200
    monkeypatch.setattr("pages.serving.health._KEPT", 0.0)
    early = await away.get("/health/ready")
    assert early.status_code == 503 and "正在载入" in early.json()["detail"]
    desk.load()
    desk.wait()
    assert (await away.get("/health/ready")).status_code == 200

    service = Service(desk, "api")
    assert (await service.ask(QUESTION))["status"] == "answered"
    with pytest.raises(QuestionError, match="问题"):
        await service.ask("长" * 3000)
    with pytest.raises(QuestionError, match="limit"):
        await service.search(QUESTION, limit=0)
    assert (await service.search(QUESTION))["hits"]
    for client, headers in (
        (away, {}),
        (here, {"X-Forwarded-For": "198.51.100.1"}),
        (here, {"Via": "1.1 x"}),
    ):
        assert (await client.get("/metrics", headers=headers)).status_code == 403
    assert (await away.get("/metrics", auth=("li", GOOD))).status_code == 403
    assert (await away.get("/metrics", auth=("chef", GOOD))).status_code == 200
    figures = _figures((await here.get("/metrics")).text)
    answered = [v for k, v in figures.items() if k.startswith("policy_questions_total extractive")]
    assert sum(answered) == 1 == figures["policy_answer_seconds_count"]
    assert figures["policy_refused_total question"] == 2
    assert figures["policy_asked_total answered api/ask"] == 1
    assert figures["policy_asked_total done api/search"] == 1
    assert figures["policy_requests_total refused"] >= 3 and figures["policy_chunks"] > 10
    assert figures["policy_model_fallbacks_total failed"] == 0
    assert figures["policy_refused_total crowded"] == figures["policy_waiting"] == 0
    assert figures["policy_documents"] >= 1 and figures["policy_index_generation"] >= 1

    await away.get(f"/exports/{QUESTION}.docx", auth=("li", GOOD))
    said = json.dumps(lines, ensure_ascii=False)
    for secret in ("水泥", "13812345678", "chef", "198.51", GOOD, "127.0.0.1"):
        assert secret not in said
    by_route = {(line["route"], line["role"]): line for line in lines if line["kind"] == "request"}
    assert by_route["/health/live", "guest"]["outcome"] == "ok"
    assert by_route["/exports/{conversation}.{kind}", "reader"]["status"] == 404
    assert by_route["/metrics", "administrator"]["status"] == 200
    questions = [line for line in lines if line["kind"] == "question"]
    assert questions[0]["mode"] == "extractive" and questions[0]["outcome"] == "answered"
    assert [line["outcome"] for line in questions[1:]] == ["question", "question", "done"]

    monkeypatch.setenv("POLICY_REQUEST_LOG", "questions")
    settings.cache_clear()
    await service.search(QUESTION)
    assert lines[-1]["question"] == "日产800吨的水泥线会不会被淘汰？张三［手机号］"

    monkeypatch.setenv("POLICY_SIGN_IN", "always")  # as behind a proxy
    settings.cache_clear()
    assert (await here.get("/metrics")).status_code == 403
    shutil.rmtree(copy)
    gone = await away.get("/health/ready")
    assert gone.status_code == 503 and "资料库" in gone.json()["detail"]
    assert str(tmp_path) not in gone.text
    assert (await away.get("/health/live")).status_code == 200
    assert "policy_store_readable" in (await here.get("/metrics", auth=("chef", GOOD))).text
    desk.close()
