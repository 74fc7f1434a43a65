"""Formats: one document in every format, and whether it answers the same."""
