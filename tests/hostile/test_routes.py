"""What strangers ask of the server's routes and of its queue: odd paths, files, hosts, too much at once."""

import json
import math
import re
import sqlite3
import time
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from starlette.routing import BaseRoute, Mount

from pages.records.records import FILE as RECORDS
from tests.conftest import aside
from tests.hostile.payloads import MARKUP, PATHS
from tests.hostile.site import VICTIM, Site, ask, functions
from tests.hostile.tally import held
from tests.pages.access.doors import GOOD

_MARKS = (b"SQLite format 3", b"root:x:", b"$argon2", b"Traceback")


@pytest.fixture(scope="module")
def routes(site: Site) -> list[tuple[str, str]]:
    """Method and path of every route that the application has, below its mounts too."""
    from pages.access.door import Door
    from pages.desk import Desk
    from pages.serving.web import web_application

    async def built() -> list[BaseRoute]:  # Gradio makes locks, and wants a loop for them
        return web_application(desk, Door(site.store), False, ()).routes

    desk = Desk(site.store)
    found = list(_walk(aside(built()), ""))
    desk.close()
    assert ("GET", "/exports/{conversation}.{kind}") in found and len(found) > 100
    return found


def _walk(routes: list[BaseRoute], before: str) -> Iterator[tuple[str, str]]:
    for route in routes:
        if included := getattr(route, "original_router", None):
            yield from _walk(included.routes, before)
        elif isinstance(route, Mount):
            yield from _walk(route.routes, before + route.path)
        elif path := getattr(route, "path", ""):
            for method in sorted(getattr(route, "methods", None) or ("GET", "POST")):
                yield method, before + path


def _fetched(client: httpx.Client, method: str, path: str) -> tuple[int, bytes]:
    """Status and beginning of what comes: some responses have no end."""
    address = httpx.URL(client.base_url).copy_with(raw_path=path.encode("utf-8", "replace"))
    body = {"json": {}} if method in ("POST", "PUT", "PATCH") else {}
    try:
        with client.stream(method, address, timeout=60, **body) as answer:  # type: ignore[arg-type]
            endless = "event-stream" in answer.headers.get("content-type", "")
            return answer.status_code, b"" if endless else answer.read()
    except httpx.RemoteProtocolError:  # Gradio breaks off a stream of nothing
        return 0, b""


def test_every_route_is_proof_against_odd_paths(site: Site, routes: list[tuple[str, str]]) -> None:
    guest, reader = site.visitor(), site.signed_in("li")
    secrets = [*_MARKS, *(s.encode() for s in site.secrets), str(site.store).encode()]
    targets = [
        f"{site.store}/users.yaml",
        "../../users.yaml",
        "http://127.0.0.1:9/x",
        "'\"><svg onload=a()>",
        "a\x00b",
        "%",
    ]
    for method, template in routes:
        for target in targets if "{" in template else [""]:
            path = re.sub(r"{[^}]*}", lambda _, t=target: quote(t, safe="/"), template)  # type: ignore[misc]
            for who in (guest, reader):
                status, content = _fetched(who, method, path)
                quiet = not any(secret in content for secret in secrets)
                held(
                    "路由",
                    quiet and (status < 500 or status == 503),
                    (method, path, status, content[:300]),
                )
                if template == "/admin" or template.startswith("/admin/"):
                    held("管理", status in (303, 401, 403, 404), (method, path, status))


def test_routes_of_gradio_that_nothing_uses_are_shut(
    site: Site, routes: list[tuple[str, str]]
) -> None:
    """Such as the one that fetches what a stranger names, or keeps a recording on the disk."""
    guest, chef = site.visitor(), site.signed_in("chef")
    shut = ("file", "proxy", "stream", "custom_component", "deep_link", "dev", "process_recording", "component_server", "vibe", "undo", "token", "user", "login_check", "runs", "run-history", "upload", "call/v2", "api")  # fmt: skip
    tried = [(m, p) for m, p in routes if re.match(f"(/admin)?/gradio_api/({'|'.join(shut)})", p)]
    assert len(tried) > 40
    for method, template in tried:
        path = re.sub(r"{[^}]*}", "x", template)
        status, _ = _fetched(guest, method, path)
        held("路由", status in (401, 403, 404), (method, path, status))
        if "upload" not in path:
            status, _ = _fetched(chef, method, path)
            held("路由", status == 404, (method, path, status))
    for address in ("http://127.0.0.1:9/x", "http://evil.example/x", "https://169.254.169.254/"):
        for path in (
            f"/gradio_api/file={address}",
            f"/gradio_api/proxy={address}",
            f"//gradio_api/file={address}",
            f"/admin/gradio_api/file={address}",
        ):
            status, _ = _fetched(chef, "GET", path)
            held("SSRF", status == 404, path)


def test_files_of_the_store_are_never_served(site: Site) -> None:
    names = [
        "users.yaml",
        "session.key",
        "sessions.ended",
        RECORDS,
        "store.sqlite3",
        "uploads/.failed.json",
    ]
    targets = [*PATHS, *(f"{up}{n}" for n in names for up in ("", "../", f"{site.store}/", "./"))]
    routes = [
        "gradio_api/file=",
        "file=",
        "assets/",
        "static/",
        "theme.css?file=",
        "svelte/",
        "exports/",
    ]
    chef, guest = site.signed_in("chef"), site.visitor()
    marks = [*_MARKS, *(s.encode() for s in site.secrets)]
    for route in routes:
        for target in targets:
            for sent in dict.fromkeys([target, quote(target, safe="%")]):
                path = f"/{route}{sent}".replace(" ", "%20")
                status, content = _fetched(guest, "GET", path)
                held("路径", status < 500 and not any(m in content for m in marks), path)
    for target in targets:  # whom the file box trusts most
        status, content = _fetched(chef, "GET", f"/admin/gradio_api/file={quote(target)}")
        held("路径", status == 404 and not any(m in content for m in marks), target)


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


