"""The page 我的账户: the tokens of whoever is signed in, and another password."""

from html import escape

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from corpus.errors import PolicyError
from pages.access import texts as access
from pages.access.door import Door
from pages.access.passwords import WeakPasswordError, check_strength, hashed
from pages.access.sign_in import ACCOUNT, way_in
from pages.access.tokens import LONGEST, Token, TokenError
from pages.access.users import User
from pages.audit.log import Action
from pages.identity import Identity
from pages.links import at
from pages.people import texts
from pages.people.forms import form, navigation, rows, text_field, told, values_of
from pages.plain_page import plain_page

_SHEET = "plain/people.css"


def account_routes(door: Door) -> APIRouter:
    """The page, and what its forms do."""
    routes = APIRouter()

    @routes.get(ACCOUNT)
    def page(request: Request) -> Response:
        user = _owner(door, request)
        return user if isinstance(user, Response) else _page(door, user)

    @routes.post(ACCOUNT)
    async def change(request: Request) -> Response:
        user = _owner(door, request)
        if isinstance(user, Response):
            return user
        values = await values_of(request)
        try:
            match values.get("do"):
                case "make":
                    return _made(door, user, values)
                case "withdraw":
                    token = door.tokens.withdraw(user.name, values.get("id", ""))
                    door.audit.note(Action.TOKEN_WITHDRAWN, token.name)
                    return _page(door, user, texts.TOKEN_WITHDRAWN.format(name=token.name))
                case "password":
                    return await _password(door, user, values, request)
                case _:
                    return _page(door, user)
        except PolicyError as error:
            return _page(door, user, str(error), bad=True)

    return routes


def _owner(door: Door, request: Request) -> User | Response:
    """Who may see and change an account: its user, in person."""
    identity: Identity = request.scope["policy_identity"]
    if not identity.signed_in:
        return RedirectResponse(way_in(ACCOUNT), 303)
    if request.headers.get("authorization", "").lower().startswith("bearer"):
        return Response(texts.BY_TOKEN, 403, media_type="text/plain; charset=utf-8")
    user = door.users.find(identity.name)
    return user or RedirectResponse(way_in(ACCOUNT), 303)


def _made(door: Door, user: User, values: dict[str, str]) -> Response:
    days = values.get("days", "").strip() or "0"
    if not (days.isascii() and days.isdigit() and len(days) < 6):
        raise TokenError(access.TOKEN_DAYS.format(most=LONGEST))
    name = values.get("name", "")
    secret = door.tokens.make(user.name, name, int(days))
    door.audit.note(Action.TOKEN_MADE, name)
    shown = (
        f'<p role="status">{texts.TOKEN_MADE}</p><p class="secret" id="token">{escape(secret)}</p>'
    )
    return _page(door, user, before=shown)


async def _password(door: Door, user: User, values: dict[str, str], request: Request) -> Response:
    new = values.get("new", "")
    if new != values.get("again", ""):
        raise WeakPasswordError(texts.NOT_REPEATED)
    check_strength(user.name, new)
    address = request.client.host if request.client else ""
    await door.sign_in(user.name, values.get("old", ""), address)
    door.users.change_password(user.name, hashed(new))
    door.audit.note(Action.PASSWORD, user.name)
    return RedirectResponse(way_in(ACCOUNT), 303)


def _page(door: Door, user: User, line: str = "", bad: bool = False, before: str = "") -> Response:
    groups = texts.IN_GROUPS.format(groups="、".join(user.groups)) if user.groups else ""
    who = texts.SIGNED_IN_AS.format(
        name=user.name, role=access.ROLES[user.role.value], groups=groups
    )
    fields = text_field(
        "name", texts.TOKEN_NAME, hint=texts.TOKEN_NAME_HINT, maxlength="60", required="required"
    ) + text_field(
        "days", texts.TOKEN_DAYS, "90", hint=texts.TOKEN_DAYS_HINT, inputmode="numeric", maxlength="5"
    )  # fmt: skip
    body = (
        f"{navigation(ACCOUNT) if user.role.value == 'administrator' else _back()}"
        f'<p class="soft">{escape(who)}</p>{told(line, bad)}{before}'
        f"<h2>{texts.TOKENS}</h2><p>{escape(texts.TOKENS_LINE)}</p>{_tokens(door.tokens.of(user.name))}"
        f"{form(ACCOUNT, 'make', fields, texts.TOKEN_MAKE, css='card')}"
    )
    if not user.fixed and not user.elsewhere:
        secret = {"type": "password", "maxlength": "256", "required": "required"}
        fields = (
            text_field("old", texts.OLD_PASSWORD, autocomplete="current-password", **secret)
            + text_field("new", texts.NEW_ONE, hint=texts.PASSWORD_HINT, autocomplete="new-password", **secret)
            + text_field("again", texts.AGAIN, autocomplete="new-password", **secret)
        )  # fmt: skip
        body += f"<h2>{texts.OWN_PASSWORD}</h2>{form(ACCOUNT, 'password', fields, texts.OWN_PASSWORD, css='card')}"
    return plain_page(texts.ACCOUNT, body, 400 if bad else 200, wide=True, sheet=_SHEET)


def _tokens(tokens: list[Token]) -> str:
    if not tokens:
        return f'<p class="soft">{texts.TOKENS_NONE}</p>'
    lines = [
        (
            escape(token.name),
            escape(token.made[:10]),
            escape(token.ends or texts.TOKEN_FOREVER)
            + ("" if token.good() else f"（{texts.TOKEN_ENDED}）"),
            form(ACCOUNT, "withdraw", "", texts.TOKEN_WITHDRAW, css="small danger", id=token.id),
        )
        for token in tokens
    ]
    return rows(texts.TOKEN_COLUMNS, lines, texts.TOKENS)


def _back() -> str:
    return f'<p><a href="{at()}">{access.BACK}</a></p>'
