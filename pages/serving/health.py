"""Whether the server lives, whether it can answer, and its figures.

The figures are for administrators and for programs on this machine, even where the pages are open:
they tell how much is asked and what fails. A collector elsewhere signs in with HTTP Basic; so does
one on this machine where a proxy may stand before us, since all the world comes from here then.
"""

import logging
import time
from threading import Lock

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import JSONResponse

from corpus.errors import PolicyError
from corpus.settings import settings
from pages.desk import Desk, NotReadyError
from pages.identity import Identity
from pages.markup import one_line
from pages.serving import texts
from pages.serving.guard import is_loopback

log = logging.getLogger(__name__)
_PROXIED = {"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip"}
_FRESH = {"cache-control": "no-store"}
_KEPT = 2.0  # seconds that one look at the store serves: anybody may ask, as often as they like


def health_routes(desk: Desk) -> APIRouter:
    """The addresses ``/health/live``, ``/health/ready`` and ``/metrics``."""
    routes = APIRouter()
    readiness = _Readiness(desk)

    @routes.get("/health/live")
    async def live() -> Response:  # on the event loop itself: it is what may hang
        return JSONResponse({"live": True}, headers=_FRESH)

    @routes.get("/health/ready")
    def ready() -> Response:
        if trouble := readiness.trouble():
            return JSONResponse({"ready": False, "detail": trouble}, 503, _FRESH)
        return JSONResponse({"ready": True}, headers=_FRESH)

    @routes.get("/metrics")
    def metrics(request: Request) -> Response:
        identity: Identity = request.scope["policy_identity"]
        if not identity.administers and not _from_here(request):
            return JSONResponse({"detail": texts.METRICS_FORBIDDEN}, 403)
        written = desk.metrics.written(desk.admission, desk.views.whole.library)
        return Response(written, headers=_FRESH, media_type=CONTENT_TYPE_LATEST)

    return routes


class _Readiness:
    """Whether questions can be answered, looked at once in a while."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._until = 0.0
        self._trouble = ""

    def trouble(self) -> str:
        """Why no question can be answered now, "" if they can; no paths, no addresses."""
        with self._lock:
            if time.monotonic() >= self._until:
                self._trouble = self._look()
                self._until = time.monotonic() + _KEPT
            return self._trouble

    def _look(self) -> str:
        try:
            self._desk.check_ready()
        except NotReadyError as error:
            return str(error)
        except PolicyError as error:
            log.warning(texts.NOT_READY_LOG.format(line=one_line(error)))
            return texts.NOT_READY
        return ""


def _from_here(request: Request) -> bool:
    """Whether a program on this machine asks, not a proxy on this machine for somebody else."""
    if settings().sign_in == "always" or settings().public_url:
        return False
    names = request.headers.keys()
    if any(name in _PROXIED or name.startswith("x-forwarded") for name in names):
        return False
    return request.client is not None and is_loopback(request.client.host)
