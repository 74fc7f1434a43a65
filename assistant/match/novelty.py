"""New for the first time: a measure for 首次认定 or 新增 is not for what has been so for years."""

import re
from datetime import date

from assistant.match.statements import Statement

_NEW = re.compile(
    "首次|新增|新引进|新设立|新建|新备案|新入|新获|新成立|新落户|新注册|新上(?!市)|新开工|新投产"
)
_FRESH = re.compile("首次|新增|新|今年|当年|刚|本年")
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(?=年|$|-)")
_AGAIN = re.compile("重新认定|复审|复核|再次|续期")


def novelty(plain: str, by: Statement, as_of: date) -> bool | None:
    """Whether a statement is as new as the condition asks, None where either doesn't say."""
    if not _NEW.search(plain):
        return None
    if _AGAIN.search(by.text):
        return False
    years = [int(year) for year in _YEAR.findall(by.text)]
    if years:
        return max(years) >= as_of.year - 1
    return True if _FRESH.search(by.words.text) else None
