"""Names and shares of time in a sentence that its unit does not have: what no other wording may bring in."""

import re

from corpus.language.words import word_spans

# what ends the name of a body or of a place below the county
_BODY = re.compile(
    "(?:集团|公司|银行|大学|学院|医院|协会|委员会|机构|网站|平台|中心|街道|乡镇|镇|社区|园区|开发区|基金)$"
)
_LEVEL = re.compile(
    "(?:本|全)(?:省|市|县|区|镇|乡|村|国)|[国省市区县](?:外|内|级|属)(?!观|容)|境[内外]|街道|乡镇"
)
_EVERY = re.compile("(?:每|按|逐)一?个?(半年|季度?|年度?|月|周|星期|日|天|小时)(?!内)")
_SAME = {"季度": "季", "年度": "年", "星期": "周", "天": "日"}
_ITEMS = re.compile("[、]|和|与|及|或者?")


def strange_level(said: str, known: str) -> bool:
    """Whether a sentence says 本省 or 省级 where its unit does not."""
    return any(level not in known for level in _LEVEL.findall(said) if not _wider(level, known))


def strange_period(said: str, unit: str) -> bool:
    """Whether a sentence says how often (每月) otherwise than its unit."""
    held = set(map(_period, _EVERY.findall(unit)))
    return bool(held) and any(_period(p) not in held for p in _EVERY.findall(said))


def is_body(words: list[str]) -> bool:
    """Whether one of some words that a unit does not have names a body (政府网站, 代理机构)."""
    return any(_BODY.search(word) for word in words)


def strange_item(text: str, novel: list[str]) -> bool:
    """Whether a list of a phrase has an item that wholly consists of words its unit does not have."""
    if "、" not in text:
        return False
    items = [item for item in _ITEMS.split(text) if item]
    own = [[item[s:e] for s, e in word_spans(item)] for item in items[1:]]
    return any(words and words[0] in novel and len(words[0]) > 1 for words in own)


def _wider(level: str, known: str) -> bool:
    """本市, 全市 and 我市 are one."""
    return level[0] in "本全" and any(w + level[1] in known for w in "本全我该")


def _period(written: str) -> str:
    return _SAME.get(written, written)
