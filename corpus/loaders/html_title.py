"""Which of the words on a page are its article's title, and not the site's, a column's or a firm's.

No single place tells: ``<title>`` and ``<h1>`` often hold the site's name on every page. So the
places are heard together: the page's statement (a card's 标题, ``ArticleTitle``), headings near the
article, the words above the line with date and source, the pieces of ``<title>``. What they agree
on wins, and a name that says no subject (某某有限公司, 通知公告, 政策详情) never does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corpus.language.words import unspaced
from corpus.loaders.html_inline import NAMED_TITLE, Line
from corpus.loaders.web_labels import LABEL, bare_label
from corpus.loaders.web_marks import is_crumb

_REPRINT = re.compile(r"^\s*[（(【\[]\s*转[载发]\s*[）)】\]]\s*")
_TRIM = re.compile(r"^[\s:：·•*#_|>＞»\-—]+|[\s:：·•*#_|<＜«\-]+$")
_NUMBERED = re.compile(
    r"\s*[（(]\s*[\u4e00-\u9fff]{1,14}\s*[〔\[（(][12][0-9]{3}[〕\])）]\s*第?\s*[0-9]+\s*号\s*[）)]$"
)
# Words that only titles of documents and reports have.
_KIND = re.compile(
    "(?:通知|公告|公示|通告|意见|办法|规定|方案|细则|措施|条例|决定|批复|指南|指引|规划|纲要|计划|要点|准则|规则|"
    "标准|目录|清单|解读|问答|流程|程序|须知|答复|名单|报告|倡议书|公开信|政策|条件)(?:[（(].{1,12}[）)])?$"
)
_SUBJECT = re.compile(rf"关于|印发|[“《]|[？！?!]$|{_KIND.pattern}")
# A line that can be nothing but the title of an official document.
_OFFICIAL = re.compile(
    r"(?:关于|印发).{2,}(?:通知|意见|公告|通告|决定|批复|函|通报|公示|请示|报告)(?:[（(].{1,12}[）)])?$"
)
# A name of somebody or of a site.
_NAME = re.compile(
    r"(?:公司|集团|网|网站|官网|门户|平台|政府|局|厅|委|委员会|办|办公室|中心|处|科|协会|学会|商会|联合会|大学|学院|学校|医院|"
    r"研究院|研究所|银行|频道|专栏|专题|系统|公众号|服务号|在线|首页|管委会|开发区|总站|数据库)(?:[（(].{1,8}[）)])?$|(?:政府|厅|局|委|办|室|部|院|会)文件$|^欢迎(?:您|光临|来到|访问)|^\W*Untitled|^无标题|"
    r"^(?:Microsoft Word|Document|新建)\b|\.(?:docx?|html?|wps|pdf)$",
    re.I,
)
# What columns of sites and pages of templates are called, made of these words and of nothing else.
_COLUMN = re.compile(
    "(?:首页|网站|正文|详情|详细|文章|内容|查看|浏览|政策|法规|法律|规章|文件|文库|新闻|通知|公告|公示|通告|信息|公开|动态|资讯|要闻|中心|列表|"
    "栏目|频道|专题|解读|政务|服务|办事|指南|互动|交流|页面|展示|阅读|工作|最新|业务|行业|企业|热点|规范性|行政|库|页|本站|当前|"
    "附件|目录|市级|省级|国家|区级|其他|及|与|和|、|/|·|>|-)+"
)
_PIECES = re.compile(
    r"(\s*(?:[_|｜]|--+|——+)\s*|\s+[-—–·]\s+|(?<=[\u4e00-\u9fff）)》”])[-—–](?=[\u4e00-\u9fff]))"
)
_DECREED = re.compile("[\u4e00-\u9fff]{1,14}[〔\\[][12][0-9]{3}[〕\\]]\\s*第?[0-9]+号")
_SHORTEST, _LONGEST = 4, 150  # characters of a title
_TITLE_LINES = 4  # lines of the longest title and its second line
_HEAD_MOST = 300  # lines above an article's first sentences that are looked at, the nearest
_PAGE_MOST = 400  # characters of ``<title>``
# What each place is worth; agreement adds up.
_WORTH = {"info": 3.0, "heading": 2.0, "named": 1.5, "page": 1.5, "stated": 4.0, "text": 0.5}


@dataclass(slots=True)
class _Candidate:
    text: str
    position: int
    worth: dict[str, float] = field(default_factory=dict)


def page_title(
    head: Sequence[Line], info: int, stated: Sequence[str], page: str, names: Sequence[str] = ()
) -> str:
    """Return the title of the article, "" where nothing on the page says one.

    ``head``: the page's lines up to the article's first sentences; ``info``: the position among
    them of the line with date and source, -1 for none; ``stated``: titles of cards and meta tags;
    ``page``: the text of ``<title>``; ``names``: of the site and its column, as meta tags say.
    """
    known = {unspaced(name) for name in names if name}
    found: dict[str, _Candidate] = {}

    def hear(place: str, text: str, position: int) -> None:
        text = _cleaned(text[: 2 * _LONGEST])
        key = unspaced(text)
        if names_subject(text) and key not in known and not LABEL.match(text):
            candidate = found.setdefault(key, _Candidate(text, position))
            candidate.worth[place] = max(candidate.worth.get(place, 0.0), _WORTH[place])
            if position >= 0:
                candidate.position = position

    for text in stated:
        hear("stated", text, -1)
    page, head, info = page[:_PAGE_MOST], head[-_HEAD_MOST:], info - max(0, len(head) - _HEAD_MOST)
    frames = _frames(head)
    for position, group in _groups(head, info, unspaced("\n".join((page, *stated)))):
        level = min((line.heading for line in group if line.heading), default=0)
        if position in frames:
            level = 0
        if level and not _linked(group):
            hear("heading" if level <= 3 else "named", _joined(group, page, stated), position)
        joined = _joined(group, page, stated)
        if _OFFICIAL.search(joined) and not _linked(group):
            hear("text", joined, position)
        labelled = position > 0 and bool(bare_label(head[position - 1].text))
        if position + len(group) == info and not labelled and not is_crumb(group[0].text):
            hear("info", _joined(group, page, stated), position)
    for text in _page_titles(page):
        hear("page", text, -1)
    return _best(list(found.values()), page)


def names_subject(text: str) -> bool:
    """Whether a text can be a title: not the name of a body, a site or a column."""
    tight = unspaced(text)
    if not _SHORTEST <= len(tight) <= _LONGEST or not re.search("[\u4e00-\u9fff]", tight):
        return False
    if _COLUMN.fullmatch(tight) or _DECREED.fullmatch(tight) or re.search("[。；;]", tight):
        return False
    return not _NAME.search(tight) or bool(re.search("关于|印发|《", tight))


def is_column(text: str) -> bool:
    """Whether a text is what columns of sites are called, and nothing else."""
    return len(text) <= 20 and bool(_COLUMN.fullmatch(unspaced(text)))


def _best(found: list[_Candidate], page: str) -> str:
    """The candidate that most places say; the one nearer to the article where they are equal."""
    if not found:
        return ""
    inside = unspaced(page)

    def value(candidate: _Candidate) -> tuple[float, int, int]:
        key = unspaced(candidate.text)
        worth = sum(candidate.worth.values())
        worth += 1.5 * (len(key) >= 6 and key in inside and "page" not in candidate.worth)
        worth += 1.0 * bool(_SUBJECT.search(key))
        return worth, candidate.position, len(key)

    best = max(found, key=value)
    if best.text.endswith(("…", "...")):
        start = unspaced(best.text).rstrip("….")
        longer = [c for c in found if unspaced(c.text).startswith(start) and c is not best]
        best = max(longer, key=value, default=best)
    return best.text


def _groups(head: Sequence[Line], info: int, said: str) -> list[tuple[int, list[Line]]]:
    """Lines that one title may be set in: of one element, or headings below each other that the
    page elsewhere says in one, or that together stand above the line with date and source."""
    groups: list[tuple[int, list[Line]]] = []
    for position, line in enumerate(head):
        above = groups[-1][1] if groups else []
        if above and (line.broken or _goes_on(above, line, position == info - 1, said)):
            above.append(line)
        else:
            groups.append((position, [line]))
    return groups


def _goes_on(above: Sequence[Line], line: Line, last: bool, said: str) -> bool:
    """Whether a line is the second line of the heading above it."""
    first = above[0]
    if not first.heading or len(above) >= _TITLE_LINES or not names_subject(first.text):
        return False
    if line.text.startswith(("—", "－－", "--")):
        return True
    if not line.heading:
        return False
    whole = unspaced(first.text + line.text)
    return whole in said or (last and first.heading < line.heading <= 3)


def _frames(head: Sequence[Line]) -> set[int]:
    """Positions in elements that are named a title but hold more than one."""
    found: set[int] = set()
    for named, run in groupby(range(len(head)), key=lambda i: head[i].heading == NAMED_TITLE):
        positions = list(run)
        if named and len(positions) > _TITLE_LINES:
            found.update(positions)
    return found


def _joined(group: Sequence[Line], page: str, stated: Sequence[str]) -> str:
    """The lines of a title as one: with a space where another place writes one, or where the second
    line starts anew; without where it goes on."""
    words = [line.text for line in group]
    if len(words) == 1:
        return words[0]
    spaced, tight = " ".join(words), "".join(words)
    if any(spaced in text for text in (page, *stated)):
        return spaced
    return tight if _KIND.search(tight) and not _KIND.search(words[0]) else spaced


def _linked(group: Sequence[Line]) -> bool:
    return sum(line.links for line in group) > 0.6 * sum(len(line.text) for line in group)


def _cleaned(text: str) -> str:
    return _TRIM.sub("", _NUMBERED.sub("", _REPRINT.sub("", text.strip())))


def other_names(page: str, title: str) -> list[str]:
    """The pieces of ``<title>`` that are not the article's: names of the site and its columns."""
    return [
        name
        for piece in _PIECES.split(page)[::2]
        if (name := _cleaned(piece)) and name not in title
    ]


def _page_titles(page: str) -> list[str]:
    """What ``<title>`` may say of the article: the piece that names a document, else what is left
    of it without the names of site and columns at its ends."""
    pieces = _PIECES.split(page)
    words = pieces[::2]
    first, last = 0, len(words)
    while first < last and not names_subject(_cleaned(words[last - 1])):
        last -= 1
    while first < last and not names_subject(_cleaned(words[first])):
        first += 1
    documents = [w for w in words[first:last] if _SUBJECT.search(unspaced(_cleaned(w)))]
    if len(documents) == 1:
        return documents
    middle = "".join(pieces[2 * first : max(0, 2 * last - 1)])
    return [middle] if middle else []
