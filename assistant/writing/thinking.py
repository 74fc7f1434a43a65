"""Take out of a model's text what it thought before it answered, however that is marked."""

import re

# <think>…</think> (Qwen, DeepSeek), <seed:think> (Doubao), ◁think▷ (Kimi), [THINK] (Magistral).
_NAME = r"(?:seed:)?(?:think(?:ing)?|thoughts?|reasoning)"
_OPEN = rf"(?:<{_NAME}>|◁think▷|\[THINK\])"
_CLOSE = rf"(?:</{_NAME}>|◁/think▷|\[/THINK\])"
_TAG = re.compile(f"(?P<open>{_OPEN})|{_CLOSE}", re.IGNORECASE)
# gpt-oss: <|channel|>analysis<|message|>…<|end|><|start|>assistant<|channel|>final<|message|>…
_CHANNEL = re.compile(
    r"<\|channel\|>\s*(\w+)[^<]*<\|message\|>(.*?)(?=<\|(?:end|return|start|channel|call)\|>|\Z)",
    re.DOTALL,
)
_CONTROL = re.compile(r"<\|[a-z_]{2,20}\|>|<[｜|][A-Za-z▁_ ]{2,30}[｜|]>|</s>")


def without_thoughts(text: str) -> str:
    """``text`` as the model means it to be read; of a text that only thinks so far, nothing."""
    if "<|channel|>" in text:
        text = "".join(words for name, words in _CHANNEL.findall(text) if name == "final")
    return _CONTROL.sub("", _outside(text)).strip()


def _outside(text: str) -> str:
    """What stands between thoughts. Templates that open the thought themselves leave only its end in
    the text: what comes before that is thought, too."""
    kept: list[str] = []
    inside, at = False, 0
    for tag in _TAG.finditer(text):
        if not tag["open"]:
            if not inside:
                kept.clear()
            inside, at = False, tag.end()
        elif not inside:
            kept.append(text[at : tag.start()])
            inside = True
    return "".join(kept) + ("" if inside else text[at:])
