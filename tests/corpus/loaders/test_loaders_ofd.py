"""OFD as offices have it: templates under pages, text drawn turned, several documents in a file."""

import io

import pytest
from PIL import Image

from corpus.loaders import Extracted, extract_bytes, ocr
from corpus.loaders.page_lines import Page, PageLine
from tests.corpus.loaders.drawn import ofd, ofd_rule, ofd_text

HEAD = ofd_text(60, 20, "临江市人民政府办公室文件") + ofd_text(75, 30, "临政办〔2025〕18号")
BODY = ofd_text(32, 70, "各县（区）人民政府：") + ofd_text(42, 79, "现将《奖补办法》印发给你们。")


def read(data: bytes) -> Extracted:
    (found,) = extract_bytes(data, "a.ofd", limit_mb=5)
    assert isinstance(found, Extracted)
    return found


def test_a_letterhead_in_a_template() -> None:
    """It is read once, though every page stands on it."""
    on = '<ofd:Template TemplateID="t0" ZOrder="Background"/>'
    second = ofd_text(42, 60, "第二页的正文。")
    lines = read(ofd([[BODY, second]], templates=[HEAD], on=on)).text.splitlines()
    assert lines == [
        "临江市人民政府办公室文件", "临政办〔2025〕18号", "各县（区）人民政府：", "现将《奖补办法》印发给你们。",
        "第二页的正文。",
    ]  # fmt: skip


def test_text_drawn_turned() -> None:
    down = ofd_text(0, 0, "附件1", ctm="0 1 -1 0 0 0", box="150 30 6 40")
    down += ofd_text(0, 0, "临江市惠企奖补项目表", ctm="0 1 -1 0 0 0", box="140 30 6 40")
    assert read(ofd([[down]])).text.splitlines() == ["附件1", "临江市惠企奖补项目表"]
    up = ofd_text(0, 0, "附件1", ctm="0 -1 1 0 0 0", box="30 200 6 40")
    up += ofd_text(0, 0, "临江市惠企奖补项目表", ctm="0 -1 1 0 0 0", box="40 200 6 40")
    assert read(ofd([[up]])).text.splitlines() == ["附件1", "临江市惠企奖补项目表"]


def test_a_watermark_is_left_out_and_told() -> None:
    mark = ofd_text(0, 0, "内部资料", size=20, ctm="0.7 -0.7 0.7 0.7 0 0", box="50 200 90 90")
    found = read(ofd([[BODY + mark]]))
    assert "内部资料" not in found.text
    assert found.notes == ("斜排的文字（水印）未导入。",)


def test_what_is_not_read_is_told() -> None:
    extra = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
    found = read(ofd([[BODY], [ofd_text(42, 79, "另一份文件。")]], extra=extra))
    assert found.text.endswith("另一份文件。\n")
    assert found.notes[0] == "文件里有 2 份文档，已按顺序接成一份。"
    assert "文件带有批注或盖章，未导入。" in found.notes


def test_a_ruled_table() -> None:
    xs, ys = [30, 60, 120, 180], [50, 60, 70, 80]
    rows = [
        ("序号", "项目名称", "标准"),
        ("1", "首次上规奖励", "10万元"),
        ("2", "高企认定奖励", "20万元"),
    ]
    page = "".join(ofd_rule(xs[0], y, xs[-1], y) for y in ys)
    page += "".join(ofd_rule(x, ys[0], x, ys[-1]) for x in xs)
    for y, row in zip(ys, rows, strict=False):
        page += "".join(ofd_text(x + 1, y + 7, text) for x, text in zip(xs, row, strict=False))
    found = read(ofd([[page + ofd_text(40, 95, "以上奖励不重复享受。")]]))
    (table,) = found.tables
    assert (table.header, list(table.rows)) == (rows[0], rows[1:])
    assert found.text.endswith("\n以上奖励不重复享受。\n")


def test_letters_of_their_own() -> None:
    """Some writers make every letter an object; gaps between entries stay."""
    line = "".join(ofd_text(40 + 5 * n, 60, letter) for n, letter in enumerate("联系人：张三"))
    line += "".join(ofd_text(120 + 5 * n, 60, letter) for n, letter in enumerate("电话：见附表"))
    assert read(ofd([[line]])).text == "联系人：张三　电话：见附表\n"


def test_pictures_are_recognised_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """One on a page with text comes to its place, one that is the page is a scan."""
    line = PageLine("附图所示区域不得新建项目。", 10, 40, 90, 50, 10)
    monkeypatch.setattr(ocr, "recognise", lambda pixels: Page(100, 100, [line]))
    picture = io.BytesIO()
    Image.new("L", (20, 20), 255).save(picture, "png")
    image = '<ofd:ImageObject ResourceID="7" Boundary="{}"/>'
    page = ofd_text(40, 60, "第一条 按照附图执行。") + image.format("30 100 150 100")
    page += (
        ofd_text(40, 240, "第二条 自发布之日起施行。")
        + '<ofd:ImageObject ResourceID="7" Boundary="9 9 9 9"/>'
    )
    resources = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias>'
        '<ofd:MultiMedia ID="7"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>'
    )
    files = {"Doc_0/DocumentRes.xml": resources.encode(), "Doc_0/Res/a.png": picture.getvalue()}
    extra = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
    found = read(ofd([[page, image.format("0 0 210 297")]], extra=extra, files=files))
    assert found.text.splitlines() == [
        "第一条 按照附图执行。", line.text, "第二条 自发布之日起施行。", line.text,
    ]  # fmt: skip
    assert found.notes == (
        "第2页是扫描件，已用文字识别，请核对关键数字。", "第1页图片中的文字由识别得到，请核对关键数字。",
    )  # fmt: skip
