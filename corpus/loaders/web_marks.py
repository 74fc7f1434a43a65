"""What the lines of web pages look like that are the page's own: patterns, and what is asked of them."""

import re
from collections.abc import Sequence

from corpus.loaders.html_blocks import Block, Grid
from corpus.loaders.html_inline import Line
from corpus.loaders.web_labels import bare_label

_DAY = r"20[0-9]{2}\s*[-/.年]\s*[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,2}日?"
_CLOCK = r"[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?"
CRUMB = re.compile(
    r"^[\s【\[]*(?:(?:您|你)?(?:现在|当前|目前|所在|当前所在)?的?(?:所在)?(?:位置|路径)\s*(?:是|为|在)?\s*[:：>＞→]|(?:网站)?首页\s*[>＞»/→\-]|首页\s\S+\s[>＞])"
)
HEAD = re.compile(
    r"^[\s【\[（(]*(?:(?:发布|发表|发文|更新|公开|成文|录入|创建|上传|添加|上网)(?:日期|时间|于)\s*[:：]|"
    rf"(?:日期|时间)\s*[:：]\s*{_DAY}(?:\s*{_CLOCK})?\s*(?:$|[|｜【\[]|来源|作者|浏览|阅读|点击|编辑|字[体号])|"
    r"(?:信息|文章|稿件|新闻)?来源\s*[:：]|(?:作者|编辑|发布人|发布者|发布单位|发布机构|录入者?|字数|责任编辑)\s*[:：]|【?字[体号]|"
    r"(?:浏览|阅读|点击|访问|人气)(?:次数|量|数)?\s*(?:[:：\[（(]|[0-9-]|$)|【?大\s*中\s*小|A\+|听全文|保护视力|"
    r"分享(?:到|至|$|[\s:：])|【?打印(?:$|[\s】|｜本此])|索\s*引\s*号\s*[:：]|"
    rf"20[0-9]{{2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}(?:\s+{_CLOCK})?\s*(?:来源|作者|浏览|阅读|点击|$|-|\|)|"
    rf"{_DAY}\s*(?:{_CLOCK}|[^。，：:]{{0,30}}(?:来源|作者|浏览|阅读|点击|访问|字[体号])))"
)
_INFO = re.compile(
    rf"(?:发布|发表|更新|公开|录入|创建|添加|上网)(?:日期|时间|于)\s*[:：]\s*{_DAY}|"
    rf"(?:日期|时间)\s*[:：]\s*{_DAY}(?:\s*{_CLOCK})?\s*(?:$|[|｜【\[]|来源|作者|浏览|阅读|点击|编辑|字[体号])|"
    rf"^{_DAY}(?:\s*{_CLOCK})?$|{_DAY}\s+{_CLOCK}|^(?:Posted|Published)\b.{{0,12}}{_DAY}|"
    r"(?:来源|作者|编辑|发布人|发布单位|发布机构)\s*[:：]|(?:浏览|点击|阅读)(?:次数|量|数)?\s*[:：\[（(]?\s*[0-9]"
)
_PUBLISHED = re.compile(
    rf"(?:(?:日期|时间|于)\s*[:：]|Posted|Published).{{0,12}}?({_DAY})|({_DAY})\s*{_CLOCK}|"
    r"^(20[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})"
)
# The way to the next page, and what else stands below an article: nothing of its own begins so.
NEXT = re.compile(
    r"^[\s【\[（(·•<＜«]*(?:(?:上|下|前|后)\s?(?:一|1)?\s?[篇个条页则]\s?(?:文章|新闻|信息|内容)?\s*[:：】\]>＞]|(?:上|下)一?[篇条]$|没有了$)"
)
END = re.compile(
    r"^[\s【\[（(·•]*(?:返回(?:顶部|上一页|列表|上页)|关闭(?:窗口|本页)|"
    r"打印(?:本页|此文|本文|文章|页面)?】?\s*(?:$|【|\||\[|关闭|收藏|分享|复制|字[体号])|分享到?\s*[:：]?(?:$|微|[\[【])|浏览(?:次数|量)|版权所有|"
    r"Copyright|©|网站(?:地图|标识)|(?:政策解读|一图读懂|图解|图文解读|文字解读)\s*[:：]?\s*https?://\S+$|"
    r"打印\s*关闭|阅读原文|预览时标签|点击.{0,8}阅读原文|(?:继续|向上)滑动看下一个|轻触阅读原文)|"
    r".{0,60}(?:ICP备\s*[0-9]|ICP备案.{0,2}号|公网安备\s*[0-9]|标识码\s*[:：]?\s*[a-z]*[0-9]|All Rights Reserved)|"
    r".{0,30}版权所有(?:\s|$|[:：])",
    re.I,
)
DISCLAIMER = re.compile(r"^[\s【\[（(]*(?:免责|版权|特别|郑重)声明[\s】\]）)]*[:：】\]]?")
# An invitation to follow, or a step of a procedure: what follows decides.
SCAN = re.compile(
    r"^[\s【\[（(]*(?:扫(?:一扫|码|描).{0,16}(?:关注|分享|手机|打开|访问|浏览|公众号|客户端|微信|$)|用?微信扫)"
)
# Lines of a site's footer that only its end gives away.
FOOTER = re.compile(
    r"^(?:[主承协]\s*办|技术支持|运行维护|网站(?:地图|标识)|联系我们|关于我们|建议使用|[^。：:]{2,30}[主承]办(?:\s|$)|.{0,30}(?:分辨率|IE浏览器))|"
    r"^.{2,30}\s地址[:：].*电话[:：]"
)
RIGHTS = re.compile("版权|Copyright|©|ICP备|公网安备|标识码|Rights Reserved", re.I)
# These open a list of other pages, or a section of the article itself: what follows decides.
MORE = re.compile(
    r"^[\s【\[]*(?:(?:相关|关联|热门|热点|最新|延伸|推荐|更多)(?:附件|新闻|阅读|文章|链接|解读|稿件|文件|报道|信息|推荐|资讯|内容|政策|专题|公告)|猜你喜欢|为您推荐|"
    r"(?:附件|文件|原文|文档|资料)下载|下载(?:原文|附件|文档)|图解|(?:文字|图文|视频|专家)?解读|政策(?:图解|解读|问答|原文)|一图读懂)[\s】\]]*[:：]?[\s】\]]*$"
)
_TOOLS = (
    "打印(?:本页|此文|本文|文章|页面|预览)?|关闭(?:窗口|本页|此页)?|分享(?:到|至)?|收藏(?:本页|本站)?|加入收藏|我要收藏|复制(?:链接)?|返回(?:顶部|列表|上一页|首页)?|顶部|下载(?:文字版|图片版|本文)?|"
    "大|中|小|默认|超大|特大|搜索|(?:我要|内容)?纠错|听全文|语音播报|点赞|在看|留言|评论|推荐给?(?:好友|朋友)?|微信|微博|新浪微博|QQ空间|朋友圈|"
    "(?:阅读|浏览|点击|访问)(?:次数|量|数)?\\s*[:：]?\\s*[\\[（(]?[0-9.万+]*[\\])）]?次?|字体(?:大小)?|字号|"
    "×|X|\\+|↺|次|更多|首页|登录|注册|放大|缩小|A|T|END|完"
)
_BETWEEN = r"[\s【】\[\]（）()<>＜＞|｜/·•:：—_-]*+"
# Possessive throughout: a line of hundreds of such words is read once, however it ends.
_JUNK = re.compile(
    rf"^(?:{_BETWEEN}(?>{_TOOLS}))++{_BETWEEN}$|^[|｜\-—_↺\[\]【】]++$|"
    r"^[【\[]?字体\s*[:：]?.{0,12}$|^A\+.{0,10}$|"
    r"^[^。：:0-9]{0,4}(?:点击|戳)[^。：:]{0,8}蓝字[^。：:]{0,10}$|"
    r"^长按[^。：:]{0,10}二维码(?:关注(?:我们)?)?$",
    re.I,
)
# Who made a page, below its text.
_PERSONS = r"[\u4e00-\u9fff]{2,4}(?:[、\s]+[\u4e00-\u9fff]{2,4})*\s*$"
CREDIT = re.compile(
    r"^[\s【\[（(·•]*(?:(?:(?:本文|信息|文章|稿件|文字|图片)?来\s?源|"
    r"(?:责任|执行|值班|美术|本期|网站)?(?:编辑|编审|责编)|校\s?对|监\s?制|撰\s?稿|供\s?稿|作\s?者|排\s?版|"
    r"通讯员|摄影|发布(?:日期|时间)|信息员|录入|文/图|制图)\s*[:：丨|｜/]|"
    rf"(?:初|复|终|二|三|一)?审(?:核|校|定|签)?\s*[:：丨|｜/]\s*{_PERSONS})"
)


