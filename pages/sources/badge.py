"""The badge that says whether a document is in force, by word and by colour."""

from html import escape

from corpus.document import Validity

_TONES = {
    Validity.IN_FORCE: "good",
    Validity.UNVERIFIED: "unsure",
    Validity.REPEALED: "ended",
    Validity.EXPIRED: "ended",
}


def validity_badge(validity: str) -> str:
    """HTML of the badge; states that are neither good nor bad are neutral."""
    tone = _TONES.get(Validity(validity), "neutral") if validity in set(Validity) else "neutral"
    return f'<span class="badge badge-{tone}">{escape(validity)}</span>'
