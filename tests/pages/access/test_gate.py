"""Who may see what, how sessions begin and end, and what a guesser meets."""

import stat
from pathlib import Path
from typing import Any

import httpx
import pytest

from pages.access import door as door_module
from pages.access import texts
from pages.access.passwords import hashed
from pages.access.sign_in import local
from tests.pages.access.doors import GOOD, PAGE, browser, entrance, signed_in, with_users


async def test_who_may_see_what(tmp_path: Path) -> None:
    with_users(tmp_path)
    for closed in (False, True):
        app = entrance(tmp_path, closed)
        guest, reader, chef = browser(app), await signed_in(app, "li"), await signed_in(app, "chef")
        expected: dict[str, tuple[httpx.AsyncClient, dict[str, int]]] = {
            "guest": (guest, {"/": 401 if closed else 200, "/admin": 401, "/admin/x": 401}),
            "reader": (reader, {"/": 200, "/admin": 403, "/admin/gradio_api/info": 403}),
            "chef": (chef, {"/": 200, "/admin": 200, "/admin/x": 200, "/administration": 200}),
        }
        for name, (client, paths) in expected.items():
            for path, status in paths.items():
                assert (await client.get(path)).status_code == status, (closed, name, path)
        for path in ("/gradio_api/info", "/config", "/gradio_api/heartbeat/x", "/assets/a.js"):
            assert (await guest.get(path)).status_code == (401 if closed else 200)
        page = await guest.get("/admin/x?a=1", headers=PAGE)
        assert page.headers["location"] == "/sign-in?next=%2Fadmin%2Fx%3Fa%3D1"
        refused = await reader.get("/admin", headers=PAGE)
        assert refused.status_code == 403 and texts.ADMINISTRATORS_ONLY in refused.text
        assert (await chef.get("/")).json() == "administrator:chef"
        assert (await reader.get("/")).json() == "reader:li"


async def test_guests_are_told_apart(tmp_path: Path) -> None:
    app = entrance(tmp_path, closed=False)
    first, second = browser(app), browser(app)
    keys = [(await client.get("/")).json() for client in (first, first, second)]
    assert keys[0] == keys[1] != keys[2] and keys[0].startswith("guest:")


async def test_a_cookie_can_not_make_an_identity(tmp_path: Path) -> None:
    with_users(tmp_path)
    app = entrance(tmp_path, closed=False)
    for cookie in ("chef", "administrator:chef", "WyJjaGVmIl0.x.y", "", "a" * 5000):
        client = browser(app)
        client.cookies.set("policy_session", cookie)
        client.cookies.set("policy_visitor", "administrator:chef")
        assert (await client.get("/admin")).status_code == 401
        assert (await client.get("/")).json().startswith("guest:")


async def test_a_session_ends_with_sign_out_even_if_it_was_copied(tmp_path: Path) -> None:
    with_users(tmp_path)
    app = entrance(tmp_path, closed=False)
    chef = await signed_in(app, "chef")
    copied = browser(app)
    copied.cookies.set("policy_session", chef.cookies["policy_session"])
    assert (await copied.get("/admin")).status_code == 200
    assert (await chef.post("/sign-out")).status_code == 303
    assert "policy_session" not in chef.cookies
    again = browser(entrance(tmp_path, closed=False))  # after a restart
    again.cookies.set("policy_session", copied.cookies["policy_session"])
    for client in (copied, again):
        assert (await client.get("/admin")).status_code == 401


async def test_a_session_outlives_a_restart_and_ends_with_password_and_user(tmp_path: Path) -> None:
    users = with_users(tmp_path)
    chef = await signed_in(entrance(tmp_path, closed=False), "chef")
    app = entrance(tmp_path, closed=False)
    client = browser(app)
    client.cookies.set("policy_session", chef.cookies["policy_session"])
    assert (await client.get("/admin")).status_code == 200
    users.change_password("chef", hashed("Another-Word-7"))
    assert (await client.get("/admin")).status_code == 401
    reader = await signed_in(app, "li")
    users.remove("li")
    assert (await reader.get("/")).json().startswith("guest:")


