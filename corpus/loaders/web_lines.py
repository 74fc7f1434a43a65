"""Lines that belong to a web page and not to its article: dates, shares, print buttons, menus."""

import re
from collections.abc import Sequence

from corpus.loaders.html_blocks import Block, Grid, Line

_HEAD = re.compile(
    r"^(?:您?(?:当前|现在|所在|当前所在)的?位置|首页\s*[>＞»/]|(?:发布|发表|发文|更新|公开|时间|成文)?(?:日期|时间)\s*[:：]|"
    r"(?:信息|文章|稿件)?来源\s*[:：]|作者\s*[:：]|【?字[体号]|浏览|阅读|点击|访问量|【?大\s*中\s*小|A\+|听全文|保护视力|分享|"
    r"【?打印|索\s*引\s*号\s*[:：]|20[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:\s+[0-9:：]+)?\s*(?:来源|$|-)|"
    r"20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?:\s*[0-9]{1,2}[:：][0-9:：]+|\s*来源))"
)
_TAIL = re.compile(
    r"^(?:扫一扫|扫码|用?微信扫|相关(?:附件|新闻|阅读|文章|链接|解读|稿件|文件|报道|信息|推荐)\s*[:：]?$|"
    r"(?:附件下载|图解|政策解读|文件下载)\s*[:：]?$|【?上一[篇条]|【?下一[篇条]|【?返回(?:顶部|上一页|列表)|【?关闭窗口|"
    r"【?打印(?:本页)?】?(?:\s|$|【|\|)|【?责任编辑|【?责编|分享到?\s*[:：]?(?:$|微)|浏览(?:次数|量)|版权所有|版权声明|"
    r"(?:政策解读|一图读懂|图解|图文解读|文字解读)\s*[:：]?\s*https?://\S+$|主办(?:单位)?\s*[:：].*(?:承办|备案|网站)|网站(?:地图|标识)|(?:.{0,6}ICP备)|打印\s*关闭)"
)
_JUNK = re.compile(
    r"^(?:【?(?:打印|关闭|分享|收藏|复制|返回顶部|返回|顶部|关闭窗口|打印本页|下载|下载文字版|下载图片版|大|中|小|搜索|纠错|"
    r"内容纠错|听全文|语音播报|分享到|×|X|\+|-|↺|\||-次|更多|首页)】?\s*)+$|^[【\[]?字体\s*[:：]?.{0,12}$|^A\+.{0,10}$"
)
_HEAD_LINES = 12  # lines at the start of an article that may be the page's
_TAIL_PROSE = 120  # characters of sentences that may follow a tail line and still be page furniture


def article_lines(found: Sequence[Block], title: str = "") -> list[Block]:
    """Leave out the page's own lines before, after and among the article's."""
    kept = _cut_tail([b for b in found if not _JUNK.match(b.text)])
    return [b for i, b in enumerate(kept) if i >= _HEAD_LINES or not _is_head(b.text, title)]


def dump_lines(found: Sequence[Block], title: str) -> list[Block]:
    """The article of a whole page that was saved as text: from its title on, link lists left out."""
    starts = [i + 1 for i, b in enumerate(found) if title and _same(b.text, title)]
    parts = [_until_tail(found[start:]) for start in starts] or [list(found)]
    best = max(parts, key=lambda part: sum("。" in b.text for b in part))
    return article_lines(best, title)


def _until_tail(found: Sequence[Block]) -> list[Block]:
    kept: list[Block] = []
    prose = False
    for block in found:
        if prose and _is_tail(block.text) and not _is_link_line(block):
            break
        if _is_link_line(block) or _is_tail(block.text):
            continue
        prose = prose or isinstance(block, Grid) or "。" in block.text
        kept.append(block)
    return kept


def _cut_tail(found: list[Block]) -> list[Block]:
    for position, block in enumerate(found):
        after = found[position + 1 :]
        if position and _is_tail(block.text) and all(isinstance(b, Line) for b in after):
            prose = (len(b.text) for b in after if "。" in b.text and not _is_link_line(b))
            if sum(prose) <= _TAIL_PROSE:
                return found[:position]
    return [b for b in found if not (_is_tail(b.text) and len(b.text) < 40)]


def _is_link_line(block: Block) -> bool:
    return block.links > 0.6 * len(block.text)


def _same(text: str, title: str) -> bool:
    return "".join(text.split()) == "".join(title.split())


def _is_head(text: str, title: str) -> bool:
    return (
        len(text) < 200 and "。" not in text and bool(_HEAD.match(text)) and not _same(text, title)
    )


def _is_tail(text: str) -> bool:
    return "。" not in text and bool(_TAIL.match(text))
