"""The card at the head of a guide or page text: 发文机构：…, 发文字号：…, 发布日期：… line by line."""

import re

from corpus.document import Provision, ProvisionKind
from corpus.loaders.html_fields import shown_fields
from corpus.loaders.html_inline import Line

_LINES = 16  # in which a card stands
_KEYS = ("issuer", "publisher", "number", "issued", "published")
_FEWEST = 2  # fields; a single 发布日期：… may be any sentence
_LABEL = re.compile(r"^([\u4e00-\u9fff/]{2,8})\s*；")  # tables written out put ； behind a label


def read_card(text: str, provisions: tuple[Provision, ...]) -> dict[str, str]:
    """The fields of the card (issuer, number, issued, dates as ISO), empty where there is none.

    A card that names its issuer gives the date of the document, whatever it calls it.
    """
    body = [p for p in provisions if p.kind in (ProvisionKind.PARAGRAPH, ProvisionKind.ROW)]
    lines = [text[p.start : p.end] for p in body[:_LINES]]
    own = [_LABEL.sub(r"\1：", line) for line in lines if len(line) <= 200]
    found = shown_fields(
        Line(line) for line in own if re.match(r"[\u4e00-\u9fff/]{2,8}\s*[：:]", line)
    )
    kept = {key: found[key] for key in _KEYS if found.get(key)}
    if len(kept) < _FEWEST or ("issuer" not in kept and "number" not in kept):
        return {}
    if "published" in kept:
        kept.setdefault("issued", kept["published"])
    return kept
