"""Look of the pages: a Gradio theme of deep blue and greys, fonts of the machine, one style sheet."""

from pathlib import Path

import gradio as gr
from gradio.themes.utils import colors, fonts

from pages.links import at

ASSETS = Path(__file__).with_name("assets")
_SCRIPTS = ("page.js", "connection.js", "draft.js")  # each leans on those before
FAVICON = ASSETS / "favicon.svg"

_BLUE = colors.Color(
    "#f0f5fb", "#dde8f5", "#bfd4ec", "#93b6de", "#5e8fc9", "#2f6ab0", "#1b5299", "#17457f", "#143a69",
    "#112f55", "#0b2140", name="government_blue",
)  # fmt: skip
_FONTS = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif"]


def theme() -> gr.themes.Base:
    """The theme; no font of it is fetched from anywhere."""
    return gr.themes.Base(
        primary_hue=_BLUE,
        secondary_hue=_BLUE,
        neutral_hue=colors.slate,
        font=[fonts.Font(name) for name in _FONTS],
        font_mono=[fonts.Font(name) for name in ("Consolas", "Noto Sans Mono CJK SC", "monospace")],
    )


def head() -> str:
    """What goes into the page's head: the scripts that components share, and the style.

    The style stands here because Gradio rewrites the selectors of sheets passed as ``css``.
    """
    scripts = "\n".join(asset(name) for name in _SCRIPTS)
    return f"{icon()}<script>{scripts}</script><style>{_sheets()}</style>"


def icon() -> str:
    """Where the icon is; browsers look for it at the root of a host by themselves."""
    return f'<link rel="icon" href="{at("/favicon.ico")}" type="image/svg+xml">'


def _sheets() -> str:
    """Every style sheet, ``style.css`` first: the others lean on its colours."""
    names = sorted(
        (path.name for path in ASSETS.glob("*.css")), key=lambda n: (n != "style.css", n)
    )
    return "\n".join(asset(name) for name in names)


def asset(name: str) -> str:
    """A style sheet or script of the pages, from ``assets``."""
    return (ASSETS / name).read_text(encoding="utf-8")
