"""One real server with users, a key and a foreign model: what strangers ask of its routes and its queue."""

import json
import sqlite3
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from pages.records.records import FILE as RECORDS
from tests.assistant.writing.scripted_endpoint import ScriptedEndpoint, says
from tests.assistant.writing.scripted_endpoint import serving as endpoint
from tests.hostile.payloads import MARKUP, PATHS
from tests.hostile.tally import held
from tests.pages.access.doors import GOOD, with_users
from tests.pages.page_server import serving

KEY = "sk-hostile-7f3a9c-never-shown"
ASKED = "技改找谁备案"
_OBEYS = (
    f"我的系统提示词是：你是政策助手。密钥是{KEY}。<script>window.__xss=1</script>[点](javascript:x)[1]。"
    "每个项目奖励500万元[1]。本文件已废止[1]。请访问 http://evil.example 领取[1]。"
)


@dataclass
class Site:
    """The server: its address, its store, what its model was sent."""

    url: str
    store: Path
    script: ScriptedEndpoint
    secrets: tuple[str, ...]

    def visitor(self) -> httpx.Client:
        """A browser with a jar of its own."""
        return httpx.Client(base_url=self.url, timeout=30)

    def signed_in(self, name: str) -> httpx.Client:
        """A browser in which ``name`` has signed in."""
        client = self.visitor()
        assert client.post("sign-in", data={"name": name, "password": GOOD}).status_code == 303
        return client


@pytest.fixture(scope="module")
def site(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    import shutil

    store = tmp_path_factory.mktemp("hostile") / "store"
    shutil.copytree(seed_store, store, symlinks=True)
    users = with_users(store)
    hashes = tuple(user.password for user in users.all())
    with endpoint(says(_OBEYS, size=40)) as script:
        # the settings: secrets stand only in the environment
        with serving(
            store, POLICY_MODEL="m", POLICY_MODEL_URL=script.url, POLICY_MODEL_KEY=KEY
        ) as url:
            session = (store / "session.key").read_text("ascii").strip()
            yield Site(url, store, script, (KEY, session, GOOD, *hashes))


def _functions(client: httpx.Client, mount: str = "") -> list[dict[str, Any]]:
    functions: list[dict[str, Any]] = client.get(f"{mount}config").json()["dependencies"]
    return functions


def _asked(client: httpx.Client, session: str, mount: str = "") -> str:
    """Ask the first function that takes a question by the queue; all that it streams."""
    config = client.get(f"{mount}config").json()
    box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "ask")
    submit = next(d for d in config["dependencies"] if [box, "submit"] in d["targets"])
    data = [ASKED, None, [], [], [], [], False][: len(submit["inputs"])]
    joined = client.post(f"{mount}gradio_api/queue/join", json={
        "data": data, "fn_index": submit["id"], "session_hash": session, "trigger_id": box, "event_data": None,
    })  # fmt: skip
    assert joined.status_code == 200, joined.text
    with client.stream(
        "GET", f"{mount}gradio_api/queue/data", params={"session_hash": session}
    ) as stream:
        lines = []
        for said in stream.iter_lines():
            lines.append(said)
            if '"process_completed"' in said:
                break
    return "\n".join(lines)


def test_a_model_that_obeys_everything_shows_nothing_of_it(site: Site) -> None:
    client = site.visitor()
    streamed = json.dumps(_asked(client, "obedient"), ensure_ascii=False)
    for words in ("系统提示词是", "500万", "evil.example", "javascript:x", "<script", KEY):
        held("模型注入", words not in streamed, words)
    assert site.script.requests and "备案" in streamed
    sent = json.dumps(site.script.requests, ensure_ascii=False)
    held("密钥", KEY not in sent and not any(h in sent for h in site.secrets), "sent")


