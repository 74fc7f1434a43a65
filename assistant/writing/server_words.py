"""What an endpoint says of an error, fit for the log: short, without keys, without the question."""

import json
import re
from collections.abc import Iterable
from typing import Any

from pydantic import SecretStr

_LONGEST = 300  # characters
_SECRETS = re.compile(
    r"(?i:bearer)\s+\S+|\b(?:sk|pk|ak|key|ms|gsk)[-_]\S{6,}|[A-Za-z0-9+/_=.*-]{24,}"
)
_CHINESE = re.compile("[\u4e00-\u9fff]{4,}")
_URL = re.compile(r"https?://\S+")


def words_of(body: str) -> str:
    """The message and codes in the body of an error, the body itself where it has no such form."""
    try:
        value: Any = json.loads(body)
    except (ValueError, RecursionError):
        return body
    return error_words(value) or body


def error_words(value: Any) -> str:
    """``{"error": {"message", "code", "type"}}`` and its relatives in one line, "" for anything else."""
    if isinstance(value, dict):
        inner = value.get("error", value)
        if isinstance(inner, str):
            return inner
        source = inner if isinstance(inner, dict) else value
        names = ("code", "type", "param", "message", "msg", "detail", "error_msg")
        return " ".join(_plain(source[name]) for name in names if source.get(name))
    return ""


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def masked(words: str, key: SecretStr | None, sent: Iterable[str]) -> str:
    """``words`` on one short line: no key, no address, nothing of what was ``sent``."""
    line = " ".join(words.split())
    if key is not None and key.get_secret_value():
        line = line.replace(key.get_secret_value(), "…")
    line = _SECRETS.sub("…", _URL.sub("…", line))
    told = "".join(sent)
    line = _CHINESE.sub(lambda run: "…" if run[0] in told else run[0], line)
    return line[:_LONGEST]
