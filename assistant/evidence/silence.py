"""When words that were read answer a question that the rules would leave unanswered."""

from assistant.understanding.attributes import asked_attributes

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
