"""An OpenAI-compatible endpoint: one call, streamed, with a deadline for the whole answer.

The call runs in an event loop on a thread of its own, because only there it can be given up at any
moment: while connecting, between two bytes, or in the middle of a reply that never ends.
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
from pydantic import SecretStr

from assistant.writing.errors import ModelError, WritingStoppedError
from assistant.writing.guarded_transport import GuardedTransport, ReplyTooLongError

log = logging.getLogger(__name__)

Message = tuple[str, str]  # role (system or human) and text
_MAX_ANSWER = 6000  # characters; answers are a tenth of it
_MAX_TOKENS = 1200
_LOOK = 0.1  # seconds between two looks at whether the reader still waits
# A reply of any shape makes the client stumble somewhere in reading it.
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError)

TIMED_OUT = "模型没有在限定时间内写完"
UNREACHABLE = "模型服务连接不上"
BAD_KEY = "模型服务不接受密钥"
BUSY = "模型服务正忙"
NO_MODEL = "模型服务上没有这个模型或地址"
MALFORMED = "模型服务的回复无法识别"
CUT_OFF = "模型的回答中途断了"
EMPTY = "模型没有给出内容"
REFUSED = "模型拒绝作答"
TOO_LONG = "模型的回答过长"
_OF_STATUS = {401: BAD_KEY, 403: BAD_KEY, 404: NO_MODEL, 429: BUSY, 503: BUSY}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is. ``timeout``: seconds for a whole answer, from the call to its last word."""

    name: str
    url: str
    key: SecretStr | None = field(default=None, repr=False)
    timeout: float = 60.0

    def stream(self, messages: list[Message], stop: threading.Event | None = None) -> Iterator[str]:
        """Yield the answer piece by piece. Closing the iterator, or setting ``stop``, ends the call.

        Raises:
            ModelError: unreachable, too slow, refusing, cut off, not understood.
            WritingStoppedError: ``stop`` was set.
        """
        deadline = time.monotonic() + self.timeout
        call = _Call(self, messages)
        call.start()
        length = 0
        try:
            while True:
                if stop is not None and stop.is_set():
                    raise WritingStoppedError
                left = deadline - time.monotonic()
                if left <= 0:
                    raise ModelError(TIMED_OUT)
                try:
                    piece = call.pieces.get(timeout=min(left, _LOOK))
                except queue.Empty:
                    continue
                if piece is None:
                    break
                if isinstance(piece, BaseException):
                    raise piece
                length += len(piece)
                if length > _MAX_ANSWER:
                    raise ModelError(TOO_LONG)
                yield piece
        finally:
            call.cancel()
        if not length:
            raise ModelError(EMPTY)


class _Call:
    """One request, on a thread of its own; ``pieces`` fills with text and ends with None, or with
    what went wrong."""

    def __init__(self, endpoint: Endpoint, messages: list[Message]) -> None:
        self.pieces: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
        self._endpoint = endpoint
        self._messages = messages
        self._lock = threading.Lock()
        self._cancelled = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        threading.Thread(target=self._run, name="model-call", daemon=True).start()

    def cancel(self) -> None:
        """Close the connection, whatever the call is doing; harmless when it is over."""
        with self._lock:
            self._cancelled = True
            if self._loop is not None and self._task is not None:
                self._loop.call_soon_threadsafe(self._task.cancel)

    def _run(self) -> None:
        from langsmith import tracing_context

        error: BaseException | None = None
        try:
            # LangChain would send prompt and answer to a tracing service the environment names.
            with tracing_context(enabled=False):
                asyncio.run(self._talk_until_cancelled())
        except BaseException as raised:  # handed to the thread that waits, which raises it
            error = raised
        self.pieces.put(error)

    async def _talk_until_cancelled(self) -> None:
        with self._lock:
            if self._cancelled:
                return
            self._loop = asyncio.get_running_loop()
            self._task = asyncio.current_task()
        try:
            async with asyncio.timeout(self._endpoint.timeout):
                await self._talk()
        except asyncio.CancelledError:
            pass  # nobody waits any more
        except TimeoutError as error:
            raise ModelError(TIMED_OUT) from error
        finally:
            with self._lock:
                self._loop = self._task = None

    async def _talk(self) -> None:
        import openai

        transport = GuardedTransport(self._endpoint.url, self._endpoint.key is not None)
        async with httpx.AsyncClient(transport=transport, timeout=self._endpoint.timeout) as client:
            try:
                await self._read(client)
            except ReplyTooLongError as error:
                raise ModelError(TOO_LONG) from error
            except openai.APIStatusError as error:
                other = f"模型服务报错（HTTP {error.status_code}）"
                raise ModelError(_OF_STATUS.get(error.status_code, other)) from error
            except (openai.APITimeoutError, httpx.TimeoutException) as error:
                raise ModelError(TIMED_OUT) from error
            except openai.APIConnectionError as error:
                raise ModelError(TOO_LONG if _too_long(error) else UNREACHABLE) from error
            except httpx.HTTPError as error:  # after the first byte, openai lets these through
                raise ModelError(CUT_OFF) from error
            except (openai.OpenAIError, *_MALFORMED) as error:
                raise ModelError(MALFORMED) from error

    async def _read(self, client: httpx.AsyncClient) -> None:
        finished = ""
        async for chunk in _chat_model(self._endpoint, client).astream(self._messages):
            if chunk.additional_kwargs.get("refusal"):
                raise ModelError(REFUSED)
            finished = chunk.response_metadata.get("finish_reason") or finished
            if text := chunk.text:
                self.pieces.put(text)
        if finished == "content_filter":
            raise ModelError(REFUSED)
        if finished not in ("stop", "eos"):
            raise ModelError(CUT_OFF)


def _chat_model(endpoint: Endpoint, client: httpx.AsyncClient) -> Any:
    """LangChain's model over our client. Everything it would else look up in the environment
    (key, proxy, organisation, tracing, retries) is given, or cut off by the transport."""
    from langchain.chat_models import init_chat_model

    return init_chat_model(
        endpoint.name,
        model_provider="openai",
        base_url=endpoint.url,
        api_key=endpoint.key or SecretStr("none"),
        openai_proxy="",
        timeout=endpoint.timeout,
        max_retries=0,
        streaming=True,
        stream_usage=False,
        temperature=0,
        max_tokens=_MAX_TOKENS,
        use_responses_api=False,
        output_version="v0",
        http_async_client=client,
        http_client=_UNUSED,
        cache=False,
    )


# A synchronous client is made in any case; this one neither reads the environment nor connects.
_UNUSED = httpx.Client(
    trust_env=False, transport=httpx.MockTransport(lambda _: httpx.Response(503))
)


def _too_long(error: BaseException | None) -> bool:
    """Whether our transport gave up below the layers that wrapped its error."""
    while error is not None and not isinstance(error, ReplyTooLongError):
        error = error.__cause__
    return error is not None
