"""Whether the server lives, whether it can answer, and its figures."""

import logging

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import JSONResponse

from corpus.errors import PolicyError
from pages.desk import Desk
from pages.identity import Identity
from pages.serving import texts
from pages.serving.guard import is_loopback

log = logging.getLogger(__name__)
_PROXIED = {"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip"}
_FRESH = {"cache-control": "no-store"}


def health_routes(desk: Desk) -> APIRouter:
    """The addresses ``/health/live``, ``/health/ready`` and ``/metrics``."""
    routes = APIRouter()

    @routes.get("/health/live")
    async def live() -> Response:  # on the event loop itself: it is what may hang
        return JSONResponse({"live": True}, headers=_FRESH)

    @routes.get("/health/ready")
    def ready() -> Response:
        try:
            desk.check_ready()
        except PolicyError as error:
            log.warning(texts.NOT_READY_LOG.format(line=" ".join(str(error).split())))
            return JSONResponse({"ready": False, "detail": texts.NOT_READY}, 503, _FRESH)
        return JSONResponse({"ready": True}, headers=_FRESH)

    @routes.get("/metrics")
    def metrics(request: Request) -> Response:
        identity: Identity = request.scope["policy_identity"]
        if not identity.administers and not _from_here(request):
            return JSONResponse({"detail": texts.METRICS_FORBIDDEN}, 403)
        return Response(desk.metrics.written(desk), headers=_FRESH, media_type=CONTENT_TYPE_LATEST)

    return routes


def _from_here(request: Request) -> bool:
    """Whether a program on this machine asks, not a proxy on this machine for somebody else."""
    names = request.headers.keys()
    if any(name in _PROXIED or name.startswith("x-forwarded") for name in names):
        return False
    return request.client is not None and is_loopback(request.client.host)
