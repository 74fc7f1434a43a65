"""Words that look like formulas or markup, in every file that the program gives out."""

import io
import re
import zipfile
from datetime import UTC, datetime

import openpyxl
from docx import Document
from lxml import etree
from markdown_it import MarkdownIt

from pages.chat.exported import Exported, ExportedQuote, ExportedTurn
from pages.chat.exported_docx import as_docx
from pages.chat.exported_markdown import as_markdown
from pages.chat.exports import _file_name
from pages.tables.download import xlsx_response
from pages.tables.workbook import Sheet, workbook
from tests.hostile.payloads import FORMULAS, MARKUP, PATHS
from tests.hostile.tally import held

_FIELDS = re.compile(
    rb"<w:(?:fldSimple|instrText|hyperlink|object|altChunk)|TargetMode=\"External\""
)


def _exported(words: str) -> Exported:
    quote = ExportedQuote(1, words, words, (("文号", words), ("说明", words)))
    asked = datetime(2024, 1, 2, tzinfo=UTC).isoformat()
    return Exported(words, "导出", [ExportedTurn(words, asked, "甲[1]", words, (quote,))])


def test_workbooks_run_nothing() -> None:
    for words in [*FORMULAS, *MARKUP]:
        content = workbook([Sheet(words, (words, "甲"), [(words, words), ("甲", words)])])
        page = openpyxl.load_workbook(io.BytesIO(content)).active
        cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
        text = all(cell.data_type == "s" for cell in cells)
        marked = all(c.quotePrefix for c in cells if str(c.value).startswith(tuple("=+-@＝＋－＠")))
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sheets = b"".join(parts.read(n) for n in parts.namelist() if "sheet" in n)
        held("导出", text and marked and b"<f>" not in sheets and b"hyperlink" not in sheets, words)


def test_word_documents_run_nothing() -> None:
    """All words in one document, which takes a while to make."""
    hostile = [*FORMULAS, *MARKUP]
    turns = [turn for words in hostile for turn in _exported(words).turns]
    content = as_docx(Exported(hostile[0], "导出", turns))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        body = parts.read("word/document.xml")
        links = parts.read("word/_rels/document.xml.rels")
    etree.fromstring(body)
    assert len(Document(io.BytesIO(content)).paragraphs) > len(hostile)
    for words in hostile:
        held("导出", not _FIELDS.search(body + links), words)


def test_markdown_runs_nothing() -> None:
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    plain = {t.type for t in _tokens(reader, as_markdown(_exported("企业")))}
    for words in [*FORMULAS, *MARKUP]:
        got = {t.type for t in _tokens(reader, as_markdown(_exported(words)))}
        held("导出", not got - plain - {"softbreak"}, (words, got - plain))


def _tokens(reader: MarkdownIt, markdown: str) -> list:  # type: ignore[type-arg]
    blocks = reader.parse(markdown)
    return [*blocks, *(t for block in blocks for t in block.children or ())]


def test_names_of_downloads_lead_nowhere() -> None:
    for words in [*PATHS, *MARKUP]:
        name = _file_name(words)
        held("文件名", not set(name) & set('\\/:*?"<>|\r\n\0') and name.strip("."), words)
        head = xlsx_response(b"", words).headers["content-disposition"]
        held("文件名", re.fullmatch(r"attachment; filename\*=UTF-8''[\w.%~-]+\.xlsx", head), words)
