"""The rows of tables among the provisions: under the title of their table, and the texts that stand
in cells as provisions of their own under the cell's label."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.document import Provision, ProvisionKind
from corpus.language.words import unspaced
from corpus.loaders.base import Table
from corpus.structure.outline import body_provisions, number_paragraphs
from corpus.structure.provisions import parse
from corpus.structure.segments import segments_of

_IN_PATH = 60  # characters of a title or label in a path


def parse_with_tables(text: str, tables: Sequence[Table], title: str = "") -> tuple[Provision, ...]:
    """The provisions of ``text``; ``title`` as in ``parse``. A row is one; of a row of many lines, its
    label is a heading and the lines below it are read like the body of a document."""
    spans = [span for table in tables for span in table.spans]
    whole = _on_one_line(text, [span for span in spans if "\n" in text[slice(*span)]])
    above = {
        start: _headings(table, row)
        for table in tables
        for row, (start, _) in enumerate(table.spans)
    }
    provisions = parse(whole, tuple(spans), title)
    return tuple(_placed(text, provisions, above))


def _on_one_line(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` with each of ``spans`` on one line, all offsets as they were."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], text[start:end].replace("\n", " ")]
        at = end
    return "".join([*pieces, text[at:]])


def _headings(table: Table, row: int) -> list[str]:
    section = table.sections[row] if table.sections else ""
    return [name[:_IN_PATH] for name in (table.caption, section) if name]


def _placed(
    text: str, provisions: Sequence[Provision], above: dict[int, list[str]]
) -> Iterator[Provision]:
    titles = {unspaced(text[p.start : p.end]) for p in provisions if p.kind is ProvisionKind.TITLE}
    counts: dict[tuple[str, ...], int] = {}
    for provision in provisions:
        if provision.start not in above:
            yield provision
            continue
        path = provision.path
        for name in above[provision.start]:
            known = {unspaced(other) for other in path} | titles
            if unspaced(name) not in known:
                path = (*path, name)
        counts[path] = counts.get(path, 0) + 1
        kind, number = ProvisionKind.ROW, counts[path]
        if "\n" in text[provision.start : provision.end]:
            yield from _cell_text(text, provision.start, provision.end, path, number)
        else:
            yield replace(provision, kind=kind, path=path, paragraph=number)


def _cell_text(
    text: str, start: int, end: int, path: tuple[str, ...], number: int
) -> Iterator[Provision]:
    """A cell with a text of its own: its label, and the provisions of the text below it."""
    border = text.index("\n", start, end)
    label = text[start:border].rstrip("：: ")
    inside = (*path, label[:_IN_PATH])
    yield Provision(ProvisionKind.HEADING, start, border, inside, number)
    words = text[border + 1 : end]
    body = body_provisions(words, list(segments_of(words, {})))
    for provision in number_paragraphs(words, body):
        at = border + 1
        yield replace(
            provision,
            start=provision.start + at,
            end=provision.end + at,
            path=(*inside, *provision.path),
        )
