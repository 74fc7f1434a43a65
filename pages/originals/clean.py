"""HTML of strangers made harmless: no script, no style, no link, nothing that is fetched or sent."""

import nh3

_TAGS = set(
    "b blockquote br caption code col colgroup dd del dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins li ol p"
    " pre s span strong sub sup table tbody td tfoot th thead tr u ul div section article".split()
)
_WITH_CONTENT = set(
    "script style noscript template iframe object embed applet svg math canvas select option datalist textarea button"
    " audio video title head nav".split()
)
# Written by us while a page is prepared; any other class is dropped.
CLASSES = frozenset("center right indent big heading figure".split())
_NUMBERS = {"colspan", "rowspan", "start"}


def clean(html: str) -> str:
    """The same text with none but plain tags; well-formed, whatever it was before."""
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_WITH_CONTENT,
        attributes={
            "*": {"class"},
            "td": {"colspan", "rowspan", "class"},
            "th": {"colspan", "rowspan", "class"},
            "ol": {"start", "class"},
        },
        attribute_filter=_kept,
        strip_comments=True,
        link_rel=None,
    )


def _kept(_: str, name: str, value: str) -> str | None:
    if name in _NUMBERS:
        return value if value.isascii() and value.isdigit() and len(value) < 4 else None
    ours = " ".join(word for word in value.split() if word in CLASSES)
    return ours or None
