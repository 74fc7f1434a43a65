"""What strangers write into a page never runs, loads or sends anything on ours."""

import re

import pytest

from pages.originals.formatted import formatted

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>1</script></svg>",
    '<a href="javascript:alert(1)">点</a>',
    '<p style="background:url(http://evil/x)" onclick="x()">字</p>',
    '<iframe src="http://evil"></iframe>',
    '<form action="http://evil"><input name=a><button>发送</button></form>',
    '<object data="http://evil"></object><embed src="http://evil">',
    '<link rel=stylesheet href="http://evil"><style>@import url(http://evil)</style>',
    '<meta http-equiv=refresh content="0;url=http://evil">',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<td colspan="2" rowspan="9999999" background="http://evil">格</td>',
    '<p class="quoted evil" id="quote">假标记</p><mark>假</mark>',
    "<!--><script>alert(1)</script-->",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<base href="http://evil/">',
    "<template><script>alert(1)</script></template>",
    '<p a="\n>x">尖括号</p>',
]
_TAG = re.compile(r"<(/?)([a-z0-9]+)((?: [a-z]+=\"[^\"<>]*\")*)>")
_ALLOWED = re.compile(r' (?:colspan|rowspan|start)="[0-9]{1,3}"| class="[a-z ]*"')


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_nothing_of_it_is_left_but_words(kind: str, piece: str) -> None:
    page = f"<html><body><p>正文在此。</p>{piece}<p>正文完。</p></body></html>"
    html = formatted(kind, page.encode(), 1)
    assert "正文在此。" in html
    rest = _TAG.sub(lambda tag: _ALLOWED.sub("", tag[3]), html)
    assert "<" not in rest and ">" not in rest.replace("&gt;", ""), html
    assert not re.search(r"(?i)evil\"|onerror=|javascript:|<script|<style|url\(http", html), html
    assert 'id="' not in html and "quoted" not in html and "<mark" not in html


def test_text_files_are_text() -> None:
    html = formatted("text", "<script>alert(1)</script>\n第二行 & 完".encode(), 1)
    assert html == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>第二行 &amp; 完</p>"
