"""Departments, documents and other names of a sentence against those of the words it cites."""

import re

from assistant.writing.actors import Actor
from assistant.writing.plain import plain
from corpus.language.departments import DepartmentTable
from corpus.language.document_numbers import find_numbers, number_key, same_title

_TITLE = re.compile("《([^《》]*)》")
_CALLED = re.compile("[（(](?:现|原|现为|今为?)[：:]?([^（）()]{2,20})[）)]")
_GENERIC = re.compile("(?:行政主管部门|主管部门|管理部门|部门|单位)$")
# 对企业, 向银行: who gives and who takes must stay as they are.
_DIRECTION = re.compile(
    "(?<![针应绝相])(?:对|向|给(?!予)|被|比(?!例|较|重|如)|把|替|(?<![定评列视成作称])为(?!主|了|辅))(?=(..))"
)


def without_own_document(words: str, title: str, number: str) -> str:
    """``words`` without the cited document's own title and number, which any sentence may name."""
    for start, end, written in reversed(find_numbers(words)):
        if number and number_key(written) == number_key(number):
            words = words[:start] + words[end:]
    words = _TITLE.sub(lambda m: "" if same_title(m[1], title) else m[0], words)
    return re.sub("[（(][）)]", "", words)


def strange_document(words: str, quote: str) -> bool:
    """Whether ``words`` name a document that the quote does not name."""
    held = plain(quote)
    if any(plain(title) not in held for title in _TITLE.findall(words)):
        return True
    known = {number_key(written) for _, _, written in find_numbers(quote)}
    return any(number_key(written) not in known for _, _, written in find_numbers(words))


def same_actor(said: Actor, held: Actor, table: DepartmentTable) -> bool:
    """Whether two mentions are one department in one role: by the same name, or by today's."""
    if said.role != held.role:
        return False
    name, written = said.mention.name, held.mention.name
    if name in written:
        return True
    today = table.today(written, held.mention.department)
    if today and name in today.split("、"):
        return True
    if said.mention.department.key != held.mention.department.key:
        return False
    # 发展改革、国土资源等部门: a member of a list shares its last one's word
    return bool(_GENERIC.search(name)) and _GENERIC.sub("", name) == _GENERIC.sub("", written)


def other_direction(words: str, span: str) -> str:
    """Words before which 对、向、给… stands as it does not in the span ("": none)."""
    turned = [m for m in _DIRECTION.finditer(words) if m[0] + m[1] not in span]
    return next((m[1] for m in turned), "")
