"""A lower document against the higher ones that it names as its basis: where they say different things
of the same matter. What is found are questions for a person, never verdicts: a lower document may
well be stricter, or be meant for another case."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.compare.clauses import Clause, clauses_of
from corpus.compare.facts import stated_figures
from corpus.compare.likeness import likeness
from corpus.compare.pieces import pieces_of
from corpus.document import Document, Metadata, Relation, RelationKind
from corpus.language.departments import department_table
from corpus.language.document_numbers import number_key, same_title, title_core

_SAME_MATTER = 0.4  # likeness of two clauses, figures left out, that are on one matter
_SAME_WORDS = 0.6  # … that say the same but for a word of duty or a body
_STATE = "中华人民共和国"
_FIGURE = re.compile(
    "[0-9][0-9.,，]*|百分之[一二三四五六七八九十百]+"
    "|[一二三四五六七八九十百千万零两]+(?=[万亿]?[元年月日天个倍户家人%])"
)
_FORBIDS = re.compile("不得|禁止|严禁|不准|不予")
_OBLIGES = re.compile("应当|必须")
_ALLOWS = re.compile("可以|(?<!不)可(?=[按根申自])|鼓励")
_CHARGED = re.compile("负责|主管|承担|牵头|会同|配合")
_DIMENSIONS = {
    "金额": "金额", "比例": "比例", "年限": "期限", "月数": "期限", "工作日": "期限", "天数": "期限",
    "人数": "人数", "面积": "面积", "年龄": "年龄", "质量": "质量", "体积": "体积",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """What two documents say differently of one matter: ``lower``/``higher`` are the spans of the
    clauses, ``about`` what differs (金额, 期限, 部门, 义务…), with the words of either side."""

    about: str
    higher_document: Document
    lower: tuple[int, int]
    higher: tuple[int, int]
    lower_label: str
    higher_label: str
    lower_words: str
    higher_words: str
    likeness: float

    @property
    def question(self) -> str:
        """The doubt as a question."""
        return (
            f"{self.about}：本文件{self.lower_label}为“{self.lower_words}”，"
            f"《{self.higher_document.title}》{self.higher_label}为“{self.higher_words}”，是否一致？"
        )

    def to_json(self, lower: Document) -> dict[str, Any]:
        """Plain JSON values, with the offsets of both sides."""
        return {
            "about": self.about,
            "question": self.question,
            "lower": lower.text[slice(*self.lower)],
            "lower_span": list(self.lower),
            "higher_document": self.higher_document.document_id,
            "higher": self.higher_document.text[slice(*self.higher)],
            "higher_span": list(self.higher),
        }


class Bases:
    """What the documents at hand, whose metadata are given by id, are based on."""

    def __init__(self, documents: Mapping[str, Metadata]) -> None:
        self._documents = documents
        self._by_number: dict[str, list[str]] = {}
        self._by_title: dict[str, list[str]] = {}
        for document_id, known in documents.items():
            if number := number_key(known.number):
                self._by_number.setdefault(number, []).append(document_id)
            if core := title_core(known.title.removeprefix(_STATE)):
                self._by_title.setdefault(core, []).append(document_id)

    def of(self, document_id: str) -> list[str]:
        """The ids of the documents that a document says it is based on, those in force."""
        found: dict[str, None] = {}
        for relation in self._documents[document_id].relations:
            if relation.kind is RelationKind.BASED_ON:
                found |= dict.fromkeys(self._named(relation))
        found.pop(document_id, None)
        return [key for key in found if self._documents[key].validity.binding]

    def _named(self, relation: Relation) -> Iterator[str]:
        """The documents that a relation names: 《中小企业促进法》 is the law of the state of that name."""
        yield from self._by_number.get(number_key(relation.number) or "-", ())
        title = relation.title.removeprefix(_STATE)
        for other in self._by_title.get(title_core(title) or "-", ()):
            known = self._documents[other]
            if not (relation.number and known.number) and same_title(
                title, known.title.removeprefix(_STATE)
            ):
                yield other


def doubts(lower: Document, higher: Iterable[Document]) -> list[Doubt]:
    """Where a document and its bases say different things of one matter, the likest clauses first."""
    found = [doubt for document in higher for doubt in _between(lower, document)]
    return sorted(found, key=lambda doubt: -doubt.likeness)


def _between(lower: Document, higher: Document) -> Iterator[Doubt]:
    mine, theirs = _labelled(lower), _labelled(higher)
    if not mine or not theirs or lower.document_id == higher.document_id:
        return
    cosine = likeness(
        [_FIGURE.sub("0", clause.words) for _, clause in mine],
        [_FIGURE.sub("0", clause.words) for _, clause in theirs],
    )
    for row, (label, clause) in enumerate(mine):
        column = int(cosine[row].argmax())
        alike = float(cosine[row, column])
        if alike < _SAME_MATTER or int(cosine[:, column].argmax()) != row:
            continue  # another clause is nearer to the one of the two
        other_label, other = theirs[column]
        for about, ours, other_words in _differences(
            lower.text[clause.start : clause.end], higher.text[other.start : other.end], alike
        ):
            yield Doubt(
                about, higher, (clause.start, clause.end), (other.start, other.end),
                label, other_label, ours, other_words, alike,
            )  # fmt: skip


def _labelled(document: Document) -> list[tuple[str, Clause]]:
    pieces = pieces_of(document)
    return [
        (piece.label, clause)
        for place, piece in enumerate(pieces)
        for clause in clauses_of(document.text, piece, place)
    ]


def _differences(lower: str, higher: str, alike: float) -> Iterator[tuple[str, str, str]]:
    """(about, words of the lower document, words of the higher one)."""
    ours, theirs = _figures(lower), _figures(higher)
    for about in ours.keys() & theirs.keys():
        if ours[about].keys().isdisjoint(theirs[about]):
            yield about, "、".join(ours[about].values()), "、".join(theirs[about].values())
    if alike < _SAME_WORDS:
        return
    if (mine := _duty(lower)) and (other := _duty(higher)) and mine[0] != other[0]:
        yield "义务", mine[1], other[1]
    if _CHARGED.search(lower) and _CHARGED.search(higher):
        bodies, others = _bodies(lower), _bodies(higher)
        if bodies and others and bodies.keys().isdisjoint(others):
            yield "部门", "、".join(bodies.values()), "、".join(others.values())


def _figures(text: str) -> dict[str, dict[tuple[str, float], str]]:
    """The figures of a clause by what they measure: by dimension and value, the words."""
    found: dict[str, dict[tuple[str, float], str]] = {}
    for figure in stated_figures(text):
        if about := _DIMENSIONS.get(figure.dimension):
            found.setdefault(about, {})[figure.dimension, figure.value] = figure.words
    return found


def _duty(text: str) -> tuple[str, str] | None:
    """What a clause makes of a matter: forbidden, a duty or a right; None where not just one of them."""
    kinds = (("forbid", _FORBIDS), ("oblige", _OBLIGES), ("allow", _ALLOWS))
    found = [(name, match[0]) for name, words in kinds if (match := words.search(text))]
    return found[0] if len(found) == 1 else None


def _bodies(text: str) -> dict[str, str]:
    return {m.department.key: m.name for m in department_table().find(text)}
