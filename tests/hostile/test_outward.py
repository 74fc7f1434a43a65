"""Where the program would call, if the address of the model or its endpoint had its way."""

import asyncio
import socket
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.writing.endpoint import Endpoint
from assistant.writing.errors import ModelError
from corpus.errors import PolicyError
from corpus.settings import settings
from tests.assistant.writing.scripted_endpoint import fails, says, serving
from tests.hostile.tally import held

_ADDRESSES = [
    "http://0251.0376.0251.0376/v1", "http://2852039166/v1",
    "http://169.254.169.254/v1", "http://169.254.169.254./v1", "http://169.254.0.1:80/v1", "http://[fe80::1]/v1", "http://[::ffff:169.254.169.254]/v1",
    "http://[fe80::1%25eth0]/v1", "http://100.100.100.200/v1", "http://[fd00:ec2::254]/v1", "file:///etc/passwd", "gopher://127.0.0.1:25/x", "ftp://127.0.0.1/x",
    "dict://127.0.0.1/x", "//127.0.0.1/v1", "http://user:pass@127.0.0.1/v1", "http://127.0.0.1/v1?x=1", "http://127.0.0.1/v1#x", "http:///v1", "javascript:x",
    "http://127.0.0.1:99999/v1", "http://[/v1",
]  # fmt: skip
_NAMES = [
    "metadata.google.internal",
    "169.254.169.254.nip.io",
    "0xa9fea9fe",
    "evil.example",
]


@pytest.mark.parametrize("url", _ADDRESSES)
def test_addresses_that_are_refused_at_the_start(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("POLICY_MODEL", "m")
    monkeypatch.setenv("POLICY_MODEL_URL", url)
    settings.cache_clear()
    try:
        settings()
        refused = url.endswith("254./v1") and not _reached(
            monkeypatch, url
        )  # a name, looked up later
    except PolicyError as error:
        refused = "pass@" not in str(error)
    held("SSRF", refused, url)


@pytest.mark.parametrize("name", _NAMES)
def test_names_that_lead_to_credentials(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    held("SSRF", not _reached(monkeypatch, f"http://{name}/v1"), name)


def _reached(monkeypatch: pytest.MonkeyPatch, url: str) -> list[Any]:
    """What was connected to, every name standing for the metadata address."""
    reached: list[Any] = []

    async def resolved(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", 80))]

    async def connected(*where: Any, **_: Any) -> None:
        reached.append(where)
        raise OSError("no network here")

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", resolved)
    monkeypatch.setattr(asyncio.BaseEventLoop, "sock_connect", connected)
    monkeypatch.setattr(asyncio.SelectorEventLoop, "sock_connect", connected)
    with pytest.raises(ModelError) as failed:
        list(Endpoint("m", url, SecretStr("sk-secret"), 5).stream([("human", "x")]))
    assert "sk-secret" not in str(failed.value)
    return reached


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_an_endpoint_can_not_send_us_elsewhere(status: int) -> None:
    with serving(says("甲")) as elsewhere:
        for target in (
            elsewhere.url + "/chat/completions",
            "http://169.254.169.254/",
            "file:///etc/passwd",
            "//127.0.0.1:1/x",
        ):
            with serving(fails(status, location=target)) as first, pytest.raises(ModelError):
                list(Endpoint("m", first.url, SecretStr("sk-secret"), 5).stream([("human", "x")]))
            held("SSRF", not elsewhere.requests, (status, target))
