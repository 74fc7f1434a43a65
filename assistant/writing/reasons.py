"""Why there is no answer, in words for the reader, from what endpoints say in their many ways."""

import re

from assistant.writing.errors import EndpointError, ModelError

TIMED_OUT = "模型没有在限定时间内写完"
UNREACHABLE = "模型服务连接不上"
BAD_KEY = "模型服务不接受密钥"
NO_CREDIT = "模型服务的余额或用量不足"
BUSY = "模型服务正忙"
NO_MODEL = "模型服务上没有这个模型或地址"
MALFORMED = "模型服务的回复无法识别"
BROKEN = "模型服务报错"
CUT_OFF = "模型的回答中途断了"
ONLY_THOUGHT = "模型只写了思考过程，没有写出回答"
EMPTY = "模型没有给出内容"
REFUSED = "模型拒绝作答"
SENSITIVE = "模型服务以内容敏感为由没有作答"
TOO_LONG = "模型的回答过长"
TOO_MUCH = "材料超过了模型能读的长度"
RESTING = "模型服务接连出错，暂停调用"

_OF_STATUS = {
    401: BAD_KEY, 402: NO_CREDIT, 403: BAD_KEY, 404: NO_MODEL, 408: TIMED_OUT, 429: BUSY, 503: BUSY,
    504: TIMED_OUT,
}  # fmt: skip
# What is written where a filter stopped the answer: DashScope, Zhipu, Azure, Gemini, Volcengine.
_SENSITIVE = re.compile(
    r"sensitive|data_?inspection_?failed|content_?filter|responsible_?ai|\b1301\b|敏感|不安全内容",
    re.IGNORECASE,
)
_TOO_MUCH = re.compile(
    r"context.{0,20}(?:length|window|size)|maximum.{0,20}(?:length|tokens)|too many tokens"
    r"|prompt is too long|上下文.{0,6}长度|超过.{0,8}长度",
    re.IGNORECASE,
)
_NO_CREDIT = re.compile(r"insufficient_?(?:quota|balance)|arrearage|余额不足|欠费", re.IGNORECASE)
_FINISHED = frozenset(
    "stop eos end_turn stop_sequence end complete completed finished eos_token stop_token".split()
)
_FILTERED = frozenset("sensitive content_filter safety prohibited_content blocklist".split())
_LONG = frozenset(("length", "max_tokens", "max_output_tokens"))


def of_status(status: int, words: str) -> ModelError:
    """The reason for an HTTP status and what the endpoint wrote with it."""
    if _SENSITIVE.search(words):
        return ModelError(SENSITIVE)
    if _NO_CREDIT.search(words):
        return EndpointError(NO_CREDIT)
    if status in (400, 413, 422) and _TOO_MUCH.search(words):
        return ModelError(TOO_MUCH)
    reason = _OF_STATUS.get(status, f"{BROKEN}（HTTP {status}）")
    return ModelError(reason) if status in (400, 413, 422) else EndpointError(reason)


def of_error(words: str) -> ModelError:
    """The reason for an error that stands in a reply of status 200."""
    if _SENSITIVE.search(words):
        return ModelError(SENSITIVE)
    return EndpointError(NO_CREDIT if _NO_CREDIT.search(words) else BROKEN)


def of_finish(finish: str, ended: bool) -> ModelError | None:
    """Why an answer that ends with ``finish`` is not whole, None if it is.

    ``ended``: the endpoint said that nothing more would come; many say no more than that.
    """
    word = finish.strip().lower()
    if word in _FINISHED or (not word and ended):
        return None
    if word in _FILTERED:
        return ModelError(SENSITIVE)
    if word == "refusal":
        return ModelError(REFUSED)
    if word in _LONG:
        return ModelError(CUT_OFF)
    return EndpointError(BUSY if word == "insufficient_system_resource" else CUT_OFF)
