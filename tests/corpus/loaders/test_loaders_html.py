"""Web pages: the article, its tables and the page's header."""

from time import process_time

import pytest

from corpus.errors import DocumentError
from corpus.loaders import Extracted, extract_bytes

BODY = """<p align="center">豫政办〔2021〕75号</p><p>各省辖市人民政府：</p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;为加强企业技术
改造，经省政府同意，现提出如下意见。<br>　　一、加大支持</p><p style="display: none">看不见的字</p>
<p>对设备投资给予<a href="/x">贴息</a>，最高不超过<b>500</b>万元。</p>
<p>河南省人民政府办公厅</p><p>2021年7月5日</p>"""
PAGE = f"""<html><head><meta charset="utf-8"><title>关于加强技术改造的意见 - 河南省人民政府门户网站</title>
<meta name="ArticleTitle" content="关于加强技术改造的意见"><meta name="PubDate" content="2021-07-08 10:00">
<meta name="ContentSource" content="省政府办公厅"><meta name="Url" content="http://www.example.gov.cn/1.html"></head>
<body><script>var menu = "脚本";</script><div class="header"><ul class="nav"><li><a>首页</a></li><li><a>政务公开</a></li></ul></div>
<div class="crumb">当前位置：首页 &gt; 政务公开</div>
<table class="xxgk"><tr><td>索 引 号：</td><td>H0001-2021</td><td>发文机关：</td><td>河南省人民政府办公厅</td></tr>
<tr><td>成文日期：</td><td>2021年7月5日</td><td>有效性：</td><td>有效</td></tr>
<tr><td>发文字号：</td><td>豫政办〔2021〕75号</td><td>主题分类：</td><td>工业、交通</td></tr></table>
<h1>关于加强技术改造的意见</h1><div class="info">发布日期：2021-07-08 来源：省政府办公厅 字体：[大 中 小] 分享到</div>
<div id="zoom">{BODY}</div><div class="share">分享到微信</div>
<div class="related">相关阅读 <a>某某新闻</a></div><div class="footer">版权所有：河南省人民政府 豫ICP备0001号</div></body></html>"""  # noqa: E501
LINES = [
    "豫政办〔2021〕75号", "各省辖市人民政府：", "为加强企业技术改造，经省政府同意，现提出如下意见。", "一、加大支持",
    "对设备投资给予贴息，最高不超过500万元。", "河南省人民政府办公厅", "2021年7月5日",
]  # fmt: skip


def one(markup: str | bytes, name: str = "a.html") -> Extracted:
    data = markup.encode() if isinstance(markup, str) else markup
    (found,) = extract_bytes(data, name, limit_mb=5)
    assert isinstance(found, Extracted)
    return found


def test_article_and_fields() -> None:
    found = one(PAGE)
    assert found.text.splitlines() == LINES
    assert found.fields == {
        "title": "关于加强技术改造的意见", "published": "2021-07-08", "source": "省政府办公厅",
        "source_url": "http://www.example.gov.cn/1.html", "index_number": "H0001-2021", "issuer": "河南省人民政府办公厅",  # noqa: E501
        "issued": "2021-07-05", "validity": "有效", "number": "豫政办〔2021〕75号", "subject": "工业、交通",
        "publisher": "省政府办公厅",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["TRS_Editor", "pages_content", "article-content", "UCAP-CONTENT"])
def test_known_containers(name: str) -> None:
    for container in (f'class="{name}"', f'id="{name}"'):
        assert one(PAGE.replace('id="zoom"', container)).text.splitlines() == LINES


@pytest.mark.parametrize("container", ['class="x9"', 'id="content"', ""])
def test_container_of_no_known_name(container: str) -> None:
    found = one(PAGE.replace('id="zoom"', container))
    assert found.text.splitlines()[-len(LINES) :] == LINES
    assert not any(
        word in found.text for word in ("首页", "分享", "字体", "版权", "脚本", "相关阅读", "索")
    )
    assert found.fields["number"] == "豫政办〔2021〕75号"


def test_gbk_declared_and_not() -> None:
    assert one(PAGE.replace("utf-8", "gb2312").encode("gb18030")).text.splitlines() == LINES
    assert (
        one(PAGE.replace('<meta charset="utf-8">', "").encode("gb18030")).text.splitlines() == LINES
    )


def test_saved_as_doc_or_txt() -> None:
    found = one(PAGE, "通知.doc")
    assert found.text.splitlines() == LINES
    assert "实际是网页" in found.notes[0]
    assert one(PAGE, "通知.txt").kind == "html"


def test_mhtml() -> None:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\n'  # noqa: E501
    data = head + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + PAGE.encode() + b"\r\n--b--\r\n"
    assert one(data, "a.mht").text.splitlines() == LINES


def test_table_rows_carry_their_header() -> None:
    table = """<table><tr><td colspan="3">职责分工表</td></tr><tr><td rowspan="2">部门</td><td colspan="2">任务</td></tr>
    <tr><td>内容</td><td>时限</td></tr><tr><td rowspan="2">省财政厅</td><td>安排资金</td><td>6月</td></tr>
    <tr><td>监督使用</td><td></td></tr></table>"""  # noqa: E501
    found = one(PAGE.replace("<p>河南省人民政府办公厅</p>", table + "<p>河南省人民政府办公厅</p>"))
    (read,) = found.tables
    assert read.header == ("部门", "任务-内容", "任务-时限")
    assert read.rows == (("省财政厅", "安排资金", "6月"), ("省财政厅", "监督使用", ""))
    assert read.caption == "职责分工表"
    assert [found.text[a:b] for a, b in read.spans] == [
        "部门：省财政厅；任务-内容：安排资金；任务-时限：6月", "部门：省财政厅；任务-内容：监督使用",
    ]  # fmt: skip


def test_layout_table_is_text() -> None:
    page = f"<html><body><table><tr><td><ul><li><a>首页</a></li></ul></td></tr><tr><td>{BODY}</td></tr></table></body></html>"  # noqa: E501
    assert one(page).text.splitlines() == LINES


def test_ordered_list() -> None:
    assert (
        one("<html><body><ol start=3><li>甲。</li><li>乙。</li></ol></body></html>").text
        == "3.甲。\n4.乙。\n"
    )


@pytest.mark.parametrize(
    "page", ["<html><body><script>x()</script></body></html>", "<html></html>"]
)
def test_nothing_in_it(page: str) -> None:
    with pytest.raises(DocumentError, match="没有正文"):
        one(page)


def test_deep_nesting() -> None:
    assert one("<html><body>" + "<div>" * 3000 + "字。" + "</body></html>").text == "字。\n"
    with pytest.raises(DocumentError, match="结构异常"):
        one("<html><body>" + "<div>" * 200_000 + "字。")


@pytest.mark.parametrize(
    "part",
    [
        "<p>发布日期</p><p>关于印发通知</p>",
        "<dl><dt>甲</dt><dd>上一篇：乙</dd></dl>",
        "<h1>—关于<br>通知</h1>",
    ],
)
def test_many_lines_take_time_in_proportion(part: str) -> None:
    """A page of lines that all look like the page's own: quadratic once, minutes for a megabyte."""
    started = process_time()
    assert one(f"<html><body><p>正文。</p>{part * 20_000}</body></html>").text.startswith("正文。")
    assert process_time() - started < 10
