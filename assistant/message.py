"""A message of a user, answered: its parts, the sides it compares, and what it takes up of the talk before."""

import re
from collections.abc import Callable, Sequence, Set
from functools import cached_property

from assistant.answer import Answer
from assistant.answers.changes import Changes
from assistant.answers.conversation import Turn, asked_before, more, recalled, turn_of
from assistant.answers.dispatch import best_bid, dispatch
from assistant.answers.extract import quoted_clause
from assistant.answers.finish import finish
from assistant.answers.levels import Levels
from assistant.answers.lists import Lists
from assistant.answers.several import join
from assistant.answers.side_by_side import beside
from assistant.dated import dated
from assistant.evidence.apart import apart
from assistant.evidence.asked import Asked
from assistant.library import Library
from assistant.understanding.compared import is_place, sides_of
from assistant.understanding.followup import complete, leans, thing_of
from assistant.understanding.several import split_questions
from assistant.understanding.subject import own_words
from assistant.understanding.versions import compares_versions
from corpus.language.departments import department_table
from corpus.language.words import content_words, fold

Ask = Callable[[str, str, Set[str] | None], Asked]
# Kinds that set sides against each other themselves: versions of a text, levels of government.
_SIDE_BY_SIDE = frozenset((Changes.name, Levels.name))
# 人员和面积有什么门槛: two conditions of one thing stand in one list.
_OF_ONE = re.compile("有(?:什么|啥|哪些|何)(?:门槛|限制|要求|条件)")
_FEW = 2  # words of its own; a question with more opens a new matter
_NEAR = 3  # documents found first, one of which the talk must be about to go on in it


class Message:
    """One message. ``ask`` makes of a question, as understood and as typed, all that answers it, from
    the documents ``within`` (None: all). ``resolved`` is the first question, complete by itself."""

    def __init__(
        self,
        typed: str,
        earlier: Sequence[str],
        within: Set[str] | None,
        ask: Ask,
        library: Library,
    ) -> None:
        self._library = library
        self._typed = typed
        self._earlier = list(earlier)
        self._within = within
        self._ask = ask
        self._table = department_table()
        # two sides in one question are compared, in one of several they are two more parts
        self._alone = len(split_questions(typed, self._table, apart=False)) == 1
        first, *self._others = split_questions(typed, self._table)
        self.resolved = complete(first if self._others else typed, self._earlier, self._table)

    def answer(self) -> Answer:
        """The answer to all that is asked."""
        turn = turn_of(self._typed, self._earlier)
        if turn is Turn.RECALL:
            self.resolved = self._typed
            return recalled(self._typed, self._earlier)
        if turn is Turn.MORE:
            return self._more()
        compared = self._compared() if self._alone else None
        if compared is not None:
            return compared
        return self._parts() if self._others else self._single(self.resolved, self._typed)

    def _more(self) -> Answer:
        """What the question before has not been told yet."""
        at, times = asked_before(self._earlier)
        before = Message(
            self._earlier[at], self._earlier[:at][-1:], self._within, self._ask, self._library
        )
        self.resolved = before.resolved
        asked = self._ask(before.resolved, "", self._within)
        return more(self._typed, asked, before.answer(), times)

    def _parts(self) -> Answer:
        """Several questions: those that go on with the first one's matter, from its document if that
        answers them."""
        first = self._single(self.resolved, "")
        home = {c.document_id for c in first.citations}
        answers = [first]
        for question in self._others:
            carried = question not in self._typed
            goes_on = home and (carried or len(own_words(question)) <= _FEW)
            answers.append(
                self._at_home(question, "", home) if goes_on else self._single(question, "")
            )
        return join([self.resolved, *self._others], answers)

    def _compared(self) -> Answer | None:
        """Both sides of a comparison, None where the message compares nothing, or where only one side
        is known of: then the question as a whole answers better."""
        whole = complete(self._typed, self._earlier, self._table)
        # an old text against a new one is a kind of its own
        sides = None if compares_versions(whole) else sides_of(whole, self._table)
        if sides is None:
            return None
        together = self._ask(whole, self._typed, self._within)
        kind = best_bid(together)
        if kind is not None and kind[0].name in _SIDE_BY_SIDE:
            return dispatch(together)
        if kind is not None and kind[0].name == Lists.name and _OF_ONE.search(whole):
            return dispatch(together)
        asked = [
            self._ask(question, "", self._of_place(name))
            for name, question in zip(sides.names, sides.questions, strict=True)
        ]
        answers = [dispatch(each) for each in asked]
        if all(answer.kind == "out_of_scope" for answer in answers):
            return None
        return beside(self._typed, sides.names, asked, answers)

    def _of_place(self, name: str) -> Set[str] | None:
        """The documents of the place that a side is named after, all where it is none or has none."""
        if not is_place(name):
            return self._within
        cards = self._ask(name, "", None).library.cards().cards
        of = {key for key, card in cards.items() if any(p.startswith(name) for p in card.places)}
        return (of if self._within is None else of & self._within) or self._within

    def _single(self, question: str, typed: str) -> Answer:
        """One question; a follow-up from the document that the talk is about, if that answers it."""
        if answer := dated(question, typed, self._within, self._ask, self._library):
            return answer
        if self._home and (leans(typed or question) or self._goes_on(question)):
            answer = self._at_home(question, typed, self._home)
            thing = thing_of(typed)
            return self._on(thing, question, answer) if thing else answer
        return dispatch(self._ask(question, typed, self._within))

    def _on(self, thing: str, question: str, answer: Answer) -> Answer:
        """An answer to 那贴息呢 that names the thing, where another clause does and this one doesn't."""
        words = content_words(thing)
        quoted = answer.citations[0].quote if answer.citations else ""
        if answer.kind not in ("extract", "silent") or any(w in fold(quoted) for w in words):
            return answer
        asked = self._ask(question, "", self._home)
        (clause,) = apart([asked], [thing])
        if clause is None or not any(w in fold(clause.text) for w in words):
            return answer
        return finish("extract", quoted_clause(clause), asked)

    def _at_home(self, question: str, typed: str, home: Set[str]) -> Answer:
        answer = dispatch(self._ask(question, typed, home))
        if answer.status == "answered":
            return answer
        wide = dispatch(self._ask(question, typed, self._within))
        return wide if wide.status == "answered" else answer

    def _goes_on(self, question: str) -> bool:
        """Whether a short question is found near what the talk is about."""
        if len(own_words(question)) > _FEW:
            return False
        hits = self._ask(question, "", self._within).hits
        near = list(dict.fromkeys(hit.chunk.document_id for hit in hits))[:_NEAR]
        return not self._home.isdisjoint(near)

    @cached_property
    def _home(self) -> frozenset[str]:
        """The documents that the last question before was answered from; empty where there was none."""
        if not self._earlier:
            return frozenset()
        *before, last = self._earlier
        answer = Message(last, before[-1:], self._within, self._ask, self._library).answer()
        return frozenset(citation.document_id for citation in answer.citations)
