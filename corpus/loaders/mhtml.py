"""Web archives (mht): the page inside is read as html."""

import email
import email.policy

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted
from corpus.loaders.html import load_html
from corpus.loaders.zipped import BROKEN


def load_mhtml(data: bytes) -> Extracted:
    """Return the article of the first page in a web archive.

    Raises:
        DocumentError: no page inside.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload.strip():
                    return load_html(payload)
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        raise DocumentError(BROKEN) from error
    raise DocumentError("网页档案里没有网页正文。")
