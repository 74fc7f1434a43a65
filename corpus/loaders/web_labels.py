"""Labels that pages and cards put before a field of a document: 发文字号, 成文日期, 发布机构…

GB/T 33476.3 names the fields that government sites show; the rest are what their systems, and
people who save pages as notes, write instead.
"""

import re

LABELS = {
    "index_number": "索引号|信息索引号|索引",
    "issuer": "发文机关|发文单位|制定机关|制发机关|发文机构|印发机关|颁布机关|颁布机构|颁布单位|"
    "制定单位|发文部门|印发单位|印发部门|制发单位|制发部门|发文主体|成文单位",
    "publisher": "发布机构|发布单位|发布机关|公开主体|责任单位|发布部门|公开机构|公开单位|公布机关|"
    "信息公开主体",
    "issued": "成文日期|发文日期|签发日期|印发日期|生成日期|成文时间|发文时间|签发时间|印发时间|"
    "制定日期|生成时间",
    "published": "发布日期|发布时间|公开日期|公布日期|发表时间|发表日期|公开时间|公布时间|更新时间|发布于|"
    "上网日期|上网时间",
    "title": "标题|信息名称|文件名称|名称|文件标题|信息标题|公文名称|政策名称",
    "number": "发文字号|文号|文件编号|文件号|发文文号|文件字号|公文编号|发文号|文件文号|政策文号|"
    "公文字号",
    "subject": "主题分类|主题|分类|主题词|公文种类|文种|体裁分类|服务对象分类|主题类别|组配分类|"
    "信息分类|政策类型|文件类型",
    "validity": "有效性|时效性|时效|效力状态|文件状态|是否有效|时效状态|信息有效性|效力|文件效力|"
    "有效状态|政策状态|文件有效性|状态",
    "effective": "实施日期|生效日期|施行日期|生效时间|实施时间|有效期起|施行时间",
    "expires": "失效日期|废止日期|失效时间|废止时间|有效期至|终止日期|有效期止|有效截止日期",
    "source": "来源|信息来源|文章来源|稿件来源|文件来源|稿源|供稿",
    "source_url": "原文链接|原文地址|原文网址|来源链接|来源网址|原始链接|文章链接|页面地址|页面链接",
    "other": "效力级别|统一编号|登记号|规范性文件统一编号|关键词|浏览次数|浏览量|阅读次数|点击数|作者|"
    "字体|字号|公开方式|公开范围|公开形式|体裁|内容概述|信息类别|有效期|语种|下载|打印|"
    "责任编辑|公开类别|地区|签发人|内容分类|公开程序|文档|附件|点击|点击率|浏览|阅读|阅读量|"
    "访问量|点击量|编辑|审核|信息编号|信息格式|公开属性|公开时限|组配|栏目|所属栏目|标签|"
    "检索时间|检索关键词|抓取时间|采集时间|爬取时间|下载时间|抓取日期|分享|收藏",
}
KEY = {label: key for key, labels in LABELS.items() for label in labels.split("|")}
_SPACED = {r"[\s\xa0]*".join(label): label for label in sorted(KEY, key=len, reverse=True)}
_ANY = "|".join(_SPACED)
_LONG = "|".join(pattern for pattern, label in _SPACED.items() if len(label) >= 4)
# A short label (来源) must begin a phrase; a long one (信息来源) may follow anything.
LABEL = re.compile(
    rf"(?:(?:^|(?<=[\s】\]|｜:：0-9)）]))[【\[]?[\s\xa0]*({_ANY})|({_LONG}))[\s\xa0]*[】\]]?[\s\xa0]*[:：】]"
)
BARE = re.compile(rf"[【\[]?\s*({_ANY})\s*[】\]]?\s*[:：]?")


def key_of(label: str) -> str:
    """The field that a label stands for, ``other`` for those that are of no use here."""
    return KEY[re.sub(r"[\s\xa0]+", "", label)]


def bare_label(text: str) -> str:
    """The field named by a text that is nothing but a label, or ""."""
    match = BARE.fullmatch(text) if len(text) <= 24 else None
    return key_of(match[1]) if match else ""
