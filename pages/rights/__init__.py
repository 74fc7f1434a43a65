"""Who may see which documents: collections, groups, and the view of the library that a reader has."""
