"""A model that says the same again is heard once."""

import re

_MARK = r"\s*[\[［【]\^?[0-9]{1,3}(?:\s*[,，、]\s*[0-9]{1,3})*[\]］】]"
_SENTENCE = re.compile(rf"\n+|[^。！？\n]+(?:[。！？]+(?:{_MARK})*)?|[。！？]+")
# numbers stay: a list that judges or corrects sentence by sentence may well say the same of two
_LEAD = re.compile(r"\s*[-*•·]\s*")
_DATA = re.compile(r"[{\[]\s*[\"{]")
_SHORT = 6  # signs; “如下：” may well stand twice
_LOOPING = 3  # times as long as what it says: nothing more will come


def said_once(text: str) -> str:
    """``text`` without the sentences that stand before already, word for word and with the same
    marks. Data (JSON) is left as it is."""
    if _DATA.search(text):
        return text
    seen: set[str] = set()
    kept: list[str] = []
    for part in _SENTENCE.findall(text):
        words = _LEAD.sub("", part, count=1).strip()
        if len(words) >= _SHORT and words in seen:
            continue
        seen.add(words)
        kept.append(part)
    return re.sub(r"\n{3,}", "\n\n", "".join(kept)).strip()


def looping(text: str) -> str:
    """What a model says that goes round in circles, without its last sentence, which may be half;
    "" where it does not."""
    once = said_once(text)
    if not once or len(once) * _LOOPING > len(text):
        return ""
    end = max(once.rfind(sign) for sign in "。！？\n")
    tail = re.match(rf"(?:{_MARK})*", once[end + 1 :])
    return once[: end + 1 + (tail.end() if tail else 0)].strip()
