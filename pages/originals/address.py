"""Where an original is seen, drawn and downloaded."""

from urllib.parse import quote, urlencode

from pages.links import at

PATH = "/originals"


def view(document_id: str, version: str, start: int = 0, end: int = 0, page: int = 0) -> str:
    """The page that shows the original of a version, at the words ``text[start:end]`` if they are
    given, or at a page of it."""
    query: dict[str, object] = {"v": version}
    if end > start:
        query |= {"s": start, "e": end}
    if page:
        query["p"] = page
    here = "" if page or end <= start else "#quote"
    return f"{at(PATH)}/{quote(document_id, safe='')}?{urlencode(query)}{here}"


def picture(document_id: str, version: str, page: int) -> str:
    """The picture of a page."""
    return f"{at(PATH)}/{quote(document_id, safe='')}/pages/{page}?{urlencode({'v': version})}"


def download(document_id: str, version: str) -> str:
    """The file itself."""
    return f"{at(PATH)}/{quote(document_id, safe='')}/file?{urlencode({'v': version})}"
