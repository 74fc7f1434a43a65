"""Which documents a question names, by 文号 or by 《title》."""

import re

from corpus.language.document_numbers import find_numbers, title_key
from index.store import Store

_KIND = re.compile(
    "(?<![办方])法(?![人规律定院官])|条例|办法|规定|细则|规则|方案|意见|通知|措施|政策|指南|指引|标准|规范|目录|规划|计划|公告|通告|决定|解释|清单|规程|制度"
)
_BRACKETS = (("〔", "〕"), ("［", "］"), ("[", "]"), ("（", "）"), ("(", ")"), ("【", "】"))
_ABBREVIATION = 3  # last characters of an issuer's abbreviation that a mention must have
_SHORTEST, _SHORTEST_LAW, _LONGEST = 6, 3, 60  # characters of a title as it is spoken

# Brackets are left out as people type: 豫政办2011年75号.
_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{1,8})\s*[〔\[（(［【]?\s*([12][0-9]{3})\s*[〕\]）)］】]?\s*年?\s*(?:第)?\s*([0-9]{1,4})\s*号"
)
_TITLE = re.compile("《([^《》]{4,80})》")


def names_a_number(question: str) -> bool:
    """Whether the question names a document by its number."""
    return bool(_NUMBER.search(question))


def named_documents(question: str, store: Store) -> list[str]:
    """Ids of the live documents that a question names, numbers first; empty if none is here.

    A title without 《》 counts where it ends in a kind of document and is no common word (实施细则).
    """
    found = [_numbered(match, store) for match in _NUMBER.finditer(question)]
    for title in _TITLE.findall(question):
        key = title_key(title)
        known = store.names.called([key]).get(key, [])
        found.append(
            store.names.named(title, "") or next(iter(known), "") or store.names.titled(title)
        )
    if not any(found):
        found += spoken_titles(question, store)[:1]
    return list(dict.fromkeys(document_id for document_id in found if document_id))


def absent_names(question: str, store: Store) -> list[str]:
    """The numbers and 《titles》 in a question that no document here bears and no text speaks of, as
    the question writes them; where a text speaks of one (已被…废止), that may answer."""
    found = []
    for match in _NUMBER.finditer(question):
        prefix, year, serial = match.groups()
        short = prefix[-_ABBREVIATION:]
        spelt = [f"{short}{left}{year}{right}{serial}号" for left, right in _BRACKETS]
        if not _numbered(match, store) and not store.names.mentioned(spelt):
            found.append(f"文号为{match[0].strip()}的文件")
    for title in _TITLE.findall(question):
        known = named_documents(f"《{title}》", store) or store.names.mentioned([title])
        if _KIND.search(title) and not known:
            found.append(f"《{title}》")
    return found


def spoken_titles(question: str, store: Store) -> list[str]:
    """Ids of the documents whose title the question holds without 《》, the longest title first."""
    words = title_key(question)
    keys = {
        words[start : kind.end()]
        for kind in _KIND.finditer(words)
        for start in range(max(0, kind.end() - _LONGEST), kind.end() - _shortest(kind[0]) + 1)
    }
    called = store.names.called(sorted(keys))
    longest = sorted(called, key=len, reverse=True)
    return [document_id for key in longest[:1] for document_id in called[key]]


def _shortest(kind: str) -> int:
    return _SHORTEST_LAW if kind == "法" else _SHORTEST


def _numbered(match: re.Match[str], store: Store) -> str:
    prefix, year, serial = match.groups()
    for at in range(len(prefix)):  # 请问豫政办2011年75号: the number begins somewhere in it
        if found := store.names.named("", f"{prefix[at:]}〔{year}〕{serial}号"):
            return found
    for start, end, number in find_numbers(match.string):  # 财政部 税务总局公告2020年第9号
        if start < match.end() and match.start() < end:
            return store.names.named("", number)
    return ""
