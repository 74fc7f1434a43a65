"""The addresses of originals: the page that shows one, the picture of a page, the file itself."""

from pathlib import Path, PurePosixPath
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from fastapi.responses import FileResponse
from starlette.responses import HTMLResponse

from corpus.document import Document
from corpus.errors import PolicyError, UnknownDocumentError
from corpus.loaders.places import Box, boxes, unpack
from index.store.originals import KeptOriginal
from pages.desk import Desk
from pages.markup import one_line
from pages.originals import texts
from pages.originals.address import PATH
from pages.originals.formatted import WORD
from pages.originals.marking import mark
from pages.originals.page import Asked, formatted_view, pages_view, unshown_view
from pages.originals.pictures import PAGED, Picture
from pages.originals.reading import CrowdedError, NoPageError, Reading, UnshownError
from pages.plain_page import plain_page

_AT_ONCE = 3  # pages of a long quote
_REMEMBERED = 10_000  # files found sound
_SHEET = "plain/original.css"
# Never a page of ours: a browser that is led to the picture itself runs nothing of it.
_INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
_FILE = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": _INERT,
}


class _Originals:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.reading = Reading()
        self._known: set[tuple[str, int, int]] = set()  # files found sound

    def find(self, document_id: str, version: str) -> tuple[Document, KeptOriginal, Path]:
        """A document in a version, its original, and where what is shown of it lies.

        Raises:
            UnknownDocumentError: no such document, or no original of it.
        """
        library = self.desk.library
        document = library.version(document_id, version)
        kept = library.store.originals.get(document_id, document.version)
        if kept is None or (version and document.version != version):
            raise UnknownDocumentError(texts.UNKNOWN)
        name = kept.converted if kept.kind in WORD and kept.converted else kept.file
        return document, kept, library.store.originals.files.path(name)

    def _sound(self, file: Path) -> bool:
        """Whether a file is what it was when it was kept; found out anew where it was written since."""
        try:
            known = file.stat()
        except OSError:
            return False
        state = (file.name, known.st_mtime_ns, known.st_size)
        if state not in self._known:
            if not self.desk.library.store.originals.files.is_sound(file.name):
                return False
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known.add(state)
        return True

    def asked(
        self, document: Document, kept: KeptOriginal, start: int, end: int, page: int
    ) -> Asked:
        """What is to be shown, with how the document stands today."""
        try:
            live = self.desk.library.document(document.document_id)
            validity = self.desk.library.standing(document.document_id).validity.value
        except UnknownDocumentError:
            live, validity = None, ""
        changed = live is None or live.version != document.version
        inside = 0 <= start < end <= len(document.text)
        span = (start, end) if inside else (0, 0)
        return Asked(document, kept.kind, *span, page, validity, changed)

    def view(self, document_id: str, version: str, start: int, end: int, page: int) -> HTMLResponse:
        try:
            document, kept, file = self.find(document_id, version)
            asked = self.asked(document, kept, start, end, page)
        except PolicyError as error:
            return _told(texts.LINK, f'<p class="bad">{texts.UNKNOWN}</p>', 404, error)
        if not self._sound(file):
            return _told(document.title, unshown_view(asked, texts.GONE), 404)
        try:
            show = self._pages if kept.kind in PAGED else self._formatted
            body = show(asked, kept, file)
        except CrowdedError as error:
            return _told(document.title, unshown_view(asked, str(error)), 503)
        except NoPageError as error:
            return _told(document.title, unshown_view(asked, str(error)), 404)
        except UnshownError as error:
            return _told(document.title, unshown_view(asked, str(error)))
        return _told(document.title, body)

    def _pages(self, asked: Asked, kept: KeptOriginal, file: Path) -> str:
        found: list[Box] = []
        places, turned = unpack(kept.places)
        if asked.quoted:
            found = boxes(places, asked.document.text, asked.start, asked.end)
        numbers = [asked.page] if asked.page else sorted({box.page for box in found}) or [1]
        shown = [
            (number, self.reading.picture(asked.kind, file, number, turned.get(number, 0)))
            for number in numbers[:_AT_ONCE]
        ]
        return pages_view(asked, shown, found)

    def _formatted(self, asked: Asked, _: KeptOriginal, file: Path) -> str:
        html = self.reading.html(asked.kind, file)
        if not asked.quoted:
            return formatted_view(asked, html, False)
        marked = mark(html, asked.document, asked.start, asked.end)
        return formatted_view(asked, marked.html, marked.found)

    def picture(self, document_id: str, version: str, number: int) -> Response:
        try:
            _, kept, file = self.find(document_id, version)
            if kept.kind not in PAGED or not self._sound(file):
                raise NoPageError(texts.NO_SUCH_PAGE)
            turns = unpack(kept.places)[1].get(number, 0)
            drawn: Picture = self.reading.picture(kept.kind, file, number, turns)
        except CrowdedError as error:
            return Response(str(error), 503, media_type="text/plain; charset=utf-8")
        except PolicyError as error:
            return Response(one_line(error), 404, media_type="text/plain; charset=utf-8")
        headers = {**_FILE, "Cache-Control": "private, max-age=3600"}
        return Response(drawn.data, media_type=drawn.media, headers=headers)

    def file(self, document_id: str, version: str) -> Response:
        try:
            document, kept, _ = self.find(document_id, version)
            path = self.desk.library.store.originals.files.path(kept.file)
        except PolicyError as error:
            return Response(one_line(error), 404, media_type="text/plain; charset=utf-8")
        if not self._sound(path):
            return Response(texts.GONE, 404, media_type="text/plain; charset=utf-8")
        name = quote(file_name(document.source), safe="")
        headers = {**_FILE, "Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return FileResponse(path, media_type=_media(kept.kind), headers=headers)


def original_routes(desk: Desk) -> APIRouter:
    """The addresses that ``pages.originals.address`` names. What may be seen of a document by whom is
    the gate's to say, for these as for the text."""
    router = APIRouter()
    originals = _Originals(desk)

    @router.get(f"{PATH}/{{document_id}}")
    def view(
        document_id: str,
        v: str = "",
        s: int = 0,
        e: int = 0,
        p: int = Query(0, ge=0, le=100_000),
    ) -> HTMLResponse:
        return originals.view(document_id, v, s, e, p)

    @router.get(f"{PATH}/{{document_id}}/pages/{{number}}")
    def picture(document_id: str, number: int, v: str = "") -> Response:
        return originals.picture(document_id, v, number)

    @router.get(f"{PATH}/{{document_id}}/file")
    def file(document_id: str, v: str = "") -> Response:
        return originals.file(document_id, v)

    return router


def file_name(source: str) -> str:
    """The name of a file, without what file systems don't take."""
    name = PurePosixPath(source).name
    kept = "".join(c for c in name if c.isprintable() and c not in '\\/:*?"<>|')
    return kept.strip(" .")[-150:] or "original"


def _told(
    title: str, body: str, status: int = 200, error: PolicyError | None = None
) -> HTMLResponse:
    return plain_page(title, body, status, wide=True, sheet=_SHEET)


_MEDIA: dict[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "wps": "application/vnd.ms-works",
    "xls": "application/vnd.ms-excel",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
    "ofd": "application/ofd",
}


def _media(kind: str) -> str:
    """The type that a download is sent as; what a browser might open as a page goes as mere bytes."""
    return _MEDIA.get(kind, "application/octet-stream")
