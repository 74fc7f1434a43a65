"""A kept profile: its owner's only, and what is new since it was kept."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.match.matcher import Matcher
from pages.match.found import find
from pages.match.kept import KeptProfiles, key_of, new_since
from pages.match.query import MatchQuery
from pages.match.results import results
from pages.records.database import Database
from pages.records.given_out import given_out
from pages.records.records import Records
from tests.assistant.match.library import DAY, matcher_over

QUERY = MatchQuery(place="四川省成都市武侯区", industry="餐饮", size="30人", day=DAY)


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matcher]:
    with matcher_over(tmp_path_factory.mktemp("kept")) as made:
        yield made


def test_only_its_owner_has_it_and_can_delete_it(matcher: Matcher, tmp_path: Path) -> None:
    with closing(Database(tmp_path / "records.db")) as database:
        kept = KeptProfiles(database)
        assert kept.of("reader:one") is None
        kept.keep("reader:one", QUERY.address(), find(QUERY, matcher).all)
        assert kept.of("reader:two") is None
        found = kept.of("reader:one")
        assert found is not None
        assert found.query == QUERY.address()
        kept.forget("reader:one")
        assert kept.of("reader:one") is None


def test_what_is_new_since(matcher: Matcher) -> None:
    with closing(Database(None)) as database:
        kept, found = KeptProfiles(database), find(QUERY, matcher)
        kept.keep("reader:one", QUERY.address(), found.all[1:])
        known = kept.of("reader:one")
        assert known is not None
        new = new_since(known, found.all)
        assert new == {key_of(found.all[0])}
        shown = results(replace(found, new=new, keeps=True, kept=True, said="新增 1 项"))
        assert shown.count(">新增<") == 1
        assert "不再保存" in shown


def test_of_guests_nothing_is_kept(matcher: Matcher) -> None:
    assert "保存我的情况" not in results(find(QUERY, matcher))


def test_what_ends_this_month(matcher: Matcher) -> None:
    whole = find(replace(QUERY, day="2025-12-01"), matcher)
    month = find(replace(QUERY, day="2025-12-01", this_month=True), matcher)
    assert {m.offer.document.title for m in month.all} <= {"成都市支持制造业发展若干政策"}
    assert len(month.all) < len(whole.all)
    assert "due=month" in month.query.address()


def test_it_goes_with_what_is_kept_of_its_owner_and_with_age(matcher: Matcher) -> None:
    with closing(Records.open(None).database) as database:
        records, kept = Records(database), KeptProfiles(database)
        assert records.delete_owner("reader:one") == 0
        assert not records.keeps("reader:one")
        for owner in ("reader:one", "reader:two"):
            kept.keep(owner, QUERY.address(), find(QUERY, matcher).all)
        assert records.keeps("reader:one")
        told = given_out(records, "reader:one")["profile"]["told"]
        assert told["trade"] == "餐饮"
        records.delete_owner("reader:one")
        assert kept.of("reader:one") is None
        assert kept.of("reader:two") is not None
        records.expire(datetime.now(UTC) - timedelta(days=1))
        assert kept.of("reader:two") is not None
        records.expire(datetime.now(UTC) + timedelta(days=1))
        assert kept.of("reader:two") is None
