"""Metadata of a web page: the standard's ``<meta>`` names and the table above the article.

GB/T 33476.3 names the fields that sites show (索引号, 发文机关, 成文日期, 发文字号…); the check of
government sites asks for ``ArticleTitle``, ``PubDate``, ``ContentSource`` and ``Url`` as meta tags.
"""

import re
from collections.abc import Iterable
from datetime import date

from selectolax.lexbor import LexborNode

from corpus.language.numerals import find_dates
from corpus.loaders.html_blocks import Line, tidy

_LABELS = {
    "index_number": "索引号|信息索引号|索引",
    "issuer": "发文机关|发文单位|制定机关|制发机关|发文机构|印发机关|颁布机关|颁布机构|颁布单位|制定单位|发文部门",
    "publisher": "发布机构|发布单位|发布机关|公开主体|责任单位|发布部门|公开机构",
    "issued": "成文日期|发文日期|签发日期|印发日期|生成日期|成文时间|发文时间|签发时间|印发时间|制定日期",
    "published": "发布日期|发布时间|公开日期|公布日期|发表时间|发表日期|公开时间|公布时间|更新时间",
    "title": "标题|信息名称|文件名称|名称|文件标题|信息标题|公文名称",
    "number": "发文字号|文号|文件编号|文件号|发文文号|文件字号|公文编号",
    "subject": "主题分类|主题|分类|主题词|公文种类|文种|体裁分类|服务对象分类|主题类别|组配分类|信息分类",
    "validity": "有效性|时效性|时效|效力状态|文件状态|是否有效|时效状态|信息有效性|效力|文件效力|有效状态",
    "effective": "实施日期|生效日期|施行日期|生效时间|实施时间|有效期起",
    "expires": "失效日期|废止日期|失效时间|废止时间|有效期至|终止日期",
    "source": "来源|信息来源|文章来源|稿件来源|文件来源",
    "other": "统一编号|登记号|规范性文件统一编号|关键词|浏览次数|浏览量|阅读次数|点击数|作者|字体|字号|公开方式|"
    "公开范围|公开形式|体裁|内容概述|信息类别|有效期|语种|下载|打印|责任编辑|公开类别|地区|签发人|内容分类|公开程序|文档|附件",
}
_KEY = {label: key for key, labels in _LABELS.items() for label in labels.split("|")}
_DATES = frozenset({"issued", "published", "effective", "expires"})
_SPACED = {r"[\s\xa0]*".join(label): label for label in sorted(_KEY, key=len, reverse=True)}
_LONG = "|".join(pattern for pattern, label in _SPACED.items() if len(label) >= 4)
# A short label (来源) must begin a phrase; a long one (信息来源) may follow anything.
_LABEL = re.compile(
    rf"(?:(?:^|(?<=[\s】\]|]))[【\[]?[\s\xa0]*({'|'.join(_SPACED)})|({_LONG}))[\s\xa0]*[】\]]?[\s\xa0]*[:：】]"
)
_BARE = re.compile(rf"[【\[]?\s*({'|'.join(_SPACED)})\s*[】\]]?\s*[:：]?")
_DATE = re.compile(
    r"([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])|(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])"
)
_META = {"articletitle": "title", "pubdate": "published", "contentsource": "source", "url": "source_url"}  # fmt: skip
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}\s*[〔\[（(［【]\s*[12][0-9]{3}\s*[〕\]）)］】]\s*(?:第\s*)?[0-9]+\s*号|"
    r"[\u4e00-\u9fff]{2,20}令\s*第?\s*[0-9一二三四五六七八九十百零〇]+\s*号"
)
_ORGAN = re.compile("(?:政府|办公厅|办公室|厅|局|委员会|委|部|院|中心|联合会|银行|总队|支队|会)$")
_SITE = re.compile(
    r"\s*[-_—|–]+\s*[^-_—|–]*(?:网|政府|门户|平台|委员会|局|厅|政务|公开|信息)[^-_—|–]*$"
)
_NOT_ORGAN = re.compile("本网|公众号|网站|转载|新闻|日报|在线|晚报")
_ORGAN_MAX = 60
_VALIDITY = re.compile("有效|失效|废止|修改|修订|生效|终止|停止")
_STRAY = re.compile(
    r"\s*(?:浏览|阅读|点击|访问量|字体|字号|【?字|打印|分享|责任编辑|作者|(?:发布)?(?:时间|日期)\s*[:：]).*$",
    re.S,
)
_ENACTED = re.compile(
    r"[（(].{0,40}?[日 ]\s*([\u4e00-\u9fff]{2,30}令)\s*(第\s*[0-9一二三四五六七八九十百零〇]+\s*号).{0,4}(?:公布|发布)"
)


