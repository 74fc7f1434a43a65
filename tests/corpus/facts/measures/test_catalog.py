"""Measures of a catalogue of policies: one a row, with the cells that go with it."""

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.facts.measures.extract import extract_measures
from corpus.facts.measures.measure import Benefit, amount_text
from corpus.loader import find_files, load
from tests.corpus.facts.measures.samples import assert_exact

TABLE = (
    "事项名称,主管部门,补助标准,申报时间,申报条件\n"
    "研发平台奖励,市科技局,最高100万元,2024年4月1日至4月30日,省级以上研发平台\n"
    "展会补贴,市商务局,展位费的70%,全年,参加境外展会\n"
    "政策宣讲,市商务局,线上直播,全年,不限\n"
    "政策咨询,市财政局,电话答复,全年,不限\n"
)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Document:
    folder = tmp_path_factory.mktemp("catalog")
    (folder / "清单.csv").write_text(TABLE, encoding="utf-8")
    return next(load(file) for file in find_files([folder]))


def test_rows_that_give_something(catalog: Document) -> None:
    reward, fair = extract_measures(catalog)
    assert (reward.benefit, fair.benefit) == (Benefit.REWARD, Benefit.SUBSIDY)
    assert [amount_text(a) for a in (*reward.amounts, *fair.amounts)] == [
        "最高100万元",
        "展位费的70%",
    ]
    assert [c.text.strip() for c in reward.conditions] == ["省级以上研发平台"]
    assert [b.name for b in reward.bodies] == ["市科技局"]
    assert (
        reward.deadline
        and reward.deadline.until
        and reward.deadline.until.isoformat() == "2024-04-30"
    )
    assert fair.deadline is None
    for measure in (reward, fair):
        assert_exact(measure, catalog.text)


def test_a_catalogue_without_a_column_of_support_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "收费.csv").write_text(
        "事项名称,收费标准,主管部门\n不动产登记,每件80元,市自然资源局\n查档,每页1元,市档案馆\n",
        encoding="utf-8",
    )
    assert extract_measures(next(load(file) for file in find_files([tmp_path]))) == []
