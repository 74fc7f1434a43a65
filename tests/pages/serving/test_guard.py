"""What no page of ours sends is refused: other hosts, other sites, oversized and endless bodies."""

import socket
import time
from urllib.parse import urlsplit

import httpx
import pytest

from pages.serving.guard import allowed_hosts, is_loopback
from tests.pages.conftest import HOST


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil", "", "[", "169.254.169.254"]
)
def test_a_name_that_was_pointed_here_is_refused(page_url: str, host: str) -> None:
    refused = httpx.get(page_url, headers={"host": host})
    assert refused.status_code == 400 and "POLICY_HOSTS" in refused.text


def test_own_names_are_known(page_url: str) -> None:
    port = urlsplit(page_url).port
    for host in (f"localhost:{port}", "127.0.0.1", f"[::1]:{port}", "LOCALHOST"):
        assert httpx.get(f"{page_url}sign-in", headers={"host": host}).status_code == 200, host


@pytest.mark.parametrize(
    "path", ["sign-in", "sign-out", "gradio_api/queue/join", "gradio_api/info"]
)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "//["])
def test_another_site_can_not_ask_in_a_users_name(page_url: str, path: str, origin: str) -> None:
    for method in ("GET", "POST", "OPTIONS"):
        answer = httpx.request(method, page_url + path, headers={"origin": origin})
        assert answer.status_code == 403, (method, path)
        assert "access-control-allow-origin" not in answer.headers


def test_every_answer_carries_the_headers(page_url: str) -> None:
    for path in ("", "sign-in", "config", "gradio_api/info", "no-such-page", "favicon.ico"):
        headers = httpx.get(page_url + path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "server" not in headers
    assert "script" not in httpx.get(f"{page_url}sign-in").headers["content-security-policy"]


def test_oversized_bodies(page_url: str) -> None:
    def endless():  # type: ignore[no-untyped-def]
        for _ in range(200):
            yield b"x" * 100_000

    for path in ("sign-in", "gradio_api/queue/join"):
        told = httpx.post(page_url + path, content=b"x" * 3_000_000)
        assert told.status_code == 413, path
        try:
            untold = httpx.post(page_url + path, content=endless())
            assert untold.status_code == 413, path
        except (httpx.WriteError, httpx.ReadError):
            pass  # cut off while it was still sending
    assert httpx.get(page_url).status_code == 200


def test_strangers_can_not_fill_the_disk(page_url: str) -> None:
    for path in ("gradio_api/upload", "gradio_api/upload/", "gradio_api/upload?upload_id=x"):
        assert httpx.post(page_url + path, files={"files": b"x"}).status_code == 403


def test_a_body_that_never_ends_holds_nothing_up(page_url: str) -> None:
    address = urlsplit(page_url)
    assert address.hostname and address.port
    lingering = [socket.create_connection((address.hostname, address.port)) for _ in range(20)]
    for sock in lingering:
        sock.sendall(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nn")
    begun = time.monotonic()
    assert httpx.get(f"{page_url}sign-in").status_code == 200
    assert time.monotonic() - begun < 15
    for sock in lingering:
        sock.close()


def test_names_by_setting(page_url: str) -> None:
    for host, status in ((HOST, 200), ("other.example", 400)):
        headers = {"host": host, "origin": f"https://{host}"}
        assert httpx.get(f"{page_url}sign-in", headers=headers).status_code == status


def test_which_names_are_allowed() -> None:
    assert "localhost" in allowed_hosts("127.0.0.1", True, "")
    assert allowed_hosts("0.0.0.0", False, "") == ()
    assert "a.cn" in allowed_hosts("0.0.0.0", False, "a.cn, b.cn")
    assert is_loopback("127.8.9.1") and is_loopback("::1") and not is_loopback("0.0.0.0")
