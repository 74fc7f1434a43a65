"""The sign-in page and the way out: forms that work without scripts."""

from html import escape
from urllib.parse import parse_qs, urlencode, urlsplit

from fastapi import APIRouter, Request, Response
from starlette.responses import HTMLResponse, RedirectResponse

from corpus.errors import PolicyError
from pages.access import texts
from pages.access.door import Door, TooManyAttemptsError
from pages.access.organisation import PATH as ORGANISATION
from pages.access.organisation import organisation_routes
from pages.access.sessions import COOKIE
from pages.access.users import User, plain
from pages.audit.log import Action
from pages.identity import Identity
from pages.links import at
from pages.plain_page import plain_page
from pages.rights.reader import reader

SIGN_IN = "/sign-in"
SIGN_OUT = "/sign-out"
ACCOUNT = "/account"
_LONGEST_FORM = 20_000  # bytes


def sign_in_routes(door: Door, closed: bool) -> APIRouter:
    """The routes; ``closed``: nothing can be read without signing in."""
    routes = APIRouter()

    @routes.get(SIGN_IN)
    def form(request: Request, next: str = "/") -> Response:
        identity: Identity = request.scope["policy_identity"]
        if identity.signed_in:
            return _known(identity)
        return _form(door, closed, local(next))

    @routes.post(SIGN_IN)
    async def enter(request: Request) -> Response:
        values = parse_qs((await request.body())[:_LONGEST_FORM].decode("utf-8", "replace"))
        name, password, target = (
            values.get(field, [""])[0] for field in ("name", "password", "next")
        )
        address = request.client.host if request.client else ""
        try:
            user = await door.sign_in(name, password, address)
        except TooManyAttemptsError as error:
            page = _form(door, closed, local(target), name, str(error), 429)
            page.headers["retry-after"] = str(error.seconds)
            return page
        except PolicyError as error:
            door.audit.note(Action.REFUSED, plain(name)[:100], done=False)
            return _form(door, closed, local(target), name, str(error), 401)
        door.sessions.end(request.cookies.get(COOKIE, ""))  # whoever was signed in here before
        door.audit.note(Action.SIGNED_IN, who=Identity(user.role, user.name))
        return _entered(door, user, local(target), request.url.scheme == "https")

    @routes.post(SIGN_OUT)
    def leave(request: Request) -> Response:
        door.sessions.end(request.cookies.get(COOKIE, ""))
        if reader().signed_in:
            door.audit.note(Action.SIGNED_OUT)
        left = RedirectResponse(SIGN_IN if closed else "/", 303)
        left.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return left

    organisation = organisation_routes(
        door,
        lambda user, target, secure: _entered(door, user, local(target), secure),
        lambda line, target: _form(door, closed, local(target), wrong=line, status=401),
    )
    if organisation is not None:
        routes.routes.append(organisation)
    return routes


def local(target: str) -> str:
    """A path of this site to go on to; the first page for anything else."""
    plain = target.isprintable() and "\\" not in target and len(target) < 2000
    if not plain or not target.startswith("/") or target.startswith("//"):
        return "/"
    try:
        parts = urlsplit(target)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc or parts.path in (SIGN_IN, SIGN_OUT) else target


def way_in(target: str) -> str:
    """The address of the sign-in page that leads on to ``target``."""
    return SIGN_IN if target == "/" else f"{SIGN_IN}?{urlencode({'next': target})}"


def _entered(door: Door, user: User, target: str, secure: bool) -> Response:
    entered = RedirectResponse(target, 303)
    entered.set_cookie(
        COOKIE,
        door.sessions.begin(user),
        max_age=door.sessions.seconds,
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    return entered


def _form(
    door: Door, closed: bool, target: str, name: str = "", wrong: str = "", status: int = 200
) -> HTMLResponse:
    try:
        somebody = bool(door.users.all())
    except PolicyError as error:
        somebody, wrong = True, str(error)
    line = texts.CLOSED_LINE if closed else texts.OPEN_LINE
    if not somebody and not door.organised:
        line = texts.NO_USERS
    trouble = f'<p class="bad" role="alert" id="wrong">{escape(wrong)}</p>' if wrong else ""
    described = ' aria-describedby="wrong"' if wrong else ""
    body = (
        f'<p class="soft">{escape(line)}</p>{trouble}{_organisation(target) if door.organised else ""}'
        f'<form method="post" action="{at(SIGN_IN)}">'
        f'<input type="hidden" name="next" value="{escape(target)}">'
        f'<label for="name">{texts.NAME}</label>'
        f'<input id="name" name="name" value="{escape(name[:64])}" autocomplete="username"'
        f' autocapitalize="none" spellcheck="false" required maxlength="64"'
        f"{'' if name else ' autofocus'}{described}>"
        f'<label for="password">{texts.PASSWORD}</label>'
        f'<input id="password" name="password" type="password" autocomplete="current-password"'
        f' required maxlength="256"{" autofocus" if name else ""}{described}>'
        f"<button>{texts.SUBMIT}</button></form>"
        f'<p class="after">{texts.FORGOTTEN}</p>{"" if closed else _back()}'
    )
    return plain_page(texts.TITLE, body, status)


def _organisation(target: str) -> str:
    """The way to the organisation's sign-in."""
    to = escape(f"{at(ORGANISATION)}/?{urlencode({'next': target})}")
    return f'<p><a class="organisation" href="{to}">{texts.ORGANISATION}</a></p><p class="soft">{texts.OR_HERE}</p>'


def _known(identity: Identity) -> HTMLResponse:
    return plain_page(texts.TITLE, _signed_in(identity, texts.SIGN_OUT))


def forbidden_page(identity: Identity) -> HTMLResponse:
    """What a reader sees at the administrators' pages."""
    refused = f'<p class="bad" role="alert">{texts.ADMINISTRATORS_ONLY}</p>'
    body = refused + _signed_in(identity, texts.OTHER_USER)
    return plain_page(texts.FORBIDDEN_TITLE, body, 403)


def _signed_in(identity: Identity, way_out: str) -> str:
    line = texts.SIGNED_IN_AS.format(name=identity.name, role=texts.ROLES[identity.role.value])
    return (
        f'<p>{escape(line)}</p><p><a href="{at(ACCOUNT)}">{texts.ACCOUNT}</a></p>'
        f'<form method="post" action="{at(SIGN_OUT)}">'
        f"<button>{escape(way_out)}</button></form>{_back()}"
    )


def _back() -> str:
    return f'<p class="after"><a href="{at()}">{texts.BACK}</a></p>'
