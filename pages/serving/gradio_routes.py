"""Which of Gradio's own routes are open: those that our pages and programs use.

The others read files, fetch addresses that a stranger names, keep recordings on the disk, or hold
a response without an end; a later version of Gradio may bring more.
"""

import re

_PREFIX = re.compile(r"/gradio_api(?=[/=]|$)")
_OPEN = re.compile(
    r"/gradio_api/(?:queue/(?:join|data)|heartbeat/[^/]+|run/[^/]+|call/(?!v2/).+|cancel|reset"
    r"|info|openapi\.json|app_id|startup-events|theme\.css)/?"
)
_ADMINISTRATION = "/admin"
_UPLOADS = re.compile(r"/gradio_api/(?:upload|upload_progress)/?")


def is_shut(path: str) -> bool:
    """Whether a path leads to a route of Gradio that nothing of ours uses."""
    if not _PREFIX.search(path):
        return False
    administration = path.startswith(f"{_ADMINISTRATION}/")
    own = path.removeprefix(_ADMINISTRATION) if administration else path
    return not (_OPEN.fullmatch(own) or (administration and _UPLOADS.fullmatch(own)))
