"""Lines that belong to a web page and not to its article: dates, shares, print buttons, menus.

What is cut here is read once more for fields: the line under the title often is the only place
that says when a page was published, and the one below the text where it was taken from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from corpus.language.words import unspaced
from corpus.loaders.html_blocks import Block, Grid
from corpus.loaders.html_inline import Line

_DAY = r"20[0-9]{2}\s*[-/.年]\s*[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,2}日?"
_CLOCK = r"[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?"
_CRUMB = re.compile(
    r"^[\s【\[]*(?:(?:您|你)?(?:现在|当前|目前|所在|当前所在)?的?(?:所在)?(?:位置|路径)\s*(?:是|为|在)?\s*[:：>＞→]|(?:网站)?首页\s*[>＞»/→\-]|首页\s\S+\s[>＞])"
)
_HEAD = re.compile(
    r"^[\s【\[（(]*(?:(?:发布|发表|发文|更新|公开|成文|录入|创建|上传|添加|上网)(?:日期|时间|于)\s*[:：]|"
    rf"(?:日期|时间)\s*[:：]\s*{_DAY}(?:\s*{_CLOCK})?\s*(?:$|[|｜【\[]|来源|作者|浏览|阅读|点击|编辑|字[体号])|"
    r"(?:信息|文章|稿件|新闻)?来源\s*[:：]|(?:作者|编辑|发布人|发布者|发布单位|发布机构|录入者?|字数|责任编辑)\s*[:：]|【?字[体号]|"
    r"(?:浏览|阅读|点击|访问|人气)(?:次数|量|数)?\s*(?:[:：\[（(]|[0-9-]|$)|【?大\s*中\s*小|A\+|听全文|保护视力|"
    r"分享(?:到|至|$|[\s:：])|【?打印(?:$|[\s】|｜本此])|索\s*引\s*号\s*[:：]|"
    rf"20[0-9]{{2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}(?:\s+{_CLOCK})?\s*(?:来源|作者|浏览|阅读|点击|$|-|\|)|"
    rf"{_DAY}\s*(?:{_CLOCK}|来源|作者|浏览|阅读|点击))"
)
_INFO = re.compile(
    rf"(?:发布|发表|更新|公开|录入|创建|添加|上网)?(?:日期|时间|于)\s*[:：]\s*{_DAY}|^{_DAY}(?:\s*{_CLOCK})?$|{_DAY}\s+{_CLOCK}|"
    r"(?:来源|作者|编辑|发布人|发布单位|发布机构)\s*[:：]|(?:浏览|点击|阅读)(?:次数|量|数)?\s*[:：\[（(]?\s*[0-9]"
)
_PUBLISHED = re.compile(rf"(?:日期|时间|于)\s*[:：]\s*({_DAY})|({_DAY})\s*{_CLOCK}")
# The way to the next page, and what else stands below an article: nothing of its own begins so.
_NEXT = re.compile(
    r"^[\s【\[（(·•<＜«]*(?:(?:上|下|前|后)\s?(?:一|1)?\s?[篇个条页则]\s?(?:文章|新闻|信息|内容)?\s*[:：】\]>＞]|(?:上|下)一?[篇条]$|没有了$)"
)
_END = re.compile(
    r"^[\s【\[（(·•]*(?:返回(?:顶部|上一页|列表|上页)|关闭(?:窗口|本页)|"
    r"打印(?:本页|此文|本文|文章|页面)?】?(?:\s|$|【|\||\[)|分享到?\s*[:：]?(?:$|微|[\[【])|浏览(?:次数|量)|版权所有|版权声明|"
    r"Copyright|©|网站(?:地图|标识)|技术支持\s*[:：][^0-9]*$|(?:政策解读|一图读懂|图解|图文解读|文字解读)\s*[:：]?\s*https?://\S+$|"
    r"打印\s*关闭|阅读原文|预览时标签|点击.{0,8}(?:阅读原文|关注)|(?:继续|向上)滑动看下一个|轻触阅读原文)|"
    r".{0,60}(?:ICP备|公网安备|网站标识码|All Rights Reserved|版权所有)",
    re.I,
)
# An invitation to follow, or a step of a procedure: what follows decides.
_SCAN = re.compile(
    r"^[\s【\[（(]*(?:扫(?:一扫|码|描).{0,16}(?:关注|分享|手机|打开|访问|浏览|公众号|客户端|微信|$)|用?微信扫)"
)
# Lines of a site's footer that only its end gives away.
_FOOTER = re.compile(
    r"^(?:[主承协]\s*办|运行维护|网站(?:地图|标识)|联系我们|关于我们|建议使用|[^。：:]{2,30}[主承]办(?:\s|$)|.{0,30}(?:分辨率|IE浏览器))|"
    r"^.{2,30}\s地址[:：].*电话[:：]"
)
_RIGHTS = re.compile("版权|Copyright|©|ICP备|公网安备|标识码|Rights Reserved|技术支持", re.I)
# These open a list of other pages, or a section of the article itself: what follows decides.
_MORE = re.compile(
    r"^[\s【\[]*(?:(?:相关|热门|热点|最新|延伸|推荐|更多)(?:附件|新闻|阅读|文章|链接|解读|稿件|文件|报道|信息|推荐|资讯|内容|政策|专题|公告)|猜你喜欢|为您推荐|"
    r"(?:附件|文件|原文|文档|资料)下载|下载(?:原文|附件|文档)|图解|(?:文字|图文|视频|专家)?解读|政策(?:图解|解读|问答|原文)|一图读懂)[\s】\]]*[:：]?[\s】\]]*$"
)
_TOOLS = (
    "打印(?:本页|此文|本文|文章|页面|预览)?|关闭(?:窗口|本页|此页)?|分享(?:到|至)?|收藏(?:本页|本站)?|加入收藏|我要收藏|复制(?:链接)?|返回(?:顶部|列表|上一页|首页)?|顶部|下载(?:文字版|图片版|本文)?|"
    "大|中|小|默认|超大|特大|搜索|(?:我要|内容)?纠错|听全文|语音播报|点赞|在看|留言|评论|推荐给?(?:好友|朋友)?|微信|微博|新浪微博|QQ空间|朋友圈|"
    "(?:阅读|浏览|点击|访问)(?:次数|量|数)?\\s*[:：]?\\s*[\\[（(]?[0-9.万+]*[\\])）]?次?|字体(?:大小)?|字号|"
    "×|X|\\+|-|↺|-次|更多|首页|登录|注册|放大|缩小|A\\+|A-|A|T|T\\||END|完"
)
_JUNK = re.compile(
    rf"^(?:[\s【】\[\]（）()<>＜＞|｜/·•:：—_-]*(?:{_TOOLS}))+[\s【】\[\]（）()<>＜＞|｜/·•:：—_-]*$|^[|｜\-—_↺\[\]【】]+$|^[【\[]?字体\s*[:：]?.{{0,12}}$|^A\+.{{0,10}}$|"
    r"^[^。：:0-9]{0,4}(?:点击|戳)[^。：:]{0,8}蓝字[^。：:]{0,10}$|^长按[^。：:]{0,10}二维码(?:关注(?:我们)?)?$",
    re.I,
)
# Who made a page, below its text.
_CREDIT = re.compile(
    r"^[\s【\[（(·•]*(?:(?:本文|信息|文章|稿件|文字|图片)?来\s?源|(?:责任|执行|值班|美术|本期|网站)?(?:编辑|编审|责编)|(?:初|复|终|二|三|一)?审(?:核|校|定|签)?|校\s?对|监\s?制|撰\s?稿|供\s?稿|作\s?者|排\s?版|通讯员|摄影|"
    r"发布(?:日期|时间)|信息员|录入|图文|文/图|文字|图片|制图)\s*[:：丨|｜/]"
)
_HEAD_LINES = 12  # lines at the start of an article that may be the page's
_TAIL_PROSE = 120  # characters of sentences that may follow a tail line and still be page furniture
_NAV_MOST = 160  # characters of a line that leads to another page


@dataclass(frozen=True, slots=True)
class Article:
    """The article's own blocks, and the page's lines that stood among them."""

    kept: list[Block]
    cut: list[Line] = field(default_factory=list)


def article_lines(found: Sequence[Block], title: str = "") -> Article:
    """Leave out the page's own lines before, after and among the article's."""
    rest = _cut_head([b for b in found if not _JUNK.match(b.text)], title)
    rest = _cut_tail(rest)
    kept = [b for i, b in enumerate(rest) if i >= _HEAD_LINES or not _is_head(b.text, title)]
    while kept and isinstance(kept[-1], Line) and _is_credit(kept[-1].text):
        kept.pop()
    own = {id(block) for block in kept}
    return Article(kept, [b for b in found if isinstance(b, Line) and id(b) not in own])


def dump_lines(found: Sequence[Block], title: str) -> Article:
    """The article of a whole page that was saved as text: from its title on, link lists left out."""
    starts = [i + 1 for i, b in enumerate(found) if title and _same(b.text, title)]
    parts = [_until_tail(found[start:]) for start in starts] or [list(found)]
    best = max(parts, key=lambda part: sum("。" in b.text for b in part))
    return article_lines(best, title)


def info_position(head: Sequence[Line]) -> int:
    """The first of the lines with date, source and clicks that stand under a title, -1 for none."""
    last = next((i for i in range(len(head) - 1, -1, -1) if is_info(head[i].text)), -1)
    while last > 0 and (is_info(head[last - 1].text) or _JUNK.match(head[last - 1].text)):
        last -= 1
    return last


def info_date(head: Sequence[Line], position: int) -> str:
    """The day of publication in the line under the title, as it stands there, "" for none."""
    for line in head[position : position + 4] if position >= 0 else ():
        if is_info(line.text) and (day := _PUBLISHED.search(line.text)):
            return day[1] or day[2]
    return ""


def is_info(text: str) -> bool:
    """Whether a line says when and where from a page was published."""
    return len(text) < 200 and "。" not in text and bool(_INFO.search(text)) and "今天" not in text


def is_crumb(text: str) -> bool:
    """Whether a line says where on the site a page stands."""
    return len(text) < 200 and bool(_CRUMB.match(text))


def _cut_head(found: list[Block], title: str) -> list[Block]:
    """Leave out what stands before the title, up to the last line there that is the page's."""
    first = next(
        (i for i, b in enumerate(found) if "。" in b.text or isinstance(b, Grid)), len(found)
    )
    head = found[:first]
    starts = [i for i in range(len(head)) if title and _starts_title(head, i, title)]
    if not starts:
        return found
    furniture = [i for i in range(starts[-1]) if _is_page(found[i])]
    return found[furniture[-1] + 1 :] if furniture else found


