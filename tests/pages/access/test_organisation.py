"""Sign-in by the organisation: by its proxy's header, and at a real OpenID provider on this machine."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from corpus.settings import SettingsError, settings
from pages.access.announced import Peer
from pages.access.door import Door
from pages.audit.log import AuditLog
from pages.serving.server import _listening
from tests.pages.access import doors
from tests.pages.access.doors import PAGE, entrance, with_users
from tests.pages.page_server import free_port, served
from tests.pages.visitor import ARTIFACTS

Visitors = Callable[[], httpx.Client]
PROXY = "192.0.2.7"
WANG = {
    "sub": "u-17", "preferred_username": "wang.fang", "groups": ["办公室", "财政"], "name": "王芳",
}  # fmt: skip


@pytest.fixture
def header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_USER_HEADER", "X-Remote-User")
    monkeypatch.setenv("POLICY_GROUPS_HEADER", "X-Remote-Groups")
    monkeypatch.setenv("POLICY_USER_HEADER_FROM", f"{PROXY},198.51.100.0/28")
    settings.cache_clear()


def _told(name: str = "wang.fang", groups: str = "") -> dict[str, str]:
    return {"x-remote-user": name, "x-remote-groups": groups}


@pytest.mark.usefixtures("header")
async def test_the_proxy_says_who_asks_and_nobody_else(tmp_path: Path) -> None:
    app = entrance(tmp_path, closed=True)
    for address in (PROXY, "198.51.100.9", "::ffff:192.0.2.7"):
        answer = await doors.browser(app, address).get(
            "/x", headers=_told(groups="办公室;财政".encode())
        )  # type: ignore[arg-type]
        assert answer.json() == "reader:wang.fang", address
    for address in ("192.0.2.8", "198.51.100.200", "127.0.0.1", "not-an-address"):
        assert (await doors.browser(app, address).get("/x", headers=_told())).status_code == 401
    twice = [("x-remote-user", "wang.fang"), ("x-remote-user", "chef")]
    assert (await doors.browser(app, PROXY).get("/x", headers=twice)).status_code == 401
    percent = await doors.browser(app, PROXY).get("/x", headers=_told("%E7%8E%8B%E8%8A%B3"))
    assert percent.json() == "reader:王芳"
    (user,) = (u for u in Door(tmp_path).users.all() if u.name == "wang.fang")
    assert user.elsewhere
    assert [e.who for e in AuditLog(tmp_path).events("signed_in")].count("wang.fang") == 1


@pytest.mark.usefixtures("header")
async def test_what_a_proxy_passes_on_of_addresses_is_not_believed_here(tmp_path: Path) -> None:
    """uvicorn puts the address of X-Forwarded-For in the place of the proxy's own."""
    app = Peer(_as_uvicorn_does(entrance(tmp_path, closed=True), PROXY))
    stranger = await doors.browser(app, "203.0.113.5").get("/x", headers=_told())  # type: ignore[arg-type]
    assert stranger.status_code == 401
    app = Peer(_as_uvicorn_does(entrance(tmp_path, closed=True), "203.0.113.5"))
    behind = await doors.browser(app, PROXY).get("/x", headers=_told())  # type: ignore[arg-type]
    assert behind.json() == "reader:wang.fang"


def _as_uvicorn_does(app, address):  # type: ignore[no-untyped-def]
    async def inner(scope, receive, send):  # type: ignore[no-untyped-def]
        await app(scope | {"client": (address, 0)}, receive, send)

    return inner


@pytest.mark.usefixtures("header")
async def test_a_name_that_has_a_password_here_is_not_taken(tmp_path: Path) -> None:
    with_users(tmp_path)
    answer = await doors.browser(entrance(tmp_path, closed=True), PROXY).get(
        "/x", headers=_told("chef")
    )
    assert answer.status_code == 401 and "另有口令" in answer.json()["detail"]


@pytest.mark.usefixtures("header")
async def test_the_organisation_may_say_who_administers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_ADMINISTRATORS_GROUP", "IT")
    settings.cache_clear()
    client = doors.browser(entrance(tmp_path, closed=True), PROXY)
    assert (
        await client.get("/x", headers=_told(groups="IT,hr"))
    ).json() == "administrator:wang.fang"
    assert (await client.get("/x", headers=_told(groups="hr"))).json() == "reader:wang.fang"
    assert (await client.get("/admin", headers=_told(groups="hr"))).status_code == 403


