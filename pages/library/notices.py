"""Short pieces of the page 文件库: how far a build is, what is awaited, which files failed."""

from collections.abc import Sequence
from html import escape

from pages.library import texts
from pages.library.building import Step
from pages.library.items import Item
from pages.library.uploads import Failure
from pages.markup import button


def how_far(step: Step) -> str:
    """A step of a build in words."""
    if step.stage == "embedding":
        return texts.EMBEDDING.format(done=step.done, total=step.total)
    return f"{texts.READING} {step.done}/{step.total}"


def replacing_line(item: Item) -> str:
    """What is said while a new file for a document is awaited."""
    line = texts.REPLACING.format(title=item.title)
    return (
        f'<p class="said" role="status">{escape(line)} '
        f"{button(texts.STOP_REPLACING, 'link', 'go', do='stop')}</p>"
    )


def failed_files(failures: Sequence[Failure]) -> str:
    """The files that could not be taken in, "" where there are none."""
    if not failures:
        return ""
    items = "".join(
        f'<li><span class="file">{escape(f.name)}</span><span class="outcome">'
        f'{escape(f.reason or texts.NO_REASON)}</span><span class="count">{escape(f.when)}</span>'
        f"<span>{_do('retry', texts.RETRY, f.name)}{_do('forget', texts.FORGET, f.name)}</span></li>"
        for f in failures
    )
    heading = texts.FAILURES.format(count=len(failures))
    return f'<section class="failures"><h3>{heading}</h3><ul>{items}</ul></section>'


def _do(what: str, label: str, name: str) -> str:
    return button(label, "quiet", "go", do=what, name=name, aria_label=f"{label} {name}")
