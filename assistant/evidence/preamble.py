"""Clauses that open a document and answer nothing: 现就有关事项通知如下."""

import re

# 根据《…》，现就有关事项通知如下： tells why and on what ground, nothing else.
_OPENING = re.compile(
    r"(?:现|特|兹)(?:就|将|对|作|制定|提出|通知|公告|通告|印发)[^。；]{0,80}如下[：:。]?\s*$|(?:通知|公告|通告)如下[：:]?\s*$"
)
_GROUND_ASKED = re.compile("依据|根据|凭什么|为什么|为啥|为何|目的|原因|背景|上位")


def opens_document(clause: str, question: str) -> bool:
    """Whether a clause only opens a document and the question is not on what such words tell."""
    return bool(_OPENING.search(clause)) and not _GROUND_ASKED.search(question)