def info_position(head: Sequence[Line]) -> int:
    """The first of the lines with date, source and clicks that stand under a title, -1 for none."""
    last = next((i for i in range(len(head) - 1, -1, -1) if is_info(head[i].text)), -1)
    while last > 0 and (is_info(head[last - 1].text) or is_junk(head[last - 1].text)):
        last -= 1
    return last


def info_date(head: Sequence[Line], position: int) -> str:
    """The day of publication in the line under the title, as it stands there, "" for none."""
    for line in head[position : position + 4] if position >= 0 else ():
        if is_info(line.text) and (day := _PUBLISHED.search(line.text)):
            return day[1] or day[2] or day[3]
    return ""


def is_prose(block: Block) -> bool:
    """Whether the article itself has begun: a sentence, an addressee, or a table."""
    if isinstance(block, Grid) or "。" in block.text:
        return True
    return block.text.endswith(("：", ":", "；")) and not bare_label(block.text)


def is_info(text: str) -> bool:
    """Whether a line says when and where from a page was published."""
    return len(text) < 200 and "。" not in text and bool(_INFO.search(text)) and "今天" not in text


def is_crumb(text: str) -> bool:
    """Whether a line says where on the site a page stands."""
    return len(text) < 200 and bool(CRUMB.match(text))


def is_junk(text: str) -> bool:
    """Whether a line is nothing but buttons and counters, letters set apart or not."""
    return len(text) < 200 and bool(_JUNK.match("".join(text.split())))
