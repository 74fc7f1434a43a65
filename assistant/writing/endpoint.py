"""An OpenAI-compatible endpoint: one question to it, one whole answer, with a deadline."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import httpx
from pydantic import SecretStr

from assistant.writing.breaker import Breaker
from assistant.writing.call import Call
from assistant.writing.errors import EndpointError, ModelError
from assistant.writing.guarded_transport import GuardedTransport, ReplyTooLongError
from assistant.writing.once import said_once
from assistant.writing.parameters import Message, Parameters, Thinking
from assistant.writing.reasons import (
    CUT_OFF,
    NO_CREDIT,
    RESTING,
    SENSITIVE,
    TIMED_OUT,
    TOO_LONG,
    UNREACHABLE,
    of_status,
)
from assistant.writing.replies import ServerError, read
from assistant.writing.server_words import masked, words_of
from corpus.settings import settings

log = logging.getLogger(__name__)
_TRIES = 4  # calls for one answer, each without what the endpoint refused before
_ERROR_BODY = 20_000  # characters
_REFUSING = (400, 422)
_OTHERWISE = (SENSITIVE, NO_CREDIT)  # nothing that other parameters would change


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is.

    ``timeout``: seconds for a whole answer, from the call to its last word. ``tokens``: length of an
    answer, thoughts not counted.
    """

    name: str
    url: str
    key: SecretStr | None = field(default=None, repr=False)
    timeout: float = 60.0
    tokens: int = 1200
    thinking: Thinking = "default"
    temperature: float = 0.0
    breaker: Breaker = field(default_factory=Breaker, compare=False, repr=False)
    refused: set[str] = field(default_factory=set, compare=False, repr=False)

    def stream(
        self, messages: list[Message], stop: threading.Event | None = None, as_json: bool = False
    ) -> Iterator[str]:
        """Yield the answer, once it is whole and its thoughts are out of it.

        Raises:
            ModelError: unreachable, too slow, refusing, cut off, not understood, left alone.
            WritingStoppedError: ``stop`` was set.
        """
        yield self.complete(messages, stop, as_json)

    def complete(
        self, messages: list[Message], stop: threading.Event | None = None, as_json: bool = False
    ) -> str:
        """The answer; raises what ``stream`` does. ``as_json``: ask for a JSON object, which an
        endpoint that can't do so takes as no more than the words of the messages."""
        if not self.breaker.lets_through():
            raise ModelError(RESTING)
        try:
            text = Call(partial(self._answer, messages, as_json), self.timeout).result(stop)
        except EndpointError as error:
            self.breaker.failed(str(error))
            raise
        except ModelError:
            self.breaker.worked()
            raise
        self.breaker.worked()
        return said_once(text)

    async def _answer(self, messages: list[Message], as_json: bool) -> str:
        transport = GuardedTransport(self.url, self.key is not None)
        async with httpx.AsyncClient(
            transport=transport, timeout=self.timeout, trust_env=False
        ) as client:
            try:
                return await self._try(client, messages, as_json)
            except ReplyTooLongError as error:
                raise ModelError(TOO_LONG) from error
            except httpx.TimeoutException as error:
                raise EndpointError(TIMED_OUT) from error
            except (httpx.ConnectError, httpx.UnsupportedProtocol) as error:
                raise EndpointError(UNREACHABLE) from error
            except httpx.HTTPError as error:
                raise EndpointError(CUT_OFF) from error

    async def _try(self, client: httpx.AsyncClient, messages: list[Message], as_json: bool) -> str:
        parameters = Parameters(
            self.name, self.tokens, self.thinking, self.temperature, set(self.refused)
        )
        headers = {"authorization": f"Bearer {self.key.get_secret_value()}"} if self.key else {}
        for last in (*[False] * (_TRIES - 1), True):
            body = parameters.body(messages, as_json)
            async with client.stream(
                "POST", f"{self.url}/chat/completions", json=body, headers=headers
            ) as response:
                if response.is_success:
                    try:
                        text = await read(response.aiter_lines())
                        self.refused.update(parameters.refused)  # it works without
                        return text
                    except ServerError as error:
                        self._log(response.status_code, error.words, messages)
                        raise error.reason from error
                words = words_of(await _beginning(response))
            self._log(response.status_code, words, messages)
            reason = of_status(response.status_code, words)
            refuses = response.status_code in _REFUSING and str(reason) not in _OTHERWISE
            if last or not refuses or not parameters.drop(words, body):
                raise reason
        raise AssertionError("the last try returns or raises")

    def _log(self, status: int, words: str, messages: list[Message]) -> None:
        said = masked(words, self.key, (text for _, text in messages))
        log.warning("模型服务的回复（HTTP %d）：%s", status, said)


async def _beginning(response: httpx.Response) -> str:
    """The first characters of the body of an error, as far as it can be read."""
    read_so_far = ""
    async for part in response.aiter_text():
        read_so_far += part
        if len(read_so_far) > _ERROR_BODY:
            break
    return read_so_far[:_ERROR_BODY]


def configured_endpoint() -> Endpoint | None:
    """The endpoint that the settings name, None where they name none."""
    ours = settings()
    if not ours.model:
        return None
    return Endpoint(
        ours.model,
        ours.model_url,
        ours.model_key,
        ours.model_timeout,
        ours.model_tokens,
        ours.model_thinking,
        ours.model_temperature,
    )
