"""The parameters of a call. What an endpoint refuses is left out, then and ever after."""

import re
from dataclasses import dataclass, field
from typing import Any, Literal

Message = tuple[str, str]  # role (system or human) and text
Thinking = Literal["default", "off", "on"]
# Thinking counts in the endpoints' own limit, so room for it is added to ours.
_ROOM_TO_THINK = 8000  # tokens
_SYSTEM_REFUSED = re.compile(r"system.{0,20}role|role.{0,20}system", re.IGNORECASE)


@dataclass(slots=True)
class Parameters:
    """What is sent along with the messages; ``refused`` names what the endpoint will not have."""

    model: str
    tokens: int
    thinking: Thinking
    temperature: float
    refused: set[str] = field(default_factory=set)

    def body(self, messages: list[Message], as_json: bool) -> dict[str, Any]:
        """The body of a request; ``as_json``: the answer is to be a JSON object, if the endpoint can."""
        optional = {k: v for k, v in self._optional(as_json).items() if k not in self.refused}
        return {
            "model": self.model,
            "messages": self._messages(messages),
            "stream": True,
            **optional,
        }

    def drop(self, words: str, sent: dict[str, Any]) -> bool:
        """Leave out what the endpoint refuses in ``words``; all that can be if it does not say what.
        Whether that changes anything."""
        named = {name for name in sent if re.search(rf"\b{name}\b", words)}
        if "max_tokens" in named and "max_completion_tokens" in words:
            named.discard("max_completion_tokens")
        optional = set(sent) - {"model", "messages", "stream"}
        if _SYSTEM_REFUSED.search(words) and "system" not in self.refused:
            self.refused.add("system")
            return True
        new = (named & optional) or optional
        self.refused |= new
        if "max_tokens" in new and "max_completion_tokens" not in words:
            self.refused.add("max_completion_tokens")
        return bool(new)

    def _messages(self, messages: list[Message]) -> list[dict[str, str]]:
        if "system" in self.refused:  # said by the user, then
            return [{"role": "user", "content": "\n\n".join(text for _, text in messages)}]
        return [
            {"role": "system" if role == "system" else "user", "content": text}
            for role, text in messages
        ]

    def _optional(self, as_json: bool) -> dict[str, Any]:
        room = 0 if self.thinking == "off" else _ROOM_TO_THINK
        length = "max_completion_tokens" if "max_tokens" in self.refused else "max_tokens"
        return {
            length: self.tokens + room,
            "temperature": self.temperature,
            **self._switch(),
            **({"response_format": {"type": "json_object"}} if as_json else {}),
        }

    def _switch(self) -> dict[str, Any]:
        """The thinking switch: there is no one name for it (vLLM and SGLang, DashScope, DeepSeek and
        Zhipu and Volcengine)."""
        if self.thinking == "default":
            return {}
        on = self.thinking == "on"
        return {
            "chat_template_kwargs": {"enable_thinking": on, "thinking": on},
            "enable_thinking": on,
            "thinking": {"type": "enabled" if on else "disabled"},
        }
