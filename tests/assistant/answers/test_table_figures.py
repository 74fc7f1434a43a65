"""Sums, means, extremes and bounds over a column of figures, with what they were computed from."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.tables.figures import number_in
from index.session import open_retriever
from tests.conftest import run_command

_LIST = """某市重点项目名单

| 序号 | 项目名称 | 总投资（万元） | 责任单位 |
| --- | --- | --- | --- |
| 1 | 东岭厂房项目 | 12600 | 市工信局 |
| 2 | 南湖物流园项目 | 8450 | 市商务局 |
| 3 | 西坡光伏项目 | 31200 | 市工信局 |
| 4 | 白石修复项目 | 3650 | 市林业局 |
"""


@pytest.fixture(scope="module")
def listing(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    base = tmp_path_factory.mktemp("listing")
    (base / "docs").mkdir()
    (base / "docs" / "名单.md").write_text(_LIST, encoding="utf-8")
    store = base / "store"
    store.mkdir()
    (store / "models").symlink_to(models_dir)
    built = run_command("index", "build", str(base / "docs"), "--store", str(store))
    assert built.returncode == 0, built.stderr
    return Assistant(open_retriever(store))


@pytest.mark.parametrize(
    ("question", "first", "every"),
    [
        ("重点项目总投资合计多少", "总投资合计55900万元（4项之和）。", ["12600 + 8450 + 31200"]),
        ("重点项目平均总投资是多少", "总投资平均13975万元（55900÷4）。", []),
        ("总投资最少的项目是哪个", "白石修复项目，总投资（万元）：3650", []),
        ("总投资超过1亿元的项目有哪些", "总投资超过1亿元的共2项：", ["东岭", "西坡", "31200"]),
        ("市工信局负责的项目总投资一共多少", "市工信局的总投资合计43800万元", []),
        ("工信局负责的项目有几个", "共 2 个：", ["东岭", "西坡"]),
    ],
)
def test_a_column_is_computed(
    listing: Assistant, question: str, first: str, every: list[str]
) -> None:
    answer = listing.ask(question)
    assert answer.markdown.startswith(first)
    assert [word for word in every if word not in answer.markdown] == []
    for citation in answer.citations:
        text = listing.library.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote


def test_only_numbers_are_numbers() -> None:
    assert number_in(" 12,600.5 ") == Decimal("12600.5")
    assert number_in("约100") is None
