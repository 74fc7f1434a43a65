"""A catalogue of tens of thousands of rows is searched and filtered while a visitor waits."""

import time

from assistant.catalogs.table import CatalogTable
from corpus.document import Document, Metadata
from corpus.loaders import extract_bytes
from corpus.structure.catalog import lay_out

_ROWS = 20_000


def big_catalog() -> Document:
    """Matters of 40 departments, each row with a telephone of its own."""
    lines = ["事项名称,主管部门,事项类型,咨询电话,受理条件"]
    lines += [
        f"事项{n:05}办理,第{n % 37}局,{('行政许可', '行政确认')[n % 2]},0371-{n:08},符合第{n}号条件的申请人"
        for n in range(_ROWS)
    ]
    (found,) = extract_bytes("\n".join(lines).encode(), "事项.csv", limit_mb=50)
    catalog = lay_out(found, None)
    assert catalog is not None
    known = Metadata(columns=catalog.columns)
    return Document("0" * 12, "事项.csv", catalog.text, known, catalog.provisions)


def test_twenty_thousand_rows() -> None:
    table = CatalogTable(big_catalog())
    assert len(table) == _ROWS
    assert table.find("事项00042办理", "", {}) == [42]
    assert [f.label for f in table.facets] == ["事项类型", "主管部门"]
    chosen = {"主管部门": "第5局", "事项类型": "行政确认"}
    found = table.find("", "", chosen)
    assert found == [n for n in range(_ROWS) if n % 37 == 5 and n % 2 == 1]
    assert table.find("第5局", "受理条件", {}) == []
    begun = time.process_time()
    assert table.find("申請人 00000777", "", {}) == [777]  # traditional characters too
    assert time.process_time() - begun < 2.0
    assert table.cells(777)["咨询电话"] == "0371-00000777"
