"""Metadata of a web page: the standard's ``<meta>`` names and the table above the article.

GB/T 33476.3 names the fields that sites show (索引号, 发文机关, 成文日期, 发文字号…); the check of
government sites asks for ``ArticleTitle``, ``PubDate``, ``ContentSource`` and ``Url`` as meta tags.
"""

import re
from collections.abc import Iterable
from datetime import date

from selectolax.lexbor import LexborNode

from corpus.language.numerals import find_dates
from corpus.loaders.html_inline import Line, tidy
from corpus.loaders.web_labels import LABEL, bare_label, key_of

_DATES = frozenset({"issued", "published", "effective", "expires"})
_DATE = re.compile(
    r"([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])|(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])"
)
_META = {
    "articletitle": "title", "og:title": "title", "pubdate": "published", "firstpublishedtime": "published",
    "article:published_time": "published", "publishdate": "published", "contentsource": "source", "url": "source_url",
    "sitename": "site", "og:site_name": "site", "columnname": "column",
    "generator": "generator",
}  # fmt: skip
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}\s*[〔\[（(［【]\s*[12][0-9]{3}\s*[〕\]）)］】]\s*(?:第\s*)?[0-9]+\s*号|"
    r"[\u4e00-\u9fff]{2,20}令\s*第?\s*[0-9一二三四五六七八九十百零〇]+\s*号"
)
_ORGAN = re.compile(
    "(?:政府|办公厅|办公室|厅|局|委员会|委|部|院|中心|联合会|银行|总队|支队|会|处|署|站|大学|学院|学校|公司)$"
)
_NOT_ORGAN = re.compile("本网|公众号|网站|转载|新闻|日报|在线|晚报")
_ORGAN_MAX = 60
_LONG_LABEL = 4  # characters of a label that needs no colon and no cell of its own to be one
_VALIDITY = re.compile("(?<!无)有效|无效|失效|废止|修改|修订|生效|终止|停止")
_STRAY = re.compile(
    r"\s*(?:浏览|阅读|点击|访问量|字体|字号|【?字|打印|分享|责任编辑|作者|(?:发布)?(?:时间|日期)\s*[:：]).*$",
    re.S,
)
_ENACTED = re.compile(
    r"[（(].{0,40}?[日 ]\s*([\u4e00-\u9fff]{2,30}令)\s*(第\s*[0-9一二三四五六七八九十百零〇]+\s*号).{0,4}(?:公布|发布)"
)


def meta_fields(root: LexborNode) -> dict[str, str]:
    """Fields of the standard's ``<meta>`` tags; ``page_title`` is the text of ``<title>``, ``site``
    and ``column`` the names that are nobody's title."""
    fields: dict[str, str] = {}
    for node in root.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        key = _META.get(name.strip().lower())
        content = tidy(node.attributes.get("content") or "")
        if key and content and key not in fields:
            value = iso_date(content) if key in _DATES else content
            if value:
                fields[key] = value
    if (heading := root.css_first("title")) is not None:
        fields["page_title"] = tidy(heading.text(deep=True))
    return fields


def shown_fields(lines: Iterable[Line]) -> dict[str, str]:
    """Fields of the header table or list above an article: ``标签：值``, or label and value in two cells."""
    fields: dict[str, str] = {}
    waiting = ""
    for line in lines:
        text = line.text
        bare = bare_label(text)
        if bare and (line.cell or text[-1] in ":：" or len(text) >= _LONG_LABEL):
            waiting = bare
            continue
        labels = list(LABEL.finditer(text)) if len(text) <= 400 else []
        if not labels:
            if waiting:
                put_field(fields, waiting, text)
            waiting = ""
            continue
        ends = [match.start() for match in labels[1:]] + [len(text)]
        for match, end in zip(labels, ends, strict=True):
            put_field(fields, key_of(match[1] or match[2]), text[match.end() : end])
        last = labels[-1]
        waiting = "" if text[last.end() :].strip() else key_of(last[1] or last[2])
    fields.pop("other", None)
    return fields


def source_issuer(source: str) -> str:
    """The organ named as a page's source, or "" where the source is a medium or the site itself."""
    tight = re.sub(r"(?:官方)?官网$|[（(].*[）)]$", "", source.strip()).replace("、", " ")
    return tight if _is_organ(tight) and not _NOT_ORGAN.search(tight) else ""


def iso_date(text: str) -> str:
    """The first date in ``text`` as ISO, or ""."""
    if match := _DATE.search(text):
        year, month, day = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            return ""
    dates = find_dates(text)
    return dates[0][2].isoformat() if dates else ""


def put_field(fields: dict[str, str], key: str, value: str) -> None:
    """Add what a label says, in the field's own form; what cannot be its value is left out."""
    value = value.strip().strip("|｜:：").strip()
    if key in _DATES:
        value = iso_date(value[:40])
    elif key == "number":
        if match := _NUMBER.search(value):
            value = _tight(match[0])
        elif not (2 < len(value) <= 40 and "号" in value):
            value = ""
    elif key == "validity":
        # More than one is no state: it is what a search form offers.
        states = set(_VALIDITY.findall(value))
        value = value if len(value) <= 20 and len(states) == 1 and "不限" not in value else ""
    elif key == "source_url":
        value = value if re.match(r"https?://\S+$", value) else ""
    elif key in ("issuer", "publisher", "source", "index_number"):
        value = _STRAY.sub("", value)
        value = value if len(value) <= _ORGAN_MAX else ""
        if key in ("issuer", "publisher") and (value.isascii() or bare_label(value)):
            value = ""
    if value and value not in "-—无/" and key not in fields:
        fields[key] = value.strip()


def _is_organ(text: str) -> bool:
    other = re.search("[，。：；、0-9“”《》（）]|附件", text)
    return 2 < len(text) <= _ORGAN_MAX and bool(_ORGAN.search(text)) and not other


def _tight(text: str) -> str:
    return re.sub(r"[\s\xa0]+", "", text)


def _one_name(line: str) -> str:
    """A signature line; letters set apart (``河 南 省 人 民 政 府``) are joined."""
    parts = line.split()
    return "".join(parts) if all(len(part) == 1 for part in parts) else " ".join(parts)
