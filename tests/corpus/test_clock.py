"""The day and the hour are those of the setting, whatever clock the machine goes by."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest

from assistant.match.profile import Profile
from corpus import clock
from corpus.settings import SettingsError, settings
from pages.chat.history import when
from pages.insight.query import InsightQuery
from tests.conftest import ROOT

EVENING = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # half past midnight in China


class _Evening(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return EVENING.astimezone(tz)


@pytest.fixture(params=["UTC", "America/Los_Angeles"])
def elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is ``EVENING`` on a machine that goes by another clock."""
    monkeypatch.setattr(clock, "datetime", _Evening)
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("elsewhere")
def test_the_day_is_that_of_china_by_itself() -> None:
    assert clock.today() == date(2026, 11, 24)
    assert Profile().as_of == date(2026, 11, 24)
    assert when(EVENING, clock.today()) == "今天 00:30"
    start, end = InsightQuery(days=7).period(clock.now())
    assert (start.date(), end.date()) == (date(2026, 11, 18), date(2026, 11, 25))
    assert end.astimezone(UTC) == datetime(2026, 11, 24, 16, tzinfo=UTC)


@pytest.mark.usefixtures("elsewhere")
def test_another_zone_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_TIME_ZONE", "Europe/Berlin")
    settings.cache_clear()
    assert clock.today() == date(2026, 11, 23)
    assert when(EVENING, clock.today()) == "今天 17:30"


@pytest.mark.parametrize("name", ["北京", "Asia", "../etc/passwd", "UTC+8", "Asia/Shanghai "])
def test_a_zone_that_there_is_not(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("POLICY_TIME_ZONE", name)
    with pytest.raises(SettingsError, match="没有这个时区"):
        settings()


def test_nothing_asks_the_clock_of_the_machine() -> None:
    """What ruff can't tell (its DTZ rules find the rest): a moment shown by the machine's zone."""
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("corpus", "index", "assistant", "pages")
        for path in Path(ROOT, folder).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\.astimezone\(\)|time\.localtime|time\.strftime|tz=None", line)
    ]
    assert found == []
