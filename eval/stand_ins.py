"""Models that we know all about: one copies what it is given, one changes something in every copy."""

import random
import re
import threading
from collections.abc import Callable, Iterator

from assistant.writing.endpoint import Endpoint
from assistant.writing.parameters import Message

_SPAN = re.compile(r"^\[(\d+)\] 出处：.*\n条文：(.*)$", re.MULTILINE)
_DEPARTMENT = re.compile("[\u4e00-\u9fff]{2,8}(?:部门|厅|委员会)|省财政|各级政府")
_VERB = re.compile(
    "支持|加大|加快|推广|建设|实施|组织|安排|淘汰|负责|发展|培育|鼓励|给予|提高|推进|加强"
)


class Faithful(Endpoint):
    """Writes the first three clauses it is given, word for word, each under its mark."""

    def stream(
        self, messages: list[Message], stop: threading.Event | None = None, as_json: bool = False
    ) -> Iterator[str]:
        """Yield one sentence a clause."""
        for n, quote in _SPAN.findall(messages[1][1])[:3]:
            yield f"{quote.rstrip('。；; ')}[{n}]。"


class Liar(Endpoint):
    """Writes every clause it is given, each with one thing changed."""

    def stream(
        self, messages: list[Message], stop: threading.Event | None = None, as_json: bool = False
    ) -> Iterator[str]:
        """Yield the lies."""
        yield from lies(messages[1][1])


def lies(prompt: str) -> list[str]:
    """Every way of turning a clause that applies to it; the same for the same prompt."""
    spans = [(n, quote.rstrip("。；; ")) for n, quote in _SPAN.findall(prompt)]
    told = []
    for at, (n, quote) in enumerate(spans):
        chance = random.Random(quote)
        for turn in _TURNS:
            turned = turn(quote, chance)
            if turned != quote:
                told.append(f"{turned}[{n}]。")
        other_n, other = spans[(at + 1) % len(spans)]
        if other not in quote and quote not in other:
            told.append(f"{other}[{n}]。")
            head, tail = re.split("[，、]", quote)[0], re.split("[，、]", other)[-1]
            together = any(head in text and tail in text for _, text in spans)
            if head != quote and tail != other and not together:
                told.append(f"{head}，{tail}[{n}][{other_n}]。")
    return told


def _digit(text: str, chance: random.Random) -> str:
    places = [m.start() for m in re.finditer("[0-9]", text)]
    if not places:
        return text
    place = chance.choice(places)
    digit = chance.choice([d for d in "123456789" if d != text[place]])
    return text[:place] + digit + text[place + 1 :]


def _negation(text: str, chance: random.Random) -> str:
    places = [m.start() for m in _VERB.finditer(text)]
    if not places:
        return text
    place = chance.choice(places)
    return text[:place] + chance.choice(["不", "不得", "禁止", "停止"]) + text[place:]


def _department(text: str, chance: random.Random) -> str:
    name = chance.choice(["税务部门", "公安部门", "省教育厅", "水利部门", "县级以上卫生健康委员会"])
    return _DEPARTMENT.sub(name, text, count=1)


def _bound(text: str, _: random.Random) -> str:
    swap = {"以上": "以下", "以下": "以上", "超过": "不足"}
    return re.sub("|".join(swap), lambda m: swap[m[0]], text)


def _verb(text: str, chance: random.Random) -> str:
    swap = chance.choice(["淘汰", "禁止", "补贴", "免征", "奖励"])
    changed = _VERB.sub(swap, text, count=1)
    return changed if changed != text else text


def _invention(text: str, chance: random.Random) -> str:
    more = ["，并给予现金奖励", "，无需审批", "，全部免费", "，有效期至2030年", "，由市长负责"]
    return text + chance.choice(more)


def _must(text: str, _: random.Random) -> str:
    return re.sub(
        "可以?(?=安排|申请|享受)", "必须", re.sub("要(?=[依尽做优根])|应当?", "可以", text)
    )


_TURNS: list[Callable[[str, random.Random], str]] = [
    _digit, _negation, _department, _bound, _verb, _invention, _must,
]  # fmt: skip
