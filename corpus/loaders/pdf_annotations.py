"""What lies over the pages of a PDF: comments, and forms that were filled in."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_MOST = 2000  # annotations of a page that are looked at


def noted(page: "pdfium.PdfPage") -> tuple[bool, bool]:
    """Whether a page has comments, and whether text was put over it (forms, text boxes, stamps)."""
    import pypdfium2.raw as raw  # noqa: PLC0415

    comments = filled = False
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        comments |= kind in (
            raw.FPDF_ANNOT_TEXT,
            raw.FPDF_ANNOT_HIGHLIGHT,
            raw.FPDF_ANNOT_STRIKEOUT,
        )
        filled |= kind in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT)
        raw.FPDFPage_CloseAnnot(annotation)
    return comments, filled


def flattened(
    document: "pdfium.PdfDocument", number: int, page: "pdfium.PdfPage"
) -> "pdfium.PdfPage":
    """The page with what was put over it as a part of its text."""
    import pypdfium2.raw as raw  # noqa: PLC0415

    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[number]
