"""The page 查职责 before anything is asked, and the form above it."""

from html import escape

from assistant.duties.register import DutyRegister
from corpus.language.departments import department_table
from pages.duties import texts
from pages.duties.query import DutyQuery
from pages.tables.rows import go

_HOLDERS = 36
_DOCUMENTS = 20
_TITLE = 60  # characters of a title in the menu


def form(query: DutyQuery, register: DutyRegister) -> str:
    """The box for a department, with every name that it may have, and the menu of documents."""
    holders = [name for name, _ in register.holders()]
    known = department_table().departments
    names = dict.fromkeys(
        name
        for holder in holders
        for name in (
            department_table().known_names(known[holder]) if holder in known else (holder,)
        )
    )
    options = "".join(f'<option value="{escape(name)}"></option>' for name in names)
    documents = "".join(
        f'<option value="{i}"{_selected(i == query.document_id)}>{escape(title[:_TITLE])}</option>'
        for i, title, _ in register.documents()
    )
    return (
        f'<form class="query" role="search"><div class="field grow">'
        f'<label for="department">{texts.DEPARTMENT}</label>'
        f'<input id="department" name="d" list="departments" autocomplete="off" maxlength="60"'
        f' placeholder="{texts.DEPARTMENT_HINT}" value="{escape(query.department)}">'
        f'<datalist id="departments">{options}</datalist></div>'
        f'<div class="field"><label for="document">{texts.DOCUMENT}</label>'
        f'<select id="document" name="doc"><option value="">{texts.ANY_DOCUMENT}</option>'
        f"{documents}</select></div>"
        f'<button class="primary" type="submit">{texts.SHOW}</button></form>'
    )


def start(register: DutyRegister) -> str:
    """Departments and documents to choose from."""
    holders, documents = register.holders(), register.documents()
    if not holders:
        return f'<section class="results" data-address=""><p class="nothing">{texts.NOTHING_YET}</p></section>'
    chips = "".join(
        go(f"{name} {count}", {"d": name, "doc": ""}, "choice")
        for name, count in holders[:_HOLDERS]
    )
    more = ""
    if len(holders) > _HOLDERS:
        rest = texts.HOLDERS_MORE.format(count=len(holders) - _HOLDERS)
        more = f'<p class="also">{rest}</p>'
    items = "".join(
        f"<li>{go(title, {'d': '', 'doc': i}, 'link')}"
        f'<span class="count">{texts.DOCUMENT_ITEMS.format(count=count)}</span></li>'
        for i, title, count in documents[:_DOCUMENTS]
    )
    return (
        f'<section class="results" data-address=""><h2>{texts.HOLDERS}</h2>'
        f'<div class="chips">{chips}</div>{more}'
        f'<h2>{texts.DOCUMENTS}</h2><ul class="plain-list">{items}</ul></section>'
    )


def _selected(yes: bool) -> str:
    return " selected" if yes else ""