def test_odd_requests_are_refused_and_say_nothing(site: Site) -> None:
    guest, count = site.visitor(), len(functions(site.visitor()))
    bodies: list[Any] = [None, [], "x", 1, {"data": None}, {"data": {}}]
    bodies += [{"data": [], "fn_index": n} for n in (-1, 10**9, 10**40, "0", None, 1.5)]
    for given in ("/etc/passwd", f"{site.store}/users.yaml", "http://127.0.0.1:9/x"):
        file = {"path": given, "url": given, "meta": {"_type": "gradio.FileData"}}
        bodies += [
            {"data": [file] * 7, "fn_index": n, "session_hash": f"odd{n}"} for n in range(count)
        ]
    for body in bodies:
        for path in ("gradio_api/run/predict", "gradio_api/queue/join", "gradio_api/call/predict"):
            answer = guest.post(path, json=body)
            said = answer.text.replace(json.dumps(body), "")
            quiet = not any(w in said for w in ("Traceback", "root:x", *site.secrets))
            unknown = not isinstance(body, dict) or body.get("fn_index") in (-1, 10**9)
            held(
                "接口",
                quiet and not (unknown and answer.status_code >= 500),
                (path, body, said[:300]),
            )
    pages = ("", "duties", "catalogs", "catalogs/table.xlsx", "duties/table.xlsx", "sign-in")
    for number, words in enumerate([*PATHS, *MARKUP]):
        sent = words.encode("utf-8", "replace").decode()
        for page in (pages[number % 6], pages[(number + 3) % 6]):
            query = {"q": sent, "c": sent, "d": sent, "next": sent, "department": sent}
            answer = guest.get(page, params=query)
            quiet = answer.status_code < 500 and str(site.store) not in answer.text
            held("接口", quiet and "Traceback" not in answer.text, (page, words))
            html = "html" in answer.headers["content-type"]
            if html and "<" in words and "\ud83d" not in words and words[:3] != "<p ":
                held("页面", words not in answer.text, (page, words))


def test_oversized_and_endless_requests(site: Site) -> None:
    guest, chef = site.visitor(), site.signed_in("chef")
    large = b'{"data": ["' + b"x" * 2_100_000 + b'"]}'
    for path in (
        "gradio_api/queue/join",
        "gradio_api/run/predict",
        "sign-in",
        "sign-out",
        "exports/x.md",
        "nowhere",
    ):
        answer = guest.post(path, content=large, headers={"content-type": "application/json"})
        held("过大", answer.status_code == 413, (path, answer.status_code))
        endless = (large[:100_000] for _ in range(200))  # without a length, 20 MB in all
        try:
            status = guest.post(path, content=endless).status_code
        except (httpx.WriteError, httpx.RemoteProtocolError, httpx.ReadError):
            status = 0  # hung up on us
        held("过大", status in (0, 303, 404, 405, 413, 422), (path, status))
    for words in ("x" * 100_000, "蓝" * 60_000):  # a question, a header, an address
        held("过大", "备案" not in ask(guest, uuid.uuid4().hex, words), "question")
        try:
            status = guest.get("", params={"q": words}).status_code
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError, httpx.InvalidURL):
            status = 0
        held("过大", status in (0, 400, 414, 431), ("address", status))
    files = [("files", (f"{n}.txt", b"x")) for n in range(3000)]
    held("过大", chef.post("admin/gradio_api/upload", files=files).status_code < 500, "many files")
    held("过大", guest.get("").status_code == 200, "still there")


def test_a_guesser_meets_the_throttle(site: Site) -> None:
    """As many are looked at as the waits allow, which double: 4, then one after 1, 2, 4 … seconds."""
    for kind in ("one name", "basic"):
        name, begun, looked_at = f"wang-{kind}", time.monotonic(), 0
        for n in range(60):
            guest = site.visitor()
            if kind == "basic":
                status = guest.get("config", auth=(name, f"Guess-{n}!")).status_code
            else:
                status = guest.post(
                    "sign-in", data={"name": name, "password": f"Guess-{n}!"}
                ).status_code
            looked_at += status == 401
            allowed = 4 + 1 + math.log2(time.monotonic() - begun + 1)
            held(
                "猜口令",
                status in (401, 429) and looked_at <= allowed,
                (kind, n, status, looked_at),
            )


def test_secrets_stand_nowhere(site: Site) -> None:
    """After all of the above: neither in records nor pages, and not in what was logged."""
    with sqlite3.connect(site.store / RECORDS) as db:
        kept = "\n".join(db.iterdump())
    paths = (
        "",
        "config",
        "gradio_api/info",
        "sign-in",
        "health/live",
        "health/ready",
        "metrics",
        "nowhere",
    )
    pages = [site.visitor().get(path).text for path in paths]
    log = "".join(site.log)
    for secret in site.secrets:
        held("密钥", secret not in kept, "records")
        held("密钥", secret not in log, "log")
        for path, page in zip(paths, pages, strict=True):
            held("密钥", secret not in page, path)
    for words in ("policy_session=", "Authorization", VICTIM):
        held("密钥", words not in log, words)
    assert "正在打开资料库" in log
