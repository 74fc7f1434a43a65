"""The reply to a call as it is read: a stream of events, or one body; the words, the thoughts, the end."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from assistant.writing.errors import EndpointError, ModelError
from assistant.writing.once import looping
from assistant.writing.reasons import (
    EMPTY,
    MALFORMED,
    ONLY_THOUGHT,
    REFUSED,
    TOO_LONG,
    of_error,
    of_finish,
)
from assistant.writing.server_words import error_words
from assistant.writing.thinking import without_thoughts

_MAX_ANSWER = 6000  # characters, thoughts not counted; answers are a tenth of it
_MAX_THOUGHT = 400_000  # characters
_LOOK = 500  # characters at least between two looks at how much of it is answer; a quarter of it
_FIELDS = ("data:", "event:", "id:", "retry:", ":")


class ServerError(Exception):
    """An error in the middle of a reply: the endpoint's words and what they come to."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words
        self.reason = of_error(words)


@dataclass(slots=True)
class Reply:
    """What has been read so far. ``ended``: the endpoint said itself that nothing more comes."""

    written: str = ""
    thought: int = 0
    finish: str = ""
    ended: bool = False
    seen: bool = False
    looked: int = 0

    def answer(self) -> str:
        """The answer without thoughts.

        Raises:
            ModelError: it is not whole, or there is none.
        """
        if not self.seen:
            raise EndpointError(MALFORMED)
        text = without_thoughts(self.written)
        wrong = of_finish(self.finish, self.ended)
        if not text and (self.thought or self.written.strip()):
            raise ModelError(ONLY_THOUGHT)
        if wrong is not None:
            raise wrong
        if not text:
            raise ModelError(EMPTY)
        return text

    def take(self, value: Any) -> None:
        """Take in one event, or a whole body.

        Raises:
            ServerError: it says that something went wrong. ModelError: nobody can read it.
        """
        if not isinstance(value, dict):
            raise EndpointError(MALFORMED)
        if value.get("error"):
            raise ServerError(error_words(value))
        choices = value.get("choices")
        if choices is None and "usage" in value:  # figures at the end
            return
        if not isinstance(choices, list):
            raise ServerError(words) if (words := error_words(value)) else EndpointError(MALFORMED)
        for choice in choices[:1]:
            self._choice(choice)

    def _choice(self, choice: Any) -> None:
        said = (choice.get("delta") or choice.get("message")) if isinstance(choice, dict) else 0
        if said is None:
            said = {}
        if not isinstance(said, dict):
            raise EndpointError(MALFORMED)
        self.seen = True
        if said.get("refusal"):
            raise ModelError(REFUSED)
        for name in ("reasoning_content", "reasoning", "thinking"):
            self.thought += len(_text(said.get(name)))
        self.written += _text(said.get("content"))
        finish = choice.get("finish_reason")
        self.finish = finish if isinstance(finish, str) and finish else self.finish
        if self.thought + len(self.written) > _MAX_THOUGHT:
            raise ModelError(TOO_LONG)

    def too_long(self) -> bool:
        """Whether the answer is longer than any should be; looked at now and then."""
        if len(self.written) - self.looked < max(_LOOK, self.looked // 4):
            return False
        self.looked = len(self.written)
        return len(without_thoughts(self.written)) > _MAX_ANSWER


def _text(content: Any) -> str:
    """The text of a message, which may come in parts (those that think are no part of it)."""
    if content is None or isinstance(content, str):
        return content or ""
    if isinstance(content, list):
        parts = [p for p in content if isinstance(p, dict) and p.get("type", "text") == "text"]
        return "".join(p["text"] for p in parts if isinstance(p.get("text"), str))
    if isinstance(content, dict) and isinstance(content.get("text"), str):
        return str(content["text"])
    raise EndpointError(MALFORMED)


async def read(lines: AsyncIterator[str]) -> str:
    """The answer in a reply of status 200.

    Raises:
        ServerError, ModelError: there is none.
    """
    reply = Reply()
    body: list[str] = []
    async for line in lines:
        if body or (line.strip() and not line.lstrip("\ufeff").startswith(_FIELDS)):
            body.append(line)  # not streamed, though we asked for it
            continue
        name, _, data = line.lstrip("\ufeff").partition(":")
        data = data.strip()
        if name != "data" or not data:
            continue
        if data == "[DONE]":
            reply.ended = True
            break
        reply.take(
            _json(data)
        )  # one line an event: all do so, and some forget the empty line between
        if reply.too_long():
            if heard := looping(without_thoughts(reply.written)):
                return heard
            raise ModelError(TOO_LONG)
    if body:
        reply.take(_json("\n".join(body)))
        reply.ended = True
    text = reply.answer()
    if len(text) > _MAX_ANSWER:
        raise ModelError(TOO_LONG)
    return text


def _json(data: str) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise EndpointError(MALFORMED) from error
