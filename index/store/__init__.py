"""The store: one SQLite database that says which documents, provisions, facts and chunks are live.

It is the single source of truth. Vectors and keywords live beside it, under ids derived from what
stands here, and are written before the transaction that makes them live; so a build that is cut off
anywhere leaves the earlier index as it was, and a second run finds the finished vectors by their ids.
"""

from index.store.chunks import StoredChunk
from index.store.documents import Entry
from index.store.store import Store

__all__ = ["Entry", "Store", "StoredChunk"]
