"""BM25 over jieba words, kept by SQLite's FTS5 inside the store: nothing is rebuilt at query time."""

from corpus.words import is_stop_word, search_words


def index_words(context: str, text: str) -> str:
    """The words of a chunk as FTS5 stores them. The title and heading path count as words of it."""
    return " ".join(search_words(f"{context}\n{text}"))


def keyword_query(question: str) -> str:
    """An FTS5 query that matches any word of a text; "" when it has none.

    Each word is quoted, so nothing in a question is ever read as query syntax.
    """
    words = [w for w in search_words(question) if not is_stop_word(w)]
    return " OR ".join(f'"{word}"' for word in dict.fromkeys(words) if '"' not in word)
