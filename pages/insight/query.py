"""What an administrator looks at on the page 运营, as it stands in the address; nothing is trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from corpus import clock
from pages.insight import texts
from pages.tables.query import address, page_number

_DAYS = {str(days): days for days, _ in texts.PERIODS}
_VIEWS = {name for name, _ in texts.VIEWS}
_DEFAULT = 30
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)  # before any record


@dataclass(frozen=True, slots=True)
class InsightQuery:
    """``days`` up to today, 0 for all there are; ``view`` is the list of questions that is shown."""

    days: int = _DEFAULT
    view: str = "refused"
    page: int = 1

    def changed(self, values: Mapping[str, str]) -> "InsightQuery":
        """With what ``values`` ask for anew; whatever changes begins at its first page."""
        query = replace(self, page=page_number(values))
        if values.get("days") in _DAYS:
            query = replace(query, days=_DAYS[values["days"]])
        if values.get("view") in _VIEWS:
            query = replace(query, view=values["view"])
        return query

    def period(self, now: datetime) -> tuple[datetime, datetime]:
        """From when until before when; whole days of the time zone that is set."""
        midnight = datetime.combine(clock.local(now).date(), time(), clock.zone())
        start = midnight - timedelta(days=self.days - 1) if self.days else _BEGINNING
        return start, midnight + timedelta(days=1)

    def address(self) -> str:
        """The query as it follows the path, "?" included; "" for the usual one."""
        values = {
            "days": str(self.days) if self.days != _DEFAULT else "",
            "view": self.view if self.view != "refused" else "",
        }
        return address(values, self.page)
