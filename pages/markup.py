"""What several pages write alike: HTML in small pieces, an error in one line."""

from collections.abc import Iterable, Sequence
from html import escape

from corpus.errors import PolicyError
from pages.tables import texts


def button(label: str, css: str, act: str, /, **values: object) -> str:
    """A button; the script of its component sends ``act`` and ``values``.

    A value becomes ``data-NAME``, or an attribute of its own if it is called ``aria_…`` or
    ``disabled``; False takes the latter away.
    """
    written = "".join(_attribute(name, value) for name, value in values.items())
    of = f' class="{css}"' if css else ""
    return f'<button type="button"{of} data-act="{act}"{written}>{escape(label)}</button>'


def _attribute(name: str, value: object) -> str:
    if name == "disabled":
        return " disabled" if value else ""
    full = name.replace("_", "-") if name.startswith("aria_") else f"data-{name}"
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return f' {full}="{escape(shown)}"'


def query_form(fields: str) -> str:
    """The form above a table."""
    return (
        f'<form class="query" role="search">{fields}'
        f'<button class="primary" type="submit">{texts.SHOW}</button></form>'
    )


def search_field(label: str, hint: str, value: str, longest: int) -> str:
    """The box of such a form for words to look for, ``longest`` characters at the most."""
    return (
        f'<div class="field grow"><label for="q">{label}</label><input id="q" name="q"'
        f' maxlength="{longest}" autocomplete="off" placeholder="{hint}"'
        f' value="{escape(value)}"></div>'
    )


def menu(
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    chosen: str,
    *,
    css: str = "field",
    id: str = "",
) -> str:
    """A field of a form to choose from ``options``, each a value and its words."""
    items = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
        f"{escape(words[:60])}</option>"
        for value, words in options
    )
    known = escape(id or name)
    return (
        f'<div class="{css}"><label for="{known}">{escape(label)}</label>'
        f'<select id="{known}" name="{escape(name)}">{items}</select></div>'
    )


def named_values(css: str, rows: Iterable[tuple[str, str]]) -> str:
    """Names with their values, which are HTML."""
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in rows)
    return f'<dl class="{css}">{items}</dl>'


def one_line(error: PolicyError) -> str:
    """An error as a visitor reads it."""
    return " ".join(str(error).split())
