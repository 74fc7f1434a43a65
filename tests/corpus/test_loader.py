"""From a file to documents: tables row by row, archives member by member, page headers as metadata."""

import zipfile
from pathlib import Path

import pytest

from corpus.document import ProvisionKind, Validity
from corpus.errors import DocumentError
from corpus.loader import Loaded, SourceFile, load, load_all
from corpus.loaders import Refused

PAGE = """<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="关于印发补助办法的通知">
</head>
<body><div class="nav"><a href="/">首页</a><a href="/zc">政策</a></div>
<table><tr><td>发文机关：</td><td>某市财政局</td><td>成文日期：</td><td>2024年3月1日</td></tr>
<tr><td>发文字号：</td><td>某财规〔2024〕8号</td><td>有效性：</td><td>有效</td></tr></table>
<div class="TRS_Editor"><p>各县（市）人民政府：</p><p>一、补助对象</p>
<p>本市注册的工业企业，设备投资达到500万元以上的，可以申请补助。</p>
<p>二、补助标准</p><p>按设备投资额的10%给予补助，单个企业最高不超过200万元，同一项目不重复补助。</p>
<table><tr><th>等级</th><th>标准</th></tr>
<tr><td>一等</td><td>1. 200万元</td></tr><tr><td>二等</td><td>2. 100万元</td></tr></table>
</div><div class="footer">版权所有 网站地图</div></body></html>"""


def source(path: Path) -> SourceFile:
    return SourceFile(path, path.name, path.parent)


def test_web_page(tmp_path: Path) -> None:
    path = tmp_path / "办法.html"
    path.write_text(PAGE, encoding="utf-8")
    document = load(source(path))
    known = document.metadata
    assert (known.number, known.issuer) == ("某财规〔2024〕8号", "某市财政局")
    assert known.validity is Validity.IN_FORCE and str(known.issued) == "2024-03-01"
    assert "网站地图" not in document.text and "首页" not in document.text
    rows = [p for p in document.provisions if p.kind is ProvisionKind.ROW]
    assert [document.text[p.start : p.end] for p in rows] == [
        "等级：一等；标准：1. 200万元",
        "等级：二等；标准：2. 100万元",
    ]
    assert rows[1].section == "二、补助标准 › 表格第2行"


def test_sidecar_wins_over_the_page(tmp_path: Path) -> None:
    path = tmp_path / "办法.html"
    path.write_text(PAGE, encoding="utf-8")
    path.with_suffix(".yaml").write_text("validity: 已废止\ntitle: 补助办法\n", encoding="utf-8")
    known = load(source(path)).metadata
    assert (known.title, known.validity) == ("补助办法", Validity.REPEALED)
    assert known.number == "某财规〔2024〕8号"


def test_archive_gives_one_document_a_member(tmp_path: Path) -> None:
    path = tmp_path / "文件包.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("甲/办法.html", PAGE)
        archive.writestr("乙.txt", "一、总则\n各级政府要抓好落实。\n")
        archive.writestr("../逃逸.txt", "一、总则\n")
        archive.writestr("空.txt", "")
    found = list(load_all(source(path)))
    documents = [item.document for item in found if isinstance(item, Loaded)]
    refused = [item.name for item in found if isinstance(item, Refused)]
    assert [d.source for d in documents] == ["文件包.zip/甲/办法.html", "文件包.zip/乙.txt"]
    assert len({d.document_id for d in documents}) == 2
    assert len(refused) == 2
    with pytest.raises(DocumentError, match="压缩包"):
        load(source(path))