@pytest.mark.parametrize(
    "set_",
    [
        {"POLICY_USER_HEADER": "X-User"},
        {"POLICY_USER_HEADER": "X-User", "POLICY_USER_HEADER_FROM": "proxy.example"},
        {"POLICY_OIDC_ISSUER": "http://sso.example.gov.cn", "POLICY_OIDC_CLIENT_ID": "x"},
        {"POLICY_OIDC_ISSUER": "https://sso.example.gov.cn"},
    ],
)
def test_half_a_setting_is_refused(set_: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in set_.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    with pytest.raises(SettingsError):
        settings()


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """An OpenID provider in a process of its own."""
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true",
            "--user-claims", json.dumps(WANG), "--user-claims", json.dumps({"sub": "nameless"}),
            "--user-claims", json.dumps({"sub": "chef", "preferred_username": "chef"}),
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            httpx.get(f"{url}/.well-known/openid-configuration", trust_env=False)
            break
        except httpx.TransportError:
            time.sleep(0.1)
    yield url
    process.terminate()
    process.wait(20)


@pytest.fixture
def organised(provider: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The gate and the sign-in page, served, with the provider in the settings."""
    monkeypatch.setenv("POLICY_OIDC_ISSUER", provider)
    monkeypatch.setenv("POLICY_OIDC_CLIENT_ID", "policy")
    monkeypatch.setenv("POLICY_OIDC_CLIENT_SECRET", "secret-of-the-client")
    settings.cache_clear()
    with_users(tmp_path)
    port = free_port()
    app = entrance(tmp_path, closed=True)
    app.state.over = asyncio.Event()
    with _listening(app, _NoDesk(), "127.0.0.1", port):  # type: ignore[arg-type]
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def visitors() -> Iterator[Callable[[], httpx.Client]]:
    """Makes browsers, each with a jar of its own."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(httpx.Client(trust_env=False))


class _NoDesk:
    async def finish(self, _: float) -> None:
        """Nothing is under way."""


def _sign_in(client: httpx.Client, url: str, sub: str, target: str = "/x") -> httpx.Response:
    """As a browser does: to the provider, its form, and back."""
    away = client.get(f"{url}/sign-in/organisation/", params={"next": target})
    assert away.status_code == 302, away.text
    there = client.get(away.headers["location"])
    assert there.status_code == 200, there.text
    back = client.post(away.headers["location"], data={"sub": sub})
    assert back.status_code == 302, back.text
    return client.get(back.headers["location"])


def test_sign_in_at_the_provider(organised: str, tmp_path: Path, visitors: Visitors) -> None:
    client = visitors()
    page = client.get(f"{organised}/x", headers=PAGE, follow_redirects=True)
    assert "用单位账号登录" in page.text
    done = _sign_in(client, organised, "u-17", "/x?y=1")
    assert done.status_code == 303 and done.headers["location"] == "/x?y=1", done.text
    assert client.get(f"{organised}/x").json() == "reader:wang.fang"
    user = Door(tmp_path).users.find("wang.fang")
    assert user and user.elsewhere and user.groups == ("办公室", "财政")
    assert client.post(f"{organised}/sign-out").status_code == 303
    assert client.get(f"{organised}/x").status_code == 401
    noted = AuditLog(tmp_path).events("signed_in")
    assert noted[0].who == "wang.fang" and "统一登录" in noted[0].subject


def test_what_the_provider_did_not_say_lets_nobody_in(organised: str, visitors: Visitors) -> None:
    for sub, line in (("nameless", "没有给出用户名"), ("chef", "另有口令")):
        client = visitors()
        refused = _sign_in(client, organised, sub)
        assert refused.status_code == 401 and line in refused.text
        assert client.get(f"{organised}/x").status_code == 401


def test_a_forged_or_repeated_return_lets_nobody_in(organised: str, visitors: Visitors) -> None:
    for query in (
        "",
        "?code=x&state=y",
        "?error=access_denied&error_description=<script>a</script>",
    ):
        client = visitors()
        forged = client.get(f"{organised}/sign-in/organisation/done{query}")
        assert forged.status_code == 401 and "<script>a" not in forged.text
        assert client.get(f"{organised}/x").status_code == 401
    mine, other = visitors(), visitors()
    away = mine.get(f"{organised}/sign-in/organisation/")
    back = mine.post(away.headers["location"], data={"sub": "u-17"}).headers["location"]
    assert other.get(back).status_code == 401  # begun in another browser
    assert mine.get(back).status_code == 303
    assert mine.get(back).status_code == 401  # a code is good once


def test_only_this_site_is_gone_on_to(organised: str, visitors: Visitors) -> None:
    for target in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        done = _sign_in(visitors(), organised, "u-17", target)
        assert done.status_code == 303 and done.headers["location"] == "/"


def test_a_provider_that_is_away_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_OIDC_ISSUER", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("POLICY_OIDC_CLIENT_ID", "policy")
    settings.cache_clear()
    port = free_port()
    app = entrance(tmp_path, closed=True)
    app.state.over = asyncio.Event()
    with _listening(app, _NoDesk(), "127.0.0.1", port):  # type: ignore[arg-type]
        answer = httpx.get(f"http://127.0.0.1:{port}/sign-in/organisation/", trust_env=False)
    assert answer.status_code == 401 and "连不上" in answer.text


@pytest.mark.browser
def test_in_a_browser(browser: Browser, provider: str, store: Path) -> None:
    configured = {
        "POLICY_OIDC_ISSUER": provider, "POLICY_OIDC_CLIENT_ID": "policy", "POLICY_OIDC_CLIENT_SECRET": "x",
    }  # fmt: skip
    with served(store, closed=True, **configured) as url:
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(f"{url}duties")
        ARTIFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTIFACTS / "organisation-390.png")
        page.click("text=用单位账号登录")
        page.fill("input[name=sub]", "u-17")
        page.press("input[name=sub]", "Enter")
        page.wait_for_url(f"{url}duties")
        context.close()
