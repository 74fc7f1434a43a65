"""``/v1/chat/completions`` and ``/v1/models`` as OpenAI's clients know them, answered from the library.

A client can only append to what it has shown. So while a model writes, the extract is sent beside the
text, in the field ``policy``, for clients that know it; the text itself is that of the final answer.
Who would not wait asks the model ``policy-extract``.
"""

import asyncio
import json
import secrets
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import asdict, replace
from threading import Event
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse, StreamingResponse

from assistant.answer import Answer
from assistant.errors import QuestionError
from assistant.rendering.markdown import escape
from pages.api import chat_texts as texts
from pages.api.chat_errors import error_of, error_response
from pages.api.chat_request import MODELS, ChatRequest, RequestError, chat_request
from pages.desk import Desk
from pages.serving.gate import CHAT
from pages.serving.watched import watched

_ROUTE = "v1/chat"  # in figures and log
_ALIVE = 10.0  # seconds after which a comment tells proxies that the answer is still coming
_OWNER = "policy-assistant"
Json = dict[str, Any]


def chat_routes(desk: Desk) -> APIRouter:
    """The two addresses; who may ask is decided before, for every path alike."""
    routes = APIRouter(prefix=CHAT)

    @routes.get("/models")
    async def models() -> Response:
        data = [{"id": m, "object": "model", "created": 0, "owned_by": _OWNER} for m in MODELS]
        return JSONResponse({"object": "list", "data": data})

    @routes.get("/models/{name}")
    async def model(name: str) -> Response:
        if name not in MODELS:
            line = texts.NO_SUCH_MODEL.format(known="、".join(MODELS))
            return error_response(RequestError(line, "model", "model_not_found", 404))
        return JSONResponse({"id": name, "object": "model", "created": 0, "owned_by": _OWNER})

    @routes.post("/chat/completions")
    async def completions(request: Request) -> Response:
        try:
            asked = chat_request(await _body(request))
        except QuestionError as error:
            return error_response(error)
        steps = _steps(desk, asked)
        try:
            if asked.stream:
                first = await anext(steps)  # what goes wrong before has a status of its own
                stream = _events(asked, first, steps)
                return StreamingResponse(stream, media_type="text/event-stream")
            async with aclosing(steps):
                answer = [step async for step in steps][-1]
        except Exception as error:  # told in OpenAI's form; what is not ours says no more than that
            return error_response(error)
        return JSONResponse(_completion(asked, answer))

    return routes


async def _body(request: Request) -> Any:
    try:
        return json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise RequestError(texts.BODY, "", "invalid_json") from error


async def _steps(desk: Desk, asked: ChatRequest) -> AsyncGenerator[Answer, None]:
    """The extract where a model writes, then the answer."""
    stop = Event()
    try:
        with watched(desk.metrics, _ROUTE, asked.question) as seen:
            answering = desk.answering(asked.question, asked.history, stop)
            async with aclosing(answering) as steps:
                async for step in steps:
                    if asked.extract_only and step.status == "writing":
                        seen.answer = replace(step, status="answered")
                        yield seen.answer
                        return
                    if step.status != "writing":
                        seen.answer = step
                    yield step
    finally:
        stop.set()  # whoever left: no model goes on writing for nobody


async def _events(
    asked: ChatRequest, first: Answer, steps: AsyncGenerator[Answer, None]
) -> AsyncIterator[str]:
    """The answer as server-sent events."""
    envelope = _envelope(asked, "chat.completion.chunk")
    yield _event(_chunk(envelope, {"role": "assistant", "content": ""}))
    answer = first
    async with aclosing(steps):
        try:
            while answer.status == "writing":
                yield _event(_chunk(envelope, {}) | _extension(answer))
                coming = asyncio.ensure_future(anext(steps))
                try:
                    while not (await asyncio.wait([coming], timeout=_ALIVE))[0]:
                        yield ": …\n\n"
                    answer = coming.result()
                finally:
                    coming.cancel()
        except Exception as error:  # the head is sent already
            yield _event(error_of(error)[1])
            return
    for piece in _words(answer).splitlines(keepends=True):
        yield _event(_chunk(envelope, {"content": piece}))
    yield _event(_chunk(envelope, {}, "stop") | _extension(answer))
    yield "data: [DONE]\n\n"


def _completion(asked: ChatRequest, answer: Answer) -> Json:
    message = {"role": "assistant", "content": _words(answer)}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return _envelope(asked, "chat.completion") | {"choices": [choice]} | _extension(answer)


def _envelope(asked: ChatRequest, kind: str) -> Json:
    key = f"chatcmpl-{secrets.token_hex(12)}"
    return {"id": key, "object": kind, "created": int(time.time()), "model": asked.model}


def _chunk(envelope: Json, delta: Json, finish: str | None = None) -> Json:
    choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
    return envelope | {"choices": [choice]}


def _event(value: Json) -> str:
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n"


def _extension(answer: Answer) -> Json:
    """What OpenAI's form has no place for: the quotes with their positions, and how it was answered."""
    told = answer.to_json()
    names = ("status", "kind", "mode", "elapsed_ms", "answer")
    return {
        "citations": [asdict(c) for c in answer.citations],
        "policy": {name: told[name] for name in names},
    }


def _words(answer: Answer) -> str:
    """The answer as Markdown, with what its marks stand for at the end."""
    listed = "\n".join(
        f"- [{c.n}] 《{escape(c.title)}》"
        + (f"（{escape(c.number)}）" if c.number else "")
        + escape(c.section)
        for c in answer.citations
    )
    return f"{answer.markdown}\n\n{texts.CITED}\n\n{listed}" if listed else answer.markdown
