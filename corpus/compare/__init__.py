"""Two versions of a document, or two documents, side by side: 新旧对照."""
