"""The page 查职责 before anything is asked, and the form above it."""

from html import escape

from assistant.duties.register import DutyRegister
from corpus.language.departments import department_table
from pages.duties import texts
from pages.duties.query import DutyQuery
from pages.markup import menu, query_form
from pages.tables.rows import go, results

_HOLDERS = 36
_DOCUMENTS = 20


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
    documents = [("", texts.ANY_DOCUMENT), *((i, title) for i, title, _ in register.documents())]
    fields = (
        '<div class="field grow">'
        f'<label for="department">{texts.DEPARTMENT}</label>'
        f'<input id="department" name="d" list="departments" autocomplete="off" maxlength="60"'
        f' placeholder="{texts.DEPARTMENT_HINT}" value="{escape(query.department)}">'
        f'<datalist id="departments">{options}</datalist></div>'
        f"{menu('doc', texts.DOCUMENT, documents, query.document_id, id='document')}"
    )
    return query_form(fields)


def start(register: DutyRegister) -> str:
    """Departments and documents to choose from."""
    holders, documents = register.holders(), register.documents()
    if not holders:
        return results(f'<p class="nothing">{texts.NOTHING_YET}</p>')
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
    return results(
        f'<h2>{texts.HOLDERS}</h2><div class="chips">{chips}</div>{more}'
        f'<h2>{texts.DOCUMENTS}</h2><ul class="plain-list">{items}</ul>'
    )