def _is_page(block: Block) -> bool:
    return _is_link_line(block) or is_crumb(block.text) or is_info(block.text)


def _starts_title(head: Sequence[Block], at: int, title: str) -> bool:
    """Whether the title stands at a position, in one line or in several."""
    wanted, said = unspaced(title), ""
    for block in head[at : at + 4]:
        said += unspaced(block.text)
        if said == wanted:
            return True
        if not wanted.startswith(said):
            return False
    return False


def _until_tail(found: Sequence[Block]) -> list[Block]:
    kept: list[Block] = []
    prose = False
    for block in found:
        marks = (_MORE, _NEXT, _SCAN)
        tail = _is_end(block.text) or any(mark.match(block.text) for mark in marks)
        if prose and tail and not _is_link_line(block):
            break
        if _is_link_line(block) or tail:
            continue
        prose = prose or isinstance(block, Grid) or "。" in block.text
        kept.append(block)
    return kept


def _cut_tail(found: list[Block]) -> list[Block]:
    for position, block in enumerate(found):
        after = found[position + 1 :]
        if not position or not all(isinstance(b, Line) for b in after):
            continue
        if _is_end(block.text) or _NEXT.match(block.text):
            if _is_furniture(found[:position], after):
                rights = any(_RIGHTS.search(b.text) for b in found[position:])
                return _without_footer(found[:position]) if rights else found[:position]
        elif (_MORE.match(block.text) or _SCAN.match(block.text)) and all(
            _is_elsewhere(b) for b in after
        ):
            return found[:position]
    return [b for b in found if not _is_tool(b)]


