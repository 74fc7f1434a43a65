"""Pages of the content systems that offices use: title, card, and nothing but the article."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.document import Validity
from corpus.loader import SourceFile, load
from corpus.loaders import Extracted, extract_bytes

PAGES = Path(__file__).parent / "web_pages"
EXPECTED: dict[str, Any] = yaml.safe_load((PAGES / "expected.yaml").read_text(encoding="utf-8"))
# Of these fields a page states the expected ones and no others.
CHECKED = "title number issuer issued published effective expires index_number validity".split()


def read(name: str) -> Extracted:
    page = (PAGES / name).read_text(encoding="utf-8")
    encoding = "gb18030" if "charset=gb2312" in page else "utf-8"
    (found,) = extract_bytes(page.encode(encoding), name, limit_mb=5)
    assert isinstance(found, Extracted)
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_fields(name: str, tmp_path: Path) -> None:
    """What page and text say together, as it is stored."""
    page = (PAGES / name).read_text(encoding="utf-8")
    encoding = "gb18030" if "charset=gb2312" in page else "utf-8"
    (tmp_path / name).write_bytes(page.encode(encoding))
    known = load(SourceFile(tmp_path / name, name, tmp_path)).metadata.to_json()
    wanted = EXPECTED[name]["fields"]
    unstated = ("", Validity.UNVERIFIED.value)
    assert {key: known[key] for key in CHECKED if known[key] not in unstated} == wanted


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_but_the_article(name: str) -> None:
    """The heading above the text may open it; what the page says around both never stands in it."""
    found = read(name)
    wanted: list[str] = EXPECTED[name]["text"]
    heading = "".join(found.fields.get("title", "").split())
    opening = "".join(found.text.split("\n")[: -len(wanted) - 1])
    assert found.text.splitlines()[-len(wanted) :] == wanted
    assert "".join(opening.split()) in ("", heading)


@pytest.mark.parametrize("name", EXPECTED)
def test_rows_of_tables_are_where_they_say(name: str) -> None:
    found = read(name)
    for table in found.tables:
        for row, (start, end) in zip(table.rows, table.spans, strict=True):
            assert all(cell in found.text[start:end] for cell in row)
