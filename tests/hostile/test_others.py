"""What is another's stays with that one: conversations, administration, sessions."""

import json
import sqlite3
import time
import uuid
from urllib.parse import quote

import httpx

from pages.records.records import FILE as RECORDS
from tests.hostile.payloads import MARKUP, PATHS
from tests.hostile.site import ASKED, KEY, OBEYS, Site, ask, functions
from tests.hostile.tally import held
from tests.pages.access.doors import GOOD


def test_a_model_that_obeys_everything_shows_nothing_of_it(site: Site) -> None:
    client = site.visitor()
    streamed = ask(client, "obedient")
    for words in ("系统提示词是", "500万", "evil.example", "javascript:x", "<script", KEY):
        held("模型注入", words not in streamed, words)
    assert site.script.requests and "备案" in streamed
    # What the model itself wrote goes back to it once, to be mended.
    first = [r for r in site.script.requests if OBEYS[:8] not in json.dumps(r, ensure_ascii=False)]
    sent = json.dumps(first, ensure_ascii=False)
    held("密钥", KEY not in sent and not any(h in sent for h in site.secrets), "sent")


def test_conversations_files_and_events_of_others(site: Site) -> None:
    mine, other, reader = site.visitor(), site.visitor(), site.signed_in("li")
    ask(mine, "mine-session")
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
    for act in ("edit", "select", "delete", "like"):
        for function in [d for d in functions(other) if act in [t[1] for t in d["targets"]]]:
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
    known = functions(chef, "admin/")
    names = [*range(len(known)), *{d["api_name"] for d in known if d["api_name"]}]
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


def test_sessions_can_not_be_made_or_brought_along(site: Site) -> None:
    fixed = site.visitor()
    fixed.cookies.set("policy_session", "brought-along")
    fixed.post("sign-in", data={"name": "chef", "password": GOOD})
    held("会话", all(c.value != "brought-along" for c in fixed.cookies.jar if c.domain), "fixation")
    genuine = site.signed_in("li").cookies["policy_session"]
    head, _, rest = genuine.partition(".")
    told, signature = genuine.rsplit(".", 1)  # whose first character holds no spare bits
    other = f"{told}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"
    forged = [other, f"{head}..", f"{head}.{rest[::-1]}", head, f"WyJjaGVmIl0.{rest}", genuine * 2, "eyJhbGciOiJub25lIn0..", "null", "{}", '["chef","x","y"]']  # fmt: skip
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
