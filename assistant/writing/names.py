"""Departments, documents and other names of a sentence against those of the words it cites."""

import re

from assistant.writing.parts import Actor, Part
from assistant.writing.plain import plain
from corpus.language.departments import DepartmentTable
from corpus.language.document_numbers import find_numbers, number_key, same_title

_TITLE = re.compile("《([^《》]*)》")
_CALLED = re.compile("[（(](?:现|原|现为|今为?)[：:]?([^（）()]{2,20})[）)]")
_GENERIC = re.compile("(?:行政主管部门|主管部门|管理部门|部门|单位)$")
# 对企业, 向银行: who gives and who takes must stay as they are.
_DIRECTION = re.compile(
    "(?<![针应绝相])(?:对|向|给(?!予)|被|比(?!例|较|重|如)|把|替|为(?!主|了|辅))(?=(..))"
)


def without_own_document(words: str, title: str, number: str) -> str:
    """``words`` without the cited document's own title and number, which any sentence may name."""
    for start, end, written in reversed(find_numbers(words)):
        if number and number_key(written) == number_key(number):
            words = words[:start] + words[end:]
    words = _TITLE.sub(lambda m: "" if same_title(m[1], title) else m[0], words)
    return re.sub("[（(][）)]", "", words)


def without_todays_names(words: str, table: DepartmentTable) -> str:
    """``words`` without brackets that only say what a department is or was called."""

    def kept(found: re.Match[str]) -> str:
        mentions = table.find(found[1])
        return "" if mentions and mentions[0].name == found[1] else found[0]

    return _CALLED.sub(kept, words)


def strange_document(words: str, quote: str) -> bool:
    """Whether ``words`` name a document that the quote does not name."""
    held = plain(quote)
    if any(plain(title) not in held for title in _TITLE.findall(words)):
        return True
    known = {number_key(written) for _, _, written in find_numbers(quote)}
    return any(number_key(written) not in known for _, _, written in find_numbers(words))


def strange_actor(part: Part, span: list[Part], table: DepartmentTable) -> bool:
    """Whether a part of the sentence names a department that the span does not, or in another role."""
    held = [actor for p in span for actor in p.actors]
    return any(not any(same_actor(a, b, table) for b in held) for a in part.actors)


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


def other_direction(words: str, span: str) -> bool:
    """Whether 对、向、给… stands before something it does not stand before in the span."""
    return any(match[0] + match[1] not in span for match in _DIRECTION.finditer(words))
