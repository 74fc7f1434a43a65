"""One visitor's conversation: immutable, so that a handler can never share it by accident."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from assistant.answer import Answer, Citation
from assistant.blocks import Block
from corpus.settings import settings
from pages.records.kept import Rating

_SHOWN_QUESTION = 400  # a refused question may be of any length; the page shows its beginning


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what became of it.

    ``shown`` is what is visible so far; ``extract`` is the answer that stands while a model writes;
    ``notice`` stands in place of an answer that failed or was stopped. None of them set: still being
    answered. ``saved`` names the turn in the records, 0 where it is not there; ``unsaved`` says that
    it could not be kept; ``replaces`` is the saved turn that it was asked in place of; ``token`` is
    that of the link to it, "" where it is not shared.
    """

    question: str
    shown: tuple[Block, ...] = ()
    answer: Answer | None = None
    extract: Answer | None = field(default=None, kw_only=True)
    notice: str = ""
    asked_at: datetime = field(default_factory=lambda: datetime.now(UTC), compare=False)
    saved: int = 0
    unsaved: bool = False
    replaces: int = 0
    rating: Rating | None = None
    token: str = ""

    @property
    def key(self) -> str:
        """What tells this turn from every other one on the page."""
        return f"{self.asked_at.timestamp():.6f}"

    @property
    def busy(self) -> bool:
        """Whether the answer is still coming."""
        return self.answer is None and not self.notice


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one visitor, oldest first; ``id`` names them in the records, "" until then."""

    turns: tuple[Turn, ...] = ()
    id: str = ""

    @property
    def busy(self) -> bool:
        """Whether an answer is still coming."""
        return bool(self.turns) and self.turns[-1].busy

    def begin(self, question: str, *, again: bool = False) -> "Conversation":
        """Add a question that is about to be answered; with ``again`` in place of the last one."""
        endless = len(question) > settings().max_question
        shown = question[:_SHOWN_QUESTION] + "…" if endless else question
        kept, last = (self.turns[:-1], self.turns[-1:]) if again else (self.turns, ())
        replaces = last[0].saved or last[0].replaces if last else 0
        return replace(self, turns=(*kept, Turn(shown, replaces=replaces)))

    def show(self, blocks: tuple[Block, ...]) -> "Conversation":
        """Let the last turn show this much of its answer."""
        return self._last(shown=blocks)

    def stand_in(self, extract: Answer) -> "Conversation":
        """Let the last turn show an answer that a model is about to write anew."""
        return self._last(shown=extract.blocks, extract=extract)

    def finish(self, answer: Answer) -> "Conversation":
        """Give the last turn its whole answer."""
        return self._last(shown=answer.blocks, answer=answer, extract=None)

    def give_up(self, notice: str) -> "Conversation":
        """End the last turn without an answer; what it already shows stays. An extract that stood in
        for a model's is the answer then."""
        extract = self.turns[-1].extract if self.busy else None
        if extract is not None:
            return self.finish(replace(extract, status="answered"))
        return self._last(notice=notice) if self.turns and self.turns[-1].busy else self

    def last_saved(self, turn: int) -> "Conversation":
        """Note the last turn's name in the records; 0 if it could not be kept."""
        return self._last(saved=turn, unsaved=not turn)

    def rated(self, ratings: dict[int, Rating | None]) -> "Conversation":
        """Note what the visitor said of answers, by the names of the turns in the records."""
        turns = (replace(t, rating=ratings.get(t.saved, t.rating)) for t in self.turns)
        return replace(self, turns=tuple(turns))

    def shared(self, turn: int, token: str) -> "Conversation":
        """Note the link to the answer of turn ``turn`` (from 0), "" for none any more."""
        turns = list(self.turns)
        turns[turn] = replace(turns[turn], token=token)
        return replace(self, turns=tuple(turns))

    def questions(self, *, again: bool = False) -> list[str]:
        """Questions that were answered, oldest first: what a follow-up may lean on. Without the last
        turn if that is asked ``again``."""
        turns = self.turns[:-1] if again else self.turns
        return [turn.question for turn in turns if turn.answer]

    def answer(self, turn: int) -> Answer | None:
        """The answer of turn ``turn`` (from 0), for now or for good; None where there is none."""
        if not 0 <= turn < len(self.turns):
            return None
        return self.turns[turn].answer or self.turns[turn].extract

    def _last(self, **changes: object) -> "Conversation":
        last = replace(self.turns[-1], **changes)  # type: ignore[arg-type]
        return replace(self, turns=(*self.turns[:-1], last))


def citation(answer: Answer, n: int) -> Citation | None:
    """Citation ``n`` of an answer, None where there is none."""
    return next((c for c in answer.citations if c.n == n), None)
