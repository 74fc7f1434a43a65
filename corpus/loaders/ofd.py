"""OFD (GB/T 33190-2016), China's fixed-layout format: the text layer; scanned pages are recognised.

A package is a zip of XML: OFD.xml names the document, Document.xml its pages, each page's TextObject
boxes hold TextCode with the characters. Coordinates are millimetres and grow downwards.
"""

import posixpath
from collections.abc import Iterator

from lxml import etree

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, TextBuilder
from corpus.loaders.ink import ink_of
from corpus.loaders.ofd_letters import page_letters
from corpus.loaders.ofd_parts import named, resolve
from corpus.loaders.ofd_pictures import Pictures, largest
from corpus.loaders.ofd_rules import drawn
from corpus.loaders.ofd_text import numbers, page_glyphs
from corpus.loaders.page_aligned import AlignedTables
from corpus.loaders.page_lines import Glyph, Page
from corpus.loaders.page_notes import ASKEW, page_list
from corpus.loaders.page_paragraphs import write_pages
from corpus.loaders.page_pieces import cell_lines, page_items, pieces_of
from corpus.loaders.page_tables import take_ruled
from corpus.loaders.zipped import Package

_MAX_PAGES = 3000
_A4 = (210.0, 297.0)
_TOUCH = 1.0  # millimetres that lines may be apart and still meet


def load_ofd(data: bytes, *, limit_mb: int) -> Extracted:
    """Return the text of an OFD file in reading order; its documents one after the other.

    Raises:
        DocumentError: broken, too large when unpacked, or without a text layer.
    """
    package = Package(data, limit_mb)
    root = package.xml("OFD.xml")
    builder = TextBuilder()
    links = [body.text or "" for body in named(root, "DocRoot")]
    notes = [f"文件里有 {len(links)} 份文档，已按顺序接成一份。"] if len(links) > 1 else []
    passed = 0  # pages of the documents before
    for link in links:
        reader = _Reader(package, resolve("", link), passed)
        passed += reader.count
        notes += write_pages(reader.pages(), builder)
        notes += reader.notes()
    if _has(root, "Signatures"):
        notes.append("文件带有电子签名或印章，未导入，也未核验。")
    titles = [" ".join((node.text or "").split()) for node in named(root, "Title")]
    title = next((title for title in titles if len(title) > 5), "")
    if not len(builder):
        raise DocumentError("OFD 里没有可读的文字，请导出为 PDF 或图片后再导入。")
    return builder.finish(fields={"file_title": title}, notes=notes, kind="ofd")


class _Reader:
    """One document of a package."""

    def __init__(self, package: Package, path: str, passed: int) -> None:
        self._package = package
        self._document = package.xml(path)
        nodes = named(self._document, "Page")
        self._links = [link for node in nodes if (link := node.get("BaseLoc"))]
        self.count = len(self._links)
        self._passed = passed
        self._folder = posixpath.dirname(path)
        self._size = page_size(self._document) or _A4
        self._templates = {
            node.get("ID") or "": node.get("BaseLoc") or ""
            for node in named(self._document, "TemplatePage")
        }
        self._shown: set[str] = set()  # templates whose text is taken in
        self._pictures = Pictures(package, self._document, self._folder)
        self._scans: list[int] = []
        self._pictured: list[int] = []
        self._unread: list[int] = []
        self._broken: list[int] = []
        self._askew = False
        self._aligned = AlignedTables()

    def pages(self) -> list[Page]:
        """Its pages in order; those that are damaged are left out."""
        if self.count > _MAX_PAGES:
            raise DocumentError(f"OFD 有 {self.count} 页，超过 {_MAX_PAGES} 页，请拆分后再导入。")
        pages = []
        for number, link in enumerate(self._links, 1):
            try:
                pages.append(self._page(number, self._package.xml(resolve(self._folder, link))))
            except DocumentError:
                self._broken.append(number)
        return pages

    def notes(self) -> list[str]:
        """What was left out or guessed."""
        found = [
            (self._scans, "第{}页是扫描件，已用文字识别，请核对关键数字。"),
            (self._pictured, "第{}页图片中的文字由识别得到，请核对关键数字。"),
            (self._unread, "第{}页的图片未导入：没有识别出文字。"),
            (self._broken, "第{}页已损坏，未导入。"),
        ]
        notes = [text.format(page_list(numbers)) for numbers, text in found if numbers]
        if self._askew:
            notes.append(ASKEW)
        if _has(self._document, "Annotations"):
            notes.append("文件带有批注或盖章，未导入。")
        if _has(self._document, "Attachments"):
            notes.append("文件带有附件，未导入。")
        return notes

    def _page(self, number: int, root: etree._Element) -> Page:
        size = page_size(root) or self._size
        roots = [*self._under(root), root]
        glyphs, turns, askew = page_glyphs(roots, size)
        self._askew |= askew > 0
        pictures = self._pictures.on_page(roots, size, turns, glyphs)
        if pictures and not glyphs:
            page = self._pictures.scan(pictures)
            page.ink = page.ink.within(largest(pictures).box, size)
            page.ink.number = self._passed + number
            (self._scans if page.items else self._unread).append(number)
            return page
        more: list[Glyph] = []  # lines of pictures
        if pictures:
            more = [glyph for picture in pictures for glyph in self._pictures.read(picture)]
            (self._pictured if more else self._unread).append(number)
            glyphs += more
        tables, rest = take_ruled(drawn(roots, size, turns), glyphs, _TOUCH, cell_lines)
        items = page_items(pieces_of(rest), tables, self._aligned)
        wide, tall = (size[1], size[0]) if turns % 2 else size
        letters = [letter for each in roots for letter in page_letters(each)]
        letters += [glyph[:5] for glyph in more if not turns]
        return Page(wide, tall, [*items], ink_of(letters, *size, self._passed + number))

    def _under(self, root: etree._Element) -> Iterator[etree._Element]:
        """The templates a page stands on: letterheads and forms, each taken in where it first is."""
        for node in named(root, "Template"):
            wanted = node.get("TemplateID") or ""
            if wanted in self._templates and wanted not in self._shown:
                self._shown.add(wanted)
                link = resolve(self._folder, self._templates[wanted])
                template = self._package.helper(link)
                if template is not None:
                    yield template


def _has(root: etree._Element, name: str) -> bool:
    return next(named(root, name), None) is not None


def page_size(root: etree._Element) -> tuple[float, float] | None:
    """Width and height, millimetres."""
    for node in named(root, "PhysicalBox"):
        box = numbers(node.text or "", 4)
        if box and box[2] > 0 and box[3] > 0:
            return box[2], box[3]
    return None
