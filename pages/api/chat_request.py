"""A request for a chat completion, read: what is asked, what was asked before, how to answer."""

from dataclasses import dataclass
from typing import Any

from assistant.assistant import check_question
from assistant.errors import QuestionError
from pages.api import chat_texts as texts

MODEL, EXTRACT = "policy", "policy-extract"
MODELS = (MODEL, EXTRACT)
_EARLIER = 20  # questions that a follow-up may lean on


class RequestError(QuestionError):
    """A request that can't be used; ``param`` names what is wrong, ``code`` is OpenAI's word for it."""

    def __init__(
        self, line: str, param: str, code: str = "invalid_value", status: int = 400
    ) -> None:
        super().__init__(line)
        self.param = param
        self.code = code
        self.status = status


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """``extract_only``: by the model that waits for no other model."""

    question: str
    history: list[str]
    model: str
    stream: bool

    @property
    def extract_only(self) -> bool:
        """Whether the answer is to be in the words of the documents at once."""
        return self.model == EXTRACT


def chat_request(body: Any) -> ChatRequest:
    """The request in a JSON body. What a chat client sends besides (temperature, tools, system
    messages) changes nothing: the answer comes from the documents.

    Raises:
        RequestError: it can't be used. QuestionError: the question is empty or too long.
    """
    if not isinstance(body, dict):
        raise RequestError(texts.BODY, "")
    model = body.get("model")
    if model not in MODELS:
        known = "、".join(MODELS)
        line = texts.NO_SUCH_MODEL.format(known=known)
        raise RequestError(line, "model", "model_not_found", 404)
    if body.get("n") not in (None, 1):
        raise RequestError(texts.ONE_ONLY, "n")
    stream = body.get("stream") or False
    if not isinstance(stream, bool):
        raise RequestError(texts.STREAM, "stream")
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise RequestError(texts.MESSAGES, "messages")
    said = [_words(m) for m in messages if isinstance(m, dict) and m.get("role") == "user"]
    last = messages[-1]
    if not said or not isinstance(last, dict) or last.get("role") != "user":
        raise RequestError(texts.LAST_IS_THE_USERS, "messages")
    *earlier, question = said
    check_question(question)
    return ChatRequest(question, [e for e in earlier if _usable(e)][-_EARLIER:], model, stream)


def _usable(question: str) -> bool:
    """Whether a question of before can be leant on; one that was refused then is passed over."""
    try:
        check_question(question)
    except QuestionError:
        return False
    return True


def _words(message: dict[str, Any]) -> str:
    """The text of a message, which may come in parts."""
    content = message.get("content")
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        raise RequestError(texts.CONTENT, "messages")
    parts = [p for p in content if isinstance(p, dict)]
    if len(parts) < len(content) or any(
        p.get("type") != "text" or not isinstance(p.get("text"), str) for p in parts
    ):
        raise RequestError(texts.TEXT_ONLY, "messages")
    return "\n".join(p["text"] for p in parts)
