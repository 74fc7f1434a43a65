"""What became of words that somebody quoted, and of the facts that a document states."""

from corpus.compare.comparison import compare
from corpus.compare.fact_changes import fact_changes
from corpus.compare.fate import Fate, fate_of, is_new
from tests.corpus.compare.samples import NEW, OLD, document

COMPARISON = compare(document(OLD), document(NEW))


def _fate(words: str) -> tuple[Fate, str, list[str]]:
    start = OLD.index(words)
    fallen = fate_of(COMPARISON, (start, start + len(words)))
    return fallen.fate, fallen.label, [NEW[slice(*span)] for span in fallen.new]


def test_words_that_stayed_are_found_in_their_new_article() -> None:
    words = "骗取奖励资金的，追回资金，三年内不得再次申报"
    assert _fate(words) == (Fate.KEPT, "第五条", [words])


def test_words_that_were_changed_have_others_in_their_place() -> None:
    assert _fate("给予一次性奖励20万元") == (
        Fate.CHANGED,
        "第六条",
        ["对首次认定的市级绿色工厂，给予一次性奖励30万元。"],
    )


def test_words_that_were_left_out_are_gone() -> None:
    fate, label, new = _fate("情节严重的，依法追究责任。")
    assert (fate, label, new) == (Fate.GONE, "第五条", [])


def test_words_outside_the_articles_are_kept_where_the_new_text_has_them() -> None:
    assert _fate("青山市绿色工厂奖励办法")[0] is Fate.KEPT


def test_what_was_put_in_is_new() -> None:
    for words, new in (
        ("本办法所称绿色工厂", True),
        ("为了推动工业绿色发展", False),
        ("30万元", True),
    ):
        start = NEW.index(words)
        assert is_new(COMPARISON, (start, start + len(words))) is new


def test_the_facts_that_changed_are_listed_with_what_took_their_place() -> None:
    """The application dates moved; who recommends stayed and is not listed."""
    changed = fact_changes(COMPARISON)
    told = [(c.old.line if c.old else "", c.new.line if c.new else "") for c in changed]
    assert any("6月1日至6月30日" in old and "5月1日至5月31日" in new for old, new in told)
    assert not any("推荐" in old for old, _ in told)
    assert {c.label for c in changed} == {"职责", "支持措施"}
