"""The visitor's conversations as HTML: search, open, rename, export, delete."""

from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from corpus import clock
from pages import texts
from pages.links import at
from pages.markup import button
from pages.records.kept import Listed
from pages.records.records import LISTED

MOST = 5000  # conversations that a browser lists without pain
DOCX, MARKDOWN = "docx", "md"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which conversations are listed: those with ``words`` in them, ``limit`` at the most."""

    words: str = ""
    limit: int = LISTED

    @property
    def older(self) -> "Wanted":
        """The same with as many again, and some more."""
        return Wanted(self.words, min(2 * self.limit, MOST))


def history(listed: list[Listed] | None, current: str, wanted: Wanted = Wanted()) -> str:
    """Render the list.

    Args:
        listed: the newest first, one more than ``wanted.limit`` where there are older ones; None where
            it can't be read.
        current: the id of the conversation on the page, "" for a new one.
    """
    if listed is None:
        inside = f'<p class="history-none" role="status">{texts.HISTORY_LOST}</p>'
    elif not listed and wanted.words:
        line = texts.HISTORY_NOT_FOUND.format(words=wanted.words)
        inside = f'<p class="history-none" role="status">{escape(line)}</p>'
    elif not listed:
        inside = f'<p class="history-none">{texts.HISTORY_NONE}</p>'
    else:
        shown, older = listed[: wanted.limit], listed[wanted.limit :]
        items = "".join(_item(conversation, conversation.id == current) for conversation in shown)
        more = button(texts.HISTORY_OLDER, "quiet history-older", "older") if older else ""
        inside = f'<ul class="history-list">{items}</ul>{more}'
    if listed or wanted.words:
        inside = _search(wanted.words) + inside
    return (
        f'<nav class="history" aria-label="{texts.HISTORY}" data-limit="{wanted.limit}">'
        f'<div class="history-head"><h2>{texts.HISTORY}</h2>'
        f"{button(texts.HISTORY_HIDE, 'quiet', 'history')}</div>"
        f"{inside}</nav>"
    )


def _search(words: str) -> str:
    return (
        f'<form class="history-search" role="search"><input type="search" name="words" maxlength="60"'
        f' aria-label="{texts.HISTORY_SEARCH}" placeholder="{texts.HISTORY_SEARCH_HINT}"'
        f' autocomplete="off" value="{escape(words)}"></form>'
    )


def export_address(conversation: str, kind: str) -> str:
    """Where a conversation can be fetched as a file; ``kind`` is ``docx`` or ``md``."""
    return at(f"/exports/{conversation}.{kind}")


def when(moment: datetime, today: date) -> str:
    """A time in the list: the hour today, else the day."""
    at = clock.local(moment)
    if at.date() == today:
        return f"{texts.TODAY} {at:%H:%M}"
    return (
        f"{at.month}月{at.day}日" if at.year == today.year else f"{at.year}年{at.month}月{at.day}日"
    )


def _item(conversation: Listed, current: bool) -> str:
    key, title = escape(conversation.id), escape(conversation.title)
    here, cancel = ' aria-current="true"' if current else "", button(texts.CANCEL, "", "cancel")
    files = "".join(
        f'<a href="{escape(export_address(conversation.id, kind))}" download>{name}</a>'
        for kind, name in ((DOCX, texts.EXPORT_DOCX), (MARKDOWN, texts.EXPORT_MARKDOWN))
    )
    return (
        f'<li data-id="{key}"{here}>'
        f'<button type="button" class="history-open" data-act="open"{here}>'
        f'<span class="history-title">{title}</span>'
        f'<span class="history-time">{when(conversation.changed, clock.today())}</span></button>'
        f'<details class="history-more" name="history-more">'
        f'<summary aria-label="{escape(texts.HISTORY_MORE.format(title=conversation.title))}">'
        '<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="currentColor">'
        '<circle cx="4" cy="10" r="1.7"/><circle cx="10" cy="10" r="1.7"/>'
        '<circle cx="16" cy="10" r="1.7"/></svg></summary>'
        '<div class="history-actions">'
        f"{button(texts.RENAME, '', 'rename')}{files}"
        f"{button(texts.DELETE, 'danger', 'delete')}</div></details>"
        f'<form class="history-rename" hidden><input type="text" maxlength="60" value="{title}"'
        f' aria-label="{texts.RENAME_LABEL}"><button>{texts.SAVE}</button>'
        f"{cancel}</form>"
        f'<div class="history-delete" hidden role="alertdialog" aria-label="{texts.DELETE_ASK}">'
        f"<p>{texts.DELETE_ASK}</p>{button(texts.DELETE_SURE, 'danger', 'sure')}{cancel}</div></li>"
    )