async def test_files_are_private_and_the_cookie_is_shut(tmp_path: Path) -> None:
    with_users(tmp_path)
    app = entrance(tmp_path, closed=False)
    client = browser(app)
    done = await client.post("/sign-in", data={"name": "li", "password": GOOD})
    cookie = next(
        c for c in done.headers.get_list("set-cookie") if c.startswith("policy_session")
    ).lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "max-age=43200" in cookie
    await client.post("/sign-out")
    for name in ("users.yaml", "session.key", "sessions.ended"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600, name


async def test_a_guesser_is_slowed_down_and_learns_nothing(tmp_path: Path) -> None:
    with_users(tmp_path)
    app = entrance(tmp_path, closed=False, clock=lambda: 0.0)
    said: dict[str, list[Any]] = {}
    for name in ("chef", "nobody"):
        client = browser(app, f"198.51.100.{len(said)}")
        answers = [
            await client.post("/sign-in", data={"name": name, "password": f"wrong{n}"})
            for n in range(6)
        ]
        said[name] = [(a.status_code, a.text.replace(name, "X")) for a in answers]
    assert said["chef"] == said["nobody"]
    assert [status for status, _ in said["chef"]] == [401] * 4 + [429] * 2
    other = browser(app, "198.51.100.99")  # another address does not get around the user's wait
    right = await other.post("/sign-in", data={"name": "chef", "password": GOOD})
    assert right.status_code == 429 and "retry-after" in right.headers
    basic = await other.get("/", auth=("chef", GOOD))
    assert basic.status_code == 429


async def test_one_address_can_not_try_many_names(tmp_path: Path) -> None:
    with_users(tmp_path)
    client = browser(entrance(tmp_path, closed=False, clock=lambda: 0.0))
    statuses = [
        (await client.post("/sign-in", data={"name": f"n{n}", "password": "x"})).status_code
        for n in range(30)
    ]
    assert statuses.count(401) == door_module._FREE_FOR_ADDRESS


async def test_programs_sign_in_with_every_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = with_users(tmp_path)
    app = entrance(tmp_path, closed=True)
    client = browser(app)
    assert (await client.get("/", auth=("li", GOOD))).json() == "reader:li"
    with monkeypatch.context() as patch:  # the hash is not reckoned again for each
        patch.setattr(door_module, "matches", lambda *_: pytest.fail("reckoned again"))
        for _ in range(20):
            assert (await client.get("/", auth=("li", GOOD))).status_code == 200
    assert (await client.get("/admin", auth=("li", GOOD))).status_code == 403
    wrong = await client.get("/", auth=("li", "wrong"))
    assert wrong.status_code == 401 and wrong.headers["www-authenticate"].startswith("Basic")
    assert "www-authenticate" not in (await client.get("/")).headers
    users.change_password("li", hashed("Another-Word-7"))
    assert (await client.get("/", auth=("li", GOOD))).status_code == 401


async def test_a_damaged_file_of_users_shuts_the_door_and_says_so(tmp_path: Path) -> None:
    users = with_users(tmp_path)
    app = entrance(tmp_path, closed=False)
    chef = await signed_in(app, "chef")
    users.path.write_text("[", "utf-8")
    assert (await chef.get("/admin")).status_code == 401
    shown = await chef.get("/sign-in", headers=PAGE)
    assert shown.status_code == 200 and "读不懂" in shown.text


@pytest.mark.parametrize(
    "target",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil", "javascript:alert(1)",
     "evil", "", "/\t/evil.example", "/a\r\nSet-Cookie: x=1", "http:evil", "/sign-in", "/" + "a" * 3000],
)  # fmt: skip
def test_it_leads_on_only_within_this_site(target: str) -> None:
    assert local(target) == "/"


@pytest.mark.parametrize("target", ["/", "/admin", "/duties?department=财政厅", "/?q=a%20b"])
def test_it_leads_back_to_the_page_that_was_asked_for(target: str) -> None:
    assert local(target) == target
