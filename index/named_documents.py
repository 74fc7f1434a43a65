"""Which documents a question names, by 文号 or by 《title》."""

import re

from index.store import Store

# Brackets are left out as people type: 豫政办2011年75号.
_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{1,8})\s*[〔\[（(［【]?\s*([12][0-9]{3})\s*[〕\]）)］】]?\s*年?\s*(?:第)?\s*([0-9]{1,4})\s*号"
)
_TITLE = re.compile("《([^《》]{4,80})》")


def names_a_number(question: str) -> bool:
    """Whether the question names a document by its number."""
    return bool(_NUMBER.search(question))


def named_documents(question: str, store: Store) -> list[str]:
    """Ids of the live documents that a question names, numbers first; empty if none is here."""
    found = [_numbered(match, store) for match in _NUMBER.finditer(question)]
    for title in _TITLE.findall(question):
        found.append(store.names.named(title, "") or store.names.titled(title))
    return list(dict.fromkeys(document_id for document_id in found if document_id))


def _numbered(match: re.Match[str], store: Store) -> str:
    prefix, year, serial = match.groups()
    for at in range(len(prefix)):  # 请问豫政办2011年75号: the number begins somewhere in it
        if found := store.names.named("", f"{prefix[at:]}〔{year}〕{serial}号"):
            return found
    return ""
