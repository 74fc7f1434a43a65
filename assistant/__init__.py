"""A question is answered. For other programs: ``from assistant import open_assistant``."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.opening import OpenAssistant, open_assistant

__all__ = ["OpenAssistant", "open_assistant"]


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: it takes seconds."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from assistant import opening

    return getattr(opening, name)
