"""Users on the page: all of them in a table, one of them with what can be changed."""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from pages.access import texts as access
from pages.access.users import ROLES, User
from pages.people import texts
from pages.people.forms import choice, form, rows, text_field

_ROLES = {role.value: access.ROLES[role.value] for role in ROLES}


def users_table(path: str, users: Iterable[User]) -> str:
    """All users, and the form for one more."""
    lines = [
        (
            escape(user.name),
            escape(access.ROLES[user.role.value]),
            "".join(f'<span class="group">{escape(group)}</span>' for group in user.groups),
            texts.WAYS[_way(user)],
            f'<a href="{path}?user={quote(user.name, safe="")}" aria-label="{texts.EDIT}{escape(user.name)}">'
            f"{texts.EDIT}</a>",
        )
        for user in users
    ]
    fields = (
        text_field("name", access.NAME, maxlength="64", required="required", autocomplete="off")
        + choice("role", texts.ROLE, _ROLES)
        + text_field("groups", texts.GROUPS, hint=texts.GROUPS_HINT)
        + _password()
    )
    return (
        f"<h2>{texts.USERS}</h2>{rows(texts.COLUMNS, lines, texts.USERS)}"
        f"<details><summary>{texts.ADD}</summary>{form(path, 'add', fields, texts.ADD, css='card')}</details>"
    )


def user_form(path: str, user: User) -> str:
    """One user: role and groups, another password, removal."""
    back = f'<p class="after"><a href="{path}">{texts.BACK}</a></p>'
    head = f"<h2>{escape(user.name)}</h2>"
    if user.fixed:
        return f"{head}<p>{texts.FIXED_LINE}</p>{back}"
    line = f"<p>{texts.ELSEWHERE_LINE}</p>" if user.elsewhere else ""
    fields = choice("role", texts.ROLE, _ROLES, user.role.value) + text_field(
        "groups", texts.GROUPS, "，".join(user.groups), hint=texts.GROUPS_HINT
    )
    changed = form(path, "change", fields, texts.SAVE, css="card", user=user.name)
    reset = ""
    if not user.elsewhere:
        told = f'<p class="soft">{texts.NEW_PASSWORD_LINE}</p>'
        fields = told + _password()
        reset = f"<h2>{texts.NEW_PASSWORD}</h2>" + form(
            path, "reset", fields, texts.NEW_PASSWORD, css="card", user=user.name
        )
    data = (
        f'<p class="soft">{texts.REMOVE_LINE}</p><label class="check"><input type="checkbox" name="data"'
        f' value="1">{texts.WITH_DATA}</label>'
    )
    removed = form(path, "remove", data, texts.REMOVE, css="card danger", user=user.name)
    return f"{head}{line}{changed}{reset}<h2>{texts.REMOVE}</h2>{removed}{back}"


def _password() -> str:
    return text_field(
        "password", texts.PASSWORD, hint=texts.PASSWORD_HINT, type="password", maxlength="256",
        required="required", autocomplete="new-password",
    )  # fmt: skip


def _way(user: User) -> str:
    return "fixed" if user.fixed else "elsewhere" if user.elsewhere else "password"
