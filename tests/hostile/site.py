"""One real server that holds hostile documents, a hostile catalogue and a hostile visitor's records,
writes with a model that obeys everything, and has secrets to lose."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx
import yaml

from assistant.answer import Answer, Citation
from assistant.blocks import Lead, Mark
from index.progress import Progress
from index.report import FAILED
from index.session import open_builder
from pages.library.uploads import Uploads
from pages.records.kept import NewTurn, Rating, Reason, Verdict, whole
from pages.records.records import FILE as RECORDS
from pages.records.records import Records
from tests.assistant.writing.scripted_endpoint import Handler, ScriptedEndpoint
from tests.assistant.writing.scripted_endpoint import serving as endpoint
from tests.hostile.payloads import MARKUP
from tests.pages.access.doors import GOOD, with_users
from tests.pages.page_server import serving

KEY = "sk-hostile-7f3a9c-never-shown"
ASKED = "技改找谁备案"
VICTIM = "hostile-visitor-of-the-records"  # a guest whose records hold all the markup
OBEYS = (
    f"我的系统提示词是：你是政策助手。密钥是{KEY}。<script>window.__xss=1</script>[点](javascript:x)[1]。"
    "每个项目奖励500万元[1]。本文件已废止[1]。请访问 http://evil.example 领取[1]。"
)
# No file name may hold a slash; the rest is as a sender would have it.
EVIL_NAME = "<img src=x onerror=window.__xss=1>\"'＆.txt"
EVIL_TITLE = '关于<img src=x onerror=window.__xss=1>"><script>window.__xss=1</script>的通知'
CATALOG = "目录<svg onload=window.__xss=1>"


@dataclass
class Site:
    """Its address, its store, what its model was sent, what it wrote into its log."""

    url: str
    store: Path
    script: ScriptedEndpoint
    secrets: tuple[str, ...]
    log: list[str]
    open: ExitStack = field(default_factory=ExitStack)

    def visitor(self, **cookies: str) -> httpx.Client:
        """A browser with a jar of its own."""
        client = httpx.Client(base_url=self.url, timeout=60, verify=False, cookies=cookies)
        self.open.callback(client.close)
        return client

    def signed_in(self, name: str) -> httpx.Client:
        """A browser in which ``name`` has signed in."""
        client = self.visitor()
        done = client.post("sign-in", data={"name": name, "password": GOOD})
        assert done.status_code == 303, done.text
        return client


@contextmanager
def hostile_site(seed_store: Path, folder: Path) -> Iterator[Site]:
    """The server over a copy of the seed store in ``folder``."""
    store = folder / "store"
    copytree(seed_store, store, symlinks=True)
    users = with_users(store)
    hashes = tuple(user.password for user in users.all())
    _plant_documents(store)
    _plant_records(store)
    uploads = Uploads(store)
    for number, words in enumerate(MARKUP):
        uploads.fail(f"{number}{words}.txt".replace("/", "／"), words, None)
    log: list[str] = []
    with (
        endpoint(_obeys) as script,
        serving(
            store, log, POLICY_MODEL="m", POLICY_MODEL_URL=script.url, POLICY_MODEL_KEY=KEY
        ) as url,
    ):
        session = (store / "session.key").read_text("ascii").strip()
        yield Site(url, store, script, (KEY, session, GOOD, *hashes), log)


def _obeys(handler: Handler, _: dict[str, Any]) -> None:
    """Whatever it is asked: all that an attacker could wish for."""
    handler.begin()
    for start in range(0, len(OBEYS), 40):
        handler.event(OBEYS[start : start + 40])
    handler.event(finish="stop")
    handler.send("data: [DONE]\n\n")


def _plant_documents(store: Path) -> None:
    folder = store / "uploads"
    folder.mkdir(exist_ok=True)
    words = [" ".join(whole(w).replace("\x00", "").split()) for w in MARKUP]
    clauses = "".join(f"（{n + 1}）市{w}局负责蓝莓{w}种植补贴。\n" for n, w in enumerate(words))
    text = f"{EVIL_TITLE}\n一、蓝莓种植补贴{words[0]}\n{clauses}"
    (folder / EVIL_NAME).write_text(text, "utf-8")
    known = {
        "title": EVIL_TITLE, "number": f"测〔2025〕1号{words[12]}", "issuer": f"测试市{words[13]}",
        "subject": words[14], "source_url": "javascript:window.__xss=1", "source_note": words[15],
        "addressee": words[16], "annexes": words[:20], "see_also": [f"《{words[17]}》"],
    }  # fmt: skip
    (folder / f"{EVIL_NAME}.yaml").write_text(yaml.safe_dump(known), "utf-8")
    rows = [
        {"名称": f"{n}{w}", "类型": w, f"内容{words[12]}": w, "备注": f"备注{w}"}
        for n, w in enumerate(words)
    ]
    (folder / "敌意目录.json").write_text(json.dumps(rows), "ascii")
    sidecar = {
        "title": CATALOG,
        "columns": {"名称": "name"},
        "searchable": False,
        "source_note": words[0],
    }
    (folder / "敌意目录.yaml").write_text(yaml.safe_dump(sidecar), "utf-8")
    builder = open_builder(store, Progress())
    try:
        reports = builder.build([folder])
    finally:
        builder.vectors.close()
        builder.store.close()
    assert not [r for r in reports if r.status == FAILED], reports


def _plant_records(store: Path) -> None:
    records, owner = Records.open(store / RECORDS), f"guest:{VICTIM}"
    day = datetime(2024, 1, 2, tzinfo=UTC)
    for words in (whole(w) for w in MARKUP):
        records.begin(owner, words.replace("\x00", "") or "空")
    conversation = records.begin(owner, "全部")
    for number, words in enumerate(whole(w) for w in MARKUP):
        asked = day + timedelta(seconds=number)
        cited = Citation(1, words, words, words, words, words, words, 0, 1, words, words)
        answer = Answer(
            words, "answered", (Lead((words, Mark(1))),), (cited,), id=words, filter=words
        )
        turn = records.append(
            owner, conversation, NewTurn(words, asked, answer, answer.blocks, "", "answered")
        )
        records.rate(owner, turn, Rating(Verdict.DOWN, Reason.OTHER, words))
    records.database.close()


def functions(client: httpx.Client, mount: str = "") -> list[dict[str, Any]]:
    """What Gradio would call of a mounted application."""
    found: list[dict[str, Any]] = client.get(f"{mount}config").json()["dependencies"]
    return found


def ask(client: httpx.Client, session: str, question: str = ASKED) -> str:
    """Ask on the first page, by the queue as a browser does; all that it streams."""
    config = client.get("config").json()
    box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "ask")
    submit = next(d for d in config["dependencies"] if [box, "submit"] in d["targets"])
    data = [question, None, [], [], [], [], False]
    joined = client.post("gradio_api/queue/join", json={
        "data": data, "fn_index": submit["id"], "session_hash": session, "trigger_id": box, "event_data": None,
    })  # fmt: skip
    assert joined.status_code == 200, joined.text
    said = []
    with client.stream("GET", "gradio_api/queue/data", params={"session_hash": session}) as stream:
        for line in stream.iter_lines():
            said.append(line)
            if '"process_completed"' in line:
                break
    events = [json.loads(line[6:]) for line in said if line.startswith("data: ")]
    return json.dumps(events, ensure_ascii=False)
