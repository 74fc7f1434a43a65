"""Sign-in by the organisation: OpenID Connect, by Authlib (state, nonce, PKCE, the token's signature).

What is to be remembered on the way there and back stands in a signed cookie of its own, which no other
address is sent.
"""

import hashlib
import logging
from collections.abc import Mapping
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from corpus.errors import PolicyError
from corpus.settings import Settings, settings
from pages.access import texts
from pages.access.announced import role_of, split_groups
from pages.access.door import Door
from pages.access.users import User
from pages.audit.log import Action
from pages.identity import Identity
from pages.links import site

log = logging.getLogger(__name__)
PATH = "/sign-in/organisation"
_DONE = "done"
_MINUTES = 10  # that somebody may take over signing in there
_SECONDS = 15  # that the provider may take for an answer
_LONGEST = 2000  # characters of the address to go on to
_FAILED = (AuthlibBaseError, JoseError, httpx2.HTTPError, ValueError, KeyError, RuntimeError)


class OrganisationError(PolicyError):
    """The organisation's sign-in did not say who this is."""


def organisation_routes(door: Door, entered: Any, refused: Any) -> Mount | None:
    """The way to the provider and back; None where the settings name none.

    Args:
        entered: ``(user, target, secure)`` gives the response that lets a user in.
        refused: ``(line, target)`` gives the sign-in page with a line that says why not.
    """
    ours = settings()
    if not ours.oidc_issuer:
        return None
    client = _client(ours)

    async def leave(request: Request) -> Response:
        target = request.query_params.get("next", "/")[:_LONGEST]
        request.session["next"] = target
        try:
            back = f"{_base(request)}{PATH}/{_DONE}"
            away: Response = await client.authorize_redirect(request, back)
        except _FAILED as error:
            log.warning(texts.ORGANISATION_LOG, type(error).__name__)
            return _refuse(refused, texts.ORGANISATION_AWAY, target)
        return away

    async def come_back(request: Request) -> Response:
        target = str(request.session.get("next", "/"))
        try:
            token = await client.authorize_access_token(request)
            user = _arrived(door, token.get("userinfo") or {}, ours)
        except PolicyError as error:
            door.audit.note(Action.REFUSED, str(error), done=False)
            return _refuse(refused, str(error), target)
        except _FAILED as error:  # what it says may hold what a stranger wrote, or a secret
            log.warning(texts.ORGANISATION_LOG, type(error).__name__)
            door.audit.note(Action.REFUSED, texts.ORGANISATION_REFUSED, done=False)
            return _refuse(refused, texts.ORGANISATION_REFUSED, target)
        request.session.clear()
        door.audit.note(Action.SIGNED_IN, texts.BY_ORGANISATION, who=Identity(user.role, user.name))
        response: Response = entered(user, target, request.url.scheme == "https")
        return response

    kept = Middleware(
        SessionMiddleware,
        secret_key=hashlib.sha256(b"organisation" + door.sessions.key.encode()).hexdigest(),
        session_cookie="policy_organisation",
        max_age=_MINUTES * 60,
        same_site="lax",
        path=PATH,
    )
    routes = [Route("/", leave), Route(f"/{_DONE}", come_back)]
    return Mount(PATH, app=Starlette(routes=routes, middleware=[kept]))


def _client(ours: Settings) -> Any:
    secret = ours.oidc_client_secret
    return OAuth().register(
        "organisation",
        server_metadata_url=f"{ours.oidc_issuer}/.well-known/openid-configuration",
        client_id=ours.oidc_client_id,
        client_secret=secret.get_secret_value() if secret else None,
        client_kwargs={
            "scope": ours.oidc_scope,
            "code_challenge_method": "S256",
            "timeout": _SECONDS,
            "trust_env": False,
        },
    )


def _arrived(door: Door, claims: Mapping[str, Any], ours: Settings) -> User:
    """The user that the provider's signed token names.

    Raises:
        OrganisationError: it names nobody. UsersError: a name that can't be one here.
    """
    name = claims.get(ours.oidc_name_claim)
    if not isinstance(name, str) or not name:
        raise OrganisationError(texts.ORGANISATION_NAMELESS.format(claim=ours.oidc_name_claim))
    written = claims.get(ours.oidc_groups_claim) or ()
    parts = written if isinstance(written, (list, tuple)) else (written,)
    groups = split_groups(",".join(part for part in parts if isinstance(part, str)))
    return door.users.arrived(name, role_of(groups), groups)


def _refuse(refused: Any, line: str, target: str) -> Response:
    page: Response = refused(line, target)
    return page


def _base(request: Request) -> str:
    """The address of this site, without the path of what is mounted here."""
    whole = str(request.base_url).rstrip("/")
    return site(whole.removesuffix(PATH)).rstrip("/")
