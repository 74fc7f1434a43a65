"""What every page with a table asks in its address: a page number, and only what isn't usual."""

from collections.abc import Mapping
from urllib.parse import urlencode


def page_number(values: Mapping[str, str]) -> int:
    """The page asked for, 1 where none or nonsense is."""
    page = values.get("page", "")
    return int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1


def address(values: Mapping[str, str], page: int) -> str:
    """What is asked as it follows the path, "?" included; empty values and page 1 are left out."""
    words = urlencode({k: v for k, v in values.items() if v} | ({"page": page} if page > 1 else {}))
    return f"?{words}" if words else ""
