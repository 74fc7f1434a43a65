"""``python -m corpus compare``: documents by any of their names, an earlier version, JSON."""

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.store import Store
from tests.conftest import run_command
from tests.corpus.compare.samples import NEW, OLD, document


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("store")
    old = document(OLD, "旧/办法2020.txt", "青山市绿色工厂奖励办法")
    new = replace(
        document(NEW, "办法2023.txt", "青山市绿色工厂奖励办法（2023年修订）"), document_id="1" * 12
    )
    text = OLD.replace("20万元", "15万元")
    with closing(Store(directory, create=True)) as opened, opened.writing():
        for each in (document(text, "旧/办法2020.txt", "青山市绿色工厂奖励办法"), old, new):
            opened.put(each, each.source, str(directory), "digest", [])
    return directory


def _compare(store: Path, *names: str) -> tuple[int, str, str]:
    done = run_command("corpus", "compare", *names, "--store", str(store))
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("old", ["0" * 12, "旧/办法2020.txt", "办法2020"])
@pytest.mark.parametrize("new", ["1" * 12, "办法2023.txt", "青山市绿色工厂奖励办法（2023年修订）"])
def test_any_name_will_do(store: Path, old: str, new: str) -> None:
    status, out, _ = _compare(store, old, new, "--json")
    lines = json.loads(out)
    assert status == 0
    line = next(line for line in lines if line["old"] == "第四条")
    assert (line["new"], line["kind"]) == ("第六条", "changed")
    (fact,) = line["facts"]
    assert fact["what"] == "数字"
    assert (
        OLD[slice(*fact["old_span"])]
        == fact["old"]
        == "对首次认定的市级绿色工厂，给予一次性奖励20万元。"
    )
    assert NEW[slice(*fact["new_span"])] == fact["new"]


def test_an_earlier_version_of_one_document(store: Path) -> None:
    version = document(OLD.replace("20万元", "15万元")).version
    status, out, _ = _compare(store, f"{'0' * 12}@{version}", "0" * 12)
    assert status == 0
    assert "修改1条，未变6条" in out
    assert "给予一次性奖励15万元" in out


def test_what_matters_comes_first(store: Path) -> None:
    """Figures before bodies, then a line for every article."""
    _, out, _ = _compare(store, "0" * 12, "1" * 12)
    assert out.index("［数字］第四条→第六条") < out.index("［期限］") < out.index("［部门］")
    assert out.index("［部门］") < out.index("第一条  第一条  未变")


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("没有这份", "1" * 12), "资料库里没有“没有这份”"),
        (("青山市", "1" * 12), "“青山市”指的可能是2份文件"),
        (("0" * 12 + "@" + "f" * 12, "1" * 12), "的版本“ffffffffffff”"),
    ],
)
def test_errors_are_one_line(store: Path, names: tuple[str, str], says: str) -> None:
    status, out, error = _compare(store, *names)
    assert (status, out) == (1, "")
    assert says in error
    assert error.count("\n") == 1
