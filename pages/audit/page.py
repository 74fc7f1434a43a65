"""The page 审计: the last lines of the audit log that fit, and all of them as a workbook."""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from corpus import clock
from pages.audit import texts
from pages.audit.log import Action, AuditLog, Event
from pages.links import at
from pages.people.forms import choice, navigation, rows, text_field, told
from pages.plain_page import plain_page
from pages.tables.download import xlsx_response
from pages.tables.workbook import Sheet, workbook

PATH = "/admin/audit"
XLSX = f"{PATH}/table.xlsx"
_SHOWN = 200
_SHEET = "plain/people.css"


def audit_routes(audit: AuditLog) -> APIRouter:
    """The page and its workbook. The gate lets administrators through and nobody else."""
    routes = APIRouter()

    @routes.get(PATH)
    def page(request: Request) -> Response:
        query = dict(request.query_params)
        try:
            found = audit.events(**_asked(query))
            total, broken = audit.count(), audit.broken()
        except sqlite3.Error:
            body = navigation(PATH) + told(texts.UNREADABLE, bad=True)
            return plain_page(texts.HEADING, body, 503, wide=True, sheet=_SHEET)
        whole = texts.BROKEN.format(n=broken) if broken else texts.SOUND.format(total=total)
        shown = found[:_SHOWN]
        lines = [tuple(map(escape, row_of(event))) for event in shown]
        count = texts.COUNT.format(total=len(found), shown=len(shown))
        table = rows(texts.COLUMNS, lines, texts.HEADING) if lines else f"<p>{texts.NONE}</p>"
        export = f'<a href="{escape(at(XLSX) + _query(query))}">{texts.EXPORT}</a>'
        body = (
            f'{navigation(PATH)}<p class="soft">{texts.INTRO}</p>{_form(query)}'
            f"{told(whole, bad=bool(broken))}<p>{count}　{export}</p>{table}"
        )
        return plain_page(texts.HEADING, body, wide=True, sheet=_SHEET)

    @routes.get(XLSX)
    async def export(request: Request) -> Response:
        query = dict(request.query_params)
        content = await run_in_threadpool(lambda: audit_workbook(audit.events(**_asked(query))))
        return xlsx_response(content, texts.FILE_NAME)

    return routes


def audit_workbook(events: list[Event]) -> bytes:
    """The lines as an xlsx file."""
    return workbook([Sheet(texts.HEADING, texts.COLUMNS, map(row_of, events))])


def row_of(event: Event) -> tuple[str, ...]:
    """A line as it is shown."""
    at = clock.local(datetime.fromisoformat(event.at))
    return (
        f"{at:%Y-%m-%d %H:%M:%S}",
        event.who or (texts.GUEST if event.role == "guest" else ""),
        texts.ROLES.get(event.role, event.role),
        event.address,
        texts.ACTIONS.get(event.action, event.action),
        event.subject,
        texts.DONE if event.done else texts.FAILED,
    )


def _asked(query: Mapping[str, str]) -> dict[str, str]:
    action = query.get("action", "")
    return {
        "action": action if action in set(Action) else "",
        "who": query.get("who", "").strip()[:64],
        "first": _moment(query.get("first", "")),
        "last": _moment(query.get("last", ""), 1),
    }


def _moment(written: str, later: int = 0) -> str:
    """The beginning of a day here, or of one ``later``, as an ISO moment in UTC; "" for no day."""
    try:
        day = date.fromisoformat(written) + timedelta(days=later)
    except (ValueError, OverflowError):
        return ""
    begin = datetime.combine(day, time(), clock.zone())
    return begin.astimezone(UTC).isoformat(timespec="milliseconds")


def _form(query: Mapping[str, str]) -> str:
    fields = (
        choice("action", texts.ACTION, {"": texts.ANY, **texts.ACTIONS}, query.get("action", "")),
        text_field("who", texts.WHO, query.get("who", "")[:64], maxlength="64"),
        text_field("first", texts.FIRST, query.get("first", "")[:10], type="date"),
        text_field("last", texts.LAST, query.get("last", "")[:10], type="date"),
    )
    inside = "".join(f"<div>{field}</div>" for field in fields)
    return f'<form method="get" action="{at(PATH)}" class="inline card">{inside}<button>{texts.FIND}</button></form>'


def _query(query: Mapping[str, str]) -> str:
    kept = {key: query[key] for key in ("action", "who", "first", "last") if query.get(key)}
    return f"?{urlencode(kept)}" if kept else ""