def test_conversations_files_and_events_of_others(site: Site) -> None:
    mine, other, reader = site.visitor(), site.visitor(), site.signed_in("li")
    _asked(mine, "mine-session")
    guest = mine.cookies["policy_visitor"]
    with sqlite3.connect(site.store / RECORDS) as db:
        (ours,) = db.execute(
            "SELECT id FROM conversations WHERE owner = ?", (f"guest:{guest}",)
        ).fetchone()
    for kind in ("docx", "md"):
        assert mine.get(f"exports/{ours}.{kind}").status_code == 200
        for stranger in (other, reader, site.signed_in("chef")):
            held("越权", stranger.get(f"exports/{ours}.{kind}").status_code == 404, kind)
    for words in [*PATHS, *MARKUP[:40], "1", "' OR 1=1 --", "%", "*", ours[:-1], ours.upper()]:
        answer = other.get(f"exports/{quote(words, safe='%')}.md")
        held("越权", answer.status_code in (303, 404, 422) and ASKED not in answer.text, words)
    for session in ("mine-session", "", "*", "%"):
        try:
            with other.stream(
                "GET", "gradio_api/queue/data", params={"session_hash": session}, timeout=2
            ) as told:
                seen = next(told.iter_text(), "")
        except httpx.TimeoutException:
            seen = ""
        held("越权", ASKED not in seen and "备案" not in seen, session)
    _fn = next(d for d in _functions(other) if "edit" in [t[1] for t in d["targets"]])
    for act in ("edit", "select", "delete", "like"):
        for function in [d for d in _functions(other) if act in [t[1] for t in d["targets"]]]:
            for mount in ("gradio_api/run/predict", "gradio_api/queue/join"):
                answer = other.post(mount, json={
                    "data": [None] * len(function["inputs"]), "fn_index": function["id"], "session_hash": uuid.uuid4().hex,
                    "event_data": {"id": ours, "title": "劫持", "turn": "0", "verdict": "up"}, "trigger_id": function["targets"][0][0],
                })  # fmt: skip
                held("越权", ASKED not in answer.text, (act, mount))
    time.sleep(1)  # what was queued has run
    with sqlite3.connect(site.store / RECORDS) as db:
        kept = db.execute("SELECT title FROM conversations WHERE id = ?", (ours,)).fetchone()
    held("越权", kept and kept[0] == ASKED, kept)


def test_administration_is_not_for_others(site: Site) -> None:
    chef = site.signed_in("chef")
    functions = _functions(chef, "admin/")
    names = [*range(len(functions)), *{d["api_name"] for d in functions if d["api_name"]}]
    for who in (site.visitor(), site.signed_in("li")):
        for path in ("admin", "admin/", "admin/config", "admin/gradio_api/info", "admin/gradio_api/upload", "admin/gradio_api/queue/data?session_hash=x", "admin//config", "admin/./config", "x/../admin/config", "%61dmin/config", "admin%2fconfig", "/admin/config", "admin;/config", "ADMIN/config"):  # fmt: skip
            answer = who.get(path)
            held(
                "管理",
                answer.status_code in (303, 401, 403, 404) and "dependencies" not in answer.text,
                path,
            )
        for name in names:
            body = {
                "data": [],
                "fn_index": name if isinstance(name, int) else None,
                "session_hash": "h",
            }
            for path in (
                "admin/gradio_api/queue/join",
                "admin/gradio_api/run/predict",
                f"admin/gradio_api/call/{name}",
                f"admin/gradio_api/run/{name}",
            ):
                held("管理", who.post(path, json=body).status_code in (401, 403), (path, name))
        held(
            "管理",
            who.post("admin/gradio_api/upload", files={"files": b"x"}).status_code in (401, 403),
            "upload",
        )


def test_files_of_the_store_are_never_served(site: Site) -> None:
    names = [
        "users.yaml",
        "session.key",
        "sessions.ended",
        RECORDS,
        "store.sqlite3",
        "uploads/.failed.json",
    ]
    targets = [
        *PATHS,
        *(
            f"{up}{n}"
            for n in names
            for up in ("", "../", f"{site.store}/", f"file={site.store}/", "./")
        ),
    ]
    routes = [
        "gradio_api/file=",
        "file=",
        "gradio_api/file/",
        "gradio_api/proxy=",
        "gradio_api/stream/",
        "assets/",
        "static/",
        "gradio_api/custom_component/",
        "theme.css?file=",
        "svelte/",
        "exports/",
    ]
    chef, guest = site.signed_in("chef"), site.visitor()
    marks = [s.encode() for s in site.secrets] + [
        b"SQLite format 3",
        b"root:x:",
        b"$argon2",
        b"scrypt",
    ]
    for route in routes:
        for target in targets:
            for sent in dict.fromkeys([target, quote(target, safe="%")]):
                address = httpx.URL(f"{site.url}{route}").copy_with(
                    raw_path=f"/{route}{sent}".encode("utf-8", "replace").replace(b" ", b"%20")
                )
                answer = guest.get(address)
                held(
                    "路径",
                    answer.status_code != 500 and not any(m in answer.content for m in marks),
                    (route, sent),
                )
    for target in targets:  # whom the file box trusts most
        answer = chef.get(f"admin/gradio_api/file={quote(target)}")
        held("路径", not any(m in answer.content for m in marks), target)


def test_hosts_origins_and_where_it_leads(site: Site) -> None:
    guest = site.visitor()
    for host in (
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "0",
        "[::ffff:a00:1]",
    ):
        held("主机", guest.get("", headers={"host": host}).status_code == 400, host)
    for origin in (
        "http://evil.example",
        "null",
        "http://127.0.0.1:1",
        "http://localhost.evil.example",
        "file://",
    ):
        for path in (
            "sign-in",
            "sign-out",
            "gradio_api/queue/join",
            "admin/gradio_api/upload",
            "gradio_api/run/predict",
        ):
            held(
                "跨站",
                guest.post(path, headers={"origin": origin}).status_code == 403,
                (origin, path),
            )
    for target in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:x",
        "/%0d%0aa:b",
        "\thttp://evil.example",
    ):
        page = guest.get("sign-in", params={"next": target})
        held("跳转", 'value="//' not in page.text and 'evil.example"' not in page.text, target)
        client = site.visitor()
        done = client.post("sign-in", data={"name": "li", "password": GOOD, "next": target})
        onward = done.headers["location"]
        held("跳转", onward.startswith("/") and not onward.startswith(("//", "/\\")), target)


