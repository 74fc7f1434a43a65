"""Lines of the page go, lines of the article that only look like them stay."""

from time import process_time

import pytest

from corpus.loaders.html_blocks import Block, Grid
from corpus.loaders.html_inline import Line
from corpus.loaders.web_lines import article_lines
from corpus.loaders.web_marks import is_junk

TEXT = [
    "各有关单位：",
    "为支持企业发展，现将有关事项通知如下，请认真执行。",
    "清江市财政局",
    "2024年3月1日",
]


def kept(lines: list[str]) -> list[str]:
    return [b.text for b in article_lines([Line(text) for text in lines]).kept]


@pytest.mark.parametrize(
    "tail",
    [
        ["上一篇：关于举办培训班的通知", "下一篇：没有了"],
        ["上一条:甲", "下一条:乙"],
        ["上一个：甲公司获奖", "下一个：专利转让"],
        ["【打印此文】【返回顶部】【关闭窗口】"],
        ["【打 印】 【关 闭】"],
        ["扫一扫在手机打开当前页"],
        ["分享到：", "微信"],
        ["相关文章：", "下一篇：乙"],
        ["来源：清江日报"],
        ["编辑：小江", "审核：老河"],
        ["责任编辑：李雷"],
        ["主办单位：清江市财政局", "湘ICP备05000000号"],
        ["清江市财政局版权所有", "技术支持：某公司"],
        ["Copyright © 2020 All Rights Reserved"],
        ["免责声明：本文仅代表作者个人观点。"],
        ["阅读 1.2万"],
    ],
)
def test_below_the_article(tail: list[str]) -> None:
    assert kept([*TEXT, *tail]) == TEXT


@pytest.mark.parametrize(
    "head",
    [
        ["您的位置：首页 > 通知公告 > 正文"],
        ["当前位置：首页>>通知"],
        ["首页 > 政务公开"],
        ["发布时间：2024-03-02 来源：办公室"],
        ["2024-03-02 10:11 来源：办公室 浏览：12次"],
        ["字体：[大 中 小]"],
        ["收藏 分享 浏览量 203"],
        ["作者：admin", "点击：356次"],
    ],
)
def test_above_the_article(head: list[str]) -> None:
    assert kept([*head, *TEXT]) == TEXT


@pytest.mark.parametrize(
    "own",
    [
        "3.网站ICP备案证明复印件",
        "打印 申请表一式两份",
        "扫码关注公众号，点击“申报”",
        "审核：由市局在3日内完成",
        "技术支持：清江智云公司",
        "主办单位：清江市财政局",
        "联系电话：0700-8000000",
        "上一年度已领取的，不再受理",
        "下一步：提交",
        "时间：2024年3月20日 下午",
        "Step1：扫描下方二维码下载APP",
        "1.先扫二维码，关注粤省事公众号",
        "附件：1.申报表",
        "相关材料：营业执照",
        "大中小企业均可申报",
        "政策解读",
        "来源合法的证明",
        "分享经验材料",
        "下载申报系统客户端",
    ],
)
def test_of_the_article(own: str) -> None:
    """In the middle of it, and among its last lines."""
    for lines in ([*TEXT[:2], own, *TEXT[2:]], [*TEXT[:2], own, "附表：汇总表"]):
        assert kept(lines) == lines


def test_a_short_text_below_tools() -> None:
    """Buttons above a list without a single full stop: not the end of a text."""
    lines = ["打开小程序", "填写账号", "上传照片", "提交申请"]
    assert kept(["【打印本页】", *lines]) == lines


def test_nothing_is_cut_above_a_table() -> None:
    found: list[Block] = [Line("通知如下。"), Line("上一篇：甲"), Grid((("甲", "乙"), ("1", "2")))]
    assert article_lines(found).kept == found


@pytest.mark.parametrize("words", ["返回首页", "字体大小", "-", "浏览次数：1", "A-", "【打印】"])
def test_many_buttons_take_no_time(words: str) -> None:
    started = process_time()
    is_junk((words * 100)[:198] + "字")
    assert process_time() - started < 0.1
