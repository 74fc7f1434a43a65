"""What a question asks for and no clause states; and when words that were read answer it after all.

文件未规定 is a claim about the whole document: all of it is searched before it is made.
"""

from collections.abc import Sequence

from assistant.evidence.clauses import Candidate
from assistant.understanding.attributes import Attribute, asked_attributes
from assistant.understanding.question import Term
from assistant.understanding.value import asked_value
from corpus.document import Document
from corpus.language.words import fold

_LOOKED_AT = 8  # candidates in which an attribute may be stated
_ABOUT = 0.75  # share of the best candidate's words that one must have to be on the topic
_OWN = 0.3  # share of them that stands in the passage and its headings, not only in the title
_NEAR = 0.6  # share of the question's words that a passage must have to speak of its matter

# Leads of the reader over "no answer". Where the words that it found state the attribute, a fair lead
# shows that they do answer; else only a lead that no silent question of the development set reaches.
_FAIR, _CERTAIN = 2.0, 11.5


def settled(lead: float, words: str, question: str) -> bool:
    """Whether words that were read answer a question that by its form is left unanswered.

    Args:
        lead: of the reading over "no answer", a difference of logits.
        words: the sentence that was read.
    """
    asked = asked_attributes(question)
    stated = bool(asked) and all(a.stated and a.stated.search(words) for a in asked)
    return lead >= (_FAIR if stated else _CERTAIN)


def unstated(question: str, candidates: Sequence[Candidate], terms: Sequence[Term]) -> str:
    """What is asked for and stated nowhere in the document of the best clause, "" for nothing."""
    value = asked_value(question)
    for attribute in asked_attributes(question):
        found = any(_states(attribute, c, candidates) for c in candidates[:_LOOKED_AT])
        if found or (value and candidates and value.search(candidates[0].text)):
            continue
        if not candidates or not _stated_elsewhere(attribute, candidates[0].document, terms):
            return attribute.missing
    return ""


def _states(attribute: Attribute, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a clause states the attribute, and about as much of the question as any other does."""
    about = max(c.rare for c in candidates)
    on_topic = candidate is candidates[0] or candidate.rare >= _ABOUT * about
    return on_topic and bool(attribute.stated and attribute.stated.search(candidate.text))


def _stated_elsewhere(attribute: Attribute, document: Document, terms: Sequence[Term]) -> bool:
    """Whether any passage of the document states the attribute of the matter asked about."""
    matter = [t for t in terms if not (attribute.asked and attribute.asked.search(t.word))]
    total = sum(t.weight for t in matter)
    if not total or attribute.stated is None:
        return False
    for provision in document.provisions:
        words = document.text[provision.start : provision.end]
        if not attribute.stated.search(words):
            continue
        own = fold(" ".join([*provision.path, provision.topic, words]))
        context = f"{own} {fold(document.title)}"
        said = sum(t.weight for t in matter if t.word in own)
        in_all = sum(t.weight for t in matter if t.word in context)
        if in_all >= _NEAR * total and (attribute.of_document or said >= _OWN * total):
            return True
    return False
