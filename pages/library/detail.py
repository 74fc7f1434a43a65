"""One document beside the table: what was understood of it, what to check, and what can be done."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from corpus.describe import FIELD_NAMES
from corpus.document import Document, Metadata, Validity
from corpus.facts.measures.measure import Measure
from corpus.life.standing import Standing
from pages.library import texts
from pages.library.corrections import current
from pages.library.items import Item
from pages.library.measures import measures_section
from pages.markup import button, menu, named_values
from pages.sources.badge import validity_badge
from pages.sources.passage import original_link
from pages.tables import texts as table_texts

_NAMES = 8  # of departments


@dataclass(frozen=True, slots=True)
class Detail:
    """What the view shows. ``holders`` says of each duty whose it is; ``twins`` are titles of documents
    with the same text; ``versions`` counts earlier texts; ``uploaded`` and ``asking`` say where the
    original is and whether to ask back; ``seen`` is where it can be looked at."""

    item: Item
    document: Document
    holders: tuple[str, ...]
    twins: tuple[str, ...]
    versions: int
    uploaded: bool
    seen: str = ""
    asking: bool = False
    said: str = ""
    measures: tuple[Measure, ...] = ()

    @property
    def in_archive(self) -> bool:
        """Whether it is a member of an archive."""
        return self.item.entry.file != self.item.entry.source


def nothing_open(line: str = texts.NOTHING_OPEN) -> str:
    """The panel where no document is open, and why."""
    return (
        f'<div class="source-empty"><h2>{texts.DETAIL}</h2>'
        f'<p role="status">{escape(line)}</p></div>'
    )


def detail(shown: Detail) -> str:
    """Render one document."""
    item = shown.item
    said = f'<p class="said" role="status">{escape(shown.said)}</p>' if shown.said else ""
    return (
        f'<article class="source detail" data-document="{escape(item.document_id)}">{said}'
        f'<h2 class="source-title">{escape(item.title)}</h2>{_state(item.standing)}'
        f"{_warnings(shown)}{_actions(shown)}{_understood(shown)}{_relations(item)}"
        f"{_structure(shown)}{_measures(shown)}{_form(shown)}"
        f"{button(table_texts.BACK_TO_TABLE, 'quiet back', 'back')}</article>"
    )


def _state(standing: Standing) -> str:
    told = escape(standing.reason)
    return (
        f'<p class="validity">{validity_badge(standing.validity.value)}'
        f'<span class="validity-note">{told}</span></p>'
    )


def _warnings(shown: Detail) -> str:
    known, item = shown.item.known, shown.item
    plain = not known.columns  # a catalogue has none of these
    lines = [
        (texts.NO_TITLE, not known.title),
        (texts.NO_NUMBER, plain and not known.number),
        (texts.NO_ISSUER, plain and not known.issuer),
        (texts.NO_DATE, plain and not known.issued),
        (texts.UNVERIFIED, item.standing.validity is Validity.UNVERIFIED),
        (texts.NOT_SEARCHED, not known.searchable),
        (texts.NO_CHUNKS, known.searchable and not item.size[1]),
        *((note, True) for note in known.notes),
        *((texts.TWINS.format(title=title), True) for title in shown.twins),
        (texts.IN_ARCHIVE.format(file=item.entry.file), shown.in_archive),
        (texts.ORIGINAL_GONE.format(path=item.original), not item.added),
    ]
    items = "".join(f"<li>{escape(line)}</li>" for line, wrong in lines if wrong)
    if not items:
        return ""
    return f'<section class="warnings"><h3>{texts.WARNINGS}</h3><ul>{items}</ul></section>'


def _actions(shown: Detail) -> str:
    if shown.asking:
        ask = texts.WITHDRAW_ASK.format(title=shown.item.title)
        if not shown.uploaded and shown.item.added:
            ask += texts.WITHDRAW_FOLDER.format(path=shown.item.entry.root)
        return (
            f'<div class="ask-back" role="alertdialog" aria-label="{texts.WITHDRAW}">'
            f"<p>{escape(ask)}</p>"
            f"<div>{button(texts.WITHDRAW_YES, 'quiet danger', 'withdraw-yes')}"
            f"{button(texts.WITHDRAW_NO, 'quiet', 'open')}</div></div>"
        )
    able = not shown.in_archive
    buttons = [
        (able, "replace", texts.REPLACE),
        (able and bool(shown.item.added), "again", texts.READ_AGAIN),
        (able, "withdraw", texts.WITHDRAW),
    ]
    made = original_link(shown.seen)
    made += "".join(button(label, "quiet", act) for possible, act, label in buttons if possible)
    return f'<div class="detail-actions">{made}</div>'


def _understood(shown: Detail) -> str:
    known = shown.item.known
    rows = (
        (label, escape(_words(known, name)) + _origin(known, name))
        for name, label in FIELD_NAMES.items()
        if getattr(known, name)
    )
    original = texts.ORIGINAL.format(path=shown.item.entry.source)
    return (
        f"<section><h3>{texts.UNDERSTOOD}</h3>{named_values('fields', rows)}"
        f'<p class="also">{escape(original)}</p></section>'
    )


def _words(known: Metadata, name: str) -> str:
    value = getattr(known, name)
    return "；".join(value) if isinstance(value, tuple) else str(value)


def _origin(known: Metadata, name: str) -> str:
    origin = known.origins.get(name)
    if origin is None:
        return ""
    return f'<span class="origin">{escape(texts.ORIGIN.format(origin=origin.value))}</span>'


def _relations(item: Item) -> str:
    if not item.relations:
        return ""
    lines = "".join(f"<li>{escape(f'{kind}：{name}')}</li>" for kind, name in item.relations)
    return f'<section><h3>{texts.RELATIONS}</h3><ul class="plain-lines">{lines}</ul></section>'


def _structure(shown: Detail) -> str:
    counts = Counter(p.kind.value for p in shown.document.provisions)
    parts = [f"{kind} {count}" for kind, count in counts.most_common()]
    parts.append(texts.CHUNKS.format(count=shown.item.size[1]))
    names = list(dict.fromkeys(shown.holders))
    if names:
        listed = "、".join(names[:_NAMES]) + ("等" if len(names) > _NAMES else "")
        duties = escape(texts.DUTIES.format(count=len(shown.holders), names=listed))
        duties += f' <a href="../duties?doc={shown.document.document_id}">{texts.SEE_DUTIES}</a>'
    else:
        duties = texts.NO_DUTIES
    if shown.item.known.columns:
        duties = f'<a href="../catalogs?c={shown.document.document_id}">{texts.SEE_CATALOG}</a>'
    versions = ""
    if shown.versions:
        versions = f"<p>{texts.VERSIONS.format(count=shown.versions)}</p>"
    notice = f'<p><a href="changes?of={shown.document.document_id}">{texts.SEE_CHANGES}</a></p>'
    return (
        f'<section class="structure"><h3>{texts.STRUCTURE}</h3><p>{"，".join(parts)}</p>'
        f"<p>{duties}</p>{versions}{notice}</section>"
    )


def _measures(shown: Detail) -> str:
    able = not shown.in_archive and bool(shown.item.added)
    return measures_section(shown.document, shown.measures, able=able)


def _form(shown: Detail) -> str:
    if shown.in_archive or not shown.item.added:
        return ""
    values = current(shown.item.known)
    fields = "".join(_field(name, label, kind, values) for name, label, kind in texts.FIELDS)
    relations = "".join(
        _input(name, label, "text", values[name], texts.RELATION_HINT)
        for name, label in texts.RELATION_FIELDS
    )
    return (
        f'<section><h3>{texts.CORRECT}</h3><p class="also">{texts.CORRECT_HINT}</p>'
        f'<form class="correct" novalidate>{fields}{relations}'
        f'<p class="source-notice" role="alert" data-line="{texts.DATE_UNFINISHED}" hidden></p>'
        f'<button class="primary" type="submit">{texts.SAVE}</button></form></section>'
    )


def _field(name: str, label: str, kind: str, values: Mapping[str, str]) -> str:
    if kind != "validity":
        return _input(name, label, kind, values[name])
    options = [(v.value, v.value) for v in Validity]
    return menu(name, label, options, values[name], id=f"fix-{name}")


def _input(name: str, label: str, kind: str, value: str, hint: str = "") -> str:
    return (
        f'<div class="field"><label for="fix-{name}">{label}</label><input id="fix-{name}"'
        f' name="{name}" type="{kind}" maxlength="4000" placeholder="{hint}"'
        f' value="{escape(value)}"></div>'
    )
