"""Text becomes findable. For other programs: ``from index import open_langchain_retriever``."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.langchain_retriever import PolicyRetriever, open_langchain_retriever

__all__ = ["PolicyRetriever", "open_langchain_retriever"]


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: it takes seconds."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from index import langchain_retriever

    return getattr(langchain_retriever, name)
