"""The keyword index: what is live is found, by whichever process wrote it; a lost one is made anew."""

import shutil
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import BusyError, StoreDamagedError
from index.keywords import Keywords

LOAN = "对技术改造项目给予贷款贴息支持"
POWER = "淘汰落后的电解槽和小高炉"


@pytest.fixture
def keywords(tmp_path: Path) -> Keywords:
    made = Keywords(tmp_path / "keywords", create=True)
    made.put({1: LOAN, 2: POWER})
    made.commit()
    made.settle()
    return made


def test_the_best_match_comes_first(keywords: Keywords) -> None:
    found = keywords.best("贷款贴息和高炉", 10)
    assert list(found) == [1, 2] and found[1] > found[2] > 0
    assert list(keywords.best("贷款贴息和高炉", 1)) == [1]
    assert keywords.best("天气预报", 10) == keywords.best("", 10) == keywords.best("？！", 10) == {}


def test_very_words_are_known(keywords: Keywords) -> None:
    assert keywords.holds("贷款贴息") and keywords.holds("高炉")
    assert not keywords.holds("贴息贷款") and not keywords.holds("")


def test_an_entry_is_replaced_not_doubled(keywords: Keywords) -> None:
    keywords.put({1: POWER})
    keywords.commit()
    keywords.settle()
    assert keywords.count() == 2 and keywords.best("贷款贴息", 10) == {}


def test_nothing_is_gone_before_the_change_has_settled(keywords: Keywords) -> None:
    keywords.remove([1])
    keywords.commit()
    assert 1 in keywords.best("贷款贴息", 10)
    keywords.settle()
    assert keywords.best("贷款贴息", 10) == {} and keywords.rows() == {2}


def test_what_is_rolled_back_was_never_there(keywords: Keywords) -> None:
    keywords.put({3: "绿色制造"})
    keywords.remove([1])
    keywords.rollback()
    keywords.settle()
    assert keywords.rows() == {1, 2}


def test_what_a_killed_writer_left_is_no_hindrance(keywords: Keywords, tmp_path: Path) -> None:
    """Killed after it wrote its files, before ``meta.json`` said so."""
    meta = tmp_path / "keywords" / "meta.json"
    before = meta.read_bytes()
    keywords.remove([1])
    keywords.settle()
    meta.write_bytes(before)
    again = Keywords(tmp_path / "keywords", create=True)
    assert again.rows() == {1, 2}
    again.remove([1])
    again.settle()
    assert again.rows() == {2}


def test_another_reader_sees_a_later_commit(keywords: Keywords, tmp_path: Path) -> None:
    reader = Keywords(tmp_path / "keywords")
    assert reader.best("绿色制造", 10) == {}
    keywords.put({3: "发展绿色制造"})
    keywords.commit()
    assert list(reader.best("绿色制造", 10)) == [3]
    keywords.settle()


def test_who_writes_next_waits_for_who_still_settles(
    keywords: Keywords, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keywords.put({3: LOAN})
    keywords.commit()
    other = Keywords(tmp_path / "keywords")
    monkeypatch.setattr("index.keywords._SETTLING", 0.2)
    with pytest.raises(BusyError, match="稍后再试"):
        other.put({4: POWER})
    monkeypatch.setattr("index.keywords._SETTLING", 60)
    later = threading.Timer(0.3, keywords.settle)
    later.start()
    other.put({4: POWER})
    later.join()
    other.commit()
    other.settle()
    assert other.rows() == {1, 2, 3, 4}


def test_a_question_as_long_as_a_page_is_answered(keywords: Keywords) -> None:
    assert 1 in keywords.best("贷款贴息" + "企业改造项目怎样申报补助" * 400, 10)


def test_a_lost_index_is_named_and_made_anew(keywords: Keywords, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "keywords")
    lost = Keywords(tmp_path / "keywords")
    with pytest.raises(StoreDamagedError, match="python -m index doctor --mend"):
        lost.best("贷款", 10)
    assert lost.count() == 0
    assert Keywords(tmp_path / "keywords", create=True).count() == 0


@pytest.mark.parametrize("name", ["meta.json", ".managed.json"])
def test_a_file_cut_off_is_one_clear_line(keywords: Keywords, tmp_path: Path, name: str) -> None:
    path = tmp_path / "keywords" / name
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(StoreDamagedError, match="关键词索引"):
        Keywords(tmp_path / "keywords").best("贷款", 10)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_may_be_asked_and_kept(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    made = Keywords(tmp_path_factory.mktemp("any") / "keywords", create=True)
    made.put({7: text})
    made.commit()
    made.settle()
    assert made.count() == 1
    assert set(made.best(text, 5)) <= {7}
    made.holds(text)
