"""What the forms of these pages are made of: HTML that works without scripts."""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import parse_qs

from starlette.requests import Request

from pages import texts as pages_texts
from pages.links import at

_LONGEST = 200_000  # bytes of a form
_HERE = ' aria-current="page"'


async def values_of(request: Request) -> dict[str, str]:
    """The values of a form, "" where a field is empty."""
    body = (await request.body())[:_LONGEST].decode("utf-8", "replace")
    given = parse_qs(body, keep_blank_values=True, max_num_fields=200)
    return {name: values[-1].replace("\r\n", "\n") for name, values in given.items()}


def listed(written: str) -> tuple[str, ...]:
    """Names that stand apart by commas of either kind, or by lines."""
    for sign in ("，", "、", "\n", ";", "；"):
        written = written.replace(sign, ",")
    return tuple(name for part in written.split(",") if (name := part.strip()))


def navigation(here: str) -> str:
    """Links to the administrators' pages, the one at ``here`` marked, and back."""
    links = "".join(
        f'<a href="{at(path)}"{_HERE if path == here else ""}>{escape(name)}</a>'
        for path, name in (*pages_texts.ADMINISTRATION_PAGES, ("/", pages_texts.BACK_TO_ASKING))
    )
    return f'<nav class="pages" aria-label="{pages_texts.ADMINISTRATION}">{links}</nav>'


def told(line: str, bad: bool = False) -> str:
    """What became of a form, "" for nothing."""
    if not line:
        return ""
    return f'<p class="{"bad" if bad else "good"}" role="{"alert" if bad else "status"}">{escape(line)}</p>'


def form(action: str, do: str, fields: str, submit: str, *, css: str = "", **kept: str) -> str:
    """A form that posts ``fields`` (HTML), ``do`` and what is ``kept``."""
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in {"do": do, **kept}.items()
    )
    return (
        f'<form method="post" action="{at(action)}" class="{css}">{hidden}{fields}'
        f"<button>{escape(submit)}</button></form>"
    )


def text_field(
    name: str, label: str, value: str = "", *, hint: str = "", key: str = "", **attributes: str
) -> str:
    """A field of one line; ``key`` tells fields of one name apart."""
    more = "".join(f' {n.replace("_", "-")}="{escape(v)}"' for n, v in attributes.items())
    of = f"{name}-{key}" if key else name
    return (
        f'<label for="{of}">{escape(label)}</label>'
        f'<input id="{of}" name="{name}" value="{escape(value)}"{more}{_described(of, hint)}>{_hint(of, hint)}'
    )


def area(name: str, label: str, value: str = "", *, hint: str = "", key: str = "") -> str:
    """A field of several lines."""
    of = f"{name}-{key}" if key else name
    return (
        f'<label for="{of}">{escape(label)}</label>'
        f'<textarea id="{of}" name="{name}" rows="3"{_described(of, hint)}>\n{escape(value)}</textarea>'
        f"{_hint(of, hint)}"
    )


def choice(
    name: str, label: str, options: Mapping[str, str], chosen: str = "", *, key: str = ""
) -> str:
    """A field to choose from, values with their names."""
    of = f"{name}-{key}" if key else name
    inside = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
        for value, words in options.items()
    )
    return f'<label for="{of}">{escape(label)}</label><select id="{of}" name="{name}">{inside}</select>'


def rows(header: Iterable[str], lines: Iterable[Iterable[str]], caption: str = "") -> str:
    """A table; its cells are HTML. It scrolls by itself where it is too wide."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _described(of: str, hint: str) -> str:
    return f' aria-describedby="{of}-hint"' if hint else ""


def _hint(of: str, hint: str) -> str:
    return f'<p class="hint" id="{of}-hint">{escape(hint)}</p>' if hint else ""
