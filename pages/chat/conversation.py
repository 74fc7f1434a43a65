"""One visitor's conversation: immutable, so that a handler can never share it by accident."""

from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation

_SHOWN_QUESTION = 400  # a refused question may be of any length; the page shows its beginning


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what became of it.

    ``shown`` is the Markdown visible so far; ``notice`` stands in place of an answer that failed
    or was stopped. Neither set: still being answered.
    """

    question: str
    shown: str = ""
    answer: Answer | None = None
    notice: str = ""

    @property
    def busy(self) -> bool:
        """Whether the answer is still coming."""
        return self.answer is None and not self.notice


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one visitor, oldest first."""

    turns: tuple[Turn, ...] = ()

    def begin(self, question: str) -> "Conversation":
        """Add a question that is about to be answered."""
        shown = question if len(question) <= _SHOWN_QUESTION else question[:_SHOWN_QUESTION] + "…"
        return Conversation((*self.turns, Turn(shown)))

    def show(self, markdown: str) -> "Conversation":
        """Let the last turn show this much of its answer."""
        return self._last(shown=markdown)

    def finish(self, answer: Answer) -> "Conversation":
        """Give the last turn its whole answer."""
        return self._last(shown=answer.answer, answer=answer)

    def give_up(self, notice: str) -> "Conversation":
        """End the last turn without an answer; what it already shows stays."""
        return self._last(notice=notice) if self.turns and self.turns[-1].busy else self

    def questions(self) -> list[str]:
        """Questions that were answered, oldest first: what a follow-up may lean on."""
        return [turn.question for turn in self.turns if turn.answer]

    def answer(self, turn: int) -> Answer | None:
        """The answer of turn ``turn`` (from 0), None where there is none."""
        return self.turns[turn].answer if 0 <= turn < len(self.turns) else None

    def _last(self, **changes: object) -> "Conversation":
        return Conversation((*self.turns[:-1], replace(self.turns[-1], **changes)))  # type: ignore[arg-type]


def citation(answer: Answer, n: int) -> Citation | None:
    """Citation ``n`` of an answer, None where there is none."""
    return next((c for c in answer.citations if c.n == n), None)