def meta_fields(root: LexborNode) -> dict[str, str]:
    """Fields of the standard's ``<meta>`` tags, and the title as a last resort from ``<title>``."""
    fields: dict[str, str] = {}
    for node in root.css("meta"):
        key = _META.get((node.attributes.get("name") or "").strip().lower())
        content = tidy(node.attributes.get("content") or "")
        if key and content and key not in fields:
            value = iso_date(content) if key in _DATES else content
            if value:
                fields[key] = value
    if "title" not in fields and (heading := root.css_first("title")) is not None:
        title = tidy(heading.text(deep=True))
        if title:
            fields["page_title"] = strip_site(title)
    return fields


def strip_site(title: str) -> str:
    """A page title without the site's name at its end."""
    return _SITE.sub("", title) or title


def shown_fields(lines: Iterable[Line]) -> dict[str, str]:
    """Fields of the header table or list above an article: ``标签：值``, or label and value in two cells."""
    fields: dict[str, str] = {}
    waiting = ""
    for line in lines:
        text = line.text
        bare = _BARE.fullmatch(text)
        if bare and (line.cell or text[-1] in ":："):
            waiting = _key(bare[1])
            continue
        labels = list(_LABEL.finditer(text)) if len(text) <= 400 else []
        if not labels:
            if waiting:
                _put(fields, waiting, text)
            waiting = ""
            continue
        ends = [match.start() for match in labels[1:]] + [len(text)]
        for match, end in zip(labels, ends, strict=True):
            _put(fields, _key(match[1] or match[2]), text[match.end() : end])
        waiting = "" if text[labels[-1].end() :].strip() else _key(labels[-1][1] or labels[-1][2])
    fields.pop("other", None)
    return fields


def text_fields(lines: list[str], title: str) -> dict[str, str]:
    """What the first and last lines of an article say where the page's header says nothing."""
    fields: dict[str, str] = {}
    for line in lines[:6]:
        match = _NUMBER.search(line)
        if match and len(match[0]) >= len(line) - 4:
            fields["number"] = _tight(match[0])
            break
        if (enacted := _ENACTED.match(line)) and (dates := find_dates(line)):
            fields |= {
                "number": _tight(enacted[1] + enacted[2]),
                "issuer": enacted[1].removesuffix("令").removeprefix("中华人民共和国"),
                "issued": dates[0][2].isoformat(),
            }
            return fields
    for position in range(len(lines) - 1, 0, -1):
        dates = find_dates(lines[position])
        if not dates or dates[0][1] - dates[0][0] < len(lines[position].strip()) - 2:
            continue
        organs: list[str] = []
        for line in reversed(lines[max(0, position - 4) : position]):
            if not _is_organ(name := _one_name(line)):
                break
            organs.insert(0, name)
        if organs:
            fields["issuer"], fields["issued"] = " ".join(organs), dates[0][2].isoformat()
    if "issuer" not in fields and (
        match := re.match(r"(?:（转载）|\(转载\)|【.{1,8}】)?(\S.{2,58}?)关于", title)
    ):
        organ = match[1].strip()
        if _is_organ(_tight(organ)):
            fields["issuer"] = organ
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


def _key(label: str) -> str:
    return _KEY[re.sub(r"[\s\xa0]+", "", label)]


def _put(fields: dict[str, str], key: str, value: str) -> None:
    value = value.strip().strip("|｜")
    if key in _DATES:
        value = iso_date(value[:40])
    elif key == "number":
        if match := _NUMBER.search(value):
            value = _tight(match[0])
        elif not (2 < len(value) <= 40 and "号" in value):
            value = ""
    elif key == "validity":
        value = value if len(value) <= 20 and _VALIDITY.search(value) else ""
    elif key in ("issuer", "publisher", "source", "index_number"):
        value = _STRAY.sub("", value)
        value = value if len(value) <= _ORGAN_MAX else ""
    if value and value not in "-—无/" and key not in fields:
        fields[key] = value.strip()


def _is_organ(text: str) -> bool:
    return (
        2 < len(text) <= _ORGAN_MAX
        and bool(_ORGAN.search(text))
        and not re.search("[，。：；、0-9“”《》（）]|附件", text)
    )


def _tight(text: str) -> str:
    return re.sub(r"[\s\xa0]+", "", text)


def _one_name(line: str) -> str:
    """A signature line; letters set apart (``河 南 省 人 民 政 府``) are joined."""
    parts = line.split()
    return "".join(parts) if all(len(part) == 1 for part in parts) else " ".join(parts)
