"""Documents of invented sentences, for the tests of measures."""

from datetime import date

from corpus.document import Document, Metadata
from corpus.facts.measures.extract import extract_measures
from corpus.facts.measures.measure import Measure, amount_text
from corpus.structure.provisions import parse

TITLE = "青山市促进制造业发展若干政策"


def document_of(text: str) -> Document:
    """A document with that body, signed in 2024."""
    known = Metadata(title=TITLE, issued=date(2024, 3, 1))
    return Document("sample", "sample.txt", text, known, parse(text))


def measures_in(text: str) -> list[Measure]:
    """The measures of that body, each of them exact in it."""
    found = extract_measures(document_of(text))
    for measure in found:
        assert_exact(measure, text)
    return found


def assert_exact(measure: Measure, text: str) -> None:
    """All spans of a measure are where they say."""
    assert 0 <= measure.start < measure.end <= len(text)
    for said in (*measure.conditions, *measure.limits):
        assert text[said.start : said.end] == said.text and said.text.strip()
    for window in filter(None, (measure.deadline, measure.term)):
        assert text[window.start : window.end] == window.text
    for body in measure.bodies:
        assert text[body.start : body.end] == body.name
    for amount in measure.amounts:
        assert any(
            c.isdigit() or c in "一二三四五六七八九十百千两半"
            for c in text[amount.start : amount.end]
        )


def brief(text: str) -> list[tuple[str, str]]:
    """Benefit and amounts of each measure, as one reads them."""
    return [(m.benefit.value, "、".join(map(amount_text, m.amounts))) for m in measures_in(text)]
