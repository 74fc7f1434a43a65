"""Several owners at once: each sees what is its own, whatever they do."""

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from pages.records.errors import UnknownConversationError
from pages.records.kept import Rating
from pages.records.records import Records
from tests.pages.records.turns import DOWN, UP, turn

OWNERS = st.sampled_from(["a", "b", "guest:c"])


class Visitors(RuleBasedStateMachine):
    """Several owners do what they like; a dictionary says what they should see."""

    keys: Bundle = Bundle("keys")
    turns: Bundle = Bundle("turns")

    def __init__(self) -> None:
        super().__init__()
        self.records = Records.open(None)
        self.model: dict[str, tuple[str, list[int]]] = {}
        self.rated: dict[int, Rating | None] = {}

    def owns(self, owner: str, key: str) -> bool:
        return key in self.model and self.model[key][0] == owner

    @rule(target=keys, owner=OWNERS, title=st.text(max_size=5))
    def begin(self, owner: str, title: str) -> str:
        key = self.records.begin(owner, title)
        self.model[key] = (owner, [])
        return key

    @rule(target=turns, owner=OWNERS, key=keys)
    def append(self, owner: str, key: str) -> int:
        if not self.owns(owner, key):
            with pytest.raises(UnknownConversationError):
                self.records.append(owner, key, turn())
            return 0
        added = self.records.append(owner, key, turn())
        self.model[key][1].append(added)
        return added

    @rule(owner=OWNERS, key=keys, name=st.sampled_from(["甲", "乙"]))
    def rename(self, owner: str, key: str, name: str) -> None:
        if self.owns(owner, key):
            self.records.rename(owner, key, name)
            return
        with pytest.raises(UnknownConversationError):
            self.records.rename(owner, key, name)

    @rule(owner=OWNERS, key=keys)
    def delete(self, owner: str, key: str) -> None:
        if self.owns(owner, key):
            self.records.delete(owner, key)
            del self.model[key]
            return
        with pytest.raises(UnknownConversationError):
            self.records.delete(owner, key)

    @rule(owner=OWNERS, rated=turns, rating=st.sampled_from([UP, DOWN, None]))
    def rate(self, owner: str, rated: int, rating: Rating | None) -> None:
        if any(self.owns(owner, key) and rated in turns for key, (_, turns) in self.model.items()):
            self.records.rate(owner, rated, rating)
            self.rated[rated] = rating
            return
        with pytest.raises(UnknownConversationError):
            self.records.rate(owner, rated, rating)

    @invariant()
    def everybody_sees_their_own(self) -> None:
        for owner in ("a", "b", "guest:c"):
            mine = {key for key in self.model if self.owns(owner, key)}
            listed = self.records.listed(owner)
            assert {c.id for c in listed} == mine
            assert [c.changed for c in listed] == sorted((c.changed for c in listed), reverse=True)
        for key, (owner, turns) in self.model.items():
            kept = self.records.load(owner, key).turns
            assert [t.turn for t in kept] == turns
            assert [t.rating for t in kept] == [self.rated.get(t) for t in turns]

    def teardown(self) -> None:
        self.records.database.close()


Visitors.TestCase.settings = hypothesis_settings(max_examples=25, stateful_step_count=20)
TestVisitors = Visitors.TestCase
