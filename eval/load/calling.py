"""One question by the page's HTTP API, as any program may ask it."""

import json
from typing import Any

import requests

_SECONDS = 200  # a little more than the server takes for a question at the most


class RefusedError(Exception):
    """The server answered with an error; its words are the message."""


def ask(session: requests.Session, url: str, question: str) -> dict[str, Any]:
    """The answer's JSON.

    Raises:
        RefusedError: the server says why it does not answer.
        requests.RequestException: it can't be reached, or breaks off.
    """
    address = f"{url.rstrip('/')}/gradio_api/call/ask"
    begun = session.post(address, json={"data": [question, [], False]}, timeout=_SECONDS)
    if begun.status_code != 200:
        raise RefusedError(f"{begun.status_code} {begun.text[:200]}")
    event = ""
    event_id = begun.json()["event_id"]
    with session.get(f"{address}/{event_id}", stream=True, timeout=_SECONDS) as stream:
        for raw in stream.iter_lines():
            line = raw.decode()
            if line.startswith("event: "):
                event = line.removeprefix("event: ")
            elif line.startswith("data: ") and event == "error":
                raise RefusedError(_words(line.removeprefix("data: ")))
            elif line.startswith("data: ") and event == "complete":
                reply: dict[str, Any] = json.loads(line.removeprefix("data: "))[0]
                return reply
    raise RefusedError("the stream ended without an answer")


def _words(data: str) -> str:
    told = json.loads(data)
    return str(told.get("error", told)) if isinstance(told, dict) else str(told)