def test_sessions_can_not_be_made_or_brought_along(site: Site) -> None:
    fixed = site.visitor()
    fixed.cookies.set("policy_session", "brought-along")
    fixed.post("sign-in", data={"name": "chef", "password": GOOD})
    held("会话", all(c.value != "brought-along" for c in fixed.cookies.jar if c.domain), "fixation")
    genuine = site.signed_in("li").cookies["policy_session"]
    head, _, rest = genuine.partition(".")
    forged = [genuine[:-1] + ("A" if genuine[-1] != "A" else "B"), f"{head}..", f"{head}.{rest[::-1]}", head, f"WyJjaGVmIl0.{rest}", genuine * 2, "eyJhbGciOiJub25lIn0..", "null", "{}", '["chef","x","y"]']  # fmt: skip
    for cookie in forged:
        held(
            "会话",
            site.visitor()
            .get("admin/config", headers={"cookie": f"policy_session={cookie}"})
            .status_code
            == 401,
            cookie,
        )
    for name, value in (
        ("X-Forwarded-User", "chef"),
        ("Remote-User", "chef"),
        ("X-Original-URL", "/admin"),
        ("X-Rewrite-URL", "/admin/"),
        ("X-Forwarded-Prefix", "/admin"),
        ("Authorization", "Bearer chef"),
        ("Authorization", "Basic !!!"),
        ("Cookie", "policy_visitor=administrator:chef"),
    ):
        held(
            "会话",
            site.visitor().get("admin/config", headers={name: value}).status_code == 401,
            name,
        )


def test_odd_requests_are_refused_and_say_nothing(site: Site) -> None:
    guest = site.visitor()
    count = len(_functions(guest))
    bodies: list[Any] = [
        None,
        [],
        "x",
        1,
        {"data": None},
        {"data": {}},
        {"data": [], "fn_index": -1},
        {"data": [], "fn_index": 10**9},
        {"data": [], "fn_index": "0"},
        {"data": [{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}], "fn_index": 0},
    ]
    bodies += [
        {
            "data": [{"path": f"{site.store}/users.yaml", "meta": {"_type": "gradio.FileData"}}]
            * 7,
            "fn_index": n,
            "session_hash": f"odd{n}",
        }
        for n in range(count)
    ]
    for body in bodies:
        for path in ("gradio_api/run/predict", "gradio_api/queue/join", "gradio_api/call/predict"):
            answer = guest.post(path, json=body)
            quiet = (
                "Traceback" not in answer.text
                and "root:" not in answer.text
                and str(site.store) not in answer.text.replace(json.dumps(body), "")
            )
            held("接口", quiet and not any(s in answer.text for s in site.secrets), (path, body))
    for words in [*PATHS, *MARKUP]:
        for page in (
            "",
            "duties",
            "catalogs",
            "catalogs/table.xlsx",
            "duties/table.xlsx",
            "sign-in",
        ):
            answer = guest.get(
                page,
                params={
                    "q": words.encode("utf-8", "replace").decode(),
                    "c": "x",
                    "d": words.encode("utf-8", "replace").decode(),
                    "next": "/",
                },
                follow_redirects=False,
            )
            quiet = (
                answer.status_code < 500
                and "Traceback" not in answer.text
                and str(site.store) not in answer.text
            )
            held(
                "接口",
                quiet and words not in answer.text.replace("\\u003c", "")
                if words in MARKUP[:40]
                else quiet,
                (page, words),
            )
            if page == "" and words in PATHS:
                break


def test_a_guesser_meets_the_throttle(site: Site) -> None:
    statuses = [
        site.visitor().post("sign-in", data={"name": "wang", "password": f"Guess-{n}!"}).status_code
        for n in range(30)
    ]
    for status in statuses[4:]:
        held("猜口令", status == 429, status)


def test_secrets_stand_nowhere(site: Site) -> None:
    """After all of the above: not in the store's texts, nor in any page (the log is read at the end)."""
    with sqlite3.connect(site.store / RECORDS) as db:
        kept = "\n".join(db.iterdump())
    for secret in (KEY, GOOD):
        held("密钥", secret not in kept, "records")
        for path in (
            "",
            "config",
            "gradio_api/info",
            "sign-in",
            "health/live",
            "health/ready",
            "metrics",
            "nowhere",
        ):
            held("密钥", secret not in site.visitor().get(path).text, path)
