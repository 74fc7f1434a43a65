"""Slides: what is said on them, in the order it is shown; what is not read is told."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from corpus.errors import DocumentError
from corpus.loaders import Extracted, extract_bytes

_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def shape(*lines: str, role: str = "", at: tuple[int, int] | None = None, number: str = "") -> str:
    """A shape; ``at``: its place in centimetres, ``number``: how its lines are numbered."""
    holder = f'<p:ph type="{role}"/>' if role else ""
    place = f'<a:xfrm><a:off x="{at[0] * 360000}" y="{at[1] * 360000}"/></a:xfrm>' if at else ""
    numbered = f'<a:pPr><a:buAutoNum type="{number}"/></a:pPr>' if number else ""
    text = "".join(f"<a:p>{numbered}<a:r><a:t>{escape(t)}</a:t></a:r></a:p>" for t in lines)
    return (
        f"<p:sp><p:nvSpPr><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>"
        f"<p:txBody>{text}</p:txBody></p:sp>"
    )


def slides(*pages: str, hidden: int = 0, more: dict[str, str] | None = None) -> bytes:
    """A presentation of these slides, each its shapes; ``hidden`` is the number of one not shown."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        ids = "".join(f'<p:sldId id="{255 + n}" r:id="r{n}"/>' for n in range(1, len(pages) + 1))
        archive.writestr(
            "ppt/presentation.xml",
            f"<p:presentation {_NAMES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        )
        # The order of the files is not the order of the slides.
        links = "".join(
            f'<Relationship Id="r{n}" Target="slides/slide{len(pages) - n}.xml"/>'
            for n in range(1, len(pages) + 1)
        )
        archive.writestr(
            "ppt/_rels/presentation.xml.rels",
            f'<Relationships xmlns="{_RELS}">{links}</Relationships>',
        )
        for n, content in enumerate(pages, 1):
            shown = ' show="0"' if n == hidden else ""
            archive.writestr(
                f"ppt/slides/slide{len(pages) - n}.xml",
                f"<p:sld {_NAMES}{shown}><p:cSld><p:spTree>{content}</p:spTree></p:cSld></p:sld>",
            )
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return buffer.getvalue()


def read(data: bytes) -> Extracted:
    (found,) = extract_bytes(data, "a.pptx", limit_mb=5)
    assert isinstance(found, Extracted)
    return found


def test_slides_in_their_order() -> None:
    found = read(
        slides(
            shape("2025年3月", role="dt") + shape("临江市惠企政策解读", role="ctrTitle"),
            shape("在本市注册的企业", "信用良好", role="body")
            + shape("一、支持对象", role="title"),
            shape("右", at=(12, 10))
            + shape("左", at=(2, 10))
            + shape("上", at=(2, 3))
            + shape("一、支持对象", role="title"),
            shape("内部", role="title"),
            shape("7", role="sldNum") + shape("谢谢"),
            hidden=4,
        )
    )
    assert found.text.splitlines() == [
        "临江市惠企政策解读", "一、支持对象", "在本市注册的企业", "信用良好", "上", "左", "右", "谢谢",
    ]  # fmt: skip
    assert found.notes == ("第4页是隐藏的幻灯片，未导入。",)


def test_automatic_numbers_are_written_out() -> None:
    page = shape("营业执照", "审计报告", number="arabicPeriod") + shape(
        "其一", "其二", number="circleNumDbPlain"
    )
    page += shape("总则", "附则", number="ea1ChsPeriod")
    assert read(slides(page)).text.splitlines() == [
        "1.营业执照", "2.审计报告", "①其一", "②其二", "一、总则", "二、附则",
    ]  # fmt: skip


def test_tables_diagrams_and_what_the_speaker_says() -> None:
    def row(*cells: str) -> str:
        return "<a:tr>" + "".join(f"<a:tc {c}</a:tc>" for c in cells) + "</a:tr>"

    def cell(text: str, merged: str = "") -> str:
        return f"{merged}><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody>"

    table = (
        "<p:graphicFrame><a:graphic><a:graphicData><a:tbl>"
        + row(cell("项目"), cell("标准"), cell("部门"))
        + row(cell("首次上规"), cell("10万元"), cell("市工信局"))
        + row(cell("小巨人"), cell("50万元"), cell("", 'vMerge="1"'))
        + "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
    diagram = (
        '<p:graphicFrame><a:graphic><a:graphicData><dgm:relIds r:dm="d1"/></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )
    chart = "<p:graphicFrame><a:graphic><a:graphicData/></a:graphic></p:graphicFrame>"
    point = "<dgm:pt><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt>"
    points = point.format("申报") + point.format("审核")
    rels = '<Relationship Id="d1" Target="../diagrams/data1.xml"/>'
    rels += '<Relationship Id="n1" Target="../notesSlides/notes1.xml"/>'
    more = {
        "ppt/slides/_rels/slide0.xml.rels": f'<Relationships xmlns="{_RELS}">{rels}</Relationships>',
        "ppt/diagrams/data1.xml": f"<dgm:dataModel {_NAMES}>{points}</dgm:dataModel>",
        "ppt/notesSlides/notes1.xml": f"<p:notes {_NAMES}><p:cSld><p:spTree>{shape('请强调信用要求。', role='body')}"
        f"{shape('1', role='sldNum')}</p:spTree></p:cSld></p:notes>",
    }
    found = read(slides(table + diagram + chart + "<p:pic/>", more=more))
    (first,) = found.tables
    assert first.header == ("项目", "标准", "部门")
    assert first.rows[1] == ("小巨人", "50万元", "市工信局")
    assert found.text.splitlines()[-3:] == ["申报", "审核", "［备注］请强调信用要求。"]
    assert found.notes == ("第1页含图片，图片中的文字未导入。", "第1页含图表或嵌入的文件，未导入。")


def test_a_damaged_slide_is_told_and_the_others_are_read() -> None:
    data = slides(shape("第一页"), shape("第二页"))
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[:80] if name.endswith("slide1.xml") else content)
    found = read(damaged.getvalue())
    assert (found.text, found.notes) == ("第二页\n", ("第1页已损坏，未导入。",))


@pytest.mark.parametrize("data", [slides(), slides("<p:pic/>"), slides(shape("甲"))[:200]])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(DocumentError):
        read(data)
