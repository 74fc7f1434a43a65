"""Word documents."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from corpus.errors import DocumentError
from corpus.loaders import Extracted, extract_bytes
from corpus.loaders.list_labels import chinese_counting, label
from tests.corpus.loaders import loader_samples as samples

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/>
<w:lvlText w:val="（%2）"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/>
</w:lvl><w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3.%4"/></w:lvl>
</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""  # noqa: E501


def one(data: bytes, name: str = "a.docx") -> Extracted:
    (found,) = extract_bytes(data, name, limit_mb=5)
    assert isinstance(found, Extracted)
    return found


def built(body: str, *, numbering: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """A document of this body XML."""
    document = docx.Document()
    element = document.element.body
    for position, node in enumerate(parse_xml(f"<w:body {W}>{body}</w:body>")):
        element.insert(position, node)
    buffer = io.BytesIO()
    document.save(buffer)
    source = zipfile.ZipFile(buffer)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            if name != "word/numbering.xml":
                archive.writestr(name, source.read(name))
        archive.writestr("word/numbering.xml", numbering or f"<w:numbering {W}/>")
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def p(text: str, number: int = 0, level: int = 0) -> str:
    properties = (
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        if number
        else ""
    )
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_numbering_is_written_out() -> None:
    body = (
        p("总则", 1) + p("目标", 1, 1) + p("原则", 1, 1) + p("甲", 1, 2) + p("细", 1, 3) + p("乙", 1, 2) + p("措施", 1)
        + p("财政", 1, 1) + p("丙", 1, 2) + p("要点", 2) + p("另起", 3)
    )  # fmt: skip
    assert one(built(body, numbering=NUMBERING)).text.splitlines() == [
        "一、总则", "（一）目标", "（二）原则", "1.甲", "1.1.1 细", "2.乙", "二、措施", "（一）财政", "1.丙", "要点", "一、另起",  # noqa: E501
    ]  # fmt: skip


def test_numbering_of_a_style() -> None:
    styles = f"""<w:styles {W}><w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
    </w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>
    </w:style></w:styles>"""  # noqa: E501
    body = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>' + (
        '<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>'
    )
    data = built(body, numbering=NUMBERING)
    source = zipfile.ZipFile(io.BytesIO(data))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, styles if name == "word/styles.xml" else source.read(name))
    assert one(target.getvalue()).text == "一、甲\n（一）乙\n"


def test_revisions_hidden_words_and_footnotes() -> None:
    body = (
        "<w:p><w:r><w:t>保留</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins><w:r><w:t>加上</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r>"
        "<w:r><w:commentReference w:id='1'/></w:r><w:r><w:object/></w:r></w:p>"
    )
    found = one(built(body))
    assert found.text == "保留加上\n"
    assert any("修订" in note for note in found.notes)
    assert any("脚注" in note for note in found.notes)
    assert "文档有批注，未导入。" in found.notes
    assert "文档嵌有其他文件或公式，未导入。" in found.notes


def test_table_between_paragraphs() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    table = (
        "<w:tbl><w:tr>" + cell("牵头部门") + cell("任务") + cell("备注") + "</w:tr><w:tr>"
        + cell("省发展改革委", '<w:vMerge w:val="restart"/>') + cell("编制规划", '<w:gridSpan w:val="2"/>') + "</w:tr><w:tr>"  # noqa: E501
        + cell("", "<w:vMerge/>") + cell("下达计划") + cell("按年") + "</w:tr></w:tbl>"
    )  # fmt: skip
    found = one(built(p("前") + table + p("后")))
    assert found.text.splitlines() == [
        "前", "牵头部门：省发展改革委；任务、备注：编制规划", "牵头部门：省发展改革委；任务：下达计划；备注：按年", "后",  # noqa: E501
    ]  # fmt: skip
    assert found.tables[0].rows[1] == ("省发展改革委", "下达计划", "按年")


def test_text_box_and_content_control() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt><w:p><w:r><w:t>正文</w:t></w:r><w:r><w:drawing>"
        f"<w:txbxContent>{p('框内')}</w:txbxContent></w:drawing></w:r></w:p>"
    )
    assert one(built(body)).text == "控件\n正文\n框内\n"


def test_macros_are_left_alone() -> None:
    found = one(built(p("正文"), extra={"word/vbaProject.bin": b"x"}), "a.docm")
    assert found.text == "正文\n"
    assert any("宏" in note for note in found.notes)


def test_docx_named_doc() -> None:
    found = one(samples.seed_docx(), "通知.doc")
    assert found.kind == "docx"
    assert "Word 文档" in found.notes[0]


def test_truncated_and_empty() -> None:
    data = samples.seed_docx()
    with pytest.raises(DocumentError, match="损坏"):
        one(data[: len(data) // 2])
    with pytest.raises(DocumentError, match="没有文字"):
        one(built(""))


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (1010, "一千零一十")],
)
def test_chinese_counting(number: int, words: str) -> None:
    assert chinese_counting(number) == words


def test_label_styles() -> None:
    assert [label(3, s) for s in ("decimalEnclosedCircle", "upperRoman", "lowerLetter", "chineseLegalSimplified", "x")] == [  # noqa: E501
        "③", "III", "c", "叁", "3",
    ]  # fmt: skip
