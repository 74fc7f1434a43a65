"""From the plain text of an official document to its Provisions.

The provisions, headings and front matter cover the document: every character that is not white
space lies in exactly one of them, at exact offsets.
"""

from corpus.document import Provision
from corpus.structure.frame import back_matter, end_of_body, first_of_body, front_matter
from corpus.structure.outline import body_provisions, number_paragraphs
from corpus.structure.segments import front_of, segments_of


def parse(text: str, rows: tuple[tuple[int, int], ...] = ()) -> tuple[Provision, ...]:
    """Return the provisions of ``text`` in reading order.

    ``rows`` are the offsets of table rows, each a line of the text: a row is one provision, and
    numbering inside it opens nothing.
    """
    front = front_of(text)
    segments = list(segments_of(text, dict(rows), front))
    first_body = first_of_body(text, segments, front)
    last_body = end_of_body(text, segments, first_body)
    body = body_provisions(text, segments[first_body:last_body])
    return (
        *front_matter(text, segments[:first_body]),
        *number_paragraphs(text, body),
        *back_matter(text, segments[last_body:]),
    )
