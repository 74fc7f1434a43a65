"""Administrators see to users and rights on a page; users to their tokens."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import httpx
import pytest
from playwright.sync_api import Browser

from tests.pages.access.doors import GOOD
from tests.pages.rights.kept_close import Close, site
from tests.pages.visitor import ARTIFACTS

BEARER = {"accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def close(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Close]:
    base = tmp_path_factory.mktemp("people")
    copytree(seed_store, base / "store", symlinks=True)
    with site(base / "store", base / "文件") as made:
        yield made


def _documents(client: httpx.Client, token: str) -> httpx.Response:
    call = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "documents", "arguments": {}},
    }
    return client.post("mcp", json=call, headers=BEARER | {"authorization": f"Bearer {token}"})


def _token(client: httpx.Client, name: str) -> str:
    page = client.post("account", data={"do": "make", "name": name, "days": "30"}).text
    return page.partition('id="token">')[2].partition("<")[0]


def test_a_token_acts_for_its_owner_and_no_longer_than_wanted(close: Close) -> None:
    li, wang, program = close.client("li"), close.client("wang"), close.client()
    of_li, of_wang = _token(li, "办公系统"), _token(wang, "办公系统")
    assert of_li.startswith("pa_") and of_li not in li.get("account").text
    assert of_li.encode() not in (close.store / "tokens.json").read_bytes()
    assert "青螺谷" not in _documents(program, of_li).text
    assert "青螺谷" in _documents(program, of_wang).text
    key = of_wang.split("_")[1]
    assert li.post("account", data={"do": "withdraw", "id": key}).status_code == 400
    assert "已撤销" in wang.post("account", data={"do": "withdraw", "id": key}).text
    assert _documents(program, of_wang).status_code == 401
    for wrong in ("pa", "pa_", f"{of_li}x", of_li.replace("pa_", "pb_"), f"pa_{key}_"):
        assert _documents(program, wrong).status_code == 401


def test_a_token_administers_nothing(close: Close) -> None:
    token = _token(close.client("chef"), "程序")
    program = close.client(authorization=f"Bearer {token}")
    for path in ("admin/users", "admin/audit", "admin/", "account"):
        assert program.get(path).status_code == 403, path
    assert program.post("account", data={"do": "make", "name": "更多"}).status_code == 403
    assert "青螺谷" in _documents(program, token).text  # its owner may see everything


def test_users_and_their_groups_are_changed_on_the_page(close: Close) -> None:
    chef, li = close.client("chef"), close.client("li")
    new = {
        "do": "add",
        "name": "zhao",
        "role": "reader",
        "groups": "办公室，财政",
        "password": GOOD,
    }
    assert "已添加用户" in chef.post("admin/users", data=new).text
    assert "已经存在" in chef.post("admin/users", data=new).text
    zhao = close.client("zhao")
    assert zhao.get(f"originals/{close.ids[0]}").status_code == 200
    changed = {"do": "change", "user": "zhao", "role": "reader", "groups": ""}
    assert "已保存" in chef.post("admin/users", data=changed).text
    assert zhao.get(f"originals/{close.ids[0]}").status_code == 404
    for refused in (
        {"do": "remove", "user": "chef"},
        {"do": "change", "user": "chef", "role": "reader"},
    ):
        assert "不能移除自己" in chef.post("admin/users", data=refused).text
    assert "已移除" in chef.post("admin/users", data={"do": "remove", "user": "zhao"}).text
    assert 'class="who"' not in zhao.get("account").text and zhao.get("account").status_code == 303
    for stranger in (li, close.client()):
        assert stranger.post("admin/users", data=new).status_code in (401, 403)
    forged = chef.post("admin/users", data=new, headers={"origin": "http://evil.example"})
    assert forged.status_code == 403


def test_collections_are_changed_on_the_page(close: Close) -> None:
    chef, li = close.client("chef"), close.client("li")
    opened = f"originals/{close.ids[0]}"
    page = chef.get("admin/users").text
    assert "内部文件" in page and "现有" in page
    kept = {
        "do": "collection",
        "former": "内部文件",
        "name": "内部文件",
        "paths": "内部\n没有/这里",
    }
    assert (
        "没有文件在“没有/这里”之下"
        in chef.post("admin/users", data=kept | {"groups": "办公室"}).text
    )
    assert li.get(opened).status_code == 404
    gone = {"do": "collection-gone", "former": "内部文件"}
    assert "已取消" in chef.post("admin/users", data=gone).text
    assert li.get(opened).status_code == 200
    others = {"do": "others", "others": "administrators"}
    assert "权限已保存" in chef.post("admin/users", data=others).text
    assert li.get(opened).status_code == 404
    chef.post("admin/users", data={"do": "others", "others": "everybody"})
    new = {"do": "collection-new", "name": "内部文件", "paths": "内部", "groups": "办公室"}
    assert "权限已保存" in chef.post("admin/users", data=new).text
    assert "同时写在" in chef.post("admin/users", data=new | {"name": "又一个"}).text
    assert li.get(opened).status_code == 404


def test_what_was_done_stands_in_the_audit_log(close: Close) -> None:
    chef, wang = close.client("chef"), close.client("wang")
    close.client().post("sign-in", data={"name": "wang", "password": "wrong"})
    assert wang.get(f"originals/{close.ids[0]}/file").status_code == 200
    assert wang.post("sign-out").status_code == 303
    page = chef.get("admin/audit").text
    for words in ("登录失败", "导出下载", "退出", "127.0.0.1", "记录完整"):
        assert words in page, words
    only = chef.get("admin/audit", params={"action": "exported", "who": "wang"}).text
    assert "导出下载" in only and "登录失败</td>" not in only
    book = chef.get("admin/audit/table.xlsx")
    assert book.status_code == 200 and book.content[:2] == b"PK"
    assert close.client("li").get("admin/audit/table.xlsx").status_code == 403
    assert (close.store / "audit.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_fit(browser: Browser, close: Close, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{close.url}sign-in")
    page.fill("#name", "chef")
    page.fill("#password", GOOD)
    page.click("button")
    page.wait_for_url(close.url)
    ARTIFACTS.mkdir(exist_ok=True)
    for path, name in (
        ("admin/users", "users"), ("admin/users?user=wang", "user"), ("admin/audit", "audit"), ("account", "account"),
    ):  # fmt: skip
        page.goto(close.url + path)
        for details in page.locator("details").all():
            details.locator("summary").click()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (path, wide)
        page.screenshot(path=ARTIFACTS / f"people-{name}-{width}.png", full_page=True)
    context.close()
