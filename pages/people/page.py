"""The page 用户与权限: who may come in, in which groups, and what these may see."""

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from corpus.errors import PolicyError
from pages.access import texts as access
from pages.access.door import Door
from pages.access.passwords import check_strength, hashed
from pages.access.users import UsersError
from pages.audit.log import Action
from pages.desk import Desk
from pages.identity import Identity, Role
from pages.people import texts
from pages.people.forms import listed, navigation, told, values_of
from pages.people.rights_forms import change_rights, rights_forms
from pages.people.user_forms import user_form, users_table
from pages.plain_page import plain_page
from pages.records.commands import keys_of
from pages.rights.rules import checked_groups

PATH = "/admin/users"
_SHEET = "plain/people.css"
_Work = Callable[[Desk, Door, Identity, dict[str, str]], str]


def people_routes(desk: Desk, door: Door) -> APIRouter:
    """The page, and what its forms do. The gate lets administrators through and nobody else."""
    routes = APIRouter()

    @routes.get(PATH)
    def page(user: str = "") -> Response:
        return _page(desk, door, user)

    @routes.post(PATH)
    async def change(request: Request) -> Response:
        identity: Identity = request.scope["policy_identity"]
        values = await values_of(request)
        return await run_in_threadpool(_changed, desk, door, identity, values)

    return routes


def _changed(desk: Desk, door: Door, identity: Identity, values: dict[str, str]) -> Response:
    do, name = values.get("do", ""), values.get("user", "")
    try:
        line = _WORKS[do](desk, door, identity, values) if do in _WORKS else ""
        if do not in _WORKS:
            line = change_rights(desk, values)
    except PolicyError as error:
        return _page(desk, door, "" if do in ("add", "remove") else name, str(error), bad=True)
    return _page(desk, door, "" if do == "remove" else name, line)


def _add(desk: Desk, door: Door, _: Identity, values: dict[str, str]) -> str:
    name, groups = values.get("name", ""), checked_groups(listed(values.get("groups", "")))
    password = values.get("password", "")
    check_strength(name, password)
    role = _role(values)
    door.users.add(name, role, hashed(password))
    door.users.change(name, role, groups)
    desk.audit.note(Action.USER_ADDED, _told(name, role, groups))
    return texts.ADDED.format(name=name)


def _change(desk: Desk, door: Door, identity: Identity, values: dict[str, str]) -> str:
    name, role = values.get("user", ""), _role(values)
    groups = checked_groups(listed(values.get("groups", "")))
    if name == identity.name and role is not Role.ADMINISTRATOR:
        raise UsersError(texts.NO_SELF)
    door.users.change(name, role, groups)
    desk.audit.note(Action.USER_CHANGED, _told(name, role, groups))
    return texts.CHANGED.format(name=name)


def _reset(desk: Desk, door: Door, _: Identity, values: dict[str, str]) -> str:
    name, password = values.get("user", ""), values.get("password", "")
    check_strength(name, password)
    door.users.change_password(name, hashed(password))
    desk.audit.note(Action.PASSWORD, name)
    return texts.RESET.format(name=name)


def _remove(desk: Desk, door: Door, identity: Identity, values: dict[str, str]) -> str:
    name = values.get("user", "")
    if name == identity.name:
        raise UsersError(texts.NO_SELF)
    door.users.remove(name)
    door.tokens.forget(name)
    if values.get("data"):
        for key in keys_of(name):
            desk.records.delete_owner(key)
    desk.audit.note(Action.USER_REMOVED, name)
    return texts.REMOVED.format(name=name)


_WORKS: dict[str, _Work] = {"add": _add, "change": _change, "reset": _reset, "remove": _remove}


def _role(values: dict[str, str]) -> Role:
    named = values.get("role", "")
    return Role.ADMINISTRATOR if named == Role.ADMINISTRATOR.value else Role.READER


def _told(name: str, role: Role, groups: tuple[str, ...]) -> str:
    return f"{name}（{access.ROLES[role.value]}；{texts.GROUPS}：{'、'.join(groups) or '—'}）"


def _page(desk: Desk, door: Door, name: str = "", line: str = "", bad: bool = False) -> Response:
    """The page, or the part on one user where ``name`` is one."""
    try:
        user = door.users.find(name) if name else None
        inside = user_form(PATH, user) if user else users_table(PATH, door.users.all())
        if user is None:
            inside += rights_forms(PATH, desk)
    except PolicyError as error:  # a file was written by hand and can't be understood
        inside, line, bad = "", str(error), True
    body = f'{navigation(PATH)}<p class="soft">{texts.INTRO}</p>{told(line, bad)}{inside}'
    return plain_page(texts.HEADING, body, 400 if bad else 200, wide=True, sheet=_SHEET)