def _is_furniture(before: Sequence[Block], after: Sequence[Block]) -> bool:
    """Whether what follows a tail line is the page's: few sentences, and less than stands before."""
    own = [b.text for b in after if not _is_link_line(b)]
    prose = sum(len(text) for text in own if "。" in text)
    return prose <= _TAIL_PROSE and sum(map(len, own)) <= sum(_size(b) for b in before)


def _size(block: Block) -> int:
    return sum(map(len, chain(*block.rows))) if isinstance(block, Grid) else len(block.text)


def _without_footer(found: list[Block]) -> list[Block]:
    while found and _FOOTER.match(found[-1].text) and "。" not in found[-1].text:
        found = found[:-1]
    return found


def _is_tool(block: Block) -> bool:
    """Whether a line among the article's is the page's for certain."""
    following = bool(_NEXT.match(block.text)) and block.links > 0
    return following or (_is_end(block.text) and len(block.text) < 40)


def _is_elsewhere(block: Block) -> bool:
    """Whether a line leads away from the article: a link, or the next such list."""
    return (
        block.links > 0.4 * len(block.text)
        or any(mark.match(block.text) for mark in (_MORE, _NEXT, _SCAN, _FOOTER))
        or _is_end(block.text)
        or is_info(block.text)
    )


def _is_link_line(block: Block) -> bool:
    return block.links > 0.6 * len(block.text)


def _same(text: str, title: str) -> bool:
    return "".join(text.split()) == "".join(title.split())


def _is_head(text: str, title: str) -> bool:
    if len(text) >= 200 or "。" in text or _same(text, title):
        return False
    return bool(_HEAD.match(text) or _CRUMB.match(text))


def _is_end(text: str) -> bool:
    return "。" not in text and len(text) <= _NAV_MOST and bool(_END.match(text))


def _is_credit(text: str) -> bool:
    return len(text) < 60 and "。" not in text and bool(_CREDIT.match(text))
