"""An OpenAI-compatible endpoint on the loopback that says what a test tells it to, well or badly."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Handler", dict[str, Any]], None]


@dataclass
class ScriptedEndpoint:
    """``reply`` plays the endpoint; ``requests`` and ``headers`` are what it was sent."""

    reply: Reply
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    """One call."""

    script: ScriptedEndpoint
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.script.requests.append(body)
        self.script.headers.append({k.lower(): v for k, v in self.headers.items()})
        try:
            self.script.reply(self, body)
        except (BrokenPipeError, ConnectionResetError):
            self.script.hung_up.set()
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def begin(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        """Send the head of a reply whose end is the end of the connection."""
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send(self, text: str) -> None:
        """Send characters at once."""
        self.wfile.write(text.encode())
        self.wfile.flush()

    def event(self, content: str | None = None, finish: str | None = None, **delta: Any) -> None:
        """Send one event of a stream."""
        said = {} if content is None else {"content": content}
        choice = {
            "index": 0,
            "delta": {"role": "assistant", **said, **delta},
            "finish_reason": finish,
        }
        chunk = {
            "id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m",
            "choices": [choice],
        }  # fmt: skip
        self.send(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n")


def says(text: str, size: int = 3, finish: str | None = "stop", done: bool = True) -> Reply:
    """A reply that streams ``text`` in pieces of ``size`` characters."""

    def reply(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin()
        for start in range(0, len(text), size):
            handler.event(text[start : start + size])
        if finish:
            handler.event(finish=finish)
        if done:
            handler.send("data: [DONE]\n\n")

    return reply


def answers(body: dict[str, Any]) -> Reply:
    """A reply that is not streamed."""
    return sends(json.dumps(body, ensure_ascii=False), "application/json")


def events(*choices: dict[str, Any], done: bool = True) -> Reply:
    """A reply that streams these choices as they are."""

    def reply(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin()
        for choice in choices:
            handler.send(f"data: {json.dumps({'choices': [choice]}, ensure_ascii=False)}\n\n")
        if done:
            handler.send("data: [DONE]\n\n")

    return reply


def refuses(*names: str, say: str = "Unrecognized request argument supplied: {name}") -> Reply:
    """An endpoint that answers only without these parameters, and complains of one at a time."""

    def reply(handler: Handler, body: dict[str, Any]) -> None:
        for name in names:
            if name in body:
                error = {"error": {"message": say.format(name=name), "type": "invalid_request"}}
                fails(400, json.dumps(error))(handler, body)
                return
        says("给予贷款贴息[1]。")(handler, body)

    return reply


def fails(status: int, body: str = "{}", **headers: str) -> Reply:
    """A reply with an error status."""

    def reply(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin(status, "application/json", **headers)
        handler.send(body)

    return reply


def sends(body: str, kind: str = "text/event-stream") -> Reply:
    """A reply with exactly these characters."""

    def reply(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin(kind=kind)
        handler.send(body)

    return reply


def hangs(handler: Handler, _: dict[str, Any]) -> None:
    """No byte at all, until the test is over."""
    handler.script.release.wait(30)


def drips(what: str) -> Reply:
    """``what`` (a comment or an event) again and again, without end."""

    def reply(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin()
        while not handler.script.release.wait(0.05):
            handler.event("贴") if what == "event" else handler.send(": wait\n\n")

    return reply


@contextmanager
def serving(reply: Reply) -> Iterator[ScriptedEndpoint]:
    """The endpoint, listening; its threads are over when the block is."""
    script = ScriptedEndpoint(reply)
    handler = type("Scripted", (Handler,), {"script": script})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield script
    finally:
        script.release.set()
        server.shutdown()
        thread.join()
        server.server_close()
