"""What kind of official document a title announces (文种): 通知, 意见, 办法…"""

import re

# The kinds of 党政机关公文处理工作条例, those of rules and plans, and what public bodies call the rest.
_GENRES = (
    "决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|批复|函|纪要|条例|规定|办法|细则|规则|规程|方案|"
    "规划|计划|纲要|措施|政策|标准|目录|指南|清单|要点|解读|解答|倡议书|公开信"
)
_GENRE = re.compile(rf"({_GENRES})(?:[（(〔\[][^（()）]{{1,20}}[）)〕\]])*$")


def genre_of(title: str) -> str:
    """The kind named at the end of a title (关于印发《…办法》的通知 → 通知), "" where none is."""
    found = _GENRE.search("".join(title.split()).rstrip("》”!！。"))
    return found[1] if found else ""
