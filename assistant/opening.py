"""The assistant for other Python programs: ``open_assistant(store).ask("…")``."""

from collections.abc import Sequence
from pathlib import Path

from assistant.answer import Answer
from assistant.assistant import Assistant
from corpus.settings import settings
from index.retriever import Hit
from index.session import open_retriever


class OpenAssistant:
    """An assistant over one store; as a context manager it closes the store at the end."""

    def __init__(self, directory: Path) -> None:
        """Raises what ``open_retriever`` does."""
        self._retriever = open_retriever(directory)
        self._assistant = Assistant(self._retriever)

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to a question; ``history`` are the earlier ones, oldest first.

        Raises:
            QuestionError: empty, or longer than the setting allows.
        """
        return self._assistant.ask(question, list(history))

    def search(self, question: str, limit: int = 10) -> list[Hit]:
        """The passages nearest to a question, best first, whether or not they answer it."""
        return self._retriever.search(question, limit)

    def close(self) -> None:
        """Let go of the store's files and connections."""
        self._retriever.close()

    def __enter__(self) -> "OpenAssistant":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_assistant(store: str | Path | None = None) -> OpenAssistant:
    """Open the store in the folder ``store``, by default the one that the settings name.

    Raises:
        StoreMissingError: nothing has been built there.
        PolicyError: the store or a model can't be used; the message is one Chinese line.
    """
    return OpenAssistant(Path(store) if store else settings().store)
