"""What a model is given: whole paragraphs, each once, exact, and whole sections where they are asked for."""

from assistant.answer import Citation, cite
from assistant.evidence.clauses import Candidate
from assistant.writing.material import material
from corpus.document import Document, Metadata, Provision, ProvisionKind

LINES = [
    (("一、补助标准",), "新建充电端口每个补助80元；加装断电装置的再补助20元。"),
    (("一、补助标准",), "同一小区补助合计不超过5万元。"),
    (("一、补助标准", "（一）改造"), "改造旧端口不补助。"),
    (("二、申报",), "运营单位应当于12月10日前报送竣工资料。"),
]


def _document(lines: list[tuple[tuple[str, ...], str]] = LINES) -> Document:
    text, provisions = "", []
    for path, line in lines:
        provisions.append(
            Provision(ProvisionKind.PARAGRAPH, len(text), len(text) + len(line), path)
        )
        text += line + "\n"
    return Document("d", "a.txt", text, Metadata(), tuple(provisions))


def _candidate(document: Document, at: int, words: str, score: float) -> Candidate:
    start = document.text.index(words)
    return Candidate(document, document.provisions[at], start, start + len(words), score=score)


def _quotes(spans: tuple[Citation, ...], document: Document) -> list[str]:
    assert [c.n for c in spans] == list(range(1, len(spans) + 1))
    assert all(document.text[c.start : c.end] == c.quote for c in spans)
    return [c.quote for c in spans]


def test_the_rest_of_the_paragraph_comes_once() -> None:
    document = _document()
    words = "新建充电端口每个补助80元；"
    cited = (cite(1, document, "", 0, len(words)),)
    spans = material(cited, [_candidate(document, 0, words, 5.0)])
    assert _quotes(spans, document) == [words, "加装断电装置的再补助20元。"]


def test_a_whole_section_where_the_whole_is_asked_for() -> None:
    document = _document()
    near = [_candidate(document, 1, "同一小区补助合计不超过5万元。", 5.0)]
    assert len(material((), near)) == 1
    assert _quotes(material((), near, whole=True), document) == [line for _, line in LINES[:3]]


def test_no_more_than_there_is_room_for() -> None:
    document = _document([((f"第{n}条",), f"{n}" + "甲" * 799 + "。") for n in range(20)])
    near = [
        Candidate(document, p, p.start, p.end, score=5.0 - n / 10)
        for n, p in enumerate(document.provisions)
    ]
    spans = material((), near)
    assert 5000 < sum(len(c.quote) for c in spans) <= 6000
    _quotes(spans, document)


def test_what_is_far_below_the_best_is_left_out() -> None:
    document = _document([((f"第{n}条",), f"第{n}条的内容是这样。") for n in range(20)])
    near = [
        Candidate(document, p, p.start, p.end, score=-10.0 * n)
        for n, p in enumerate(document.provisions)
    ]
    assert len(material((), near)) == 8
